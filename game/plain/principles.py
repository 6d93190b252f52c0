"""The principles in sentences: searched, listed by axis, or one in full."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics import closest
from game.content import load_frames
from game.plain.voice import Voice
from game.views.catalogue import AxisCards, DifferenceView, PrincipleCard, catalogue_view
from game.views.words import Wording

IN_FULL_UP_TO = 3
"""So many principles found are told whole; more are listed by title."""


class PrincipleTeller:
    def __init__(self, voice: Voice, wording: Wording) -> None:
        self._voice = voice
        self._say = wording.messages
        frames = load_frames(self._say.language)
        self.axes: tuple[AxisCards, ...] = catalogue_view(wording, frames)
        self._cards = {card.id: card for axis in self.axes for card in axis.principles}

    def find(self, wanted: str) -> tuple[PrincipleCard, ...]:
        """The principle of that id, or those whose words hold every word of ``wanted``."""
        exact = self._cards.get(wanted.strip().lower())
        if exact is not None:
            return (exact,)
        return tuple(card for card in self._cards.values() if card.found_by(wanted))

    def nearest(self, wanted: str) -> str:
        """An id that ``wanted`` resembles, or an empty string."""
        return closest(wanted, self._cards)

    def tell(self, found: tuple[PrincipleCard, ...]) -> None:
        """A few principles in full, or many by their titles."""
        if len(found) > IN_FULL_UP_TO:
            self._titles(found)
            return
        for card in found:
            self._in_full(card)

    def tell_axes(self) -> None:
        """The axes and how many principles each has."""
        self._voice.items(
            self._say("plain.principles.axis", title=axis.title, count=len(axis.principles))
            for axis in self.axes
        )

    def tell_everything(self) -> None:
        """Every principle by its title, axis by axis."""
        for axis in self.axes:
            self._voice.gap()
            self._voice.say(axis.title)
            self._voice.say(axis.line)
            self._titles(axis.principles)

    def _titles(self, cards: Iterable[PrincipleCard]) -> None:
        self._voice.items(
            self._say("plain.principles.line", title=card.title, id=card.id) for card in cards
        )

    def _in_full(self, card: PrincipleCard) -> None:
        say, voice, join = self._say, self._voice, self._say("plain.list_join")
        voice.gap()
        voice.say(say("plain.principles.title", title=card.title, force=card.force, id=card.id))
        voice.say(card.statement)
        voice.say(say("plain.principles.of_axis", axis=card.axis))
        voice.say(say("plain.principles.roles", roles=join.join(card.roles)))
        voice.say(say("plain.principles.stated_in", systems=join.join(card.stated_in)))
        voice.items(card.places)
        if card.extended_to:
            voice.say(say("plain.principles.extended_to", systems=join.join(card.extended_to)))
        for difference in card.differences:
            self._difference(difference)

    def _difference(self, difference: DifferenceView) -> None:
        say, voice = self._say, self._voice
        voice.say(
            say(
                "plain.principles.difference",
                nature=difference.nature,
                subject=difference.subject,
            )
        )
        voice.items(
            say("plain.principles.says", document=document, text=text)
            for document, text in difference.says
        )
        voice.say(difference.consequence)
