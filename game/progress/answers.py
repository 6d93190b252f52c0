"""The answers that a play gave to its principles, as the summary of the play keeps them.

A row a decision, in their order: ``{"scene": id, "stakes": {principle: [credit, best]}}``, where
``credit`` is what was chosen and ``best`` the best then open (design.md section 5), from 0 to 1.
A scene that is not scored has no stakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.scoring import DecisionScore
from engine.session import Step
from game.store.records import JsonObject, JsonValue

ANSWERS = "answers"
"""The key of the rows in the summary of a play."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One decision's answer to one principle at stake; both shares are from 0 to 1.

    ``first_sight`` is False when the player had decided in that scene before: in another play, in
    this one, or before taking it back.
    """

    principle: str
    credit: float
    best: float
    first_sight: bool


@dataclass(frozen=True, slots=True)
class ScoredScene:
    """What one decision gave, as the summary says it: per principle, credit and best."""

    scene: str
    stakes: Mapping[str, tuple[float, float]]


def rows_of(steps: Iterable[Step], scores: Iterable[DecisionScore | None]) -> list[JsonValue]:
    """The rows for the summary of a play that ends."""
    return [_row(step.decision.scene, score) for step, score in zip(steps, scores, strict=True)]


def _row(scene: str, score: DecisionScore | None) -> JsonObject:
    stakes: JsonObject = {}
    for principle, credit in score.stakes.items() if score is not None else ():
        assert score is not None
        stakes[principle] = [float(credit), float(score.best_stakes[principle])]
    return {"scene": scene, "stakes": stakes}


def scored_scenes(summary: JsonObject, length: int) -> tuple[ScoredScene, ...] | None:
    """The rows of a summary; None when it has none or they are not of ``length`` decisions.

    An imported play may hold anything: rows that are not in their form are refused whole.
    """
    rows = summary.get(ANSWERS)
    if not isinstance(rows, list) or len(rows) != length:
        return None
    read = [_scored_scene(row) for row in rows]
    whole = tuple(row for row in read if row is not None)
    return whole if len(whole) == length else None


def _scored_scene(row: JsonValue) -> ScoredScene | None:
    if not isinstance(row, dict):
        return None
    scene, stakes = row.get("scene"), row.get("stakes")
    if not isinstance(scene, str) or not isinstance(stakes, dict):
        return None
    read = {principle: _shares(pair) for principle, pair in stakes.items()}
    sound = {principle: pair for principle, pair in read.items() if pair is not None}
    return ScoredScene(scene, sound) if len(sound) == len(stakes) else None


def _shares(pair: JsonValue) -> tuple[float, float] | None:
    if not isinstance(pair, list) or len(pair) != 2:
        return None
    credit, best = (_share(value) for value in pair)
    return None if credit is None or best is None else (credit, best)


def _share(value: JsonValue) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)
