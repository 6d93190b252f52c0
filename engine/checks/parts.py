"""Walking through a scenario: every text, guard, change and way out, with the path to each."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.knowledge import Draft
from engine.expressions import Expression
from engine.places import Path
from engine.scenario import Band, Branch, Change, Choice, Later, Scene

Carrier = Choice | Band
"""What a decision leads through: it has a change, an outcome, consequences and a way out."""


def scene_path(scene: Scene) -> Path:
    return ("scenes", scene.id)


def carriers(scene: Scene) -> Iterator[tuple[Path, Carrier]]:
    """The choices of a scene, or the bands of its board."""
    for id_, choice in scene.choices.items():
        yield (*scene_path(scene), "choices", id_), choice
    for key, board in (("sort", scene.sort), ("order", scene.order)):
        for index, band in enumerate(board.bands if board else ()):
            yield (*scene_path(scene), key, "bands", index), band


def consequences(draft: Draft, path: Path, carrier: Carrier) -> Iterator[tuple[Path, Later]]:
    """The delayed consequences of a choice or a band, written as a list or alone."""
    for index, later in enumerate(carrier.later):
        in_list = (*path, "later", index)
        yield (in_list if draft.has(*in_list) else (*path, "later")), later


def changes(draft: Draft) -> Iterator[tuple[Path, Change]]:
    """Every change to meters and flags."""
    for scene in draft.scenario.scenes.values():
        for path, carrier in carriers(scene):
            yield path, carrier.change
            for later_path, later in consequences(draft, path, carrier):
                yield later_path, later.change


def ways_out(scene: Scene) -> Iterator[tuple[Path, tuple[Branch, ...]]]:
    """Every ``next`` of a scene, with the path of what holds it."""
    yield scene_path(scene), scene.next
    for path, carrier in carriers(scene):
        yield path, carrier.next


def guards(draft: Draft) -> Iterator[tuple[Path, Expression]]:
    """Every guard, with the path of its text."""
    for scene in draft.scenario.scenes.values():
        path = scene_path(scene)
        for index, paragraph in enumerate(scene.also):
            yield (*path, "also", index, "if"), paragraph.condition
        for id_, choice in scene.choices.items():
            if choice.condition is not None:
                yield (*path, "choices", id_, "if"), choice.condition
        for way_path, branches in ways_out(scene):
            for index, branch in enumerate(branches):
                if branch.condition is not None:
                    yield (*way_path, "next", index, "if"), branch.condition


def texts(draft: Draft) -> Iterator[tuple[Path, str]]:
    """Every text that a player reads and that may speak of a person."""
    scenario = draft.scenario
    for key, text in (
        ("title", scenario.title),
        ("summary", scenario.summary),
        ("briefing", scenario.briefing),
        ("notice", scenario.notice),
    ):
        yield (key,), text
    for scene in scenario.scenes.values():
        yield from _scene_texts(scene)
        for path, carrier in carriers(scene):
            yield (*path, "outcome"), carrier.outcome
            for later_path, later in consequences(draft, path, carrier):
                yield (*later_path, "text"), later.text


def _scene_texts(scene: Scene) -> Iterator[tuple[Path, str]]:
    path = scene_path(scene)
    yield (*path, "title"), scene.title
    yield (*path, "text"), scene.text
    for index, paragraph in enumerate(scene.also):
        yield (*path, "also", index, "text"), paragraph.text
    for id_, document in scene.documents.items():
        yield (*path, "documents", id_, "title"), document.title
        yield (*path, "documents", id_, "text"), document.text
    for id_, choice in scene.choices.items():
        yield (*path, "choices", id_, "text"), choice.text
        yield (*path, "choices", id_, "because"), choice.because
        yield (*path, "choices", id_, "why_not"), choice.why_not
    if scene.sort:
        yield (*path, "sort", "because"), scene.sort.because
        for id_, item in scene.sort.items.items():
            yield (*path, "sort", "items", id_, "text"), item.text
            yield (*path, "sort", "items", id_, "because"), item.because
    if scene.order:
        yield (*path, "order", "because"), scene.order.because
        for id_, text in scene.order.steps.items():
            yield (*path, "order", "steps", id_, "text"), text
    if scene.ending:
        yield (*path, "ending", "title"), scene.ending.title
