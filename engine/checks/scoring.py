"""A scored scene says what is at stake, and how each choice or item answers it."""

from __future__ import annotations

from engine.checks.knowledge import Draft
from engine.checks.parts import scene_path
from engine.diagnostics import closest
from engine.places import Path
from engine.scenario import Choice, Scene, Sort


def check_scoring(draft: Draft) -> None:
    """Report what would keep a decision from being judged fairly."""
    for scene in draft.scenario.scenes.values():
        path = scene_path(scene)
        if draft.is_broken(*path):
            continue
        if scene.scored and not scene.stakes and not draft.is_broken(*path, "stakes"):
            draft.report("E501", path, scene=scene.id)
        for id_, choice in scene.choices.items():
            _check_choice(draft, scene, (*path, "choices", id_), choice)
        if scene.sort and scene.stakes:
            _check_items(draft, scene, scene.sort)


def _check_choice(draft: Draft, scene: Scene, path: Path, choice: Choice) -> None:
    if draft.is_broken(*path):
        return
    for principle in choice.breach:
        known = draft.knowledge.principles
        if known is not None and principle in known and principle not in draft.knowledge.duties:
            draft.report("E505", (*path, "breach", principle), word=principle)
    if scene.open:
        if draft.has(*path, "grades") and draft.has(*scene_path(scene), "open"):
            draft.report("E506", (*path, "grades"), scene=scene.id)
        return
    if not draft.has(*path, "because"):
        draft.report("E504", path, word=choice.id)
    if scene.stakes and not draft.is_broken(*path, "grades"):
        _check_grades(draft, scene, path)


def _check_grades(draft: Draft, scene: Scene, path: Path) -> None:
    graded = draft.keys_under((*path, "grades"))
    missing = [stake for stake in scene.stakes if stake not in graded]
    for word in graded:
        if word in scene.stakes:
            continue
        close = closest(word, missing)
        draft.report("E503", (*path, "grades", word), word=word, close=close)
        if close:
            missing.remove(close)
    for stake in missing:
        draft.report("E502", (*path, "grades"), word=stake)


def _check_items(draft: Draft, scene: Scene, sort: Sort) -> None:
    path = (*scene_path(scene), "sort", "items")
    judged = {item.principle for item in sort.items.values()}
    for id_, item in sort.items.items():
        item_path = (*path, id_)
        if item.principle and item.principle not in scene.stakes:
            close = closest(item.principle, scene.stakes)
            judged.add(close)
            draft.report("E507", (*item_path, "principle"), word=item.principle, close=close)
    if any(draft.is_broken(*path, id_) for id_ in sort.items):
        return
    for stake in scene.stakes:
        if stake not in judged:
            draft.report("E508", (*scene_path(scene), "stakes", stake), word=stake)
