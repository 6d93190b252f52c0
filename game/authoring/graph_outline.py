"""A scenario as an outline for a terminal: a tree of scenes in reading order."""

from __future__ import annotations

from collections import Counter
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
    """Scenes that several branches lead to are held back until those branches are told."""

    def __init__(self, graph: Graph, labels: Labels) -> None:
        self._graph = graph
        self._labels = labels
        self._told: set[str] = set()
        self._held: set[str] = set()
        start = [node.id for node in graph.nodes if node.start]
        self._roots = start + [node.id for node in graph.nodes if not node.start]
        self._rank = {scene: at for at, scene in enumerate(_sources_first(graph, self._roots))}

    def lines(self) -> Iterator[str]:
        lost = {node.id for node in self._graph.unreachable}
        for scene in self._roots:
            if scene not in lost:
                yield from self._tell_from(scene)
        if lost:
            yield self._labels.word("unreachable_part")
            yield ""
        for scene in self._roots:
            yield from self._tell_from(scene)

    def _tell_from(self, root: str) -> Iterator[str]:
        to_tell = [([root], 0)]
        while to_tell:
            group, level = to_tell.pop()
            self._held.difference_update(group)
            left = [scene for scene in group if scene not in self._told]
            if not left:
                continue
            scene, *others = left
            to_tell.append((others, level))
            self._told.add(scene)
            following = self._following(scene)
            branches, meeting = self._parted(following)
            inner = level + 1 if len(branches) > 1 else level
            to_tell.append((meeting, level))
            to_tell += [([one], inner) for one in reversed(branches)]
            self._held.update(branches, meeting)
            margin = _INDENT * min(level, _DEEPEST)
            yield from (f"{margin}{line}" for line in self._block(scene, following))
            yield ""

    def _following(self, scene: str) -> list[str]:
        """The scenes that follow and wait for no other branch, in the order written."""
        known = self._told | self._held
        targets = dict.fromkeys(edge.target for edge in self._graph.leaving[scene])
        return [target for target in targets if target not in known]

    def _parted(self, following: list[str]) -> tuple[list[str], list[str]]:
        """The branches, and the scenes that more than one of them leads to, first things first."""
        met = Counter(scene for one in following for scene in self._ahead(one))
        shared = {scene for scene, branches in met.items() if branches > 1}
        meeting = sorted(shared, key=self._rank.__getitem__)
        return [one for one in following if one not in shared], meeting

    def _ahead(self, scene: str) -> set[str]:
        """``scene`` and all that can still be told after it."""
        known = {scene} | self._told | self._held
        ahead = {scene}
        to_visit = [scene]
        while to_visit:
            for edge in self._graph.leaving[to_visit.pop()]:
                if edge.target not in known:
                    known.add(edge.target)
                    ahead.add(edge.target)
                    to_visit.append(edge.target)
        return ahead

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


def _sources_first(graph: Graph, roots: list[str]) -> list[str]:
    """Every scene before those it leads to, loops aside: the reverse of leaving in depth."""
    met: set[str] = set()
    left: list[str] = []
    for root in roots:
        work = [(root, iter(graph.leaving[root][::-1]))] if root not in met else []
        met.add(root)
        while work:
            scene, leaving = work[-1]
            target = next((edge.target for edge in leaving if edge.target not in met), None)
            if target is None:
                work.pop()
                left.append(scene)
            else:
                met.add(target)
                work.append((target, iter(graph.leaving[target][::-1])))
    return left[::-1]
