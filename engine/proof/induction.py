"""From the endings back to the start: what every reachable state is still worth.

The value of a state is the least, or the most, that the moves open in it can still cost: the
move's own cost and the value of where it leads. Edges are made again at each pass, never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import inf
from typing import Protocol

import numpy as np

from engine.exploration import Exploration
from engine.proof.components import Graph, components, turns_round
from engine.proof.loops import Bounded, SureEnds
from engine.proof.moves import Move
from engine.proof.moving import Moving
from engine.proof.packing import Amounts, Batch, Numbers
from engine.proof.seen import BLOCK, Seen
from engine.proof.truth import Truth, nothing_open, positions
from engine.rules import Action
from engine.scenario import Scene

NEARLY_EQUAL = 1e-12
"""Two passes over a loop that differ by less have settled."""
FAR_ABOVE = 1e6
"""More than any play can be expected to lose: where loops with chance begin to settle from."""
MOST_PASSES = 100_000
"""Passes over a loop with chance before what has been found so far is taken."""


TIE_BREAK = 1e-10
"""What a decision costs by itself where credit is counted; far below any difference of credit."""


class Aim(Enum):
    LEAST = auto()
    MOST = auto()

    @property
    def closed(self) -> float:
        """The value of a move that is not open: no aim would take it."""
        return inf if self is Aim.LEAST else -inf


class Luck(Enum):
    """What the draws of a move count for."""

    MEAN = auto()
    """Each outcome by its probability."""
    AIMED = auto()
    """Only the outcome that serves the aim: the value is then that of one possible play."""


class Cost(Protocol):
    """What is counted along a play. Costs are never negative."""

    @property
    def aim(self) -> Aim: ...

    @property
    def luck(self) -> Luck: ...

    @property
    def dead_end(self) -> float:
        """The value of a state with no move that is no ending."""
        ...

    def of_ending(self, scene: Scene, /) -> float: ...

    def of_moves(self, moving: Moving, scene: int, opened: list[Truth], /) -> list[Amounts | float]:
        """Per move of a scene, its cost in each state, or in all of them, where it is open."""
        ...

    def action_of(self, move: Move, /) -> Action:
        """The action that makes a move at that cost."""
        ...


@dataclass(frozen=True, slots=True)
class Losses:
    """Credit given away: best credit open less credit, and one less the grade of the ending.

    Each decision costs ``TIE_BREAK`` besides: of two lines equal otherwise the shorter is better,
    so that the best line never goes round in circles.
    """

    aim: Aim = Aim.LEAST
    luck: Luck = Luck.MEAN

    @property
    def dead_end(self) -> float:
        """The least is no play at all; the most stops there."""
        return inf if self.aim is Aim.LEAST else 0.0

    def of_ending(self, scene: Scene) -> float:
        assert scene.ending is not None
        return float(1 - scene.ending.grade.credit)

    def of_moves(self, moving: Moving, scene: int, opened: list[Truth]) -> list[Amounts | float]:
        moves = moving.packing.moves[scene]
        best: Amounts | float = 0.0
        for move, able in zip(moves, opened, strict=True):
            if move.credit is not None:
                best = np.maximum(best, np.where(able, float(move.credit), 0.0))
        credits = [move.credit if self.aim is Aim.LEAST else move.worst_credit for move in moves]
        return [
            TIE_BREAK * move.decides + (0.0 if credit is None else best - float(credit))
            for move, credit in zip(moves, credits, strict=True)
        ]

    def action_of(self, move: Move) -> Action:
        return move.action if self.aim is Aim.LEAST else move.worst


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions made, or with ``principle`` only those scored with it at stake.

    With ``stuck`` a play may also stop where nothing is open; else the least never does.
    """

    aim: Aim
    principle: str | None = None
    luck: Luck = Luck.AIMED
    stuck: bool = False

    @property
    def dead_end(self) -> float:
        return inf if self.aim is Aim.LEAST and not self.stuck else 0.0

    def of_ending(self, _scene: Scene) -> float:
        return 0.0

    def of_moves(self, moving: Moving, scene: int, _opened: list[Truth]) -> list[Amounts | float]:
        held = moving.packing.rules.scenes[scene]
        counts = self.principle is None or (held.scored and self.principle in held.stakes)
        return [float(move.decides and counts) for move in moving.packing.moves[scene]]

    def action_of(self, move: Move) -> Action:
        return move.action


