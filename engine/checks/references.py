"""What a scenario names must exist: scenes, persons, principles, meters, flags, columns."""

from __future__ import annotations

import re

from engine.checks.knowledge import Draft
from engine.checks.parts import changes, scene_path, texts, ways_out
from engine.places import Path
from engine.scenario import Choice, Scene

_ANY_REFERENCE = re.compile(r"\$\{[^}\n]{0,80}\}?")
_REFERENCE = re.compile(r"\$\{([^.}]+)\.(name|title)\}")


def check_references(draft: Draft) -> None:
    """Report every name of something that does not exist, with what it resembles."""
    scenario = draft.scenario
    draft.unknown("E301", ("start",), scenario.start, scenario.scenes.keys())
    _check_principles(draft, ("objectives",), scenario.objectives)
    for scene in scenario.scenes.values():
        _check_scene(draft, scene)
    for path, change in changes(draft):
        for meter in change.effects:
            draft.unknown("E308", (*path, "effects", meter), meter, scenario.meters.keys())
        for key, flags in (("set", change.set), ("clear", change.clear)):
            for flag in flags:
                draft.unknown("E309", (*path, key, flag), flag, scenario.flags.keys())
    for path, text in texts(draft):
        if "${" in text:
            _check_persons(draft, path, text)


def _check_scene(draft: Draft, scene: Scene) -> None:
    path = scene_path(scene)
    scenes = draft.scenario.scenes.keys()
    draft.unknown("E302", (*path, "speaker"), scene.speaker or "", draft.scenario.cast.keys())
    draft.unknown("E301", (*path, "fallback"), scene.fallback or "", scenes)
    _check_principles(draft, (*path, "stakes"), scene.stakes)
    for way_path, branches in ways_out(scene):
        for index, branch in enumerate(branches):
            draft.unknown("E301", (*way_path, "next", index, "go"), branch.go, scenes)
    for id_, choice in scene.choices.items():
        _check_choice(draft, (*path, "choices", id_), choice)
    if scene.sort:
        columns = scene.sort.columns.keys()
        for id_, item in scene.sort.items.items():
            item_path = (*path, "sort", "items", id_)
            draft.unknown("E310", (*item_path, "column"), item.column, columns)
            for column in item.acceptable:
                draft.unknown("E310", (*item_path, "acceptable", column), column, columns)
            _check_principle(draft, (*item_path, "principle"), item.principle)


def _check_choice(draft: Draft, path: Path, choice: Choice) -> None:
    _check_principles(draft, (*path, "breach"), choice.breach)


def _check_principles(draft: Draft, path: Path, principles: tuple[str, ...]) -> None:
    for principle in principles:
        _check_principle(draft, (*path, principle), principle)


def _check_principle(draft: Draft, path: Path, principle: str) -> None:
    if draft.knowledge.principles is not None:
        draft.unknown("E305", path, principle, draft.knowledge.principles)


def _check_persons(draft: Draft, path: Path, text: str) -> None:
    cast = draft.scenario.cast
    for found in _ANY_REFERENCE.finditer(text):
        place = draft.places.of_word(path, found[0])
        reference = _REFERENCE.fullmatch(found[0])
        if reference is None:
            draft.findings.add("E304", place, word=found[0])
        elif reference[1] not in cast:
            draft.findings.suggest("E303", place, reference[1], cast.keys())
