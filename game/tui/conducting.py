"""Conducting a play on the screens: the only part of the terminal that asks the play to move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.session import Phase
from game.store.errors import StoreError
from game.tui.screens.briefing import BriefingScreen
from game.tui.screens.dialog import Answer, Notice, Question
from game.tui.screens.outcome import OutcomeScreen

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
        match self.play.phase:
            case Phase.BRIEFING:
                self._put(BriefingScreen(self.play.briefing(self._app.messages)))
            case Phase.DECIDING:
                self._put(self._scene())
            case Phase.INTERLUDE:
                from game.tui.screens.interlude import InterludeScreen

                self._put(InterludeScreen(self.play))
            case Phase.OUTCOME:
                self._put(OutcomeScreen(self.play))
            case _:
                self._app.show_debrief(self.play)

    def _scene(self) -> Screen[None]:
        from game.tui.screens.scene import SceneScreen

        return SceneScreen(self.play)

    def _put(self, screen: Screen[None]) -> None:
        self._app.show_over_home(screen)

    def go_on(self) -> None:
        """To what comes next. An ending that cannot be written is shown all the same."""
        try:
            self.play.go_on()
        except StoreError as fault:
            self._offer(fault, self._finish)
            return
        self.show()

    def _finish(self) -> None:
        try:
            self.play.finish()
        except StoreError as fault:
            self._offer(fault, self._finish)
            return
        self.show()

    def decide(self, action: Action, seconds: float, note: str) -> None:
        """Make a decision; when it cannot be written, nothing has moved."""
        self._try(lambda: self.play.decide(action, seconds, note))

    def expire(self, placed: Action | None, seconds: float, note: str) -> None:
        """Time has run out on this decision."""
        self._try(lambda: self.play.expire(placed, seconds, note))

    def _try(self, move: Callable[[], object]) -> None:
        try:
            move()
        except StoreError as fault:
            self._offer(fault, lambda: self._try(move))
            return
        self.show()

    def take_back(self, position: int) -> None:
        """Back to the decision at ``position``, in practice."""
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

    def _offer(self, fault: StoreError, again: Callable[[], None]) -> None:
        """Try again, or go on without saving; nothing is lost either way."""
        say = self._app.say
        question = Question(
            say("play.fault.title"),
            (say(fault.key, **fault.params), say("play.fault.not_moved")),
            (
                Answer("again", say("play.fault.again")),
                Answer("without", say("play.fault.without_saving")),
            ),
            escape="stay",
        )

        def answered(answer: str | None) -> None:
            if answer == "without":
                self.play.stop_saving()
            if answer in ("again", "without"):
                again()

        self._app.push_screen(question, answered)


def notice_of(app: DuettisteApp, title: str, *paragraphs: str) -> Notice:
    """A notice with the usual way on."""
    return Notice(title, paragraphs, app.say("play.dialog.understood"))
