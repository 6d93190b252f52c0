"""What was ever seen to happen in a scenario, over every state met or over sampled plays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

import numpy as np

from engine.exploration import Exploration
from engine.expressions import Expression, Name, Visited
from engine.proof.induction import Worth
from engine.proof.moves import Move
from engine.proof.moving import Moving
from engine.proof.packing import Batch, Numbers
from engine.proof.sampling import Play, Table
from engine.proof.seen import BLOCK
from engine.proof.truth import Truth, nothing_open, positions, truth
from engine.proof.ways import Place
from engine.proof.worths import Worths
from engine.rules import State

MovePlace = tuple[int, int]
"""A move: its scene, and its place among the scene's moves."""
BranchPlace = tuple[int, int, int]
"""A branch of ``next``: scene, move, place among the branches of the move."""


@dataclass(slots=True)
class Facts:
    """What can happen. A thing is here once it was seen; only a complete search proves the rest.

    ``branch_held`` and ``branch_failed`` are about conditions, ``branches`` about being taken.
    ``stuck`` has states where nothing is open, ``locked`` those that go round without any end.
    """

    scenes: set[int] = field(default_factory=set)
    opened: set[MovePlace] = field(default_factory=set)
    closed: set[MovePlace] = field(default_factory=set)
    open_without: set[tuple[int, int, int]] = field(default_factory=set)
    """Scene, and two of its moves: the first was open where the second was not."""
    condition_held: set[MovePlace] = field(default_factory=set)
    condition_failed: set[MovePlace] = field(default_factory=set)
    branches: set[BranchPlace] = field(default_factory=set)
    branch_held: set[BranchPlace] = field(default_factory=set)
    branch_failed: set[BranchPlace] = field(default_factory=set)
    paragraph_shown: set[tuple[int, int]] = field(default_factory=set)
    paragraph_hidden: set[tuple[int, int]] = field(default_factory=set)
    fell_due: set[int] = field(default_factory=set)
    stuck: set[Place] = field(default_factory=set)
    locked: set[Place] = field(default_factory=set)


def facts_of(exploration: Exploration, worths: Worths | None) -> Facts:
    """Everything that can happen in the states met. ``worths`` are there if it is complete."""
    found = Facts()
    if exploration.moving is None:
        return found
    ahead = None if worths is None else worths.longest
    if worths is not None:
        _add_locked(worths, found)
    for scene in range(len(exploration.rules.scenes)):
        codes = exploration.codes(scene)
        if len(codes):
            found.scenes.add(scene)
        for first in range(0, len(codes), BLOCK):
            batch = exploration.moving.batch(scene, codes[first : first + BLOCK])
            _Look(exploration, found, scene, batch, ahead).look()
    return found


def _add_locked(worths: Worths, found: Facts) -> None:
    """The first state of each scene from which neither an ending nor a dead end can come."""
    exploration = worths.exploration
    for scene in range(len(exploration.rules.scenes)):
        codes = exploration.codes(scene)
        if len(codes):
            endless = worths.to_any_end.values(scene, codes) == inf
            _add_first(found.locked, exploration, scene, codes[endless])


def _add_first(places: set[Place], exploration: Exploration, scene: int, codes: Numbers) -> None:
    """Add the one of these states that takes fewest decisions to reach."""
    first = exploration.first_of(scene, codes)
    if first is not None:
        places.add(first)


