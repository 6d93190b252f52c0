"""What moves do to many packed states at a time. ``Rules.step`` is the meaning this follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.expressions import Expression, Name, Visited
from engine.proof.moves import Move, MoveKind
from engine.proof.packing import Batch, Layout, Numbers, Packing
from engine.proof.relevance import Kind, Variable, due_at, source_of
from engine.proof.truth import Truth, both, opposite, truth
from engine.scenario import Branch, Change


@dataclass(frozen=True, slots=True)
class Bundle:
    """The same thing happening in many states of one scene: one move, one branch of ``next``.

    ``sources`` are positions in the batch, ``codes`` the packed states of ``target`` that they
    lead to, each with this ``probability`` once the move is made. ``due`` is what fell due.
    """

    move: int
    branch: int
    target: int
    due: tuple[int, ...]
    sources: Numbers
    codes: Numbers
    probability: float


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the states of a batch: where they stand in it, and themselves."""

    positions: Numbers
    batch: Batch

    def __len__(self) -> int:
        return len(self.positions)

    def only(self, chosen: Numbers) -> Part:
        return Part(self.positions[chosen], self.batch.only(chosen))


@dataclass(frozen=True, slots=True)
class Fork:
    """One branch of one move being tried: the states where its condition holds, and the others.

    ``probability`` is that of getting so far, chances missed on the way.
    """

    move: int
    branch: int
    due: tuple[int, ...]
    here: Part
    elsewhere: Part
    probability: float


class _Passage:
    """From states of one scene to those of another by one move, as tables by chunk.

    The code reached is ``constant`` plus, for each chunk, a term given by its combination.
    """

    def __init__(self, constant: int, terms: dict[int, Numbers]) -> None:
        self._constant = constant
        self._terms = terms

    def codes(self, batch: Batch) -> Numbers:
        found: Numbers | None = None
        for number, term in self._terms.items():
            part = term[batch.combinations(number)]
            found = part if found is None else found + part
        if found is None:
            return np.full(len(batch), self._constant, dtype=np.int64)
        return found


