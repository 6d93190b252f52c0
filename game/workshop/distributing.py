"""Votes as a room can look at them: each round's distribution, in the scene's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from engine.rules import Action
from engine.scenario import Scene
from game.views.scene import SceneView
from game.workshop.counting import (
    EqualVotes,
    choice_votes,
    column_votes,
    division,
    of_round,
    rank_votes,
)
from game.workshop.snapshots import Distribution, ItemCount, OptionCount, StepCount


def distributions(
    scene: Scene,
    view: SceneView,
    votes: Iterable[EqualVotes],
    rounds: Iterable[int],
    seats: Iterable[int] = (),
) -> tuple[Distribution, ...]:
    """The room's distribution of each of ``rounds``, then each table's of the last one."""
    votes, wanted = tuple(votes), tuple(rounds)
    found = [distribution(scene, view, of_round(votes, number), number) for number in wanted]
    for seat in seats if wanted else ():
        counted = of_round(votes, wanted[-1], seat)
        found.append(distribution(scene, view, counted, wanted[-1], seat))
    return tuple(found)


def distribution(
    scene: Scene, view: SceneView, counted: Mapping[Action, int], number: int, seat: int = 0
) -> Distribution:
    """The votes of round ``number``, in the order in which the scene shows what can be voted."""
    return Distribution(
        round=number,
        seat=seat,
        votes=sum(counted.values()),
        choices=_choices(view, choice_votes(counted)),
        items=_items(view, counted),
        steps=_steps(view, counted),
        division=division(scene, counted),
    )


def _choices(view: SceneView, votes: Counter[str]) -> tuple[OptionCount, ...]:
    return tuple(
        OptionCount(choice.id, choice.number, choice.text, votes[choice.id])
        for choice in view.choices
    )


def _items(view: SceneView, counted: Mapping[Action, int]) -> tuple[ItemCount, ...]:
    if view.sort is None:
        return ()
    columns = view.sort.columns
    found = []
    for item in view.sort.items:
        votes = column_votes(counted, item.id)
        put = tuple(
            OptionCount(column.id, number, column.text, votes[column.id])
            for number, column in enumerate(columns, start=1)
        )
        found.append(ItemCount(item.id, item.text, put))
    return tuple(found)


def _steps(view: SceneView, counted: Mapping[Action, int]) -> tuple[StepCount, ...]:
    """The steps by their mean rank; as they are shown where nobody voted."""
    if view.order is None:
        return ()
    length = len(view.order.steps)
    found = []
    for step in view.order.steps:
        ranks = rank_votes(counted, step.id)
        total = sum(ranks.values())
        mean_rank = sum(rank * count for rank, count in ranks.items()) / total if total else 0.0
        told = tuple(ranks[rank] for rank in range(1, length + 1))
        found.append(StepCount(step.id, step.text, mean_rank, told))
    return tuple(sorted(found, key=lambda step: step.mean_rank))
