"""The build of a scene: how it decides, where it leads, and what its timer and boards need."""

from __future__ import annotations

from itertools import pairwise

from engine.checks.knowledge import Draft
from engine.checks.parts import carriers, consequences, scene_path, ways_out
from engine.places import Path
from engine.scenario import Band, Branch, Change, Choice, Scene, Timer

SHORTEST_TIMER_SECONDS = 5
FEWEST_STEPS = 3
FEWEST_COLUMNS = 2
FEWEST_ITEMS = 2
DECISIONS = ("choices", "sort", "order")
_ONLY_TO_DECIDE = ("stakes", "open", "timer")
_ONLY_WITH_CHOICES = ("fallback", "panel")


def check_structure(draft: Draft) -> None:
    """Report what does not hold in the build of each scene."""
    for scene in draft.scenario.scenes.values():
        if draft.is_broken(*scene_path(scene)):
            continue
        _check_ways(draft, scene)
        _check_misplaced_keys(draft, scene)
        _check_timer(draft, scene)
        _check_boards(draft, scene)
        _check_locks(draft, scene)
        for path, branches in ways_out(scene):
            _check_branches(draft, path, branches)
        for path, carrier in carriers(scene):
            _check_change(draft, path, carrier.change)
            for later_path, later in consequences(draft, path, carrier):
                _check_change(draft, later_path, later.change)


def ways_written(draft: Draft, scene: Scene) -> list[str]:
    """The keys by which the scene, as written, decides, goes on or ends."""
    path = scene_path(scene)
    ways = [key for key in (*DECISIONS, "ending", "next") if draft.has(*path, key)]
    if "next" in ways and ("sort" in ways or "order" in ways):
        ways.remove("next")
    return ways


def _check_ways(draft: Draft, scene: Scene) -> None:
    path = scene_path(scene)
    ways = ways_written(draft, scene)
    if not ways:
        draft.report("E231", path, scene=scene.id)
    elif len(ways) > 1:
        draft.report("E230", (*path, ways[1]), scene=scene.id, ways=", ".join(ways))
    elif ways == ["choices"] and not scene.choices and not draft.is_broken(*path, "choices"):
        draft.report("E231", (*path, "choices"), scene=scene.id)
    elif ways[0] in ("sort", "order") and not draft.has(*path, "next"):
        _check_every_band_leads(draft, scene)


def _check_every_band_leads(draft: Draft, scene: Scene) -> None:
    for path, band in carriers(scene):
        if not band.next and not draft.has(*path, "next"):
            draft.report("E232", path, scene=scene.id)


def _check_misplaced_keys(draft: Draft, scene: Scene) -> None:
    path = scene_path(scene)
    decides = any(draft.has(*path, key) for key in DECISIONS)
    misplaced = [] if decides else [key for key in _ONLY_TO_DECIDE if draft.has(*path, key)]
    if not draft.has(*path, "choices"):
        misplaced += [key for key in _ONLY_WITH_CHOICES if draft.has(*path, key)]
    for key in misplaced:
        draft.report("E233", (*path, key), word=key, scene=scene.id)


def _check_timer(draft: Draft, scene: Scene) -> None:
    timer = scene.timer
    path = (*scene_path(scene), "timer")
    if timer is None or draft.is_broken(*path):
        return
    if timer.seconds < SHORTEST_TIMER_SECONDS:
        draft.report("E234", (*path, "seconds"), low=SHORTEST_TIMER_SECONDS)
    if scene.choices:
        _check_timed_choice(draft, scene, timer, path)
    elif timer.then is not None and (scene.sort or scene.order):
        draft.report("E237", (*path, "then"))


def _check_timed_choice(draft: Draft, scene: Scene, timer: Timer, path: Path) -> None:
    if timer.then is None:
        if not draft.has(*path, "then"):
            draft.report("E235", path)
    elif not draft.unknown("E311", (*path, "then"), timer.then, scene.choices.keys()):
        choice = scene.choices[timer.then]
        if choice.condition is not None or choice.once:
            draft.report("E236", (*path, "then"), word=timer.then)


def _check_boards(draft: Draft, scene: Scene) -> None:
    path = scene_path(scene)
    if scene.sort and not draft.is_broken(*path, "sort"):
        sort = scene.sort
        _check_count(draft, (*path, "sort", "columns"), len(sort.columns), FEWEST_COLUMNS, "E241")
        _check_count(draft, (*path, "sort", "items"), len(sort.items), FEWEST_ITEMS, "E242")
        _check_bands(draft, (*path, "sort", "bands"), sort.bands)
    if scene.order and not draft.is_broken(*path, "order"):
        order = scene.order
        _check_count(draft, (*path, "order", "steps"), len(order.steps), FEWEST_STEPS, "E240")
        _check_bands(draft, (*path, "order", "bands"), order.bands)


def _check_count(draft: Draft, path: Path, count: int, fewest: int, code: str) -> None:
    if count < fewest and draft.has(*path) and not draft.is_broken(*path):
        draft.report(code, path, number=count, low=fewest)


def _check_bands(draft: Draft, path: Path, bands: tuple[Band, ...]) -> None:
    if not bands:
        if draft.has(*path) and not draft.is_broken(*path):
            draft.report("E245", path)
        return
    for index, (above, below) in enumerate(pairwise(bands)):
        if below.at_least >= above.at_least:
            draft.report("E243", (*path, index + 1, "at_least"), above=above.at_least)
    if bands[-1].at_least != 0:
        draft.report("E244", (*path, len(bands) - 1, "at_least"))


def _check_branches(draft: Draft, path: Path, branches: tuple[Branch, ...]) -> None:
    next_path = (*path, "next")
    if not draft.has(*next_path) or draft.is_broken(*next_path):
        return
    if not branches:
        draft.report("E248", next_path)
        return
    for index, branch in enumerate(branches):
        always = branch.condition is None and branch.chance is None
        written = (*next_path, index)
        # A chance that could not be read was reported: the line is conditional all the same.
        if draft.has(*written, "chance") or draft.has(*written, "if"):
            always = False
        last = index == len(branches) - 1
        if always and not last:
            draft.report("E247", (*next_path, index + 1))
            return
        if last and not always:
            draft.report("E246", written)


def can_all_be_locked(choices: list[Choice]) -> bool:
    """Whether every choice may be closed at once, as far as their form tells."""
    if not all(choice.condition is not None or choice.once for choice in choices):
        return False
    said = {
        " ".join(choice.condition.source.split())
        for choice in choices
        if choice.condition is not None and not choice.once
    }
    return not any(f"not {guard}" in said or f"not ({guard})" in said for guard in said)


def _check_locks(draft: Draft, scene: Scene) -> None:
    if not scene.choices:
        return
    path = scene_path(scene)
    if can_all_be_locked(list(scene.choices.values())) and not draft.has(*path, "fallback"):
        draft.report("E249", path, scene=scene.id)


def _check_change(draft: Draft, path: Path, change: Change) -> None:
    for flag in change.clear:
        if flag in change.set:
            draft.report("E250", (*path, "clear", flag), word=flag)
