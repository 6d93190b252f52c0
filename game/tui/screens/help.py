"""Help: how it works, and the keys of the screen it was asked from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from game.tui.screens.page import Page
from game.tui.widgets.sheet import Paragraph, Prose, Sheet, literal

_PARTS = ("play", "grades", "modes", "leave", "mouse", "score")
_KEY_CELLS = 10


class HelpScreen(Page):
    """``keys`` are the keys of the screen below, each with what it does."""

    CSS_PATH: ClassVar = ["page.tcss", "help.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "back", "play.key.back", show=False)
    ]

    def __init__(self, keys: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self._keys = keys

    def page_title(self) -> str:
        return self.say("tui.home.help")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Sheet(self._prose()), classes="page-body")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _prose(self) -> Prose:
        prose = Prose()
        if self._keys:
            prose.heading(self.say("tui.help.keys"))
            for key, words in self._keys:
                lead = literal(f"{key:<{_KEY_CELLS}} ", "bold")
                prose.add(Paragraph(literal(words), lead))
        for part in _PARTS:
            prose.heading(self.say(f"tui.help.{part}_title"))
            prose.texts(self.say(f"tui.help.{part}").split("\n"))
        return prose
