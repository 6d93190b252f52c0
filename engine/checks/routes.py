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
    for id_ in scenario.scenes:
        if id_ not in reached:
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
    loops = []
    seen: set[str] = set()
    for first in draft.scenario.scenes:
        if first in going_on and first not in seen:
            loop = _loop_through(first, graph, going_on - seen)
            if loop:
                loops.append(loop)
                seen.update(loop)
    return loops


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
