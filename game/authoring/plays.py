"""Plays written beside a scenario as expectations: what is decided, and what must come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine import rules
from engine.diagnostics import Place
from game.content import PLAYS_SUFFIX

BEST, WORST = "best", "worst"
"""Words for the best and the worst answer to a board, whatever its items are."""
Range = tuple[int, int]
"""The lowest and the highest value that is accepted."""


@dataclass(frozen=True, slots=True)
class WrittenDecision:
    """A choice's id, ``best`` or ``worst`` at a board, or a board's answer in full."""

    answer: str | rules.Place | rules.Rank
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a play must come to; what is None or empty is not looked at.

    ``score`` is in per cent. ``places`` gives the place in the file of each thing expected, by
    its keys: ``("ending",)``, ``("meters", id)``, ``("met", scene)``.
    """

    ending: str | None = None
    meters: Mapping[str, Range] = field(default_factory=dict)
    score: Range | None = None
    met: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()
    places: Mapping[tuple[str, ...], Place] = field(default_factory=dict, compare=False)

    @property
    def empty(self) -> bool:
        """Whether it expects nothing at all, so that any play would do."""
        named = self.ending is not None or self.score is not None
        return not (named or self.meters or self.met or self.not_met)


@dataclass(frozen=True, slots=True)
class WrittenPlay:
    name: str
    seed: int
    decisions: tuple[WrittenDecision, ...]
    expect: Expectation
    place: Place = field(default=Place(), compare=False)


def is_plays_file(path: Path) -> bool:
    return path.name.endswith(PLAYS_SUFFIX)


def plays_file_beside(scenario: Path) -> Path:
    """``NAME.plays.yaml`` beside ``NAME.yaml``."""
    return scenario.with_name(f"{scenario.stem}{PLAYS_SUFFIX}")


def scenario_file_beside(plays: Path) -> Path:
    """``NAME.yaml`` beside ``NAME.plays.yaml``, or ``NAME.yml`` when only that is there."""
    name = plays.name.removesuffix(PLAYS_SUFFIX)
    usual, other = plays.with_name(f"{name}.yaml"), plays.with_name(f"{name}.yml")
    return other if other.is_file() and not usual.is_file() else usual
