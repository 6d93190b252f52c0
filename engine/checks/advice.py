"""Advice to authors: nothing that prevents playing, much that spoils a scenario."""

from __future__ import annotations

import re

from engine.checks.knowledge import Draft
from engine.checks.parts import changes, guards, scene_path, texts
from engine.checks.structure import can_all_be_locked
from engine.diagnostics import closest
from engine.identifiers import is_id
from engine.scenario import Grade, Scene

MOST_STAKES = 3
_PARTS_LOST = ("E113", "E119", "E122", "E204", "E209", "E210")
"""With these, what seems unused may be used in a part that could not be placed."""


def check_advice(draft: Draft) -> None:
    """Report what is declared and unused, and what gives the answer away."""
    scenario = draft.scenario
    stem = draft.knowledge.file_stem
    if stem and is_id(scenario.id) and stem != scenario.id:
        draft.report("W601", ("id",), word=scenario.id, file=stem)
    if not draft.findings.has_any(_PARTS_LOST):
        _check_unused(draft)
    at_stake = {stake for scene in scenario.scenes.values() for stake in scene.stakes}
    known = draft.knowledge.principles
    for objective in scenario.objectives:
        if objective not in at_stake and (known is None or objective in known):
            draft.report("W607", ("objectives", objective), word=objective)
    for scene in scenario.scenes.values():
        _check_choices(draft, scene)
        _check_stakes(draft, scene)


def _check_unused(draft: Draft) -> None:
    scenario = draft.scenario
    spoken_of = set(re.findall(r"[a-z][a-z0-9_]*", draft.places.broken_text))
    read = {name for _, guard in guards(draft) for name in guard.names} | spoken_of
    moved = {
        name for path, _ in changes(draft) for name in draft.keys_under((*path, "effects"))
    } | spoken_of
    set_ = {name for _, change in changes(draft) for name in change.set} | spoken_of
    set_ |= {closest(name, scenario.flags) for name in set_ - scenario.flags.keys() - spoken_of}
    for flag in scenario.flags:
        if flag not in read:
            draft.report("W602", ("flags", flag), word=flag)
        elif flag not in set_:
            draft.report("W603", ("flags", flag), word=flag)
    for meter in scenario.meters:
        if meter not in read | moved:
            draft.report("W604", ("meters", meter), word=meter)
    _check_unused_persons(draft, spoken_of)


def _check_unused_persons(draft: Draft, spoken_of: set[str]) -> None:
    scenario = draft.scenario
    named = {scene.speaker for scene in scenario.scenes.values()} | spoken_of
    everything = "\n".join(text for _, text in texts(draft))
    named |= set(re.findall(r"\$\{([a-z][a-z0-9_]*)\.", everything))
    for id_, person in scenario.cast.items():
        if id_ not in named and person.name not in everything:
            draft.report("W605", ("cast", id_), word=id_)


def _check_choices(draft: Draft, scene: Scene) -> None:
    if not scene.choices:
        return
    path = scene_path(scene)
    for id_, choice in scene.choices.items():
        choice_path = (*path, "choices", id_)
        if choice.condition is not None and not draft.has(*choice_path, "why_not"):
            draft.report("W611", choice_path, word=id_)
        if choice.why_not and choice.condition is None and not draft.has(*choice_path, "if"):
            draft.report("W612", (*choice_path, "why_not"), word=id_)
    if len(scene.choices) == 1:
        draft.report("W610", path, scene=scene.id)
    if scene.fallback and not can_all_be_locked(list(scene.choices.values())):
        draft.report("W613", (*path, "fallback"), scene=scene.id)
    if scene.scored and scene.stakes and len(scene.choices) > 1:
        _check_giveaways(draft, scene)


def _check_giveaways(draft: Draft, scene: Scene) -> None:
    path = (*scene_path(scene), "choices")
    choices = list(scene.choices.values())
    if any(set(choice.grades) != set(scene.stakes) for choice in choices):
        return
    credit = {one.id: sum(grade.credit for grade in one.grades.values()) for one in choices}
    longest = max(choices, key=lambda one: len(one.text))
    alone = sum(len(one.text) == len(longest.text) for one in choices) == 1
    spread = len(set(credit.values())) > 1
    if alone and spread and credit[longest.id] == max(credit.values()):
        draft.report("W608", (*path, longest.id), word=longest.id)
    for choice in choices:
        if all(grade is Grade.EXEMPLARY for grade in choice.grades.values()):
            draft.report("W609", (*path, choice.id), word=choice.id)


def _check_stakes(draft: Draft, scene: Scene) -> None:
    if scene.choices and len(scene.stakes) > MOST_STAKES:
        path = (*scene_path(scene), "stakes")
        draft.report("W614", path, number=len(scene.stakes), high=MOST_STAKES)
