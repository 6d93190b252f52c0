"""What becomes of plays that can go round: which are sure to end, which add up without end.

Both questions are answered by marking: states are kept as long as they may come, among those kept,
to what is looked for; what may not is dropped, until nothing more drops (the nested fixed points of
de Alfaro, "Formal Verification of Probabilistic Systems", 1997).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine.exploration import Exploration
from engine.proof.packing import Amounts, Batch, Numbers
from engine.proof.seen import BLOCK, Seen
from engine.proof.truth import Truth, positions

Marks = NDArray[np.bool_]
CostOfMoves = Callable[[int, list[Truth]], list[Amounts | float]]


class _Marking(ABC):
    """Marks the states of a loop of scenes whose value, in ``values``, is still infinite."""

    def __init__(
        self, exploration: Exploration, values: list[Amounts], scenes: list[int], found: list[Marks]
    ) -> None:
        """``found`` marks the states where what is looked for has been found already."""
        assert exploration.moving is not None
        self._exploration = exploration
        self._moving = exploration.moving
        self._scenes = scenes
        self._doubtful = {scene: self._infinite(scene, values[scene]) for scene in scenes}
        self._found = found
        self._kept = [held.copy() for held in found]
        self._marked = [held.copy() for held in found]
        for scene in scenes:
            self._kept[scene][self._slots(scene)] = True

    def _infinite(self, scene: int, values: Amounts) -> Numbers:
        codes = self._exploration.codes(scene)
        return codes[np.isinf(values[self._seen(scene).slots(codes)])]

    def _seen(self, scene: int) -> Seen:
        seen = self._exploration.seen[scene]
        assert seen is not None
        return seen

    def _slots(self, scene: int) -> Numbers:
        return self._seen(scene).slots(self._doubtful[scene])

    def _narrow(self) -> None:
        """Drop states until all that are kept may come to what is looked for."""
        while True:
            for scene in self._scenes:
                self._marked[scene] = self._found[scene].copy()
            while any(self._spread(scene) for scene in self._scenes):
                pass
            same = all(
                np.array_equal(self._kept[scene], self._marked[scene]) for scene in self._scenes
            )
            if same:
                return
            for scene in self._scenes:
                self._kept[scene] = self._marked[scene].copy()

    def _spread(self, scene: int) -> bool:
        """Mark what may come to a marked state in one move; whether there was any."""
        slots = self._slots(scene)
        waiting = self._kept[scene][slots] & ~self._marked[scene][slots]
        codes = self._doubtful[scene][waiting]
        spread = False
        for first in range(0, len(codes), BLOCK):
            batch = self._moving.batch(scene, codes[first : first + BLOCK])
            opened = self._moving.open_moves(scene, batch)
            joining = batch.codes[self._joining(scene, batch, opened)]
            self._marked[scene][self._seen(scene).slots(joining)] = True
            spread = spread or len(joining) > 0
        return spread

    @abstractmethod
    def _joining(self, scene: int, batch: Batch, opened: list[Truth]) -> Marks:
        """Which states have a move to what is marked, or to what is looked for."""


class SureEnds(_Marking):
    """Looks for states from which an ending comes with probability one, if one plays well."""

    def __init__(self, exploration: Exploration, values: list[Amounts], scenes: list[int]) -> None:
        super().__init__(exploration, values, scenes, [np.isfinite(held) for held in values])

    def slots(self) -> dict[int, Numbers]:
        """Per scene, the slots of the states that were infinite and are sure to end."""
        self._narrow()
        return {
            scene: slots[self._kept[scene][slots]]
            for scene, slots in ((scene, self._slots(scene)) for scene in self._scenes)
        }

    def _joining(self, scene: int, batch: Batch, opened: list[Truth]) -> Marks:
        stays = [np.zeros(len(batch), dtype=np.bool_) for _ in opened]
        nears = [np.zeros(len(batch), dtype=np.bool_) for _ in opened]
        for held, able in zip(stays, opened, strict=True):
            held[positions(able, len(batch))] = True
        for bundle in self._moving.bundles(scene, batch, opened):
            slots = self._seen(bundle.target).slots(bundle.codes)
            stays[bundle.move][bundle.sources] &= self._kept[bundle.target][slots]
            nears[bundle.move][bundle.sources] |= self._marked[bundle.target][slots]
        found = np.zeros(len(batch), dtype=np.bool_)
        for held, near in zip(stays, nears, strict=True):
            found |= held & near
        return found


class Bounded(_Marking):
    """Looks for states whose plays go round without adding to a cost for ever.

    ``costs`` gives, for states of a scene and what is open there, the cost of each move.
    """

    def __init__(
        self,
        exploration: Exploration,
        values: list[Amounts],
        scenes: list[int],
        costs: CostOfMoves,
    ) -> None:
        endless = [
            np.zeros(len(held), dtype=np.bool_) if scene in scenes else np.isinf(held)
            for scene, held in enumerate(values)
        ]
        super().__init__(exploration, values, scenes, endless)
        self._costs = costs

    def slots(self) -> dict[int, Numbers]:
        """Per scene, the slots of the states that were infinite and need not be."""
        self._narrow()
        return {
            scene: slots[~self._kept[scene][slots]]
            for scene, slots in ((scene, self._slots(scene)) for scene in self._scenes)
        }

    def _joining(self, scene: int, batch: Batch, opened: list[Truth]) -> Marks:
        costs = self._costs(scene, opened)
        found = np.zeros(len(batch), dtype=np.bool_)
        for bundle in self._moving.bundles(scene, batch, opened):
            slots = self._seen(bundle.target).slots(bundle.codes)
            adds = np.broadcast_to(np.greater(costs[bundle.move], 0), len(batch))
            goes_on = self._kept[bundle.target][slots] & adds[bundle.sources]
            found[bundle.sources] |= goes_on | self._marked[bundle.target][slots]
        return found
