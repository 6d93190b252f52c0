"""Scores: how well the decisions met answered what was at stake (design.md section 5).

All shares are exact fractions from 0 to 1. Relations (meters) have no part in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.rules import Action, Choose, Place, Rank, Rules, order_success
from engine.scenario import Scenario, Scene, Sort
from engine.session import Step

ENOUGH_OPPORTUNITIES = 3
"""Below this many opportunities a principle reads "not enough evidence" (design.md section 5)."""

_SOUND = Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class DecisionScore:
    """One scored decision: per stake, the grade's credit and the best that was open.

    ``credit`` and ``best_credit`` are means over the stakes, from 0 to 1.
    """

    position: int
    scene: str
    stakes: Mapping[str, Fraction]
    best_stakes: Mapping[str, Fraction]
    credit: Fraction
    best_credit: Fraction

    @property
    def quality(self) -> Fraction | None:
        """Credit over the best credit then open; None where nothing better than 0 was open."""
        return self.credit / self.best_credit if self.best_credit else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a play showed of a principle, or of a family: opportunities met and quality."""

    opportunities: int
    quality: Fraction | None
    access: Fraction | None = None

    @property
    def enough(self) -> bool:
        return self.opportunities >= ENOUGH_OPPORTUNITIES


def stake_credits(scene: Scene, action: Action) -> dict[str, Fraction]:
    """The credit of ``action`` on each stake of a scored scene.

    A choice: its grades. A sort: the mean over the items of each principle, 1 in their column,
    2/3 in an acceptable one. An order: the share of pairs in the right order, on every stake.
    """
    if isinstance(action, Choose):
        grades = scene.choices[action.choice].grades
        return {stake: grades[stake].credit for stake in scene.stakes}
    if isinstance(action, Place) and scene.sort is not None:
        return _sort_credits(scene, scene.sort, action)
    if isinstance(action, Rank) and scene.order is not None:
        right, pairs = order_success(scene.order, action)
        return dict.fromkeys(scene.stakes, Fraction(right, pairs))
    raise ValueError(f"{action!r} cannot be scored in scene {scene.id!r}")


def _sort_credits(scene: Scene, sort: Sort, place: Place) -> dict[str, Fraction]:
    placed = dict(place.placements)
    found: dict[str, list[Fraction]] = {stake: [] for stake in scene.stakes}
    for item in sort.items.values():
        found[item.principle].append(item_credit(sort, item.id, placed.get(item.id)))
    return {stake: mean(credits) for stake, credits in found.items()}


def item_credit(sort: Sort, item_id: str, column: str | None) -> Fraction:
    """1 where the item is in its column, 2/3 in an acceptable one, else 0."""
    item = sort.items[item_id]
    if column == item.column:
        return Fraction(1)
    return _SOUND if column is not None and column in item.acceptable else Fraction(0)


def mean(values: Iterable[Fraction]) -> Fraction:
    """The mean; 0 of nothing."""
    held = list(values)
    return sum(held, Fraction(0)) / len(held) if held else Fraction(0)


def score_decision(rules: Rules, position: int, step: Step) -> DecisionScore | None:
    """The score of one decision; None in an open scene."""
    scene = rules.scene(step.before)
    if scene.open:
        return None
    stakes = stake_credits(scene, step.decision.action)
    if scene.choices:
        open_now = [stake_credits(scene, option) for option in rules.options(step.before)]
        best_credit = max(mean(credits.values()) for credits in open_now)
        best = {stake: max(credits[stake] for credits in open_now) for stake in scene.stakes}
    else:
        best_credit = Fraction(1)
        best = dict.fromkeys(scene.stakes, Fraction(1))
    return DecisionScore(position, scene.id, stakes, best, mean(stakes.values()), best_credit)


def score_play(rules: Rules, steps: Sequence[Step]) -> tuple[DecisionScore | None, ...]:
    """The score of each decision of a play, in order."""
    return tuple(score_decision(rules, position, step) for position, step in enumerate(steps))


def overall(scores: Iterable[DecisionScore | None]) -> Fraction | None:
    """Sum of credits over sum of best credits; None where no decision was scored."""
    scored = [score for score in scores if score is not None]
    best = sum((score.best_credit for score in scored), Fraction(0))
    return sum((score.credit for score in scored), Fraction(0)) / best if best else None


