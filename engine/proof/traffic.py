"""How often each scene and each move is met when moves are chosen by a policy.

Exact: the probability of being in each state is carried forward from the start, through every
draw. Loops are gone round until less than ``LEFT_OVER`` of a play is still in them; a play that
has come to where no end is ahead is not followed further.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.proof.components import components
from engine.proof.induction import NEARLY_EQUAL, Aim, Worth, scene_graph
from engine.proof.moves import chance_of_bands, moves_of
from engine.proof.moving import Moving
from engine.proof.packing import Amounts, Batch, Numbers
from engine.proof.seen import BLOCK, Seen
from engine.proof.truth import Truth
from engine.proof.worths import Worths
from engine.rules import Rules

LEFT_OVER = 1e-9
ROUNDED = 8
"""Digits of a probability that the sums can vouch for."""
MOST_ROUNDS = 2_000
"""Times a loop is gone round before what is still in it is given up."""

Policy = Callable[[int, Batch, list[Truth]], list[Amounts]]
"""For states of a scene and what is open in them: per move, the probability of choosing it."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What happens in a play on average.

    ``scenes`` gives how many times each scene is met, ``moves`` how many times each of its moves
    is made, ``lost`` the probability of never coming to an ending.
    """

    scenes: tuple[float, ...]
    moves: tuple[tuple[float, ...], ...]
    lost: float


def random_policy(rules: Rules) -> Policy:
    """Any open choice alike; a board answered at random."""
    bands = [_chances_of_bands(rules, scene) for scene in range(len(rules.scenes))]

    def choose(scene: int, batch: Batch, opened: list[Truth]) -> list[Amounts]:
        if bands[scene]:
            # A band that only a partial answer reaches is never reached by a whole one.
            return [np.full(len(batch), chance) for chance in bands[scene]]
        able = [np.broadcast_to(one, len(batch)).astype(np.float64) for one in opened]
        return _shared(able)

    return choose


def _chances_of_bands(rules: Rules, scene: int) -> list[float]:
    """The probability of each move of a board; nothing for another scene."""
    chances = chance_of_bands(rules, scene)
    return [chances[move.number] for move in moves_of(rules, scene)] if chances else []


def _shared(able: list[Amounts]) -> list[Amounts]:
    """Each state's whole, shared alike among the moves marked 1."""
    count = np.maximum(np.sum(able, axis=0), 1.0)
    return [one / count for one in able]


def policy_of(worth: Worth) -> Policy:
    """The moves of best value, alike where several are."""

    def choose(scene: int, batch: Batch, _opened: list[Truth]) -> list[Amounts]:
        values = worth.of_moves(scene, batch)
        best = np.min(values, axis=0) if worth.cost.aim is Aim.LEAST else np.max(values, axis=0)
        with np.errstate(invalid="ignore"):
            close = [(one == best) | (np.abs(one - best) < NEARLY_EQUAL) for one in values]
        return _shared([one.astype(np.float64) for one in close])

    return choose


def traffic(worths: Worths, policy: Policy) -> Traffic:
    """What happens on average when every decision follows ``policy``."""
    return _Flow(worths, policy).traffic()


class _Flow:
    def __init__(self, worths: Worths, policy: Policy) -> None:
        exploration = worths.exploration
        assert exploration.moving is not None
        self._to_any_end = worths.to_any_end
        self._exploration = exploration
        self._moving: Moving = exploration.moving
        self._policy = policy
        self._arriving: list[Amounts] = [
            np.zeros(seen.slot_count if seen else 0) for seen in exploration.seen
        ]
        self._scenes = [0.0] * len(exploration.seen)
        self._moves = [[0.0] * len(moves) for moves in self._moving.packing.moves]

    def traffic(self) -> Traffic:
        start = self._exploration.rules.start()
        first = np.array([self._moving.packing.pack(start)], dtype=np.int64)
        self._arriving[start.scene][self._seen(start.scene).slots(first)] = 1.0
        for component in reversed(components(scene_graph(self._moving))):
            scenes = [scene for scene in component if self._exploration.seen[scene] is not None]
            for _ in range(MOST_ROUNDS):
                if sum(float(np.sum(self._arriving[scene])) for scene in scenes) <= LEFT_OVER:
                    break
                for scene in scenes:
                    self._pass_on(scene)
        ended = sum(
            met
            for scene, met in zip(self._exploration.rules.scenes, self._scenes, strict=True)
            if scene.ending is not None
        )
        return Traffic(
            tuple(self._scenes),
            tuple(map(tuple, self._moves)),
            max(0.0, round(1.0 - ended, ROUNDED)),
        )

    def _seen(self, scene: int) -> Seen:
        seen = self._exploration.seen[scene]
        assert seen is not None
        return seen

    def _pass_on(self, scene: int) -> None:
        """Move all that has come to a scene on to where its moves lead."""
        seen = self._seen(scene)
        codes = seen.codes()
        slots = seen.slots(codes)
        here = self._arriving[scene][slots]
        self._arriving[scene][:] = 0.0
        met = np.flatnonzero(here)
        self._scenes[scene] += float(np.sum(here))
        for first in range(0, len(met), BLOCK):
            part: Numbers = met[first : first + BLOCK]
            part = part[np.isfinite(self._to_any_end.values(scene, codes[part]))]
            self._share(scene, self._moving.batch(scene, codes[part]), here[part])

    def _share(self, scene: int, batch: Batch, weights: Amounts) -> None:
        moves = self._moving.packing.moves[scene]
        if not moves:
            return
        opened = self._moving.open_moves(scene, batch)
        chosen = [weights * part for part in self._policy(scene, batch, opened)]
        for number, part in enumerate(chosen):
            self._moves[scene][number] += float(np.sum(part))
        for bundle in self._moving.bundles(scene, batch, opened):
            slots = self._seen(bundle.target).slots(bundle.codes)
            amounts = chosen[bundle.move][bundle.sources] * bundle.probability
            np.add.at(self._arriving[bundle.target], slots, amounts)
