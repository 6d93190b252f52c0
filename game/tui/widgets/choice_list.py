"""A list where a number selects and Enter confirms: choices of a scene, answers of a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from game.tui.line_breaking import hanging


@dataclass(frozen=True, slots=True)
class Row:
    """A line. ``key`` selects it; without one it is locked and ``reason`` says why."""

    id: str
    key: str
    text: str
    reason: str = ""

    @property
    def open(self) -> bool:
        return bool(self.key)


class _RowView(Widget):
    """One row: its mark, its number, its text set in beside them."""

    ALLOW_SELECT = False

    def __init__(self, row: Row) -> None:
        super().__init__(classes="row" if row.open else "row -locked")
        self.row = row

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return self._lines(width).count("\n") + 1

    def render(self) -> Content:
        return Content(self._lines(self.content_size.width))

    def _lines(self, width: int) -> str:
        mark = "›" if self.has_class("-selected") else " "
        text = self.row.text if self.row.open else f"{self.row.text}\n{self.row.reason}"
        return hanging(f"{mark} {self.row.key or '–'}  ", text, width)


class ChoiceList(VerticalScroll):
    """Rows of which one may be selected. Nothing is decided before it is confirmed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "play.key.decide"),
        Binding("up", "move(-1)", "play.key.move", show=False),
        Binding("down", "move(1)", "play.key.move", show=False),
    ]
    can_focus = True

    class Selected(Message):
        """A row is now the selected one."""

        def __init__(self, row_id: str) -> None:
            super().__init__()
            self.row_id = row_id

    class Confirmed(Message):
        """The selected row was confirmed."""

        def __init__(self, row_id: str) -> None:
            super().__init__()
            self.row_id = row_id

    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__()
        self.rows = rows
        self.selected: int | None = None

    def compose(self) -> ComposeResult:
        for row in self.rows:
            yield _RowView(row)

    def on_mount(self) -> None:
        self.focus(scroll_visible=False)

    @property
    def open_indexes(self) -> list[int]:
        return [index for index, row in enumerate(self.rows) if row.open]

    def select(self, index: int) -> None:
        """Make the row at ``index`` the selected one."""
        if index == self.selected:
            return
        views = list(self.query(_RowView))
        if self.selected is not None:
            views[self.selected].remove_class("-selected")
        self.selected = index
        views[index].add_class("-selected")
        views[index].scroll_visible(animate=False)
        self.post_message(self.Selected(self.rows[index].id))

    def action_move(self, by: int) -> None:
        choices = self.open_indexes
        if not choices:
            return
        if self.selected is None:
            self.select(choices[0] if by > 0 else choices[-1])
            return
        place = choices.index(self.selected) + by
        if 0 <= place < len(choices):
            self.select(choices[place])

    def action_confirm(self) -> None:
        if self.selected is None:
            self.action_move(1)
            return
        self.post_message(self.Confirmed(self.rows[self.selected].id))

    def on_key(self, event: Key) -> None:
        for index, row in enumerate(self.rows):
            if row.open and event.key == row.key:
                event.stop()
                self.select(index)

    def on_click(self, event: Click) -> None:
        view = event.widget
        if isinstance(view, _RowView) and view.row.open:
            index = self.rows.index(view.row)
            if index == self.selected:
                self.action_confirm()
            else:
                self.select(index)