def principle_tallies(
    scores: Iterable[DecisionScore | None], richest: Mapping[str, int] | None = None
) -> dict[str, Tally]:
    """Per principle met: opportunities, quality and access.

    Quality is the sum of the credits over the sum of the best credits open. Access is the
    opportunities met over those of the path richest in that principle (``richest``).
    """
    credits: dict[str, Fraction] = {}
    best: dict[str, Fraction] = {}
    met: dict[str, int] = {}
    for score in scores:
        for stake, credit in (score.stakes if score else {}).items():
            assert score is not None
            credits[stake] = credits.get(stake, Fraction(0)) + credit
            best[stake] = best.get(stake, Fraction(0)) + score.best_stakes[stake]
            met[stake] = met.get(stake, 0) + 1
    return {
        stake: Tally(
            met[stake],
            credits[stake] / best[stake] if best[stake] else None,
            _access(met[stake], (richest or {}).get(stake)),
        )
        for stake in met
    }


def _access(met: int, most: int | None) -> Fraction | None:
    return min(Fraction(1), Fraction(met, most)) if most else None


def family_tallies(
    principles: Mapping[str, Tally], family_of: Mapping[str, str]
) -> dict[str, Tally]:
    """Per family: its principles' qualities weighted by their opportunities."""
    grouped: dict[str, list[Tally]] = {}
    for principle, tally in principles.items():
        grouped.setdefault(family_of[principle], []).append(tally)
    return {family: _together(tallies) for family, tallies in grouped.items()}


def _together(tallies: list[Tally]) -> Tally:
    judged = [
        (tally.opportunities, tally.quality) for tally in tallies if tally.quality is not None
    ]
    weight = sum(opportunities for opportunities, _ in judged)
    total = sum((count * quality for count, quality in judged), Fraction(0))
    return Tally(sum(tally.opportunities for tally in tallies), total / weight if weight else None)


def richest_paths(scenario: Scenario) -> dict[str, int]:
    """Per principle, the most scored decisions with it at stake on any path from the start.

    Counted on the graph of scenes, guards left aside and each scene once, so an upper bound
    where guards exclude one another.
    """
    return _RichestPaths(scenario).most


class _RichestPaths:
    """Longest paths over the graph of scenes, its loops contracted (Tarjan's components)."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenes = scenario.scenes
        self._component: dict[str, int] = {}
        self._members: list[list[str]] = []
        self._find_components(scenario.start)
        principles = {s for scene in scenario.scenes.values() for s in scene.stakes}
        self.most = {principle: self._most(scenario.start, principle) for principle in principles}

    def _find_components(self, start: str) -> None:
        index: dict[str, int] = {start: 0}
        low: dict[str, int] = {start: 0}
        stack, waiting = [start], {start}
        work = [(start, iter(successors(self._scenes[start])))]
        while work:
            scene, following = work[-1]
            for target in following:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    waiting.add(target)
                    work.append((target, iter(successors(self._scenes[target]))))
                    break
                if target in waiting:
                    low[scene] = min(low[scene], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[scene])
                if low[scene] == index[scene]:
                    self._close_component(scene, stack, waiting)

    def _close_component(self, root: str, stack: list[str], waiting: set[str]) -> None:
        members = []
        while True:
            member = stack.pop()
            waiting.discard(member)
            self._component[member] = len(self._members)
            members.append(member)
            if member == root:
                break
        self._members.append(members)

    def _most(self, start: str, principle: str) -> int:
        """Components come out of Tarjan's algorithm after all that they lead to."""
        best: list[int] = []
        for members in self._members:
            own = sum(
                principle in self._scenes[scene].stakes and self._scenes[scene].scored
                for scene in members
            )
            own_number = len(best)
            onward = [
                best[self._component[target]]
                for scene in members
                for target in successors(self._scenes[scene])
                if self._component[target] != own_number
            ]
            best.append(own + max(onward, default=0))
        return best[self._component[start]]


def successors(scene: Scene) -> list[str]:
    """The scenes that may follow ``scene``, guards left aside, in the order written."""
    found = [branch.go for branch in scene.next]
    for choice in scene.choices.values():
        found.extend(branch.go for branch in choice.next)
    board = scene.sort or scene.order
    for band in board.bands if board else ():
        found.extend(branch.go for branch in band.next)
    if scene.fallback is not None:
        found.append(scene.fallback)
    return list(dict.fromkeys(found))
