"""Every way on from a scene in one shape: a choice, a band of a board, or going on.

Bands that no answer can reach are left out. Each band stands for the best answer that reaches it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate

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
from engine.scenario import Band, Branch, Change, Choice, Order, Scene, Sort
from engine.scoring import mean, stake_credits


class MoveKind(StrEnum):
    CHOICE = "choice"
    BAND = "band"
    GO_ON = "go on"


@dataclass(frozen=True, slots=True)
class Move:
    """One way on from a scene.

    ``number`` is the position of the choice or of the band as written. ``action`` takes it: for a
    band, the best answer that reaches it and no more. ``credit`` is that action's (0 to 1; None
    where nothing is scored). ``once`` is the number of its once-only bit in ``State.facts``.
    """

    scene: int
    kind: MoveKind
    number: int
    action: Action
    branches: tuple[Branch, ...]
    change: Change = field(default_factory=Change)
    laters: tuple[int, ...] = ()
    condition: Expression | None = None
    once: int | None = None
    credit: Fraction | None = None

    @property
    def decides(self) -> bool:
        """Whether it counts as a decision: only then do delayed consequences come nearer."""
        return self.kind is not MoveKind.GO_ON


def moves_of(rules: Rules, scene_number: int) -> tuple[Move, ...]:
    """Every move of a scene, choices and bands in the order written, going on last."""
    scene = rules.scenes[scene_number]
    if scene.ending is not None:
        return ()
    moves = [
        _choice_move(rules, scene_number, scene, number, choice)
        for number, choice in enumerate(scene.choices.values())
    ]
    moves += _band_moves(rules, scene_number, scene)
    branches = _going_on(scene)
    if branches:
        moves.append(Move(scene_number, MoveKind.GO_ON, 0, CONTINUE, branches))
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
    return Move(
        scene=scene_number,
        kind=MoveKind.CHOICE,
        number=number,
        action=action,
        branches=choice.next,
        change=choice.change,
        laters=tuple(rules.later_index[id(later)] for later in choice.later),
        condition=choice.condition,
        once=None if once_bit is None else once_bit.bit_length() - 1,
        credit=_credit(scene, action),
    )


def _credit(scene: Scene, action: Action) -> Fraction | None:
    return mean(stake_credits(scene, action).values()) if scene.scored else None


def _band_moves(rules: Rules, scene_number: int, scene: Scene) -> list[Move]:
    if scene.sort is not None:
        bands, answers = scene.sort.bands, _best_sorts(scene.sort)
    elif scene.order is not None:
        bands, answers = scene.order.bands, _best_orders(scene.order)
    else:
        return []
    return [
        _band_move(rules, scene_number, scene, number, band, answers[number])
        for number, band in enumerate(bands)
        if number in answers
    ]


def _band_move(
    rules: Rules, scene_number: int, scene: Scene, number: int, band: Band, action: Action
) -> Move:
    return Move(
        scene=scene_number,
        kind=MoveKind.BAND,
        number=number,
        action=action,
        branches=band.next or scene.next,
        change=band.change,
        laters=tuple(rules.later_index[id(later)] for later in band.later),
        credit=_credit(scene, action),
    )


def _best_sorts(sort: Sort) -> dict[int, Action]:
    """Per band that can be reached, the answer of most credit that reaches it.

    Errors go first to the items that weigh least: an item's weight is one over the number of
    items of its principle, since a stake's credit is the mean over its own items.
    """
    items = list(sort.items.values())
    shared = {item.principle: 0 for item in items}
    for item in items:
        shared[item.principle] += 1
    lightest_first = sorted(items, key=lambda item: -shared[item.principle])
    best: dict[int, Action] = {}
    for wrong in range(len(items) + 1):
        band = band_reached(sort.bands, (len(items) - wrong, len(items)))
        if band not in best:
            missed = {item.id for item in lightest_first[:wrong]}
            best[band] = Place(
                tuple(
                    (item.id, column)
                    for item in items
                    if (column := _column(sort, item.id, right=item.id not in missed))
                )
            )
    return best


def _column(sort: Sort, item_id: str, *, right: bool) -> str:
    """The item's column, or else the first wrong one; "" where it can only be left out."""
    item = sort.items[item_id]
    if right:
        return item.column
    allowed = (item.column, *item.acceptable)
    return next((column for column in sort.columns if column not in allowed), "")


def _best_orders(order: Order) -> dict[int, Action]:
    """Per band that can be reached, the ranking with most pairs right that reaches it."""
    steps = list(order.steps)
    pairs = len(steps) * (len(steps) - 1) // 2
    best: dict[int, Action] = {}
    for wrong in range(pairs + 1):
        band = band_reached(order.bands, (pairs - wrong, pairs))
        if band not in best:
            best[band] = Rank(_ranking(steps, wrong))
    return best


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
