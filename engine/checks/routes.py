"""Where scenes lead: none cut off, none without an end, none that turns round by itself.

Guards and chance are not weighed here: a way that is written counts as open. Exploration proves
the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from engine.checks.knowledge import Draft
from engine.checks.parts import scene_path, ways_out
from engine.diagnostics import closest
from engine.scenario import Scene

_WORDS = re.compile(r"[a-z][a-z0-9_-]*")
_MOST_LOOPS = 20
Graph = Mapping[str, list[str]]


def check_routes(draft: Draft) -> None:
    """Report scenes that cannot be reached, that never end, or that loop without a decision."""
    scenario = draft.scenario
    if not scenario.scenes or draft.is_broken("scenes"):
        return
    graph = {id_: _leads_to(draft, scene) for id_, scene in scenario.scenes.items()}
    loops = _loops_without_decision(draft, graph)
    for loop in loops:
        draft.report("E323", ("scenes", loop[0]), scenes=" → ".join([*loop, loop[0]]))
    start = _meant_scene(draft, scenario.start)
    if start is None:
        return
    reached = _reached(graph, [start])
    # A scene that leads nowhere has been reported: what it should lead to is not cut off.
    cut_short = any(not graph[id_] and not draft.has("scenes", id_, "ending") for id_ in reached)
    for id_ in scenario.scenes:
        if id_ not in reached and not cut_short:
            draft.report("E320", ("scenes", id_), scene=id_)
    _check_ends(draft, graph, start, reached, {id_ for loop in loops for id_ in loop})


def _check_ends(
    draft: Draft, graph: Graph, start: str, reached: set[str], looping: set[str]
) -> None:
    scenes = draft.scenario.scenes
    ends = {id_ for id_ in scenes if draft.has("scenes", id_, "ending")}
    # Where a scene leads nowhere, or turns round, something else has been reported already.
    ends |= {id_ for id_, targets in graph.items() if not targets} | looping
    backwards: dict[str, list[str]] = {id_: [] for id_ in scenes}
    for id_, targets in graph.items():
        for target in targets:
            backwards[target].append(id_)
    can_end = _reached(backwards, ends)
    if start not in can_end:
        draft.report("E321", ("start",), word=start)
        return
    endless = [id_ for id_ in scenes if id_ in reached and id_ not in can_end]
    if endless:
        names = ", ".join(endless)
        draft.report("E322", ("scenes", endless[0]), scenes=names, number=len(endless))


def _meant_scene(draft: Draft, word: str) -> str | None:
    """The scene that ``word`` names, or the one that was surely meant."""
    scenes = draft.scenario.scenes
    if word in scenes:
        return word
    return closest(word, scenes) or None if not draft.findings.full else None


def _leads_to(draft: Draft, scene: Scene) -> list[str]:
    """The scenes that ``scene`` may lead to, those named in what could not be read included."""
    named = [branch.go for _, branches in ways_out(scene) for branch in branches]
    if scene.fallback:
        named.append(scene.fallback)
    meant = [_meant_scene(draft, word) for word in named]
    broken = draft.places.broken_under(scene_path(scene))
    if broken:
        meant += [word for word in _WORDS.findall(broken) if word in draft.scenario.scenes]
    return list(dict.fromkeys(word for word in meant if word is not None))


def _reached(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Every scene that can be reached from ``starts``, themselves included."""
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for target in graph[waiting.pop()]:
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _loops_without_decision(draft: Draft, graph: Graph) -> list[list[str]]:
    """Loops of scenes that only continue, each from its first scene in the file."""
    going_on = {
        id_
        for id_, scene in draft.scenario.scenes.items()
        if scene.next and not scene.decides and scene.ending is None
    }
    on_loops = _without_dead_ends(graph, going_on)
    loops: list[list[str]] = []
    for first in draft.scenario.scenes:
        if first in on_loops and len(loops) < _MOST_LOOPS:
            loop = _loop_through(first, graph, on_loops)
            loops += [loop] if loop else []
            on_loops.difference_update(loop)
    return loops


def _without_dead_ends(graph: Graph, among: set[str]) -> set[str]:
    """The scenes of ``among`` that lead, within it, to a loop and from a loop, or are on one."""
    forwards = {id_: [target for target in graph[id_] if target in among] for id_ in among}
    backwards: dict[str, list[str]] = {id_: [] for id_ in among}
    for id_, targets in forwards.items():
        for target in targets:
            backwards[target].append(id_)
    left = _without_leaves(forwards, backwards)
    return left & _without_leaves(backwards, forwards)


def _without_leaves(ways: Graph, backwards: Graph) -> set[str]:
    """What is left once scenes that lead nowhere have been taken away, again and again."""
    open_ways = {id_: len(targets) for id_, targets in ways.items()}
    leaves = [id_ for id_, count in open_ways.items() if count == 0]
    for leaf in leaves:
        for before in backwards[leaf]:
            open_ways[before] -= 1
            if open_ways[before] == 0:
                leaves.append(before)
    return open_ways.keys() - set(leaves)


def _loop_through(first: str, graph: Graph, among: set[str]) -> list[str]:
    """A shortest loop from ``first`` back to itself within ``among``, or an empty list."""
    came_from: dict[str, str] = {}
    waiting = [first]
    for scene in waiting:
        for target in graph[scene]:
            if target == first:
                loop = [scene]
                while loop[-1] != first:
                    loop.append(came_from[loop[-1]])
                return loop[::-1]
            if target in among and target not in came_from:
                came_from[target] = scene
                waiting.append(target)
    return []