class _Look:
    """What happens in some states of one scene."""

    def __init__(
        self,
        exploration: Exploration,
        found: Facts,
        scene: int,
        batch: Batch,
        ahead: Worth | None,
    ) -> None:
        assert exploration.moving is not None
        self._exploration = exploration
        self._moving: Moving = exploration.moving
        self._found = found
        self._scene = scene
        self._batch = batch
        self._ahead = ahead

    def look(self) -> None:
        scene, batch = self._scene, self._batch
        held = self._exploration.rules.scenes[scene]
        for number, paragraph in enumerate(held.also):
            shown = self._moving.holds(paragraph.condition, batch)
            _note(shown, (scene, number), self._found.paragraph_shown, self._found.paragraph_hidden)
        if held.ending is not None:
            return
        opened = self._moving.open_moves(scene, batch)
        self._look_at_moves(opened)
        for fork in self._moving.forks(scene, batch, opened):
            place = (scene, fork.move, fork.branch)
            if len(fork.here):
                self._found.branches.add(place)
                self._found.branch_held.add(place)
            if len(fork.elsewhere):
                self._found.branch_failed.add(place)
            self._found.fell_due.update(fork.due)
        if self._ahead is not None:
            self._look_at_delays(opened, self._ahead)

    def _look_at_moves(self, opened: list[Truth]) -> None:
        scene, found = self._scene, self._found
        stuck = positions(nothing_open(opened), len(self._batch))
        _add_first(found.stuck, self._exploration, scene, self._batch.codes[stuck])
        for number, (move, able) in enumerate(
            zip(self._moving.packing.moves[scene], opened, strict=True)
        ):
            _note(able, (scene, number), found.opened, found.closed)
            if move.condition is not None:
                holds = self._moving.holds(move.condition, self._batch)
                _note(holds, (scene, number), found.condition_held, found.condition_failed)
            for other, also_able in enumerate(opened):
                if np.any(np.logical_and(able, np.logical_not(also_able))):
                    found.open_without.add((scene, number, other))

    def _look_at_delays(self, opened: list[Truth], ahead: Worth) -> None:
        """A consequence can fall due where as many decisions as its delay may still be made.

        One that changes nothing of importance is not kept in states: hence not seen falling due.
        """
        moves = self._moving.packing.moves[self._scene]
        if not any(set(move.laters) - self._found.fell_due for move in moves):
            return
        laters = self._exploration.rules.laters
        for bundle in self._moving.bundles(self._scene, self._batch, opened):
            waiting = moves[bundle.move].laters
            if waiting:
                longest = float(np.max(ahead.values(bundle.target, bundle.codes)))
                self._found.fell_due.update(
                    later for later in waiting if laters[later].after <= longest
                )


def _note(
    held: Truth, place: tuple[int, int], where: set[tuple[int, int]], not_: set[tuple[int, int]]
) -> None:
    """Keep whether something held somewhere, and whether it failed somewhere."""
    if held is True or (held is not False and np.any(held)):
        where.add(place)
    if held is False or (held is not True and not np.all(held)):
        not_.add(place)


def add_plays(found: Facts, table: Table, plays: Iterable[Play]) -> None:
    """Add what happened in sampled plays."""
    for play in plays:
        states = [*(turn.state for turn in play.turns), play.final]
        for turn, reached in zip(play.turns, states[1:], strict=True):
            _add_state(found, table, turn.state)
            _add_branches(found, table, turn.state, turn.move, reached)
        _add_state(found, table, play.final)
        found.fell_due.update(later for turn in play.turns for later in turn.due)


def _add_state(found: Facts, table: Table, state: State) -> None:
    scene = table.rules.scene(state)
    found.scenes.add(state.scene)
    for number, paragraph in enumerate(scene.also):
        place = (state.scene, number)
        shown = holds(table, paragraph.condition, state)
        _note(shown, place, found.paragraph_shown, found.paragraph_hidden)
    moves = table.moves[state.scene]
    open_now = {id(move) for move in table.open_moves(state)}
    able = [id(move) in open_now for move in moves]
    shut = [number for number, is_open in enumerate(able) if not is_open]
    for number, move in enumerate(moves):
        _note(able[number], (state.scene, number), found.opened, found.closed)
        if move.condition is not None:
            held = holds(table, move.condition, state)
            place = (state.scene, number)
            _note(held, place, found.condition_held, found.condition_failed)
        if able[number]:
            found.open_without.update((state.scene, number, other) for other in shut)


def _add_branches(found: Facts, table: Table, state: State, move: Move, reached: State) -> None:
    """Which conditions held after a move, up to the first branch that surely led on."""
    number = table.moves[state.scene].index(move)
    for position, branch in enumerate(move.branches):
        place = (state.scene, number, position)
        held = branch.condition is None or holds(table, branch.condition, reached, before=state)
        (found.branch_held if held else found.branch_failed).add(place)
        if held and table.rules.scene_index[branch.go] == reached.scene:
            found.branches.add(place)
            return
        if held and branch.chance is None:
            return


def holds(table: Table, guard: Expression, state: State, before: State | None = None) -> bool:
    """Whether a guard holds; ``before`` gives the scenes visited when that was asked earlier."""
    rules = table.rules
    visited = state if before is None else before

    def value_of(node: Name | Visited) -> int:
        if isinstance(node, Visited):
            return bool(visited.facts & rules.visited_bits[node.scene])
        if node.name in rules.flag_bits:
            return bool(state.facts & rules.flag_bits[node.name])
        return state.meters[rules.meter_ids.index(node.name)]

    return bool(truth(guard, value_of))
