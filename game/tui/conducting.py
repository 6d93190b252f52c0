"""Conducting a play on the screens: the only part of the terminal that asks the play to move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.session import Phase
from game.store.errors import PlayFinished, PlayMovedOn, StoreError
from game.tui.screens.briefing import BriefingScreen
from game.tui.screens.dialog import Answer, Question
from game.tui.screens.interlude import InterludeScreen
from game.tui.screens.journal import JournalScreen
from game.tui.screens.leaving import HOME, QUIT, LeavingDialog
from game.tui.screens.outcome import OutcomeScreen
from game.tui.screens.scene import SceneScreen
from game.views.journal import journal_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from engine.rules import Action
    from game.playing import LivePlay
    from game.tui.app import DuettisteApp


class Conductor:
    """Shows the screen of the play's phase, and takes each request to the play."""

    def __init__(self, app: DuettisteApp, play: LivePlay) -> None:
        self._app = app
        self.play = play

    def show(self) -> None:
        """Put the screen of the present phase over the first one."""
        self._app.show_over_home(self._screen())

    def _screen(self) -> Screen[None]:
        play, messages = self.play, self._app.messages
        match play.phase:
            case Phase.BRIEFING:
                view = play.briefing(messages)
                return BriefingScreen(view, mode=play.header.mode, timers=play.timers)
            case Phase.DECIDING:
                return SceneScreen(play.scene(messages), practice=play.practice)
            case Phase.INTERLUDE:
                return InterludeScreen(play.scene(messages), practice=play.practice)
            case Phase.OUTCOME:
                title = play.wording(messages).prose(play.scenario.title)
                return OutcomeScreen(play.outcome(messages), title, practice=play.practice)
            case _:
                from game.tui.screens.debrief import DebriefScreen

                return DebriefScreen(play)

    def go_on(self) -> None:
        """To what comes next. An ending whose result cannot be written asks what to do."""
        self._try(self.play.go_on, again=self.play.finish, told="play.fault.ended")

    def decide(self, action: Action, seconds: float, note: str) -> None:
        """Make a decision; when it cannot be written, nothing has moved."""
        self._try(lambda: self.play.decide(action, seconds, note))

    def expire(self, placed: Action | None, seconds: float, note: str) -> None:
        """Time has run out on this decision."""
        self._try(lambda: self.play.expire(placed, seconds, note))

    def _try(
        self,
        move: Callable[[], object],
        *,
        again: Callable[[], object] | None = None,
        told: str = "play.fault.not_moved",
    ) -> None:
        """Make a move and show where it leads; where it cannot be written, offer ``again``."""
        try:
            move()
        except (PlayMovedOn, PlayFinished) as fault:
            self._offer_reload(fault)
        except StoreError as fault:
            repeated = again or move
            self._offer(fault, told, lambda: self._try(repeated, told=told))
        else:
            self.show()

    def take_back(self, position: int) -> None:
        """Ask, then go back to the decision at ``position`` (from 0), in practice."""
        say, number = self._app.say, position + 1

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._rewind(position)

        undone = len(self.play.session.steps) - position
        question = Question(
            say("play.taking_back.title"),
            (say("play.taking_back.text", number=number, count=undone),),
            (
                Answer("yes", say("play.taking_back.yes", number=number)),
                Answer("no", say("play.taking_back.no")),
            ),
            escape="no",
        )
        self._app.push_screen(question, answered)

    def _rewind(self, position: int) -> None:
        try:
            self.play.rewind(position)
        except StoreError as fault:
            self._app.show_fault(fault)
            return
        self.show()

    def keep_note(self, position: int, note: str) -> None:
        try:
            self.play.set_note(position, note)
        except StoreError as fault:
            self._app.show_fault(fault)

    def _offer(self, fault: StoreError, told: str, again: Callable[[], None]) -> None:
        """Try again, or go on without saving; nothing is lost either way."""
        say = self._app.say

        def answered(answer: str | None) -> None:
            if answer == "without":
                self.play.stop_saving()
            if answer == "home":
                self._app.go_home()
            elif answer is not None:
                again()

        question = Question(
            say("play.fault.title"),
            (say(fault.key, **fault.params), say(told)),
            (
                Answer("again", say("play.fault.again")),
                Answer("without", say("play.fault.without_saving")),
                Answer("home", say("play.leaving.home")),
            ),
            escape="again",
        )
        self._app.push_screen(question, answered)

    def _offer_reload(self, fault: StoreError) -> None:
        """The play went on in another window: only what is kept there counts."""
        say = self._app.say

        def answered(answer: str | None) -> None:
            if answer == "reload":
                self._app.resume_play(self.play.header.id)
            else:
                self._app.go_home()

        question = Question(
            say("play.fault.title"),
            (say(fault.key, **fault.params),),
            (
                Answer("reload", say("play.fault.reload")),
                Answer("home", say("play.leaving.home")),
            ),
            escape="home",
        )
        self._app.push_screen(question, answered)

    def show_journal(self) -> None:
        messages = self._app.messages
        entries = journal_view(self.play.session, self.play.wording(messages))
        self._app.push_screen(JournalScreen(entries, messages))

    def show_principles(self) -> None:
        from game.tui.screens.principles import PrinciplesScreen

        self._app.push_screen(PrinciplesScreen(self.play.scenario.frame, None))

    def ask_to_leave(self) -> None:
        """Every confirmed decision is on the disk already: leaving only says so."""

        def answered(answer: str | None) -> None:
            if answer == HOME:
                self._app.go_home()
            elif answer == QUIT:
                self._app.exit()

        self._app.push_screen(
            LeavingDialog(
                self._app.messages,
                decisions=len(self.play.session.steps),
                saved=self.play.store.saves,
                unfinished=self._unfinished(),
            ),
            answered,
        )

    def _unfinished(self) -> tuple[str, ...]:
        scenes = (screen for screen in self._app.screen_stack if isinstance(screen, SceneScreen))
        return next((scene.unfinished for scene in scenes), ())
