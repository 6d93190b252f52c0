"""What the screens of a scene share: the story, the relations, and the papers at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from game.tui import requests
from game.tui.paging import MoreBelow, PagedScreen
from game.tui.screen import GameScreen
from game.tui.widgets.beside import Beside
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.relations_strip import RelationsStrip
from game.tui.widgets.scene_header import SceneHeader
from game.tui.widgets.story import Story
from game.views.scene import SceneView


class TellingScreen(PagedScreen[None]):
    """A scene on the screen. ``practice`` opens the principles and coming back."""

    CSS_PATH: ClassVar = ["playing.tcss", "telling.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "documents", "play.key.documents"),
        Binding("n", "note", "play.key.note"),
        Binding("q", "who", "play.key.who"),
        Binding("j", "journal", "play.key.journal"),
        Binding("r", "relations", "play.key.relations"),
        Binding("p", "principles", "play.key.principles"),
        Binding("b", "take_back", "play.key.take_back_decision"),
        Binding("t", "stop_time", "play.key.stop_time"),
        Binding("escape", "leave", "play.key.leave"),
    ]

    def __init__(self, view: SceneView, *, practice: bool) -> None:
        super().__init__()
        self.view = view
        self.practice = practice

    def compose(self) -> ComposeResult:
        view = self.view
        place = " · ".join(part for part in (view.scenario_title, view.title) if part)
        yield SceneHeader(place, self.right_words())
        with Horizontal(classes="body"):
            with Vertical(classes="main"):
                yield Story(view)
                yield MoreBelow(self.say("play.scene.more"))
                yield RelationsStrip(view.relations)
                yield from self.answers()
            yield Beside(view.documents, view.cast, self.duettiste.messages)
        yield KeyBar()

    def answers(self) -> Iterable[Widget]:
        """What stands below the story."""
        return ()

    def right_words(self) -> str:
        """What stands at the right of the first line."""
        return self.say("play.scene.decision", count=self.view.position)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "documents" and not self.view.documents:
            return False
        if action == "relations" and not self.view.relations:
            return False
        if action in ("note", "stop_time"):
            return False
        if action == "principles" and not self.practice:
            return False
        if action == "take_back" and not (self.practice and self.view.position > 1):
            return False
        return super().check_action(action, parameters)

    def action_documents(self) -> None:
        from game.tui.screens.documents import DocumentsScreen

        self.read(DocumentsScreen(self.view.documents, self.duettiste.messages))

    def action_who(self) -> None:
        from game.tui.screens.who import WhoScreen

        self.read(WhoScreen(self.view.cast, self.duettiste.messages))

    def action_relations(self) -> None:
        from game.tui.screens.relations import RelationsScreen

        self.read(RelationsScreen(self.view.relations, self.duettiste.messages))

    def action_journal(self) -> None:
        self.before_reading()
        self.post_message(requests.ShowJournal())

    def action_principles(self) -> None:
        self.post_message(requests.ShowPrinciples())

    def action_take_back(self) -> None:
        self.post_message(requests.TakeBack(self.view.position - 2))

    def action_leave(self) -> None:
        self.post_message(requests.AskToLeave())

    def read(self, screen: GameScreen[None]) -> None:
        """Open something that belongs to the decision: its time goes on counting."""
        self.before_reading()
        self.app.push_screen(screen)

    def before_reading(self) -> None:
        """Something that belongs to the decision is about to be opened."""
