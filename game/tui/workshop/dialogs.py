"""What the facilitator types: a time to vote, a note, the commitments of the group."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static, TextArea

from game.tui.screen import Dialog
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.sheet import Prose, Sheet
from game.tui.workshop.pictures import QrCode

_MOST_DIGITS = 4


class SecondsInput(Input):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "play.key.answer")]


class SecondsDialog(Dialog["int | None"]):
    """Returns the seconds typed, 0 for no limit; None when it was left."""

    CSS_PATH: ClassVar = ["../screens/playing.tcss", "../screens/dialog.tcss", "dialogs.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_it", "play.key.back")]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            words = self.say("web_workshop.animate.seconds")
            yield Static(words, markup=False, classes="dialog-title")
            yield SecondsInput(restrict=r"[0-9]*", max_length=_MOST_DIGITS)
            yield KeyBar()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.isascii() and event.value.isdigit():
            self.dismiss(int(event.value))

    def action_leave_it(self) -> None:
        self.dismiss(None)


class TextDialog(Dialog["str | None"]):
    """Returns the lines as typed; None when they were left as they were."""

    CSS_PATH: ClassVar = ["../screens/playing.tcss", "../screens/dialog.tcss", "dialogs.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "workshop_screen.key.keep", key_display="Ctrl+S", priority=True),
        Binding("escape", "leave_it", "play.key.back", priority=True),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title_words = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title_words, markup=False, classes="dialog-title")
            yield TextArea(self._text, highlight_cursor_line=False)
            yield KeyBar()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(TextArea).focus()

    def action_keep(self) -> None:
        self.dismiss(self.query_one(TextArea).text)

    def action_leave_it(self) -> None:
        self.dismiss(None)


class CodeScreen(Dialog[None]):
    """The code to scan, alone on the screen."""

    CSS_PATH: ClassVar = ["dialogs.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_it", "play.key.back"),
        Binding("c", "leave_it", "play.key.back", show=False),
    ]

    def __init__(self, code: str, address: str) -> None:
        super().__init__()
        self._code = code
        self._address = address

    def compose(self) -> ComposeResult:
        prose = Prose()
        prose.text(f"{self.say('web_workshop.room.code')} {self._code} · {self._address}", "bold")
        prose.add(QrCode(self._address))
        with VerticalScroll(classes="code-page"):
            yield Sheet(prose)
        yield KeyBar()

    def action_leave_it(self) -> None:
        self.dismiss(None)
