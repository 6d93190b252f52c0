"""The votes of a panel: on choices that exist, not more than it has members, and what they say."""

from __future__ import annotations

from engine.checks.knowledge import Draft
from engine.checks.parts import scene_path
from engine.panel import Split, divides_evenly, split_of
from engine.scenario import Grade, Scene


def check_panel(draft: Draft) -> None:
    """Report votes that cannot be, and those that the scene's own judgement does not follow."""
    for scene in draft.scenario.scenes.values():
        path = (*scene_path(scene), "panel")
        if scene.choices and draft.has(*path) and not draft.is_broken(*path):
            _check_votes(draft, scene)


def _check_votes(draft: Draft, scene: Scene) -> None:
    path = (*scene_path(scene), "panel")
    for choice in draft.keys_under(path):
        draft.unknown("E509", (*path, choice), choice, scene.choices.keys())
    split = split_of(scene.panel)
    if split is None:
        draft.report("E510", path, scene=scene.id)
        return
    panel = draft.scenario.panel
    if panel is not None and split.total > panel.number:
        draft.report("E511", path, number=split.total, high=panel.number)
    if panel is None and not draft.has("panel"):
        draft.report("W617", path, scene=scene.id)
    _check_judgement(draft, scene, split)


def _check_judgement(draft: Draft, scene: Scene, split: Split) -> None:
    path = (*scene_path(scene), "panel")
    if divides_evenly(scene.panel):
        if not draft.has(*scene_path(scene), "open"):
            draft.report("W615", path, scene=scene.id)
        return
    for favourite in split.favourites:
        choice = scene.choices.get(favourite)
        if choice is not None and Grade.CONTRARY in choice.grades.values():
            draft.report("W616", (*path, favourite), word=favourite)
