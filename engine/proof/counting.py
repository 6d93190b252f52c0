"""Opportunities counted: how often a path puts a principle to the test, at least and at most."""

from __future__ import annotations

from math import inf, isinf

import numpy as np

from engine.exploration import Exploration
from engine.proof.components import components, turns_round
from engine.proof.facts import Facts
from engine.proof.induction import Aim, Decisions, Worth

Edge = tuple[int, int, bool]
"""From a scene to a scene, by a decision or not."""


def least_and_most(exploration: Exploration, facts: Facts, principle: str) -> tuple[float, float]:
    """The fewest and the most scored decisions with ``principle`` at stake in a play that ends.

    Infinite where no play ends, and where a play may meet ever more. The graph of scenes answers
    where all its paths agree, as they mostly do; else every state is asked.
    """
    bounds = _bounds(exploration, facts, principle)
    if bounds is not None and bounds[0] == bounds[1]:
        return bounds
    return (
        _at_start(exploration, Aim.LEAST, principle),
        _at_start(exploration, Aim.MOST, principle),
    )


def _at_start(exploration: Exploration, aim: Aim, principle: str) -> float:
    assert exploration.moving is not None
    start = exploration.rules.start()
    code = np.array([exploration.moving.packing.pack(start)], dtype=np.int64)
    return float(Worth(exploration, Decisions(aim, principle)).values(start.scene, code)[0])


def _bounds(exploration: Exploration, facts: Facts, principle: str) -> tuple[float, float] | None:
    """Counts over the ways between scenes that are ever taken; None where they turn round."""
    rules = exploration.rules
    edges = _edges(exploration, facts)
    graph = [frozenset(target for _, target, _ in held) for held in edges]
    least = [inf] * len(graph)
    most = [0.0] * len(graph)
    for component in components(graph):
        if turns_round(component, graph):
            return None
        scene = component[0]
        held = rules.scenes[scene]
        counts = held.scored and principle in held.stakes
        if held.ending is not None:
            least[scene] = 0.0
        for _, target, decided in edges[scene]:
            cost = float(counts and decided)
            least[scene] = min(least[scene], cost + least[target])
            most[scene] = max(most[scene], cost + most[target])
    start = rules.start().scene
    return None if isinf(least[start]) else (least[start], most[start])


def _edges(exploration: Exploration, facts: Facts) -> list[list[Edge]]:
    """Per scene, the ways on that some state takes."""
    assert exploration.moving is not None
    packing = exploration.moving.packing
    found: list[list[Edge]] = [[] for _ in packing.moves]
    for scene, place, number in facts.branches:
        move = packing.moves[scene][place]
        target = packing.graph.target(move.branches[number].go)
        found[scene].append((scene, target, move.decides))
    return found
