"""One private line on a decision, shown again in the debrief."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from game.store.records import NOTE_LIMIT
from game.tui.screen import Dialog
from game.tui.widgets.key_bar import KeyBar


class NoteInput(Input):
    """One line; Enter keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "play.key.keep_note")]


class NoteDialog(Dialog["str | None"]):
    """Returns the note as typed; None when it was left as it was."""

    CSS_PATH: ClassVar = ["playing.tcss", "dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_it", "play.key.back"),
    ]

    def __init__(self, note: str) -> None:
        super().__init__()
        self.note = note
        self._told = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.say("play.note.title"), markup=False, classes="dialog-title")
            yield Static(self.say("play.note.private"), markup=False, classes="soft")
            yield NoteInput(self.note, max_length=NOTE_LIMIT, select_on_focus=False)
            yield Static("", markup=False, id="not-kept", classes="alert")
            yield KeyBar()

    def ready_to_leave(self) -> bool:
        """A note that was changed and not kept is told; asked once more, it is left."""
        if self._told or self.query_one(NoteInput).value == self.note:
            return True
        self._told = True
        self.query_one("#not-kept", Static).update(self.say("play.note.not_kept"))
        return False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_leave_it(self) -> None:
        self.dismiss(None)
