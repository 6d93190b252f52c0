"""A scenario as an outline for a terminal: a tree of scenes in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from engine.graph import Edge, Graph
from game.authoring.graph_labels import Labels

_BRANCH, _LAST = "├─ ", "└─ "
_ARROW = "→"
_INDENT = "    "
_DEEPEST = 8
"""Levels of indentation; what is deeper stays there."""


def outline(graph: Graph, labels: Labels) -> str:
    """Each scene once with its ways; scenes told elsewhere are referred to.

    Where a story parts, each branch is indented; where the branches meet again, it goes on.
    """
    return "\n".join(_Outline(graph, labels).lines())


class _Outline:
    def __init__(self, graph: Graph, labels: Labels) -> None:
        self._graph = graph
        self._labels = labels
        self._told: set[str] = set()
        self._waiting: set[str] = set()
        self._ahead: dict[str, set[str]] = {}

    def lines(self) -> Iterator[str]:
        start = [node.id for node in self._graph.nodes if node.start]
        others = [node.id for node in self._graph.nodes if node.reachable and not node.start]
        for scene in start + others:
            yield from self._tell_from(scene)
        lost = [node.id for node in self._graph.unreachable]
        if lost:
            yield self._labels.word("unreachable_part")
            yield ""
        for scene in lost:
            yield from self._tell_from(scene)

    def _tell_from(self, root: str) -> Iterator[str]:
        if root in self._told:
            return
        to_tell = [(root, 0)]
        while to_tell:
            scene, level = to_tell.pop()
            following = self._not_told_yet(scene)
            branches = [one for one in following if not self._meets_again(one, following)]
            meeting = [one for one in following if one not in branches]
            inner = level + 1 if len(branches) > 1 else level
            to_tell += [(one, level) for one in reversed(meeting)]
            to_tell += [(one, inner) for one in reversed(branches)]
            margin = _INDENT * min(level, _DEEPEST)
            yield from (f"{margin}{line}" for line in self._block(scene, following))
            yield ""
            self._told.add(scene)
            self._waiting.update(following)

    def _not_told_yet(self, scene: str) -> list[str]:
        """The scenes that follow and that no other scene has announced, in the order written."""
        known = self._told | self._waiting | {scene}
        targets = dict.fromkeys(edge.target for edge in self._graph.leaving[scene])
        return [target for target in targets if target not in known]

    def _meets_again(self, scene: str, following: list[str]) -> bool:
        """Whether another of the ``following`` scenes leads to ``scene``, and not the reverse."""
        return any(
            scene in self._scenes_ahead(other) and other not in self._scenes_ahead(scene)
            for other in following
            if other != scene
        )

    def _scenes_ahead(self, scene: str) -> set[str]:
        if scene not in self._ahead:
            ahead: set[str] = set()
            to_visit = [scene]
            while to_visit:
                for edge in self._graph.leaving[to_visit.pop()]:
                    if edge.target not in ahead:
                        ahead.add(edge.target)
                        to_visit.append(edge.target)
            self._ahead[scene] = ahead
        return self._ahead[scene]

    def _block(self, scene: str, following: list[str]) -> Iterator[str]:
        """A scene and its ways."""
        name, *rest = self._labels.node(self._graph.node[scene])
        yield f"[{name}] {' · '.join(rest)}".rstrip()
        leaving = self._graph.leaving[scene]
        for edge in leaving:
            yield (_LAST if edge is leaving[-1] else _BRANCH) + self._way(edge, following)

    def _way(self, edge: Edge, following: list[str]) -> str:
        words = [self._labels.edge(edge), _ARROW, edge.target]
        if edge.target in self._told or edge.target == edge.source:
            words.append(self._labels.word("seen"))
        elif edge.target not in following:
            words.append(self._labels.word("later"))
        return " ".join(filter(None, words))
