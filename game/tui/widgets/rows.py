"""Rows of which one is selected, by the arrows or a click: what every list here is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.errors import NoWidget
from textual.events import MouseEvent
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from game.tui.line_breaking import hanging


def widget_under(event: MouseEvent, screen: Screen[object]) -> Widget | None:
    """The widget under the mouse, which only clicks name by themselves."""
    try:
        widget, _ = screen.get_widget_at(event.screen_x, event.screen_y)
    except NoWidget:
        return None
    return widget


class RowView(Widget):
    """One row: the mark of selection, a short lead, and its text set in beside them."""

    ALLOW_SELECT = False

    def __init__(self, index: int, lead: str, text: str, classes: str = "") -> None:
        super().__init__(classes=f"row {classes}")
        self.index = index
        self._lead = lead
        self._text = text

    def tell(self, lead: str, text: str) -> None:
        """Show something else."""
        if (lead, text) != (self._lead, self._text):
            self._lead, self._text = lead, text
            self.refresh(layout=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return self._lines(width).count("\n") + 1

    def render(self) -> Content:
        return Content(self._lines(self.content_size.width))

    def _lines(self, width: int) -> str:
        mark = "›" if self.has_class("-selected") else " "
        return hanging(f"{mark} {self._lead}", self._text, width)


class RowList(VerticalScroll):
    """Rows one below the other; ``selected`` is the index of the one selected, if any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "play.key.move", show=False),
        Binding("down", "move(1)", "play.key.move", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]
    can_focus = True

    class Selected(Message):
        """A row is now the selected one."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, row_views: Iterable[RowView], *, selected: int | None = None) -> None:
        super().__init__()
        self.row_views = tuple(row_views)
        self.selected = selected

    def compose(self) -> ComposeResult:
        yield from self.row_views

    def on_mount(self) -> None:
        if self.selected is not None:
            self.row_views[self.selected].add_class("-selected")
        self.focus(scroll_visible=False)

    @property
    def selectable(self) -> list[int]:
        """The indexes of the rows that can be selected."""
        return list(range(len(self.row_views)))

    def select(self, index: int) -> None:
        """Make the row at ``index`` the selected one."""
        if index == self.selected:
            return
        if self.selected is not None:
            self.row_views[self.selected].remove_class("-selected")
        self.selected = index
        self.row_views[index].add_class("-selected")
        self.row_views[index].scroll_visible(animate=False)
        self.post_message(self.Selected(index))

    def action_move(self, by: int) -> None:
        rows = self.selectable
        if not rows:
            return
        if self.selected is None:
            self.select(rows[0] if by > 0 else rows[-1])
            return
        self.select(rows[max(0, min(rows.index(self.selected) + by, len(rows) - 1))])

    def action_first(self) -> None:
        if self.selectable:
            self.select(self.selectable[0])

    def action_last(self) -> None:
        if self.selectable:
            self.select(self.selectable[-1])
