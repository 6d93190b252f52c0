"""The grades of a scene as a facilitator reveals them, before or after the group decided."""

from __future__ import annotations

from engine.rules import Rules, State
from engine.scenario import Choice, Scene
from game.views.scene import SceneView, StakeView
from game.views.words import Wording
from game.workshop.snapshots import ChoiceGrades, GradesView, ItemAnswer


def grades_view(rules: Rules, state: State, view: SceneView, wording: Wording) -> GradesView:
    """How each choice answers what is at stake, or what the right answer of a board is."""
    scene, scenario = rules.scene(state), rules.scenario
    board = scene.sort or scene.order
    return GradesView(
        choices=_choices(scene, view, wording, rules),
        items=_items(scene, view, wording, rules),
        steps=tuple(
            wording.prose(scenario.fill(text))
            for text in (scene.order.steps.values() if scene.order else ())
        ),
        because=wording.prose(scenario.fill(board.because)) if board else "",
    )


def _choices(
    scene: Scene, view: SceneView, wording: Wording, rules: Rules
) -> tuple[ChoiceGrades, ...]:
    if scene.open:
        return ()
    return tuple(
        ChoiceGrades(
            id=shown.id,
            number=shown.number,
            text=shown.text,
            stakes=_stakes(scene, scene.choices[shown.id], wording),
            because=wording.prose(rules.scenario.fill(scene.choices[shown.id].because)),
            red_lines=tuple(wording.principle(it) for it in scene.choices[shown.id].breach),
        )
        for shown in view.choices
    )


def _stakes(scene: Scene, choice: Choice, wording: Wording) -> tuple[StakeView, ...]:
    return tuple(
        StakeView(wording.grade(choice.grades[stake]), wording.principle(stake))
        for stake in scene.stakes
    )


def _items(scene: Scene, view: SceneView, wording: Wording, rules: Rules) -> tuple[ItemAnswer, ...]:
    if scene.sort is None or view.sort is None:
        return ()
    columns = {column.id: column.text for column in view.sort.columns}
    return tuple(
        ItemAnswer(
            id=shown.id,
            text=shown.text,
            column=columns[scene.sort.items[shown.id].column],
            acceptable=tuple(columns[it] for it in scene.sort.items[shown.id].acceptable),
            principle=wording.principle(scene.sort.items[shown.id].principle),
            because=wording.prose(rules.scenario.fill(scene.sort.items[shown.id].because)),
        )
        for shown in view.sort.items
    )
