"""Counting votes: the database adds up equal votes, this module says what the sums mean.

A choice is decided by its majority. A sorting is decided item by item, each going to the column
where most put it. An order is decided by the mean rank of each step (the method of J.-C. de Borda,
"Mémoire sur les élections au scrutin", 1781), the lowest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from engine.panel import split_of
from engine.rules import Action, Choose, Place, Rank
from engine.scenario import Scene
from game.actions import decode
from game.store.workshop_tables import workshop_participants, workshop_votes
from game.workshop.records import VoteRecord


@dataclass(frozen=True, slots=True)
class EqualVotes:
    """``count`` voters voted the same in a round. ``seat`` is their table, 0 for none."""

    round: int
    seat: int
    action: Action
    count: int


@dataclass(frozen=True, slots=True)
class Majority:
    """What the group decides. ``action`` is None when nobody voted or choices are tied.

    ``ties`` are the ids of the choices, items or steps between which the votes do not decide; for
    a board ``action`` then proposes the first in the scene's own order.
    """

    action: Action | None
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """How votes moved between two rounds, for those who voted in both."""

    first: int
    second: int
    voters: int
    changed: int
    moves: tuple[tuple[str, str, int], ...]
    """For a choice: ``(from, to, voters)``, those who changed only."""


def equal_votes(connection: Connection, workshop_id: str, turn: int) -> tuple[EqualVotes, ...]:
    """The votes of every round of a turn, equal ones added up by the database."""
    votes, people = workshop_votes, workshop_participants
    seat = func.coalesce(people.c.seat, 0)
    query = (
        select(votes.c.round, seat.label("seat"), votes.c.action, func.count().label("voters"))
        .outerjoin(
            people,
            (people.c.workshop_id == votes.c.workshop_id) & (people.c.number == votes.c.cast_by),
        )
        .where(votes.c.workshop_id == workshop_id, votes.c.turn == turn)
        .group_by(votes.c.round, seat, votes.c.action)
        .order_by(votes.c.round, seat, votes.c.action)
    )
    return tuple(
        EqualVotes(row.round, row.seat, decode(row.action), row.voters)
        for row in connection.execute(query)
    )


def of_round(votes: Iterable[EqualVotes], number: int, seat: int | None = None) -> Counter[Action]:
    """How many voters did each thing in a round, at one table or in all."""
    found: Counter[Action] = Counter()
    for equal in votes:
        if equal.round == number and seat in (None, equal.seat):
            found[equal.action] += equal.count
    return found


def choice_votes(counted: Mapping[Action, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for action, count in counted.items():
        if isinstance(action, Choose):
            found[action.choice] += count
    return found


def column_votes(counted: Mapping[Action, int], item: str) -> Counter[str]:
    """How many voters put ``item`` in each column."""
    found: Counter[str] = Counter()
    for action, count in counted.items():
        if isinstance(action, Place):
            column = dict(action.placements).get(item)
            if column is not None:
                found[column] += count
    return found


def rank_votes(counted: Mapping[Action, int], step: str) -> Counter[int]:
    """How many voters gave ``step`` each rank, from 1."""
    found: Counter[int] = Counter()
    for action, count in counted.items():
        if isinstance(action, Rank) and step in action.steps:
            found[action.steps.index(step) + 1] += count
    return found


def majority(scene: Scene, counted: Mapping[Action, int]) -> Majority:
    """What the votes of a round decide in ``scene``."""
    if not counted:
        return Majority(None, ())
    if scene.sort is not None:
        return _sorted_majority(list(scene.sort.items), list(scene.sort.columns), counted)
    if scene.order is not None:
        return _mean_order(list(scene.order.steps), counted)
    votes = choice_votes(counted)
    most = max(votes.values())
    favourites = tuple(choice for choice in scene.choices if votes[choice] == most)
    if len(favourites) > 1:
        return Majority(None, favourites)
    return Majority(Choose(favourites[0]), ())


def _sorted_majority(
    items: Sequence[str], columns: Sequence[str], counted: Mapping[Action, int]
) -> Majority:
    placed, ties = [], []
    for item in items:
        votes = column_votes(counted, item)
        if not votes:
            continue
        most = max(votes.values())
        favourites = [column for column in columns if votes[column] == most]
        placed.append((item, favourites[0]))
        if len(favourites) > 1:
            ties.append(item)
    return Majority(Place(tuple(sorted(placed))), tuple(ties))


def _mean_order(steps: Sequence[str], counted: Mapping[Action, int]) -> Majority:
    sums = {
        step: sum(rank * count for rank, count in rank_votes(counted, step).items())
        for step in steps
    }
    ranked = sorted(steps, key=lambda step: (sums[step], steps.index(step)))
    same = Counter(sums.values())
    ties = tuple(step for step in ranked if same[sums[step]] > 1)
    return Majority(Rank(tuple(ranked)), ties)


def division(scene: Scene, counted: Mapping[Action, int]) -> float | None:
    """How divided the votes are: the chance that two voters drawn at random disagree, 0 to 1.

    One minus the extent of agreement of Fleiss (engine/panel.py). A sorting: the mean over its
    items; an order: the mean over its pairs of steps (which of the two comes first). None below
    two votes.
    """
    if scene.sort is not None:
        parts = [_disagreement(column_votes(counted, item)) for item in scene.sort.items]
    elif scene.order is not None:
        parts = [_disagreement(votes) for votes in _pair_votes(list(scene.order.steps), counted)]
    else:
        parts = [_disagreement(choice_votes(counted))]
    known = [part for part in parts if part is not None]
    return sum(known) / len(known) if known else None


def _disagreement(votes: Mapping[str, int]) -> float | None:
    split = split_of(votes)
    return None if split is None or split.agreement is None else float(1 - split.agreement)


def _pair_votes(steps: Sequence[str], counted: Mapping[Action, int]) -> list[Counter[str]]:
    pairs = [(one, other) for at, one in enumerate(steps) for other in steps[at + 1 :]]
    found: list[Counter[str]] = [Counter() for _ in pairs]
    for action, count in counted.items():
        if isinstance(action, Rank):
            rank = {step: at for at, step in enumerate(action.steps)}
            for votes, (one, other) in zip(found, pairs, strict=True):
                votes[one if rank[one] < rank[other] else other] += count
    return found


def shift_between(votes: Iterable[VoteRecord], first: int, second: int) -> Shift:
    """How the voters of both rounds moved; ``votes`` are those of one turn."""
    by_round: dict[int, dict[str, Action]] = {first: {}, second: {}}
    for vote in votes:
        if vote.round in by_round:
            by_round[vote.round][vote.voter] = vote.action
    both = by_round[first].keys() & by_round[second].keys()
    moved = [
        (by_round[first][voter], by_round[second][voter])
        for voter in sorted(both)
        if by_round[first][voter] != by_round[second][voter]
    ]
    flows = Counter(
        (one.choice, other.choice)
        for one, other in moved
        if isinstance(one, Choose) and isinstance(other, Choose)
    )
    moves = tuple((one, other, count) for (one, other), count in sorted(flows.items()))
    return Shift(first, second, len(both), len(moved), moves)
