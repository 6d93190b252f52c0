"""Whether the choices of a scene are a dilemma: compared on every stake, on cost, on appearance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from engine.proof.facts import Facts
from engine.proof.induction import NEARLY_EQUAL
from engine.proof.moves import Move, MoveKind
from engine.proof.seen import BLOCK
from engine.proof.truth import positions
from engine.proof.worths import Worths
from engine.rules import Choose, Rules
from engine.scenario import Choice, Scene


@dataclass(frozen=True, slots=True)
class Dominance:
    """``worse`` is better than ``better`` on no stake and on no meter, and worse on some."""

    scene: str
    worse: str
    better: str


@dataclass(frozen=True, slots=True)
class Cue:
    """In how many scored scenes, of those with one best choice, an outer sign tells which it is."""

    scenes: int
    longest: int
    first: int
    shortest: int


def scored_choices(
    rules: Rules, moves: tuple[tuple[Move, ...], ...], facts: Facts
) -> Iterator[tuple[Scene, int, dict[int, Choice]]]:
    """Each scored scene with the choices that can be open there, by their place among its moves."""
    for number, scene in enumerate(rules.scenes):
        if not scene.scored or not scene.choices:
            continue
        held = {
            place: scene.choices[move.action.choice]
            for place, move in enumerate(moves[number])
            if move.kind is MoveKind.CHOICE
            and isinstance(move.action, Choose)
            and (number, place) in facts.opened
        }
        if len(held) > 1:
            yield scene, number, held


def dominances(
    rules: Rules, moves: tuple[tuple[Move, ...], ...], facts: Facts, worths: Worths | None
) -> list[Dominance]:
    """Choices that nobody need take: another, open whenever they are, is as good at no cost.

    At no cost: over its effects and its delayed consequences no meter fares worse, and no more
    credit must be expected to be lost afterwards (with ``worths``; else that is not weighed). A
    balance fares worse the further it is moved. Each choice is told with one that dominates it.
    """
    found = []
    for scene, number, choices in scored_choices(rules, moves, facts):
        pairs = [
            (one, other)
            for one, other in permutations(choices, 2)
            if (number, one, other) not in facts.open_without
            and _as_good(scene, choices[other], choices[one])
            and _costs_no_more(rules, choices[other], choices[one])
            and not _alike(rules, scene, choices[one], choices[other])
        ]
        if pairs and worths is not None:
            pairs = [pair for pair in pairs if _leads_as_well(worths, number, pair)]
        dominated = {one for one, _ in pairs}
        for one in sorted(dominated):
            better = [other for worse, other in pairs if worse == one]
            best = next((other for other in better if other not in dominated), better[0])
            found.append(Dominance(scene.id, choices[one].id, choices[best].id))
    return found


def _leads_as_well(worths: Worths, scene: int, pair: tuple[int, int]) -> bool:
    """Whether the second move never leaves more to lose than the first, wherever both are open."""
    exploration = worths.exploration
    assert exploration.moving is not None
    worse, better = pair
    codes = exploration.codes(scene)
    for first in range(0, len(codes), BLOCK):
        batch = exploration.moving.batch(scene, codes[first : first + BLOCK])
        opened = exploration.moving.open_moves(scene, batch)
        costs = worths.least_loss.cost.of_moves(exploration.moving, scene, opened)
        values = worths.least_loss.of_moves(scene, batch)
        both = positions(opened[worse] & opened[better], len(batch))
        after = [(values[one] - costs[one])[both] for one in pair]
        if np.any(after[1] > after[0] + NEARLY_EQUAL):
            return False
    return True


def without_dilemma(
    rules: Rules, moves: tuple[tuple[Move, ...], ...], facts: Facts
) -> list[tuple[str, str]]:
    """Scenes, with their choice, where one choice is best for every stake whenever it is asked."""
    found = []
    for scene, number, choices in scored_choices(rules, moves, facts):
        for place, choice in choices.items():
            others = {other: one for other, one in choices.items() if other != place}
            always = all((number, other, place) not in facts.open_without for other in others)
            best = all(_as_good(scene, choice, one) for one in others.values())
            alone = any(not _as_good(scene, one, choice) for one in others.values())
            if always and best and alone:
                found.append((scene.id, choice.id))
                break
    return found


def cues(rules: Rules, moves: tuple[tuple[Move, ...], ...], facts: Facts) -> Cue:
    """How often the best choice is the longest, the shortest, or the first as written."""
    scenes = longest = first = shortest = 0
    for _, _, held in scored_choices(rules, moves, facts):
        choices = list(held.values())
        credits = [sum(grade.credit for grade in one.grades.values()) for one in choices]
        if credits.count(max(credits)) > 1:
            continue
        best = choices[credits.index(max(credits))]
        lengths = [len(rules.scenario.fill(one.text)) for one in choices]
        length = lengths[choices.index(best)]
        scenes += 1
        longest += length == max(lengths) and lengths.count(length) == 1
        shortest += length == min(lengths) and lengths.count(length) == 1
        first += best is choices[0]
    return Cue(scenes, longest, first, shortest)


def _as_good(scene: Scene, one: Choice, other: Choice) -> bool:
    """Whether ``one`` is at least as good as ``other`` on every stake."""
    return all(one.grades[stake].credit >= other.grades[stake].credit for stake in scene.stakes)


def _alike(rules: Rules, scene: Scene, one: Choice, other: Choice) -> bool:
    """Whether neither is better than the other on anything that is compared."""
    return _as_good(scene, one, other) and _costs_no_more(rules, one, other)


def _costs_no_more(rules: Rules, one: Choice, other: Choice) -> bool:
    return all(
        _fares(rules, one, meter) >= _fares(rules, other, meter) for meter in rules.meter_ids
    )


def _fares(rules: Rules, choice: Choice, meter_id: str) -> int:
    """How a meter fares by a choice: the points it gains, or for a balance minus those moved."""
    changes = [choice.change, *(later.change for later in choice.later)]
    points = sum(change.effects.get(meter_id, 0) for change in changes)
    return points if rules.scenario.meters[meter_id].target is None else -abs(points)
