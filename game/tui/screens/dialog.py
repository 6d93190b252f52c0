"""A short question over the screen, answered by a number, the arrows or the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from game.tui.screen import Dialog
from game.tui.widgets.choice_list import ChoiceList, Row
from game.tui.widgets.key_bar import KeyBar


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be answered: ``id`` is what the dialog returns."""

    id: str
    text: str


class AnswerList(ChoiceList):
    """The answers of a dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "confirm", "play.key.answer")]


class Question(Dialog[str]):
    """Asks and returns the id of the answer; Escape returns ``escape``."""

    CSS_PATH: ClassVar = ["playing.tcss", "dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", "play.key.back")]

    def __init__(
        self, title: str, paragraphs: tuple[str, ...], answers: tuple[Answer, ...], escape: str
    ) -> None:
        super().__init__()
        self.title_text = title
        self.paragraphs = paragraphs
        self.answers = answers
        self.escape = escape

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.title_text, markup=False, classes="dialog-title")
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static("\n\n".join(self.paragraphs), markup=False)
            yield AnswerList(
                tuple(Row(it.id, str(n), it.text) for n, it in enumerate(self.answers, 1)),
                selected=0,
            )
            yield KeyBar()

    def on_choice_list_confirmed(self, event: ChoiceList.Confirmed) -> None:
        event.stop()
        self.dismiss(event.row_id)

    def action_escape(self) -> None:
        self.dismiss(self.escape)


class Notice(Question):
    """Says something that must be read, with one way on."""

    def __init__(self, title: str, paragraphs: tuple[str, ...], close: str) -> None:
        super().__init__(title, paragraphs, (Answer("close", close),), "close")
