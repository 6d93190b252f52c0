"""Players that play by themselves, one decision at a time: best, worst or at random.

Best takes, at each decision, the answer with the most credit among those open; as quality is
counted against what was open (engine/scoring.py), such a play is scored 1. Worst takes the
least credit. Among equals, and where nothing is scored, the seed decides.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from engine.chance import shuffled
from engine.rules import Action, Choose, Place, Rank, Rules, State
from engine.scenario import Order, Scene, Sort
from engine.scoring import mean, stake_credits


class Manner(StrEnum):
    BEST = "best"
    WORST = "worst"
    RANDOM = "random"


class AutomaticPlayer:
    """Decides for a play. The same ``seed`` makes the same decisions."""

    def __init__(self, manner: Manner, seed: int) -> None:
        self._manner = manner
        self._seed = seed

    def decide(self, rules: Rules, state: State, position: int) -> Action:
        """What to do in ``state``, at the decision of this ``position`` (from 0)."""
        scene = rules.scene(state)
        key = f"{scene.id}/{position}"
        if scene.sort is not None:
            return self._sort(scene.sort, key)
        if scene.order is not None:
            return self._order(scene.order, key)
        options = shuffled(self._seed, key, rules.options(state))
        if self._manner is Manner.RANDOM or scene.open:
            return options[0]
        return _extreme(self._manner)(options, key=lambda option: _worth(scene, option))

    def _sort(self, sort: Sort, key: str) -> Place:
        columns = tuple(sort.columns)
        placements = []
        for item in sort.items.values():
            column = item.column
            if self._manner is Manner.RANDOM:
                column = shuffled(self._seed, f"{key}/{item.id}", columns)[0]
            elif self._manner is Manner.WORST:
                good = {item.column, *item.acceptable}
                column = next((it for it in columns if it not in good), item.column)
            placements.append((item.id, column))
        return Place(tuple(placements))

    def _order(self, order: Order, key: str) -> Rank:
        steps = tuple(order.steps)
        if self._manner is Manner.WORST:
            steps = steps[::-1]
        elif self._manner is Manner.RANDOM:
            steps = shuffled(self._seed, key, steps)
        return Rank(steps)


def _extreme(manner: Manner) -> Callable[..., Choose]:
    return max if manner is Manner.BEST else min


def _worth(scene: Scene, option: Choose) -> tuple[Fraction, int]:
    """Credit first; between equals, crossing no red line is better."""
    credit = mean(stake_credits(scene, option).values())
    return credit, -len(scene.choices[option.choice].breach)
