"""Writing a play to a file, or taking one in: a path, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from game.reports.writing import ReportError
from game.store.errors import StoreError
from game.tui.screen import Dialog
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.sheet import literal

Deed = Callable[[Path], str]
"""Does something with a path and says what was done. Raises StoreError, ReportError."""


class PathDialog(Dialog[str]):
    """Asks for a path until ``deed`` works with it, and returns what ``deed`` said.

    Escape returns an empty string.
    """

    CSS_PATH: ClassVar = ["page.tcss", "dialog.tcss", "transfer.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "do", "tui.transfer.do", priority=True),
        Binding("escape", "cancel", "play.key.back"),
    ]

    def __init__(self, title: str, explanation: str, begin: str, deed: Deed) -> None:
        super().__init__(classes="sheet-dialog")
        self._title_text = title
        self._explanation = explanation
        self._begin = begin
        self._deed = deed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title_text), classes="dialog-title")
            yield Static(literal(self._explanation))
            yield Input(self._begin, select_on_focus=False)
            yield Static("", markup=False, id="refusal", classes="alert")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        self.query_one("#refusal", Static).update("")

    def action_do(self) -> None:
        typed = self.query_one(Input).value.strip()
        if not typed:
            self._refuse(self.say("tui.transfer.empty"))
            return
        try:
            said = self._deed(expanded(typed))
        except (StoreError, ReportError) as fault:
            self._refuse(self.say(fault.key, **fault.params))
            return
        self.dismiss(said)

    def _refuse(self, words: str) -> None:
        self.query_one("#refusal", Static).update(literal(words))

    def action_cancel(self) -> None:
        self.dismiss("")


def expanded(typed: str) -> Path:
    """The path typed, ``~`` understood where this machine knows it."""
    path = Path(typed)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def usual_folder() -> Path:
    """Where people look for their files: their documents, or their home folder."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
