"""The values of a complete exploration that several questions share, each worked out once."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.exploration import Exploration
from engine.proof.induction import Aim, Decisions, Losses, Luck, Worth


class Worths:
    """What is at best and at worst still lost, and how many decisions are still to be made."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration

    @cached_property
    def least_loss(self) -> Worth:
        """The least credit to expect to lose."""
        return Worth(self.exploration, Losses())

    @cached_property
    def most_loss(self) -> Worth:
        """The most credit that a play can lose, draws included."""
        return Worth(self.exploration, Losses(Aim.MOST, Luck.AIMED))

    @cached_property
    def shortest(self) -> Worth:
        """The fewest decisions to an ending."""
        return Worth(self.exploration, Decisions(Aim.LEAST))

    @cached_property
    def longest(self) -> Worth:
        """The most decisions to an ending or a dead end; infinite where one can go round."""
        return Worth(self.exploration, Decisions(Aim.MOST))

    @cached_property
    def to_any_end(self) -> Worth:
        """The fewest decisions to an ending or a dead end; infinite where there is neither."""
        return Worth(self.exploration, Decisions(Aim.LEAST, stuck=True))

    def at_start(self, worth: Worth) -> float:
        """One of these values where every play begins."""
        moving = self.exploration.moving
        assert moving is not None
        start = self.exploration.rules.start()
        code = np.array([moving.packing.pack(start)], dtype=np.int64)
        return float(worth.values(start.scene, code)[0])
