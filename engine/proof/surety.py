"""States of loops from which an ending is sure to come, however the draws fall, if one plays well.

Sure means with probability one: a loop that is left one time in three is left in the end. This is
the almost-sure reachability of Markov decision processes (de Alfaro, "Formal Verification of
Probabilistic Systems", 1997): drop what may have to leave the set, until nothing more drops.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.exploration import Exploration
from engine.proof.packing import Amounts, Batch, Numbers
from engine.proof.seen import BLOCK, Seen
from engine.proof.truth import positions

Marks = NDArray[np.bool_]


class SureEnds:
    """Works on the scenes of one loop, where ``values`` already knows those that end anyhow."""

    def __init__(self, exploration: Exploration, values: list[Amounts], scenes: list[int]) -> None:
        assert exploration.moving is not None
        self._exploration = exploration
        self._moving = exploration.moving
        self._scenes = scenes
        self._open_ended = {scene: self._infinite(scene, values[scene]) for scene in scenes}
        self._ends = [np.isfinite(held) for held in values]
        self._sure = [held.copy() for held in self._ends]
        self._coming = [held.copy() for held in self._ends]

    def _infinite(self, scene: int, values: Amounts) -> Numbers:
        codes = self._exploration.codes(scene)
        return codes[np.isinf(values[self._seen(scene).slots(codes)])]

    def _seen(self, scene: int) -> Seen:
        seen = self._exploration.seen[scene]
        assert seen is not None
        return seen

    def slots(self) -> dict[int, Numbers]:
        """Per scene, the slots of the states that were infinite and are sure to end."""
        for scene in self._scenes:
            self._sure[scene][self._seen(scene).slots(self._open_ended[scene])] = True
        while True:
            for scene in self._scenes:
                self._coming[scene] = self._ends[scene].copy()
            while any(self._come_nearer(scene) for scene in self._scenes):
                pass
            held = [int(np.sum(self._sure[scene])) for scene in self._scenes]
            for scene in self._scenes:
                self._sure[scene] = self._coming[scene].copy()
            if held == [int(np.sum(self._sure[scene])) for scene in self._scenes]:
                return {scene: self._settled(scene) for scene in self._scenes}

    def _settled(self, scene: int) -> Numbers:
        slots = self._seen(scene).slots(self._open_ended[scene])
        return slots[self._sure[scene][slots]]

    def _come_nearer(self, scene: int) -> bool:
        """Mark the states with a move that stays among the sure and may come to a marked one."""
        slots = self._seen(scene).slots(self._open_ended[scene])
        waiting = self._sure[scene][slots] & ~self._coming[scene][slots]
        codes = self._open_ended[scene][waiting]
        marked = False
        for first in range(0, len(codes), BLOCK):
            batch = self._moving.batch(scene, codes[first : first + BLOCK])
            near = batch.codes[self._can_come_nearer(scene, batch)]
            self._coming[scene][self._seen(scene).slots(near)] = True
            marked = marked or len(near) > 0
        return marked

    def _can_come_nearer(self, scene: int, batch: Batch) -> Marks:
        opened = self._moving.open_moves(scene, batch)
        stays = [np.zeros(len(batch), dtype=np.bool_) for _ in opened]
        nears = [np.zeros(len(batch), dtype=np.bool_) for _ in opened]
        for held, able in zip(stays, opened, strict=True):
            held[positions(able, len(batch))] = True
        for bundle in self._moving.bundles(scene, batch, opened):
            slots = self._seen(bundle.target).slots(bundle.codes)
            stays[bundle.move][bundle.sources] &= self._sure[bundle.target][slots]
            nears[bundle.move][bundle.sources] |= self._coming[bundle.target][slots]
        found = np.zeros(len(batch), dtype=np.bool_)
        for held, near in zip(stays, nears, strict=True):
            found |= held & near
        return found