class Worth:
    """The value of each state met by a complete exploration, under one cost.

    The least is infinite where no ending can be made sure of. The most, always with aimed luck,
    is infinite where a play may add to it for ever. Exact up to rounding, but for loops with
    chance: ``NEARLY_EQUAL``.
    """

    def __init__(self, exploration: Exploration, cost: Cost) -> None:
        assert exploration.moving is not None
        self.exploration = exploration
        self.cost = cost
        self._moving = exploration.moving
        self._values: list[Amounts] = [
            np.full(seen.slot_count if seen else 0, inf) for seen in exploration.seen
        ]
        graph = scene_graph(self._moving)
        for component in components(graph):
            # Last scenes first: values come back through a loop in few passes.
            scenes = [scene for scene in component[::-1] if exploration.seen[scene] is not None]
            if scenes and turns_round(component, graph):
                self._settle(scenes)
            else:
                for scene in scenes:
                    self._pass_over(scene)

    def values(self, scene: int, codes: Numbers) -> Amounts:
        """The value of states of a scene, all of them met."""
        found: Amounts = self._values[scene][self._seen(scene).slots(codes)]
        return found

    def _seen(self, scene: int) -> Seen:
        seen = self.exploration.seen[scene]
        assert seen is not None
        return seen

    def _settle(self, scenes: list[int]) -> None:
        """Value scenes that lead to one another, from above until nothing changes."""
        while max(self._pass_over(scene) for scene in scenes) > 0:
            pass
        if self.cost.aim is Aim.LEAST:
            if self.cost.luck is Luck.MEAN and self._has_chance(scenes):
                self._settle_chance(scenes)
        else:
            self._settle_bounded(scenes)

    def _has_chance(self, scenes: list[int]) -> bool:
        return any(
            branch.chance is not None
            for scene in scenes
            for move in self._moving.packing.moves[scene]
            for branch in move.branches
        )

    def _settle_bounded(self, scenes: list[int]) -> None:
        """Loops that add nothing: from nothing, the values of what they may lead to rise."""

        def costs(scene: int, opened: list[Truth]) -> list[Amounts | float]:
            return self.cost.of_moves(self._moving, scene, opened)

        bounded = Bounded(self.exploration, self._values, scenes, costs).slots()
        if not any(len(slots) for slots in bounded.values()):
            return
        for scene, slots in bounded.items():
            self._values[scene][slots] = 0.0
        while max(self._pass_over(scene) for scene in scenes) > 0:
            pass

    def _settle_chance(self, scenes: list[int]) -> None:
        """Loops that only chance leaves: from far above, the values of sure ends sink."""
        sure = SureEnds(self.exploration, self._values, scenes).slots()
        if not any(len(slots) for slots in sure.values()):
            return
        for scene, slots in sure.items():
            self._values[scene][slots] = FAR_ABOVE
        for _ in range(MOST_PASSES):
            if max(self._pass_over(scene) for scene in scenes) <= NEARLY_EQUAL:
                return

    def _pass_over(self, scene: int) -> float:
        """Value every state of a scene by what it leads to; returns the greatest change."""
        held = self.exploration.rules.scenes[scene]
        values = self._values[scene]
        if held.ending is not None:
            values[:] = self.cost.of_ending(held)
            return 0.0
        change = 0.0
        seen = self._seen(scene)
        codes = seen.codes()
        for first in range(0, len(codes), BLOCK):
            batch = self._moving.batch(scene, codes[first : first + BLOCK])
            found = self._of_states(scene, batch)
            slots = seen.slots(batch.codes)
            change = max(change, _greatest_change(values[slots], found))
            values[slots] = found
        return change

    def _of_states(self, scene: int, batch: Batch) -> Amounts:
        opened = self._moving.open_moves(scene, batch)
        moves = self._of_moves(scene, batch, opened)
        if not moves:
            return np.full(len(batch), self.cost.dead_end)
        found = self._best(moves)
        found[positions(nothing_open(opened), len(batch))] = self.cost.dead_end
        return found

    def _best(self, values: list[Amounts]) -> Amounts:
        choose = np.minimum if self.cost.aim is Aim.LEAST else np.maximum
        best = values[0]
        for other in values[1:]:
            best = choose(best, other)
        return best

    def of_moves(self, scene: int, batch: Batch) -> list[Amounts]:
        """Per move of a scene, its value in each state; ``aim.closed`` where it is not open."""
        return self._of_moves(scene, batch, self._moving.open_moves(scene, batch))

    def _of_moves(self, scene: int, batch: Batch, opened: list[Truth]) -> list[Amounts]:
        costs = self.cost.of_moves(self._moving, scene, opened)
        return [
            np.full(len(batch), self.cost.aim.closed) if after is None else after + cost
            for after, cost in zip(self._onward(scene, batch, opened), costs, strict=True)
        ]

    def _onward(self, scene: int, batch: Batch, opened: list[Truth]) -> list[Amounts | None]:
        """Per move, the value of where it leads; None where it is open in no state."""
        found: list[Amounts | None] = [None] * len(opened)
        mean = self.cost.luck is Luck.MEAN
        for bundle in self._moving.bundles(scene, batch, opened):
            values = self.values(bundle.target, bundle.codes)
            if mean and bundle.probability < 1:
                values = values * bundle.probability
            held = found[bundle.move]
            if held is None:
                if len(values) == len(batch):
                    found[bundle.move] = values
                    continue
                held = np.full(len(batch), self.cost.aim.closed)
                if mean:
                    held[positions(opened[bundle.move], len(batch))] = 0.0
                found[bundle.move] = held
            if mean:
                held[bundle.sources] += values
            else:
                held[bundle.sources] = self._best([held[bundle.sources], values])
        return found


def scene_graph(moving: Moving) -> Graph:
    """Per scene, the scenes that some move leads to, guards left aside."""
    packing = moving.packing
    return [
        frozenset(target for move in moves for target in packing.graph.targets(move))
        for moves in packing.moves
    ]


def _greatest_change(before: Amounts, after: Amounts) -> float:
    """The greatest difference, measured against the value where that is above one."""
    same = before == after
    if bool(np.all(same)):
        return 0.0
    old, new = before[~same], after[~same]
    if not bool(np.all(np.isfinite(old) & np.isfinite(new))):
        return inf
    return float(np.max(np.abs(old - new) / np.maximum(1.0, np.abs(new))))
