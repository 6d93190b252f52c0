"""Every way on from a scene in one shape: a choice, a band of a board, or going on.

Bands that no answer can reach are left out. Each band stands for the answers that reach it, known
by the best of them and the worst.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from engine.expressions import Expression
from engine.rules import (
    CONTINUE,
    Action,
    Choose,
    Place,
    Rank,
    Rules,
    band_reached,
)
from engine.scenario import Band, Branch, Change, Choice, Grade, Order, Scene, Sort, SortItem
from engine.scoring import mean, stake_credits


class MoveKind(StrEnum):
    CHOICE = "choice"
    BAND = "band"
    GO_ON = "go on"


class Answers(StrEnum):
    """What is counted as an answer to a board."""

    WHOLE = "whole"
    """Everything is placed, as every player must, unless a timer can run out."""
    ANY = "any"
    """Something may be left out, as when nobody in a workshop has placed it."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way on from a scene.

    ``number`` is the position of the choice or of the band as written. ``action`` takes it: for a
    band, the best answer that reaches it and no more. ``credit`` is that action's (0 to 1; None
    where nothing is scored). ``worst`` is the action that takes it for least credit, which is
    ``worst_credit``: for a choice the same. ``once`` is the number of its once-only bit in
    ``State.facts``.
    """

    scene: int
    kind: MoveKind
    number: int
    action: Action
    worst: Action
    branches: tuple[Branch, ...]
    change: Change = field(default_factory=Change)
    laters: tuple[int, ...] = ()
    condition: Expression | None = None
    once: int | None = None
    credit: Fraction | None = None
    worst_credit: Fraction | None = None

    @property
    def decides(self) -> bool:
        """Whether it counts as a decision: only then do delayed consequences come nearer."""
        return self.kind is not MoveKind.GO_ON


class _Extremes(NamedTuple):
    """Of the answers that reach a band, those of most and of least credit."""

    best: Action
    worst: Action


def moves_of(rules: Rules, scene_number: int, answers: Answers = Answers.WHOLE) -> tuple[Move, ...]:
    """Every move of a scene, choices and bands in the order written, going on last."""
    scene = rules.scenes[scene_number]
    if scene.ending is not None:
        return ()
    moves = [
        _choice_move(rules, scene_number, scene, number, choice)
        for number, choice in enumerate(scene.choices.values())
    ]
    moves += _band_moves(rules, scene_number, scene, answers)
    branches = _going_on(scene)
    if branches:
        moves.append(Move(scene_number, MoveKind.GO_ON, 0, CONTINUE, CONTINUE, branches))
    return tuple(moves)


def _going_on(scene: Scene) -> tuple[Branch, ...]:
    """Where a scene leads when nothing is decided in it; a board always decides."""
    if scene.sort is not None or scene.order is not None:
        return ()
    if scene.fallback is not None:
        return (Branch(scene.fallback),)
    return () if scene.decides else scene.next


def _choice_move(
    rules: Rules, scene_number: int, scene: Scene, number: int, choice: Choice
) -> Move:
    action = Choose(choice.id)
    once_bit = rules.once_bits.get((scene.id, choice.id))
    credit = _credit(scene, action)
    return Move(
        scene=scene_number,
        kind=MoveKind.CHOICE,
        number=number,
        action=action,
        worst=action,
        branches=choice.next,
        change=choice.change,
        laters=tuple(rules.later_index[id(later)] for later in choice.later),
        condition=choice.condition,
        once=None if once_bit is None else once_bit.bit_length() - 1,
        credit=credit,
        worst_credit=credit,
    )


def _credit(scene: Scene, action: Action) -> Fraction | None:
    return mean(stake_credits(scene, action).values()) if scene.scored else None


def _band_moves(rules: Rules, scene_number: int, scene: Scene, answers: Answers) -> list[Move]:
    if scene.sort is not None:
        cut_short = scene.timer is not None or answers is Answers.ANY
        bands, extremes = scene.sort.bands, _sort_answers(scene.sort, cut_short=cut_short)
    elif scene.order is not None:
        bands, extremes = scene.order.bands, _order_answers(scene.order)
    else:
        return []
    return [
        _band_move(rules, scene_number, scene, number, band, extremes[number])
        for number, band in enumerate(bands)
        if number in extremes
    ]


def _band_move(
    rules: Rules, scene_number: int, scene: Scene, number: int, band: Band, extremes: _Extremes
) -> Move:
    credit, worst_credit = _credit(scene, extremes.best), _credit(scene, extremes.worst)
    return Move(
        scene=scene_number,
        kind=MoveKind.BAND,
        number=number,
        action=extremes.best,
        worst=extremes.best if worst_credit == credit else extremes.worst,
        branches=band.next or scene.next,
        change=band.change,
        laters=tuple(rules.later_index[id(later)] for later in band.later),
        credit=credit,
        worst_credit=worst_credit,
    )


def _sort_answers(sort: Sort, *, cut_short: bool) -> dict[int, _Extremes]:
    """Per band that can be reached, the answers of most and of least credit that reach it.

    ``cut_short`` says that items may be left out; else an item that every column suits is never
    wrong. An item's weight is one over the number of items of its principle, since a stake's
    credit is the mean over its own items: at best the lightest are wrong, at worst those that
    would have brought most, the others only acceptable.
    """
    items = list(sort.items.values())
    shared = Counter(item.principle for item in items)
    may_be_wrong = [item for item in items if cut_short or _wrong_column(sort, item)]
    lightest_first = sorted(may_be_wrong, key=lambda item: -shared[item.principle])
    dearest_first = sorted(
        may_be_wrong, key=lambda item: _least_right(item) / shared[item.principle]
    )
    dearest_first.reverse()
    best: dict[int, Action] = {}
    worst: dict[int, Action] = {}
    for wrong in range(len(may_be_wrong) + 1):
        band = band_reached(sort.bands, (len(items) - wrong, len(items)))
        if band not in best:
            best[band] = _placed(sort, lightest_first[:wrong], _best_column)
        worst[band] = _placed(sort, dearest_first[:wrong], _least_column)
    return {band: _Extremes(answer, worst[band]) for band, answer in best.items()}


def _placed(sort: Sort, missed: list[SortItem], right: Callable[[SortItem], str]) -> Place:
    """Every item in its ``right`` column, but those ``missed``: in a wrong one, or left out."""
    columns = (
        (item.id, _wrong_column(sort, item) if item in missed else right(item))
        for item in sort.items.values()
    )
    return Place(tuple((item, column) for item, column in columns if column))


def _best_column(item: SortItem) -> str:
    return item.column


def _least_column(item: SortItem) -> str:
    """The column that is right and brings least."""
    return item.acceptable[0] if item.acceptable else item.column


def _least_right(item: SortItem) -> Fraction:
    """What the item brings when it is right and brings least."""
    return (Grade.SOUND if item.acceptable else Grade.EXEMPLARY).credit


def _wrong_column(sort: Sort, item: SortItem) -> str:
    """The first column that is wrong for the item; "" where none is."""
    allowed = (item.column, *item.acceptable)
    return next((column for column in sort.columns if column not in allowed), "")


def _order_answers(order: Order) -> dict[int, _Extremes]:
    """Per band that can be reached, the rankings with most and with fewest pairs right."""
    steps = list(order.steps)
    pairs = len(steps) * (len(steps) - 1) // 2
    best: dict[int, Action] = {}
    worst: dict[int, Action] = {}
    for wrong in range(pairs + 1):
        band = band_reached(order.bands, (pairs - wrong, pairs))
        worst[band] = Rank(_ranking(steps, wrong))
        best.setdefault(band, worst[band])
    return {band: _Extremes(answer, worst[band]) for band, answer in best.items()}


def _ranking(steps: list[str], wrong: int) -> tuple[str, ...]:
    """``steps`` in an order with exactly ``wrong`` pairs the wrong way round."""
    waiting = list(steps)
    ranked = []
    while waiting:
        passed_over = min(wrong, len(waiting) - 1)
        wrong -= passed_over
        ranked.append(waiting.pop(passed_over))
    return tuple(ranked)


def chance_of_bands(rules: Rules, scene_number: int) -> dict[int, float]:
    """Per band of a board, the probability that an answer made at random reaches it.

    A sort puts each item in any column; an order is any permutation (Mahonian numbers).
    """
    scene = rules.scenes[scene_number]
    if scene.sort is not None:
        right = _chance_of_right_items(scene.sort)
        bands = scene.sort.bands
    elif scene.order is not None:
        right = _chance_of_right_pairs(len(scene.order.steps))
        bands = scene.order.bands
    else:
        return {}
    found: dict[int, float] = {}
    for count, probability in enumerate(right):
        band = band_reached(bands, (count, len(right) - 1))
        found[band] = found.get(band, 0.0) + probability
    return found


def _chance_of_right_items(sort: Sort) -> list[float]:
    chances = [1.0]
    for item in sort.items.values():
        right = len({item.column, *item.acceptable}) / len(sort.columns)
        chances = [
            (chances[count] if count < len(chances) else 0.0) * (1 - right)
            + (chances[count - 1] if count else 0.0) * right
            for count in range(len(chances) + 1)
        ]
    return chances


def _chance_of_right_pairs(steps: int) -> list[float]:
    """Adding a step to ``n`` others leaves 0 to ``n`` new pairs wrong, each as likely."""
    chances = [1.0]
    for placed in range(1, steps):
        sums = [0.0, *accumulate(chances)]
        size = len(chances) + placed
        chances = [
            (sums[min(count + 1, len(chances))] - sums[max(0, count - placed)]) / (placed + 1)
            for count in range(size)
        ]
    return chances
