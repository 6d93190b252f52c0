"""One line of the player's own, kept while it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from game.store.records import NOTE_LIMIT

_REST_SECONDS = 0.6
"""Without a key for so long, what is typed is kept."""


class KeptLine(Input):
    """``part`` names what the line is of a reflection. Enter keeps it too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "tui.debrief.keep")]

    class Rested(Message):
        """The player stopped typing, or went elsewhere."""

        def __init__(self, line: KeptLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, part: str, value: str, *, id: str | None = None) -> None:
        super().__init__(value, max_length=NOTE_LIMIT, select_on_focus=False, id=id)
        self.part = part
        self._rest: Timer | None = None

    def on_input_changed(self) -> None:
        self._stop_waiting()
        self._rest = self.set_timer(_REST_SECONDS, self._rested)

    def on_blur(self) -> None:
        self._rested()

    def _rested(self) -> None:
        self._stop_waiting()
        self.post_message(self.Rested(self))

    def _stop_waiting(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
