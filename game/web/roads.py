"""Where a play stands, as addresses: the briefing, each text told, each decision, its outcome.

A place is known by the decisions made before it, so that any page can be loaded again, looked
back at, or left in another window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from engine.session import Mode, Phase, Session
from game.playing import LivePlay

if TYPE_CHECKING:
    from game.web.visits import Visit


@dataclass(frozen=True, slots=True)
class Road:
    """The addresses of one play."""

    play_id: str

    @property
    def start(self) -> str:
        return f"/partie/{self.play_id}"

    @property
    def briefing(self) -> str:
        return f"{self.start}/depart"

    @property
    def debrief(self) -> str:
        return f"{self.start}/bilan"

    def outcome(self, number: int) -> str:
        """Of the decision of this number, from 1."""
        return f"{self.start}/suite/{number}"

    def decision(self, number: int) -> str:
        return f"{self.start}/decision/{number}"

    def told(self, made: int, nth: int) -> str:
        """The ``nth`` text told, from 1, after ``made`` decisions."""
        return f"{self.start}/recit/{made}/{nth}"


def own_play(visit: Visit) -> LivePlay:
    """The play that the address names. Raises HTTPException (404) where it is another's."""
    play_id = visit.path_text("play")
    play = LivePlay.resume(visit.site.store, play_id, visit.site.rules.rules)
    if play.header.player_id != visit.player.id:
        raise HTTPException(404)
    return play


def standing(play: LivePlay, made: int) -> LivePlay:
    """The play as it was after ``made`` decisions, only to be looked at: it keeps nothing."""
    journal = play.session.journal[:made]
    session = Session.replay(play.rules, play.header.seed, journal, Mode(play.header.mode))
    return LivePlay(play.store, play.header, play.rules, session)


def further(play: LivePlay, made: int, told: int) -> LivePlay:
    """The play ``told`` texts after its first ``made`` decisions.

    Raises HTTPException (404) where it does not tell so many.
    """
    there = standing(play, made)
    for _ in range(told):
        there.session.go_on()
        if there.phase != Phase.INTERLUDE:
            raise HTTPException(404)
    return there


def at_decision(play: LivePlay, made: int) -> LivePlay | None:
    """The play at the decision after ``made`` others; None where it ends before."""
    there = standing(play, made)
    to_decision(there)
    return there if there.phase == Phase.DECIDING else None


def to_decision(play: LivePlay) -> None:
    """Go on in memory through what is only read, to a decision or to the end."""
    while play.phase in (Phase.BRIEFING, Phase.OUTCOME, Phase.INTERLUDE):
        play.session.go_on()


def next_path(play: LivePlay, made: int, told: int = 0) -> str:
    """What follows ``told`` texts after ``made`` decisions; empty where the story ends there."""
    there, road = further(play, made, told), Road(play.header.id)
    there.session.go_on()
    if there.phase == Phase.INTERLUDE:
        return road.told(made, told + 1)
    return road.decision(made + 1) if there.phase == Phase.DECIDING else ""


def present_path(play: LivePlay, notice: str = "") -> str:
    """Where the play stands now: what the last decision led to, or the decision on screen."""
    road, made = Road(play.header.id), len(play.session.steps)
    if play.header.finished:
        return road.debrief
    if play.store.shown_scene(play.header.id, play.header.take, made) is not None:
        path = road.decision(made + 1)
    else:
        path = road.outcome(made) if made else road.briefing
    return f"{path}?avis={notice}" if notice else path
