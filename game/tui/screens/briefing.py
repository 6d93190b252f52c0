"""Before the first decision: who you are, what you know, who is who, the rules of the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from game.tui import requests
from game.tui.paging import MoreBelow, Paged, PagedScreen
from game.tui.widgets.beside import cast_content
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.scene_header import SceneHeader
from game.views.scene import BriefingView


class BriefingScreen(PagedScreen[None]):
    """The story on the left, the rules of the place beside it where there is room."""

    CSS_PATH: ClassVar = ["playing.tcss", "briefing.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "play.key.begin"),
        Binding("pagedown,space", "page(1)", "play.key.page_down"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("escape", "leave", "play.key.leave"),
    ]

    def __init__(self, view: BriefingView, *, mode: str, timers: str) -> None:
        super().__init__()
        self.view = view
        self.mode = mode
        self.timers = timers

    def compose(self) -> ComposeResult:
        view = self.view
        yield SceneHeader(view.title, self.say(f"views.mode.{self.mode}"))
        with Paged(classes="briefing"):
            yield Static(Content("\n\n").join(self._yours()), markup=False, classes="yours")
            yield Static(Content("\n\n").join(self._theirs()), markup=False, classes="theirs")
        yield MoreBelow(self.say("play.scene.more"))
        yield KeyBar()

    def _yours(self) -> list[Content]:
        """What is the player's own: the role, the situation, how this play goes."""
        view = self.view
        what = " · ".join((view.kind, view.frame, view.level, view.minutes))
        parts = [Content.styled(what[:1].upper() + what[1:], "$soft")]
        if view.notice:
            parts.append(
                Content.assemble((self.say("play.briefing.notice") + " ", "bold"), view.notice)
            )
        parts.append(
            Content.assemble(
                (self.say("play.briefing.you_are", role=view.role), "bold $lead"),
                f"\n{view.role_does}" if view.role_does else "",
            )
        )
        parts.extend(Content(paragraph) for paragraph in view.paragraphs)
        parts.append(Content.styled(self.say(f"play.briefing.{self.mode}"), "$soft"))
        if self.timers != "normal":
            parts.append(Content.styled(self.say(f"debrief.timers.{self.timers}"), "$soft"))
        return parts

    def _theirs(self) -> list[Content]:
        """Who is who, and what holds in this place."""
        view = self.view
        parts = [cast_content(view.cast, self.say("play.who.title"))] if view.cast else []
        words = tuple(
            self.say("views.named", name=word, what=meaning) for word, meaning in view.vocabulary
        )
        for key, lines in (
            ("decides", view.who_decides),
            ("directs", view.who_directs),
            ("words", words),
            ("trains", view.objectives),
        ):
            if lines:
                parts.append(_listed(self.say(f"play.briefing.{key}"), lines))
        return parts

    def action_go_on(self) -> None:
        self.post_message(requests.GoOn())

    def action_leave(self) -> None:
        self.post_message(requests.AskToLeave())


def _listed(title: str, lines: Sequence[str]) -> Content:
    return Content("\n").join(
        [Content.styled(title, "bold $lead"), *(Content(f"• {line}") for line in lines)]
    )
