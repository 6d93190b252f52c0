"""Ways through a scenario: the shortest to a state met, and the one that a value promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from engine.chance import seeded_chance
from engine.exploration import Exploration
from engine.proof.induction import Aim, Luck, Worth, scene_graph
from engine.proof.moves import Move
from engine.proof.moving import Bundle, Moving
from engine.proof.packing import Numbers
from engine.proof.seen import BLOCK
from engine.rules import Action, Rules, State

SEEDS_TRIED = 5_000
LONGEST_WAY = 2_000

Place = tuple[int, int]
"""A state met: its scene and its packed number."""


@dataclass(frozen=True, slots=True)
class Way:
    """A sequence of decisions from the start, and a seed whose draws make it happen.

    ``seed`` is None where none of the first ``SEEDS_TRIED`` does: the draws it needs are rare.
    ``scenes`` are those of the decisions, for telling; they follow from the rest.
    """

    decisions: tuple[Action, ...]
    seed: int | None = 0
    scenes: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Stride:
    """One move of a way, from a state to a state."""

    source: Place
    move: Move
    action: Action
    target: Place


def shortest_ways(exploration: Exploration, places: Iterable[Place]) -> dict[Place, Way]:
    """For each state met, a sequence of fewest decisions that leads there."""
    return _Backward(exploration).ways(places)


class _Backward:
    """Looks for what leads to the states wanted, wave by wave back to the start."""

    def __init__(self, exploration: Exploration) -> None:
        assert exploration.moving is not None
        self._exploration = exploration
        self._moving = exploration.moving
        self._graph = scene_graph(exploration.moving)
        self._wanted: dict[int, set[Place]] = {}
        self._came_by: dict[Place, _Stride] = {}

    def ways(self, places: Iterable[Place]) -> dict[Place, Way]:
        wanted = list(places)
        for place in wanted:
            self._want(place)
        for wave in range(len(self._exploration.waves) - 1, 0, -1):
            if wave in self._wanted:
                self._find(wave, self._wanted.pop(wave))
        return {place: _way(self._moving, self._strides(place)) for place in wanted}

    def _want(self, place: Place) -> None:
        self._wanted.setdefault(self._exploration.wave_of(place), set()).add(place)

    def _find(self, wave: int, wanted: set[Place]) -> None:
        """For each state of ``wanted``, one of the states a wave before that leads to it."""
        waves = self._exploration.waves
        first = last = wave - 1
        if waves[wave].by_decision:
            while first > 0 and waves[first - 1].decisions == waves[last].decisions:
                first -= 1
        targets = {scene for scene, _ in wanted}
        for scene, following in enumerate(self._graph):
            seen = self._exploration.seen[scene]
            if seen is None or not following & targets:
                continue
            codes = seen.between(first, last)
            for start in range(0, len(codes), BLOCK):
                self._look(scene, codes[start : start + BLOCK], waves[wave].by_decision, wanted)
                if not wanted:
                    return

    def _look(self, scene: int, codes: Numbers, decided: bool, wanted: set[Place]) -> None:
        batch = self._moving.batch(scene, codes)
        opened = self._moving.open_moves(scene, batch)
        for bundle in self._moving.bundles(scene, batch, opened, decided):
            looked_for = [code for target, code in wanted if target == bundle.target]
            hits = np.flatnonzero(np.isin(bundle.codes, looked_for))
            for hit in hits:
                place = (bundle.target, int(bundle.codes[hit]))
                if place in wanted:
                    wanted.remove(place)
                    source = (scene, int(codes[bundle.sources[hit]]))
                    move = self._moving.packing.moves[scene][bundle.move]
                    self._came_by[place] = _Stride(source, move, move.action, place)
                    self._want(source)

    def _strides(self, place: Place) -> list[_Stride]:
        strides: list[_Stride] = []
        while place in self._came_by:
            strides.append(self._came_by[place])
            place = strides[-1].source
        return strides[::-1]


def promised_way(worth: Worth) -> Way | None:
    """The way whose cost is the value of the start; None where that is infinite.

    With chance, the outcome that serves the aim is followed, or the likeliest under the mean.
    """
    exploration = worth.exploration
    assert exploration.moving is not None
    moving = exploration.moving
    start = exploration.rules.start()
    place = (start.scene, moving.packing.pack(start))
    if not np.isfinite(worth.values(start.scene, _one(place[1]))[0]):
        return None
    strides: list[_Stride] = []
    while len(strides) < LONGEST_WAY:
        stride = _promised_stride(worth, moving, place)
        if stride is None:
            break
        strides.append(stride)
        place = stride.target
    return _way(moving, strides)


def _promised_stride(worth: Worth, moving: Moving, place: Place) -> _Stride | None:
    scene, code = place
    batch = moving.batch(scene, _one(code))
    values = [float(one[0]) for one in worth.of_moves(scene, batch)]
    opened = moving.open_moves(scene, batch)
    able = [number for number, one in enumerate(opened) if bool(np.all(one))]
    if not able:
        return None
    least = worth.cost.aim is Aim.LEAST
    best = min(able, key=lambda number: values[number] if least else -values[number])

    def appeal(bundle: Bundle) -> float:
        if worth.cost.luck is Luck.MEAN:
            return -bundle.probability
        value = float(worth.values(bundle.target, bundle.codes)[0])
        return value if least else -value

    outcomes = [one for one in moving.bundles(scene, batch, opened) if one.move == best]
    taken = min(outcomes, key=appeal)
    target = (taken.target, int(taken.codes[0]))
    move = moving.packing.moves[scene][best]
    return _Stride(place, move, worth.cost.action_of(move), target)


def _way(moving: Moving, strides: list[_Stride]) -> Way:
    deciding = [stride for stride in strides if stride.move.decides]
    seeds = range(SEEDS_TRIED if any(_draws(stride.move) for stride in strides) else 1)
    return Way(
        tuple(stride.action for stride in deciding),
        next((seed for seed in seeds if _happens(moving, strides, seed)), None),
        tuple(moving.packing.rules.scenes[stride.source[0]].id for stride in deciding),
    )


def _draws(move: Move) -> bool:
    return any(branch.chance is not None for branch in move.branches)


def _happens(moving: Moving, strides: list[_Stride], seed: int) -> bool:
    """Whether ``Rules.step``, with the draws of ``seed``, goes the very same way."""
    rules: Rules = moving.packing.rules
    state: State = rules.start()
    chance = seeded_chance(seed)
    for stride in strides:
        state = rules.step(state, stride.action, chance).state
        if (state.scene, moving.packing.pack(state)) != stride.target:
            return False
    return True


def _one(code: int) -> Numbers:
    return np.array([code], dtype=np.int64)
