"""A list where a number selects and Enter confirms: choices of a scene, answers of a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Key
from textual.message import Message

from game.tui.widgets.rows import RowList, RowText


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

    SPACED = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "confirm", "play.key.decide")]

    class Confirmed(Message):
        """The selected row was confirmed."""

        def __init__(self, row_id: str) -> None:
            super().__init__()
            self.row_id = row_id

    def __init__(self, rows: tuple[Row, ...], *, selected: int | None = None) -> None:
        super().__init__([_row_text(row) for row in rows], selected=selected)
        self.rows = rows

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
        index = self.row_at(event)
        if index is None or not self.rows[index].open:
            return
        if index == self.selected:
            self.action_confirm()
        else:
            self.select(index)


def _row_text(row: Row) -> RowText:
    if row.open:
        return RowText(f"{row.key}  ", row.text)
    text = f"{row.text}\n{row.reason}" if row.reason else row.text
    return RowText("–  ", text, locked=True)
