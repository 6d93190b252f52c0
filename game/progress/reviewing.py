"""When a principle should be met again: spaced repetition by FSRS (library ``fsrs``, version 6).

Each principle met is a card. Each finished play that put it to the test is a review of the card,
at the date when the play was finished, rated by the quality of the play's own answers to it at
first sight (sum of credits over sum of best credits):

- *again* below 1/2: on average nearer to contrary or weak than to sound;
- *hard* from 1/2, *good* from 3/4;
- *easy* at 1 on three occasions or more.

A play that met the principle only in scenes already decided in before is never rated better than
*hard*: recognising a text is easier than recognising a situation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from engine.scoring import ENOUGH_OPPORTUNITIES
from game.progress.answers import Answer
from game.progress.record import TrainingRecord

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

WANTED_RETENTION = 0.8
"""The probability of recalling a principle below which it is due.

Lower than the 0.9 usual for flash cards: a review here is a play of some twenty minutes, and a
sound first answer would be due again after two days. At 0.8 it is after about a week.
"""
LONGEST_INTERVAL_DAYS = 365
_HARD_FROM, _GOOD_FROM = 0.5, 0.75
_ALL = 0.9999
"""A quality of 1, whatever the rounding of sums."""


class Rating(IntEnum):
    """How a review went; the values are those of the library."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Recall:
    """What is expected to be left of a principle.

    ``retrievability`` is the estimated probability, from 0 to 1, of answering it soundly now;
    ``due`` the moment when it falls under ``WANTED_RETENTION``. ``last_quality`` is that of the
    last play that met it, None where nothing better than 0 was open.
    """

    principle: str
    last_met: datetime
    due: datetime
    retrievability: float
    reviews: int
    last_quality: float | None

    def is_due(self, now: datetime) -> bool:
        return self.due <= now


def recalls(record: TrainingRecord, now: datetime) -> dict[str, Recall]:
    """By principle met, what is left of it at ``now``."""
    scheduler = _scheduler()
    cards: dict[str, Card] = {}
    found: dict[str, Recall] = {}
    for play in record.plays:
        moment = play.finished_at.astimezone(UTC)
        for principle, answers in _by_principle(play.answers).items():
            share = quality(answers)
            before = found.get(principle)
            if share is not None:
                card = cards.get(principle) or _new_card(moment)
                cards[principle] = _reviewed(scheduler, card, rating(answers), moment)
            reviewed = cards.get(principle)
            found[principle] = Recall(
                principle=principle,
                last_met=moment,
                due=reviewed.due if reviewed is not None else moment,
                retrievability=_left(scheduler, reviewed, max(now, moment)),
                reviews=(before.reviews if before is not None else 0) + (share is not None),
                last_quality=share,
            )
    return found


def rating(answers: Sequence[Answer]) -> Rating:
    """How one play answered one principle; ``answers`` has a best credit above 0."""
    first = [answer for answer in answers if answer.first_sight and answer.best]
    share = quality(first or answers) or 0.0
    if share < _HARD_FROM:
        return Rating.AGAIN
    if share < _GOOD_FROM or not first:
        return Rating.HARD
    if share >= _ALL and len(first) >= ENOUGH_OPPORTUNITIES:
        return Rating.EASY
    return Rating.GOOD


def quality(answers: Sequence[Answer]) -> float | None:
    """Sum of credits over sum of best credits, at most 1; None where the best sum is 0."""
    best = sum(answer.best for answer in answers)
    if not best:
        return None
    return min(1.0, sum(answer.credit for answer in answers) / best)


def _by_principle(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    grouped: dict[str, list[Answer]] = {}
    for answer in answers:
        grouped.setdefault(answer.principle, []).append(answer)
    return grouped


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=WANTED_RETENTION,
        learning_steps=(),  # a review takes a play: there is no repetition within minutes
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL_DAYS,
        enable_fuzzing=False,
    )


def _new_card(moment: datetime) -> Card:
    from fsrs import Card

    return Card(card_id=0, due=moment)


def _reviewed(scheduler: Scheduler, card: Card, rated: Rating, moment: datetime) -> Card:
    from fsrs import Rating as LibraryRating

    reviewed, _log = scheduler.review_card(card, LibraryRating(rated.value), moment)
    return reviewed


def _left(scheduler: Scheduler, card: Card | None, now: datetime) -> float:
    if card is None:
        return 0.0
    return float(scheduler.get_card_retrievability(card, now.astimezone(UTC)))
