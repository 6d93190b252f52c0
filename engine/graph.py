"""A scenario as a graph: its scenes, and every way from one to another, with what opens it.

Guards are not evaluated: "reachable" here means that some path of the graph leads there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from engine.scenario import Branch, Choice, Grade, Scenario, Scene


class NodeKind(StrEnum):
    """``PASSAGE`` only continues; ``MISSING`` is named by a way and is not in the scenario."""

    SCENE = "scene"
    SORT = "sort"
    ORDER = "order"
    PASSAGE = "passage"
    ENDING = "ending"
    MISSING = "missing"


class Way(StrEnum):
    """What takes a play along an edge."""

    CHOICE = "choice"
    BAND = "band"
    NEXT = "next"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Node:
    """A scene. ``title`` may be empty; ``grade`` is that of an ending."""

    id: str
    kind: NodeKind
    title: str = ""
    grade: Grade | None = None
    start: bool = False
    reachable: bool = True
    scored: bool = False
    seconds: int | None = None
    """The timer of the scene."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One way from a scene to another.

    ``choice`` and ``text`` are those of a choice, ``at_least`` the percentage of a band.
    ``opens`` is the guard of the choice, ``guard`` that of the branch, ``chance`` its probability
    once it is tried; ``otherwise`` marks the branch left when those before it are not taken, and
    ``timeout`` the choice made when time runs out.
    """

    source: str
    target: str
    way: Way
    choice: str = ""
    text: str = ""
    at_least: int | None = None
    opens: str = ""
    guard: str = ""
    chance: Fraction | None = None
    otherwise: bool = False
    timeout: bool = False
    once: bool = False


@dataclass(frozen=True)
class Graph:
    """Nodes in the order of the file, edges in that of their scenes; ids are unique."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def node(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that leave each node, in the order written."""
        found: dict[str, list[Edge]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.source].append(edge)
        return {source: tuple(edges) for source, edges in found.items()}

    @property
    def unreachable(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if not node.reachable)


def scenario_graph(scenario: Scenario) -> Graph:
    """The graph of a scenario, which may be a draft with mistakes in it."""
    edges = tuple(edge for scene in scenario.scenes.values() for edge in _edges(scenario, scene))
    met = _met(scenario, edges)
    nodes = [
        Node(
            id=scene.id,
            kind=_kind(scene),
            title=scenario.fill(scene.ending.title if scene.ending else scene.title),
            grade=scene.ending.grade if scene.ending else None,
            start=scene.id == scenario.start,
            reachable=scene.id in met,
            scored=scene.scored,
            seconds=scene.timer.seconds if scene.timer else None,
        )
        for scene in scenario.scenes.values()
    ]
    targets = dict.fromkeys(edge.target for edge in edges)
    nodes += [
        Node(target, NodeKind.MISSING, reachable=target in met)
        for target in targets
        if target not in scenario.scenes
    ]
    return Graph(scenario.title, tuple(nodes), edges)


def _kind(scene: Scene) -> NodeKind:
    if scene.ending is not None:
        return NodeKind.ENDING
    if scene.sort is not None:
        return NodeKind.SORT
    if scene.order is not None:
        return NodeKind.ORDER
    return NodeKind.SCENE if scene.choices else NodeKind.PASSAGE


def _edges(scenario: Scenario, scene: Scene) -> Iterator[Edge]:
    for choice in scene.choices.values():
        for branch in choice.next:
            yield _on(_edge_of_choice(scenario, scene, choice), branch, choice.next)
    board = scene.sort or scene.order
    for band in board.bands if board else ():
        branches = band.next or scene.next
        for branch in branches:
            edge = Edge(scene.id, "", Way.BAND, at_least=band.at_least)
            yield _on(edge, branch, branches)
    if board is None:
        for branch in scene.next:
            yield _on(Edge(scene.id, "", Way.NEXT), branch, scene.next)
    if scene.fallback is not None:
        yield Edge(scene.id, scene.fallback, Way.FALLBACK)


def _edge_of_choice(scenario: Scenario, scene: Scene, choice: Choice) -> Edge:
    return Edge(
        scene.id,
        "",
        Way.CHOICE,
        choice=choice.id,
        text=scenario.fill(choice.text),
        opens=choice.condition.source if choice.condition else "",
        timeout=scene.timer is not None and scene.timer.then == choice.id,
        once=choice.once,
    )


def _on(edge: Edge, branch: Branch, branches: tuple[Branch, ...]) -> Edge:
    """``edge`` along one line of a ``next``."""
    plain = branch.condition is None and branch.chance is None
    return replace(
        edge,
        target=branch.go,
        guard=branch.condition.source if branch.condition else "",
        chance=branch.chance,
        otherwise=plain and len(branches) > 1,
    )


def _met(scenario: Scenario, edges: Iterable[Edge]) -> set[str]:
    following: dict[str, list[str]] = {}
    for edge in edges:
        following.setdefault(edge.source, []).append(edge.target)
    met: set[str] = set()
    to_visit = [scenario.start] if scenario.start in scenario.scenes else []
    while to_visit:
        scene = to_visit.pop()
        if scene not in met:
            met.add(scene)
            to_visit += following.get(scene, [])
    return met
