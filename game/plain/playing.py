"""One play in lines, from where it stands to its debrief."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from engine.session import Phase
from game.locale import Messages
from game.plain.asides import GoBack, Leave
from game.plain.conversation import Conversation, NotUnderstood
from game.plain.deciding import Decider, Made
from game.plain.ear import EndOfInput
from game.plain.telling import Teller
from game.playing import LivePlay
from game.store.errors import PlayMovedOn, StoreError


class Stopped(Enum):
    """How a sitting ended."""

    AT_DEBRIEF = auto()
    BY_WISH = auto()
    AT_END_OF_INPUT = auto()
    NOT_UNDERSTOOD = auto()


class Reload(Exception):  # noqa: N818 - a wish, not a fault
    """Read the play again from the store: it moved on in another window."""


class PlainPlay:
    """Tells a play and confirms what ``decider`` decides."""

    def __init__(self, play: LivePlay, conversation: Conversation, decider: Decider) -> None:
        self._play = play
        self._conversation = conversation
        self._decider = decider
        self._say: Messages = conversation.messages
        self._teller = Teller(conversation.voice, conversation.messages)

    def run(self) -> Stopped:
        """Play until the debrief, or until the player stops. Raises Reload."""
        try:
            while self._play.phase != Phase.DEBRIEF:
                try:
                    self._forward()
                except GoBack as wish:
                    self._rewind(wish.position)
        except Leave:
            return Stopped.BY_WISH
        except EndOfInput:
            return Stopped.AT_END_OF_INPUT
        except NotUnderstood:
            return Stopped.NOT_UNDERSTOOD
        return Stopped.AT_DEBRIEF

    def _forward(self) -> None:
        match self._play.phase:
            case Phase.BRIEFING:
                self._teller.briefing(self._play.briefing(self._say))
                self._decider.after_reading()
                self._go_on()
            case Phase.INTERLUDE:
                self._teller.scene(self._play.scene(self._say), decides=False)
                self._decider.after_reading()
                self._go_on()
            case Phase.DECIDING:
                self._decide()
            case Phase.OUTCOME:
                self._decider.after_outcome()
                self._go_on()

    def _decide(self) -> None:
        view = self._play.scene(self._say)
        self._teller.scene(view, decides=True)
        self._confirm(self._decider.decide(view))
        self._teller.outcome(self._play.outcome(self._say))

    def _confirm(self, made: Made) -> None:
        def write() -> None:
            if made.timed_out:
                self._play.expire(made.action, made.seconds, made.note)
            else:
                assert made.action is not None
                self._play.decide(made.action, made.seconds, made.note)

        self._written(write)

    def _rewind(self, position: int) -> None:
        self._written(lambda: self._play.rewind(position))
        self._conversation.say("plain.back.done", number=position + 1)

    def _go_on(self) -> None:
        """To what comes next; an ending that cannot be written is said, and the play goes on."""
        try:
            self._play.go_on()
        except StoreError as fault:
            self._conversation.say(fault.key, **fault.params)
            if self._play.phase != Phase.DEBRIEF:
                raise

    def _written(self, write: Callable[[], None]) -> None:
        """Do ``write`` until it is done, asking what to do when the store refuses."""
        while True:
            try:
                write()
            except StoreError as fault:
                self._ask_what_to_do(fault)
            else:
                return

    def _ask_what_to_do(self, fault: StoreError) -> None:
        """Returns to try again; raises Leave, Reload or EndOfInput."""
        conversation = self._conversation
        conversation.voice.gap()
        conversation.say(fault.key, **fault.params)
        moved = isinstance(fault, PlayMovedOn)
        conversation.say("plain.fault.moved_on" if moved else "plain.fault.choices")
        match conversation.choose("plain.ask.fault", 3):
            case 1 if moved:
                raise Reload
            case 2:
                self._stop_saving()
            case 3:
                raise Leave

    def _stop_saving(self) -> None:
        self._play.stop_saving()
        self._conversation.say("plain.fault.unsaved")
