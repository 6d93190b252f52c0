"""Leading someone at a terminal through a debrief: what they answer is kept with the play."""

from __future__ import annotations

from game.debriefing import LEAST_AXES
from game.keeping import MARKS, KeptReflection
from game.plain.commands import Command, understood
from game.plain.conversation import Conversation, whole_number
from game.plain.debriefing import ANNEXES, LED, DebriefTeller
from game.store.errors import NoteTooLong, StoreError

_PARTS = (*LED, *ANNEXES)
_AFTER_OWN = ("profile", "principles")
"""The parts that come after the player's own reading, even when they are asked for first."""


class DebriefGuide:
    def __init__(
        self, teller: DebriefTeller, kept: KeptReflection, conversation: Conversation
    ) -> None:
        self._teller = teller
        self._kept = kept
        self._conversation = conversation
        self._voice = conversation.voice
        self._told: set[str] = set()

    def lead(self) -> None:
        """The question first, then part after part until the player has enough.

        Raises EndOfInput.
        """
        self._teller.title()
        self._voice.gap()
        self._ask_line("reaction")
        part: str | None = LED[0]
        while part is not None:
            self._tell(part)
            part = self._choose()

    def _tell(self, part: str) -> None:
        if part in _AFTER_OWN and "own" not in self._told and not self._kept.marked:
            self._tell("own")
        self._told.add(part)
        if part == "own" and not self._kept.marked:
            self._teller.heading("own")
            self._ask_axes()
        elif part == "commitment" and not self._kept.said.commitment:
            self._teller.heading("commitment")
            self._ask_line("commitment")
        else:
            self._teller.part(part)

    def _choose(self) -> str | None:
        """The part to tell now: the next one on Enter, or the one named by its number."""
        following = next((part for part in LED if part not in self._told), None)
        conversation = self._conversation
        while True:
            answer = self._asked(following)
            command = understood(answer)
            number = whole_number(answer)
            if not answer:
                return following
            if command == (Command.LEAVE, ""):
                return None
            if command == (Command.HELP, ""):
                self._list_parts()
            elif number is not None and 1 <= number <= len(_PARTS):
                conversation.accept()
                return _PARTS[number - 1]
            else:
                conversation.refuse("plain.answer.part", count=len(_PARTS))

    def _asked(self, following: str | None) -> str:
        self._voice.gap()
        if following is None:
            return self._conversation.ask("plain.ask.part", count=len(_PARTS))
        title = self._teller.part_title(following)
        return self._conversation.ask("plain.ask.next_part", part=title, count=len(_PARTS))

    def _list_parts(self) -> None:
        for number, part in enumerate(_PARTS, start=1):
            title = self._teller.part_title(part)
            self._conversation.say("plain.debrief.part_number", number=number, part=title)

    def _ask_line(self, part: str) -> None:
        """One line of the player's own, or nothing."""
        conversation = self._conversation
        conversation.say(f"reports.question.{part}")
        while typed := conversation.ask("plain.ask.line"):
            try:
                self._kept.keep(**{part: typed})
            except NoteTooLong as fault:
                conversation.say(fault.key, **fault.params)
            except StoreError as fault:
                conversation.say(fault.key, **fault.params)
                return
            else:
                conversation.say("plain.debrief.kept")
                return

    def _ask_axes(self) -> None:
        """The axis best held and the least well held, among those met."""
        axes = self._teller.view.axes
        conversation = self._conversation
        if len(axes) < LEAST_AXES:
            conversation.say("plain.debrief.own_too_few")
            return
        conversation.say("reports.own.intro")
        for number, axis in enumerate(axes, start=1):
            conversation.say("plain.debrief.part_number", number=number, part=axis.title)
        for side in MARKS:
            conversation.say(f"reports.question.{side}")
            chosen = self._ask_number(len(axes))
            if chosen is None:
                continue
            try:
                self._kept.mark(side, axes[chosen - 1].id)
            except StoreError as fault:
                conversation.say(fault.key, **fault.params)
                return

    def _ask_number(self, count: int) -> int | None:
        """From 1 to ``count``; None for no answer."""
        while answer := self._conversation.ask("plain.ask.axis", count=count):
            number = whole_number(answer)
            if number is not None and 1 <= number <= count:
                self._conversation.accept()
                return number
            self._conversation.refuse("plain.answer.axis", count=count)
        return None
