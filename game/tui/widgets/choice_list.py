"""A list where a number selects and Enter confirms: choices of a scene, answers of a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Key
from textual.message import Message

from game.tui.widgets.rows import RowList, RowView


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


class ChoiceList(RowList):
    """Rows of which one may be selected. Nothing is decided before it is confirmed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "confirm", "play.key.decide")]

    class Confirmed(Message):
        """The selected row was confirmed."""

        def __init__(self, row_id: str) -> None:
            super().__init__()
            self.row_id = row_id

    def __init__(self, rows: tuple[Row, ...], *, selected: int | None = None) -> None:
        super().__init__((_view(index, row) for index, row in enumerate(rows)), selected=selected)
        self.rows = rows

    @property
    def selectable(self) -> list[int]:
        return [index for index, row in enumerate(self.rows) if row.open]

    def action_confirm(self) -> None:
        """Confirm the selected row; where none is, only select the first."""
        if self.selected is None:
            self.action_first()
        else:
            self.post_message(self.Confirmed(self.rows[self.selected].id))

    def on_key(self, event: Key) -> None:
        for index, row in enumerate(self.rows):
            if row.open and event.key == row.key:
                event.stop()
                self.select(index)

    def on_click(self, event: Click) -> None:
        """A first click selects, a second one confirms."""
        view = event.widget
        if not isinstance(view, RowView) or not self.rows[view.index].open:
            return
        if view.index == self.selected:
            self.action_confirm()
        else:
            self.select(view.index)


def _view(index: int, row: Row) -> RowView:
    if row.open:
        return RowView(index, f"{row.key}  ", row.text)
    text = f"{row.text}\n{row.reason}" if row.reason else row.text
    return RowView(index, "–  ", text, "-locked")
