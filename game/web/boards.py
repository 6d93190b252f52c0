"""What was answered in a form: a choice, items placed in columns, steps in an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.rules import Action, Choose, Place, Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.views.scene import ItemView, OrderView, SceneView
    from game.web.forms import Form

ITEM, RANK, CHOICE = "item.", "rang", "choix"
_UP, _DOWN = "monter.", "descendre."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a form holds so far. ``placed`` is by item, ``ranked`` all steps in their order."""

    choice: str = ""
    placed: dict[str, str] | None = None
    ranked: tuple[ItemView, ...] = ()
    note: str = ""

    def action(self, view: SceneView) -> Action | None:
        """The answer as an action, whole or not; None where no choice is made."""
        if view.sort is not None:
            placed = self.placed or {}
            return Place(tuple((it.id, placed[it.id]) for it in view.sort.items if it.id in placed))
        if view.order is not None:
            return Rank(tuple(step.id for step in self.ranked))
        return Choose(self.choice) if self.choice else None

    def missing(self, view: SceneView) -> int:
        """What is still to be answered: a choice, or so many items."""
        if view.sort is not None:
            return len(view.sort.items) - len(self.placed or {})
        return 0 if view.order is not None or self.choice else 1


def empty_answer(view: SceneView) -> Answer:
    """The answer before anything is touched: steps stand as they are shown."""
    return Answer(placed={}, ranked=view.order.steps if view.order is not None else ())


def answer_in(form: Form, view: SceneView, note: str) -> Answer:
    """What ``form`` says of the scene; what it says of anything else is left out."""
    placed: dict[str, str] = {}
    if view.sort is not None:
        columns = {column.id for column in view.sort.columns}
        given = form.starting_with(ITEM)
        placed = {it.id: given[it.id] for it in view.sort.items if given.get(it.id) in columns}
    choices = {choice.id for choice in view.choices if choice.number is not None}
    chosen = form.text(CHOICE)
    return Answer(
        choice=chosen if chosen in choices else "",
        placed=placed,
        ranked=_ranked(form.texts(RANK), view.order),
        note=note,
    )


def _ranked(given: Sequence[str], order: OrderView | None) -> tuple[ItemView, ...]:
    """Every step once, those given first and in their order."""
    if order is None:
        return ()
    steps = {step.id: step for step in order.steps}
    named = dict.fromkeys(id_ for id_ in given if id_ in steps)
    return tuple(steps[id_] for id_ in (*named, *(id_ for id_ in steps if id_ not in named)))


def action_in(form: Form) -> Action | None:
    """What the form decides, whatever the scene: None where nothing is, or a step is moved."""
    if form.text("geste").startswith((_UP, _DOWN)):
        return None
    if form.texts(RANK):
        return Rank(form.texts(RANK))
    placed = form.starting_with(ITEM)
    if placed:
        return Place(tuple(placed.items()))
    return Choose(form.text(CHOICE)) if form.text(CHOICE) else None


def moved(answer: Answer, gesture: str) -> Answer | None:
    """The answer after a step was moved by one rank, as far as it can; None where ``gesture``
    is no such move."""
    for start, by in ((_UP, -1), (_DOWN, 1)):
        if gesture.startswith(start):
            return replace(answer, ranked=_shifted(answer.ranked, gesture.removeprefix(start), by))
    return None


def _shifted(ranked: tuple[ItemView, ...], step_id: str, by: int) -> tuple[ItemView, ...]:
    steps = list(ranked)
    at = next((rank for rank, step in enumerate(steps) if step.id == step_id), None)
    if at is not None and 0 <= at + by < len(steps):
        steps[at], steps[at + by] = steps[at + by], steps[at]
    return tuple(steps)
