"""What the pages around a play share: a title, the keys, and Escape that steps back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from game.tui.screen import GameScreen
from game.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from game.views.words import Wording


class Page(GameScreen[None]):
    """A page under a title. Subclasses give ``page_title`` and the ``body`` of the page."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "play.key.back")]

    def page_title(self) -> str:
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Static(self.page_title(), markup=False, classes="page-title")
        yield from self.body()
        yield KeyBar()

    def retitle(self) -> None:
        self.query_one(".page-title", Static).update(self.page_title())

    def wording(self, system: str = "") -> Wording:
        """The words of the player's language over the catalogue of principles."""
        from game.content import load_catalogue
        from game.views.words import Wording

        messages = self.duettiste.messages
        return Wording(messages, load_catalogue(messages.language), system)

    def step_back(self) -> bool:
        """Undo the last thing opened inside the page; False when there is none."""
        return False

    def action_back(self) -> None:
        if not self.step_back():
            self.app.pop_screen()
