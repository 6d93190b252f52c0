"""What a decision led to; in practice, then, what was at stake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.tui import requests
from game.tui.paging import MoreBelow, Paged, PagedScreen
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.scene_header import SceneHeader
from game.views.scene import FeedbackView, OutcomeView, StakeView
from game.views.words import PrincipleView


class OutcomeScreen(PagedScreen[None]):
    """What happened first; Enter opens what was at stake, where there is something to say."""

    CSS_PATH: ClassVar = ["playing.tcss", "outcome.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "further", "play.key.further"),
        Binding("enter", "open_stakes", "play.key.stakes"),
        Binding("enter", "go_on", "play.key.go_on"),
        Binding("n", "note", "play.key.note"),
        Binding("b", "take_back", "play.key.take_back_decision"),
        Binding("j", "journal", "play.key.journal"),
        Binding("p", "principles", "play.key.principles"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("escape", "leave", "play.key.leave"),
    ]

    def __init__(self, view: OutcomeView, title: str, *, practice: bool) -> None:
        super().__init__()
        self.view = view
        self.scenario_title = title
        self.practice = practice
        self.note = view.note
        self.stakes_open = False

    def compose(self) -> ComposeResult:
        number = self.say("play.scene.decision", count=self.view.position)
        yield SceneHeader(self.scenario_title, f"{number} · {self.say('play.outcome.header')}")
        with Paged(classes="outcome"):
            yield Static(self._happened(), markup=False, classes="happened")
            if self.view.fell_due:
                yield Static(self._comes_back(), markup=False, classes="comes-back")
            if self.view.moves:
                yield Static(self._moves(), markup=False, classes="moves")
            if self.view.feedback is not None:
                with Vertical(classes="feedback"):
                    yield from self._feedback(self.view.feedback)
        yield MoreBelow(self.say("play.scene.more"))
        yield KeyBar()

    # What is said

    def _happened(self) -> Content:
        key = "play.outcome.timed_out" if self.view.timed_out else "play.outcome.decided"
        decided = Content.styled(self.say(key, decided=self.view.decided), "$soft")
        return Content("\n\n").join([decided, *map(Content, self.view.paragraphs)])

    def _comes_back(self) -> Content:
        title = Content.styled(self.say("play.outcome.comes_back"), "bold $lead")
        return Content("\n\n").join([title, *map(Content, self.view.fell_due)])

    def _moves(self) -> Content:
        title = Content.styled(self.say("play.relations.title"), "bold $lead")
        return Content("\n").join([title, *map(Content, self.view.moves)])

    def _feedback(self, feedback: FeedbackView) -> Iterable[Static]:
        for principle in feedback.red_lines:
            words = self.say("play.outcome.red_line", title=principle.title)
            yield Static(words, markup=False, classes="alert")
        title = "play.outcome.stakes" if feedback.scored else "play.outcome.not_scored"
        yield Static(self.say(title), markup=False, classes="heading")
        for stake in feedback.stakes:
            yield Static(_answer(stake), markup=False, classes="answer")
            yield Static("\n".join(_sources(stake.principle)), markup=False, classes="source")
        if feedback.because:
            yield Static(feedback.because, markup=False, classes="because")
        for detail in feedback.details:
            yield Static(detail, markup=False, classes="detail")

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        stakes_wait = self.view.feedback is not None and not self.stakes_open
        if action == "open_stakes" and (self.more_below or not stakes_wait):
            return False
        if action == "go_on" and (self.more_below or stakes_wait):
            return False
        if action in ("take_back", "principles") and not self.practice:
            return False
        return super().check_action(action, parameters)

    def action_open_stakes(self) -> None:
        """Show what was at stake, from its first line."""
        self.stakes_open = True
        self.add_class("-stakes-open")
        self.refresh_bindings()
        feedback = self.query_one(".feedback")
        self.call_after_refresh(
            self.paged.scroll_to_widget, feedback, top=True, animate=False, force=True
        )

    def action_go_on(self) -> None:
        self.post_message(requests.GoOn())

    def action_note(self) -> None:
        from game.tui.screens.notes import NoteDialog

        def keep(note: str | None) -> None:
            if note is not None and note != self.note:
                self.note = note
                self.post_message(requests.KeepNote(self.view.position - 1, note))

        self.app.push_screen(NoteDialog(self.note), keep)

    def action_take_back(self) -> None:
        self.post_message(requests.TakeBack(self.view.position - 1))

    def action_journal(self) -> None:
        self.post_message(requests.ShowJournal())

    def action_principles(self) -> None:
        self.post_message(requests.ShowPrinciples())

    def action_leave(self) -> None:
        self.post_message(requests.AskToLeave())


_GRADE_COLOURS = {
    "exemplary": "$good",
    "sound": "$fair",
    "weak": "$frail",
    "contrary": "$bad",
}


def _answer(stake: StakeView) -> Content:
    """The grade by sign and word, then the principle."""
    grade = stake.grade
    return Content.assemble(
        (f"{grade.sign} {grade.word}", f"bold {_GRADE_COLOURS[grade.level]}"),
        f"  {stake.principle.title}",
    )


def _sources(principle: PrincipleView) -> Sequence[str]:
    """Where the principle is said, or that it is transposed."""
    return (*principle.places, *((principle.transposed,) if principle.transposed else ()))
