"""The scenes that lead to one another, and an order in which every scene comes after its next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Graph = Sequence[frozenset[int]]
"""Per scene, the scenes that it may lead to."""


def components(graph: Graph) -> list[tuple[int, ...]]:
    """Groups of scenes that can reach one another, what they lead to always before them.

    Within a group scenes are in the order in which they were come to, nearly that of play.
    Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), without recursion.
    """
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    waiting: list[int] = []
    done: set[int] = set()
    found: list[tuple[int, ...]] = []
    for root in range(len(graph)):
        work: list[tuple[int, Iterator[int]]] = []
        if root not in index:
            work.append(_entered(root, graph, index, low, waiting))
        while work:
            scene, following = work[-1]
            target = next(following, None)
            if target is None:
                work.pop()
                if work:
                    before = work[-1][0]
                    low[before] = min(low[before], low[scene])
                if low[scene] == index[scene]:
                    cut = waiting.index(scene)
                    found.append(tuple(waiting[cut:]))
                    done.update(waiting[cut:])
                    del waiting[cut:]
            elif target not in index:
                work.append(_entered(target, graph, index, low, waiting))
            elif target not in done:
                low[scene] = min(low[scene], index[target])
    return found


def _entered(
    scene: int, graph: Graph, index: dict[int, int], low: dict[int, int], waiting: list[int]
) -> tuple[int, Iterator[int]]:
    index[scene] = low[scene] = len(index)
    waiting.append(scene)
    return scene, iter(sorted(graph[scene]))


def turns_round(component: tuple[int, ...], graph: Graph) -> bool:
    """Whether one can come back to a scene of this component."""
    return len(component) > 1 or component[0] in graph[component[0]]
