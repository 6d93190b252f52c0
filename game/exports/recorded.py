"""Plays as exports take them: who played, and the debrief of what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from engine.debrief import Debrief, make_debrief
from engine.rules import Rules
from engine.session import Mode, Phase, ReplayError, Session
from game.actions import UnknownActionError, restored
from game.content import load_catalogue
from game.playing import UnreadableTextError, scenario_of
from game.store.errors import NoSuchText
from game.store.records import Play, PlayHeader, Reflection

if TYPE_CHECKING:
    from game.store import Store

_NOTHING_WRITTEN = Reflection()
_READING = (Phase.BRIEFING, Phase.OUTCOME, Phase.INTERLUDE)


@dataclass(frozen=True, slots=True)
class RecordedPlay:
    """A play with all that its rows and statements say.

    ``player`` is the player's pseudonym, ``name`` the real name where it may be told and
    otherwise empty. ``decided_at`` has one moment for each decision of the debrief,
    ``reflection`` is what the player wrote of the play afterwards.
    """

    header: PlayHeader
    player: str
    debrief: Debrief
    decided_at: tuple[datetime | None, ...]
    name: str = ""
    reflection: Reflection = _NOTHING_WRITTEN

    @property
    def called(self) -> str:
        """How the player is called in a table."""
        return self.name or self.player


@dataclass(frozen=True, slots=True)
class Recorded:
    """The plays that could be read, and the ids of those whose text no longer can."""

    plays: tuple[RecordedPlay, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """The pseudonym of a player, and the name where it may be told."""

    player: str
    name: str = ""


def record_plays(
    store: Store, headers: Iterable[PlayHeader], called: Callable[[int], Called]
) -> Recorded:
    """The plays of ``headers``, played again from their journals; ``called`` by player id.

    Raises StoreError.
    """

    @cache
    def rules(text_hash: str) -> Rules:
        return Rules(scenario_of(store.text(text_hash)))

    plays, unreadable = [], []
    for header in headers:
        try:
            play = store.play(header.id)
            debrief = _debrief(play, rules(header.text_hash))
            reflection = store.reflection(header.id)
        except (NoSuchText, UnreadableTextError, ReplayError, UnknownActionError):
            unreadable.append(header.id)
            continue
        who = called(header.player_id)
        moments = tuple(decision.decided_at for decision in play.decisions)
        plays.append(RecordedPlay(play.header, who.player, debrief, moments, who.name, reflection))
    return Recorded(tuple(plays), tuple(unreadable))


def _debrief(play: Play, rules: Rules) -> Debrief:
    journal = [restored(decision) for decision in play.decisions]
    session = Session.replay(rules, play.header.seed, journal, Mode(play.header.mode))
    while session.phase in _READING:
        session.go_on()
    return make_debrief(rules, session.steps, session.state, load_catalogue())
