"""Which values of a meter need telling apart at a scene: those that some guard ahead separates.

Between two neighbouring values there is a cut where a guard at the scene, or one that a move leads
to, can answer differently for the two. Values without a cut between them have the same future and
count as one. A guard that mixes meters cuts everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from engine.expressions import Binary, Expression, Name, Node, Number, Unary, walk
from engine.proof.moves import Move
from engine.proof.relevance import (
    Domains,
    Kind,
    Live,
    StoryGraph,
    Values,
    Variable,
    due_at,
)
from engine.proof.truth import OPERATORS
from engine.scenario import Change, Meter

Cuts = int
"""A bit mask: bit ``n`` is a cut between the lowest value plus ``n`` and the one below it."""

_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


def everywhere(meter: Meter) -> Cuts:
    """A cut between any two values of a meter."""
    return (1 << meter.high - meter.low + 1) - 2


class Thresholds:
    """The cuts of every live meter at every scene, found back from what each move leads to."""

    def __init__(
        self,
        graph: StoryGraph,
        live: tuple[Live, ...],
        domains: tuple[Domains | None, ...],
        also_read: Iterable[Iterable[Expression]],
    ) -> None:
        self._graph = graph
        self._guards = _GuardCuts(graph)
        self._due = [() if one is None else due_at(graph, one) for one in domains]
        self._meters = [[one for one in held if one.kind is Kind.METER] for held in live]
        self.cuts: list[dict[Variable, Cuts]] = [
            self._read_on_arrival(scene, guards) for scene, guards in enumerate(also_read)
        ]
        self._settle()

    def _read_on_arrival(self, scene: int, also_read: Iterable[Expression]) -> dict[Variable, Cuts]:
        guards = [*also_read]
        guards += [
            move.condition for move in self._graph.moves[scene] if move.condition is not None
        ]
        return {
            variable: _union(self._guards.cuts(guard, variable) for guard in guards)
            for variable in self._meters[scene]
        }

    def _settle(self) -> None:
        leading_to: list[set[int]] = [set() for _ in self._graph.moves]
        for scene, moves in enumerate(self._graph.moves):
            for move in moves:
                for target in self._graph.targets(move):
                    leading_to[target].add(scene)
        waiting = list(range(len(self.cuts)))
        while waiting:
            scene = waiting.pop()
            found = {
                variable: held | _union(self._before(scene, move, variable) for move in moves)
                for moves in (self._graph.moves[scene],)
                for variable, held in self.cuts[scene].items()
            }
            if found != self.cuts[scene]:
                self.cuts[scene] = found
                waiting.extend(leading_to[scene] - set(waiting))

    def _before(self, scene: int, move: Move, variable: Variable) -> Cuts:
        """The cuts that a move calls for, drawn back through all that may fall due with it."""
        graph = self._graph
        found = 0
        for branch in move.branches:
            if branch.condition is not None:
                found |= self._guards.cuts(branch.condition, variable)
            found |= self.cuts[graph.target(branch.go)].get(variable, 0)
        meter = graph.meter_of(variable)
        for later in reversed(self._due[scene] if move.decides else ()):
            found |= _drawn_back(found, graph.rules.laters[later].change, meter)
        return _drawn_back(found, move.change, meter)


def _union(cuts: Iterable[Cuts]) -> Cuts:
    found = 0
    for one in cuts:
        found |= one
    return found


def _drawn_back(cuts: Cuts, change: Change, meter: Meter) -> Cuts:
    """The cuts before a change that its result would meet; none where the range holds it."""
    points = change.effects.get(meter.id, 0)
    moved = cuts >> points if points > 0 else cuts << -points
    return moved & everywhere(meter)


class _GuardCuts:
    """Where the answer of a guard can change along one meter."""

    def __init__(self, graph: StoryGraph) -> None:
        self._graph = graph
        self.cuts = cache(self._cuts)

    def _cuts(self, guard: Expression, variable: Variable) -> Cuts:
        meter = self._graph.meter_of(variable)
        return _union(
            self._cuts_of(comparison, meter)
            for comparison in _comparisons(guard.tree)
            if meter.id in _names(comparison)
        )

    def _cuts_of(self, comparison: Binary, meter: Meter) -> Cuts:
        if _names(comparison) != {meter.id}:
            return everywhere(meter)
        answers = [_answer(comparison, value) for value in range(meter.low, meter.high + 1)]
        pairs = pairwise(answers)
        return _union(1 << at for at, (one, other) in enumerate(pairs, 1) if one != other)


def _comparisons(node: Node) -> Iterator[Binary]:
    for one in walk(node):
        if isinstance(one, Binary) and one.operator in _COMPARISONS:
            yield one


def _names(node: Node) -> set[str]:
    return {one.name for one in walk(node) if isinstance(one, Name)}


def _answer(node: Node, value: int) -> int:
    """What a comparison, or one of its sides, comes to when its one meter has this value."""
    match node:
        case Number():
            return node.value
        case Name():
            return value
        case Unary():
            return -_answer(node.operand, value)
        case Binary():
            answer: int = OPERATORS[node.operator](
                _answer(node.left, value), _answer(node.right, value)
            )
            return answer
    raise ValueError(f"{node} is no part of a comparison")


def representatives(values: Values, cuts: Cuts) -> Values:
    """The lowest of the possible ``values`` in each stretch without a cut."""
    found = 0
    begun = False
    for bit in range(values.bit_length()):
        if cuts >> bit & 1:
            begun = False
        if values >> bit & 1 and not begun:
            found |= 1 << bit
            begun = True
    return found