class Moving:
    """Makes every move of a scenario in packed states; tables are made once and kept."""

    def __init__(self, packing: Packing) -> None:
        self.packing = packing
        self._passages: dict[tuple[int, int, tuple[int, ...], str], _Passage] = {}
        self._due = tuple(
            () if domains is None else due_at(packing.graph, domains) for domains in packing.domains
        )

    def batch(self, scene: int, codes: Numbers) -> Batch:
        return Batch(self.packing.layout(scene), codes)

    def open_moves(self, scene: int, batch: Batch) -> list[Truth]:
        """For each move of a scene, in which states it can be made."""
        moves = self.packing.moves[scene]
        found: list[Truth] = []
        any_open: Truth = False
        for move in moves:
            if move.kind is MoveKind.GO_ON:
                found.append(opposite(any_open))
            else:
                found.append(self._is_open(move, batch))
                any_open = any_open | found[-1]
        return found

    def _is_open(self, move: Move, batch: Batch) -> Truth:
        found: Truth = True
        if move.condition is not None:
            found = self.holds(move.condition, batch)
        taken = self.packing.graph.taken(move)
        if taken is not None:
            found = both(found, _is_false(batch, taken))
        return found

    def holds(self, guard: Expression, batch: Batch) -> Truth:
        """In which states a guard holds on arriving in their scene."""
        graph = self.packing.graph

        def value_of(node: Name | Visited) -> Numbers | int | Truth:
            variable = graph.variable(node)
            values = batch.values(variable)
            return values if variable.kind is Kind.METER else values != 0

        return truth(guard, value_of)

    def bundles(
        self, scene: int, batch: Batch, opened: list[Truth], decided: bool | None = None
    ) -> Iterator[Bundle]:
        """Everything that can happen in these states, by the moves that are open in them.

        ``decided`` keeps to the moves that are decisions, or to those that are not.
        """
        for fork in self.forks(scene, batch, opened, decided):
            if not len(fork.here):
                continue
            branch = self.packing.moves[scene][fork.move].branches[fork.branch]
            passage = self._passage(scene, fork.move, fork.due, branch.go)
            yield Bundle(
                fork.move,
                fork.branch,
                self.packing.graph.target(branch.go),
                fork.due,
                fork.here.positions,
                passage.codes(fork.here.batch),
                fork.probability * _chance(branch),
            )

    def forks(
        self, scene: int, batch: Batch, opened: list[Truth], decided: bool | None = None
    ) -> Iterator[Fork]:
        """Every branch that is tried in these states, and in which of them its condition holds."""
        for due, among in self._by_due(scene, batch):
            for number, move in enumerate(self.packing.moves[scene]):
                if decided is not None and move.decides is not decided:
                    continue
                able = opened[number]
                if isinstance(able, bool):
                    sources = among if able else among[:0]
                else:
                    sources = among[able[among]]
                if len(sources):
                    falling = due if move.decides else ()
                    whole = len(sources) == len(batch)
                    part = Part(sources, batch if whole else batch.only(sources))
                    yield from self._forks_of_move(scene, number, falling, part)

    def _by_due(self, scene: int, batch: Batch) -> Iterator[tuple[tuple[int, ...], Numbers]]:
        """The states by what a decision would make fall due in them."""
        everything = np.arange(len(batch), dtype=np.int64)
        ready = self._due[scene]
        if not ready:
            yield (), everything
            return
        kinds = np.zeros(len(batch), dtype=np.int64)
        for bit, later in enumerate(ready):
            kinds += batch.values(Variable(Kind.PENDING, later, 1)) << bit
        for kind in np.flatnonzero(np.bincount(kinds)):
            due = tuple(later for bit, later in enumerate(ready) if kind >> bit & 1)
            yield due, np.flatnonzero(kinds == kind)

    def _forks_of_move(
        self, scene: int, number: int, due: tuple[int, ...], part: Part
    ) -> Iterator[Fork]:
        """Branches are tried in the order written; a chance that is missed tries the next."""
        move = self.packing.moves[scene][number]
        trying = [(part, 1.0)]
        for position, branch in enumerate(move.branches):
            chance = _chance(branch)
            left: list[tuple[Part, float]] = []
            for tried, probability in trying:
                here, elsewhere = self._split(scene, move, due, branch, tried)
                yield Fork(number, position, due, here, elsewhere, probability)
                if len(here) and chance < 1:
                    left.append((here, probability * (1 - chance)))
                if len(elsewhere):
                    left.append((elsewhere, probability))
            trying = left

    def _split(
        self, scene: int, move: Move, due: tuple[int, ...], branch: Branch, part: Part
    ) -> tuple[Part, Part]:
        """The states where the branch's condition holds after the move, and the others."""
        nothing = Part(part.positions[:0], part.batch)
        if branch.condition is None:
            return part, nothing
        holds = self._holds_after(scene, move, due, branch.condition, part.batch)
        if isinstance(holds, bool):
            return (part, nothing) if holds else (nothing, part)
        return part.only(np.flatnonzero(holds)), part.only(np.flatnonzero(~holds))

    def _holds_after(
        self, scene: int, move: Move, due: tuple[int, ...], guard: Expression, batch: Batch
    ) -> Truth:
        layout = self.packing.layout(scene)
        changes = self._changes(move, due)

        def value_of(node: Name | Visited) -> Numbers | int | Truth:
            variable = self.packing.graph.variable(node)
            after = self._changed(changes, variable, _values(layout, variable))
            values: Numbers | int = int(after[0])
            if variable in layout.chunk_of:
                combinations = batch.combinations(layout.chunk_of[variable])
                values = after[layout.digits(variable)][combinations]
            return values if variable.kind is Kind.METER else values != 0

        return truth(guard, value_of)

    def _changes(self, move: Move, due: tuple[int, ...]) -> list[Change]:
        laters = self.packing.rules.laters
        return [move.change, *(laters[later].change for later in due)]

    def _changed(self, changes: list[Change], variable: Variable, values: Numbers) -> Numbers:
        for change in changes:
            values = self._changed_once(change, variable, values)
        return values

    def _changed_once(self, change: Change, variable: Variable, values: Numbers) -> Numbers:
        graph = self.packing.graph
        if variable.kind is Kind.METER:
            meter = graph.meter_of(variable)
            points = change.effects.get(meter.id, 0)
            if points > 0:
                return np.minimum(values + points, meter.high)
            return np.maximum(values + points, meter.low) if points else values
        if any(graph.flag(flag) == variable for flag in change.set):
            return np.ones_like(values)
        if any(graph.flag(flag) == variable for flag in change.clear):
            return np.zeros_like(values)
        return values

    def _passage(self, scene: int, number: int, due: tuple[int, ...], go: str) -> _Passage:
        key = (scene, number, due, go)
        if key not in self._passages:
            self._passages[key] = self._make_passage(scene, number, due, go)
        return self._passages[key]

    def _make_passage(self, scene: int, number: int, due: tuple[int, ...], go: str) -> _Passage:
        graph = self.packing.graph
        before, after = self.packing.layout(scene), self.packing.layout(graph.target(go))
        move = self.packing.moves[scene][number]
        changes = self._changes(move, due)
        constant = 0
        terms: dict[int, Numbers] = {}
        for variable, stride in after.strides.items():
            source = source_of(graph, move, variable, go)
            values = np.ones(1, dtype=np.int64) if source is None else _values(before, source)
            if source is not None and variable.kind is not Kind.PENDING:
                values = self._changed(changes, variable, values)
            parts = after.digit(variable, values) * stride
            if source is None or source not in before.chunk_of:
                constant += int(parts[0])
                continue
            chunk = before.chunk_of[source]
            term = parts[before.digits(source)]
            terms[chunk] = terms[chunk] + term if chunk in terms else term
        for chunk in list(terms)[:1]:
            terms[chunk] = terms[chunk] + constant
        return _Passage(constant, terms)


def _values(layout: Layout, variable: Variable) -> Numbers:
    """The possible values of a variable; one of no importance where it does not matter."""
    return layout.values.get(variable, _UNKNOWN)


_UNKNOWN: Numbers = np.zeros(1, dtype=np.int64)


def _is_false(batch: Batch, variable: Variable) -> NDArray[np.bool_] | bool:
    return batch.values(variable) == 0


def _chance(branch: Branch) -> float:
    return 1.0 if branch.chance is None else float(branch.chance)
