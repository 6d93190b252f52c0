"""Who decides in a plain play: someone who types, or an automatic player."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from engine.rules import Action, Choose
from game.autoplay import AutomaticPlayer
from game.plain.asides import Asides
from game.plain.board import OrderingBoard, SortingBoard
from game.plain.commands import Command
from game.plain.conversation import Conversation, whole_number
from game.plain.ear import TimeUp
from game.plain.telling import Teller
from game.playing import LivePlay
from game.views.scene import SceneView


@dataclass(frozen=True, slots=True)
class Made:
    """A decision to confirm. ``action`` is None where time ran out on a choice.

    ``seconds`` is the time taken; ``timed_out`` says that the time given had passed.
    """

    action: Action | None
    seconds: float = 0.0
    note: str = ""
    timed_out: bool = False


class Decider(Protocol):
    def decide(self, view: SceneView) -> Made:
        """The decision on a scene that was just told. May raise Leave, GoBack, EndOfInput."""

    def after_outcome(self) -> None:
        """The outcome was told; give time to read it. May raise Leave, GoBack, EndOfInput."""

    def after_reading(self) -> None:
        """A text without decision was told."""


class Typist:
    """Asks the person who types."""

    def __init__(self, play: LivePlay, conversation: Conversation, teller: Teller) -> None:
        self._asides = Asides(play, conversation, teller)
        self._conversation = conversation
        self._teller = teller
        self._until: float | None = None
        self._repeat: Callable[[], None] = lambda: None

    def decide(self, view: SceneView) -> Made:
        self._asides.note = ""
        board = self._board(view)

        def tell_question() -> None:
            if board is None:
                self._teller.choices(view.choices)
            else:
                board.tell()

        def tell_again() -> None:
            self._teller.scene(view, decides=True)
            tell_question()

        self._repeat = tell_again
        tell_question()
        if view.seconds is not None:
            self._conversation.say("plain.scene.timer", count=view.seconds)
        begun = time.monotonic()
        self._until = None if view.seconds is None else begun + view.seconds
        try:
            action: Action | None = self._choose(view) if board is None else board.fill()
            timed_out = False
        except TimeUp:
            action = None if board is None else board.action
            timed_out = True
        finally:
            self._until = None
        if timed_out:
            self._conversation.say("plain.scene.time_up")
        return Made(action, time.monotonic() - begun, self._asides.note, timed_out)

    def _board(self, view: SceneView) -> SortingBoard | OrderingBoard | None:
        if view.sort is not None:
            return SortingBoard(view.sort, self._conversation, self._ask)
        if view.order is not None:
            return OrderingBoard(view.order, self._conversation, self._ask)
        return None

    def _choose(self, view: SceneView) -> Choose:
        open_now = {choice.number: choice.id for choice in view.choices if choice.number}
        while True:
            answer = self._ask("plain.ask.decision", count=len(open_now))
            number = whole_number(answer)
            if number in open_now:
                self._conversation.accept()
                return Choose(open_now[number])
            key = "decision" if answer else "empty"
            self._conversation.refuse(f"plain.answer.{key}", count=len(open_now))

    def _ask(self, key: str, **params: object) -> str:
        """The first answer that is not a command. Raises TimeUp when it came too late."""
        while True:
            answer = self._conversation.ask(key, self._until, **params)
            if self._until is not None and time.monotonic() > self._until:
                raise TimeUp
            heard = self._asides.hear(answer)
            if heard is None:
                return answer
            if heard is Command.REPEAT:
                self._repeat()

    def after_outcome(self) -> None:
        self._wait("plain.ask.go_on")

    def after_reading(self) -> None:
        self._wait("plain.ask.go_on")

    def _wait(self, key: str) -> None:
        """Enter, where someone is at a terminal; commands are heard meanwhile."""
        self._repeat = lambda: self._conversation.say("plain.answer.look_back")
        while self._conversation.at_terminal and self._ask(key):
            self._conversation.refuse("plain.answer.enter")


class Automaton:
    """Lets an automatic player decide at once."""

    def __init__(self, play: LivePlay, player: AutomaticPlayer) -> None:
        self._play = play
        self._player = player

    def decide(self, view: SceneView) -> Made:
        session = self._play.session
        return Made(self._player.decide(session.rules, session.state, view.position - 1))

    def after_outcome(self) -> None:
        return None

    def after_reading(self) -> None:
        return None
