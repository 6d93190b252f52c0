"""What an analysis found: figures of decisions and of scenarios, each with its number of plays.

A number of plays below ``SMALLEST_SHOWN`` is never told: it is None here, and so in every form.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.analysis.formulas import Interval

SMALLEST_SHOWN = 5
"""Plays below which a cell could point at somebody: not told, and no share is estimated."""
FACILITY_FROM = 30
DISCRIMINATION_FROM = 100
ALPHA_FROM = 100
"""Plays below which a figure would say more about chance than about the scenario."""
TRUNK_SHARE = 0.95
"""A scene that at least this share of the plays met belongs to the common trunk."""


def shown_count(count: int) -> int | None:
    """A number of plays, unless it is so small that it could point at somebody."""
    return count if count == 0 or count >= SMALLEST_SHOWN else None


class Turns(StrEnum):
    """Which plays of a person on a scenario are analysed."""

    FIRST = "first"
    AGAIN = "again"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or why there is none: too few plays, or no two answers that differ.

    ``count`` is how many plays it rests on, None below SMALLEST_SHOWN; ``needed`` how many it
    takes.
    """

    count: int | None
    needed: int
    interval: Interval | None

    @property
    def enough(self) -> bool:
        return self.count is not None and self.count >= self.needed


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a decision, or several small ones taken together.

    ``together`` counts the different answers it stands for; their ids and texts are then empty.
    ``timed_out`` marks what the timer decided. ``credit`` is the mean credit, None where nothing
    is scored.
    """

    id: str
    text: str
    count: int
    share: Interval
    credit: float | None
    timed_out: bool = False
    together: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A scene where people decide. ``answers`` are empty below SMALLEST_SHOWN plays.

    ``facility`` is the mean quality, ``best`` the share of plays whose answer was the best open
    one, ``discrimination`` the correlation with the quality of the rest of the play. They are
    None in a scene that is not scored. ``seconds`` is the median time taken.
    """

    scene_id: str
    title: str
    interaction: str
    scored: bool
    count: int | None
    answers: tuple[Answer, ...]
    facility: Figure | None
    best: Figure | None
    discrimination: Figure | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Coherence:
    """Alpha over the scenes of the common trunk, by id, in the order in which they are met."""

    scenes: tuple[str, ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class Story:
    """One text of a scenario in one mode. ``plays`` and ``left_aside`` count plays.

    ``left_aside`` are those that the choice of ``Turns`` leaves out. ``texts`` counts the
    different texts that carry this id and version: more than one means a changed file.
    """

    scenario_id: str
    title: str
    version: int
    text_hash: str
    mode: str
    plays: int | None
    left_aside: int | None
    decisions: tuple[Decision, ...]
    coherence: Coherence
    texts: int = 1


@dataclass(frozen=True, slots=True)
class Analysis:
    """``plays`` were read, ``twice`` of them in several files; ``foreign`` names files of others.

    ``files`` is 0 for the plays of this machine.
    """

    stories: tuple[Story, ...]
    turns: Turns
    files: int
    plays: int | None
    twice: int | None
    foreign: tuple[str, ...] = ()
