"""How often each way through a scenario is taken, in seeded random plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from engine.chance import seeded_chance
from engine.graph import Edge, Way
from engine.rules import (
    CONTINUE,
    Action,
    Choose,
    Place,
    Rank,
    Rules,
    State,
    band_reached,
    order_success,
    sort_success,
)
from engine.scenario import Scene
from game.autoplay import AutomaticPlayer, Manner

LONGEST_PLAY = 2_000
"""Scenes met after which a random play is given up: it may be going round for ever."""
_Taken = tuple[str, Way, str, int | None, str]
"""Source, way, choice, percentage of the band, target: what a play shows of the edge it took."""


@dataclass(frozen=True, slots=True)
class Heat:
    """Out of ``plays``, how many took each edge and met each scene, at least once.

    Edges of one choice to the same scene under different guards are counted together.
    """

    plays: int
    unfinished: int
    taken: Mapping[_Taken, int]
    met: Mapping[str, int]

    def share(self, edge: Edge) -> float:
        """The share of the plays, from 0 to 1, that went along ``edge``."""
        return self.taken.get(_key(edge), 0) / self.plays

    def share_of_scene(self, scene: str) -> float:
        return self.met.get(scene, 0) / self.plays


def _key(edge: Edge) -> _Taken:
    return edge.source, edge.way, edge.choice, edge.at_least, edge.target


def heat_of(rules: Rules, plays: int, first_seed: int = 0) -> Heat:
    """Play ``plays`` times at random, with the seeds from ``first_seed`` on."""
    taken: Counter[_Taken] = Counter()
    met: Counter[str] = Counter()
    unfinished = 0
    for seed in range(first_seed, first_seed + plays):
        edges, scenes, ended = _one_play(rules, seed)
        taken.update(edges)
        met.update(scenes)
        unfinished += not ended
    return Heat(plays, unfinished, taken, met)


def _one_play(rules: Rules, seed: int) -> tuple[set[_Taken], set[str], bool]:
    player, chance = AutomaticPlayer(Manner.RANDOM, seed), seeded_chance(seed)
    state, decisions = rules.start(), 0
    edges: set[_Taken] = set()
    scenes = {rules.scene(state).id}
    for _ in range(LONGEST_PLAY):
        if rules.ended(state):
            return edges, scenes, True
        action: Action = CONTINUE
        if rules.decides(state):
            action = player.decide(rules, state, decisions)
            decisions += 1
        after = rules.step(state, action, chance).state
        edges.add(_taken(rules, state, action, after))
        scenes.add(rules.scene(after).id)
        state = after
    return edges, scenes, False


def _taken(rules: Rules, before: State, action: Action, after: State) -> _Taken:
    scene, target = rules.scene(before), rules.scene(after).id
    match action:
        case Choose(choice):
            return scene.id, Way.CHOICE, choice, None, target
        case Place() | Rank():
            return scene.id, Way.BAND, "", _band(scene, action), target
        case _:
            way = Way.FALLBACK if scene.choices else Way.NEXT
            return scene.id, way, "", None, target


def _band(scene: Scene, action: Place | Rank) -> int:
    if isinstance(action, Place) and scene.sort is not None:
        bands = scene.sort.bands
        return bands[band_reached(bands, sort_success(scene.sort, action))].at_least
    assert isinstance(action, Rank)
    assert scene.order is not None
    bands = scene.order.bands
    return bands[band_reached(bands, order_success(scene.order, action))].at_least
