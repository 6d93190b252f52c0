"""What was trained, principle by principle and axis by axis, over all finished plays.

The rule of counting, the same everywhere: only answers given at first sight (in a scene where the
player had never decided before) make a quality. Answers made again, in a replay or after a
rewind, are counted beside: the reader had seen what each of them is worth. Practice and
assessment are both counted, and told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.principles import Catalogue
from engine.scoring import ENOUGH_OPPORTUNITIES
from engine.session import Mode
from game.progress.answers import Answer
from game.progress.record import TrainingPlay, TrainingRecord
from game.progress.reviewing import quality

NOTICEABLE = 0.1
"""The least difference of quality that is called a rise or a fall."""


@dataclass(frozen=True, slots=True)
class Share:
    """Occasions, and the quality of the answers to them (None where none could be judged)."""

    occasions: int
    quality: float | None

    @property
    def enough(self) -> bool:
        return self.occasions >= ENOUGH_OPPORTUNITIES


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Trend:
    """The last plays compared with those before, each on three occasions at least.

    Only as many of the last plays are taken as it needs to reach three occasions.
    """

    before: Share
    last: Share

    @property
    def direction(self) -> Direction:
        change = (self.last.quality or 0.0) - (self.before.quality or 0.0)
        if abs(change) < NOTICEABLE:
            return Direction.LEVEL
        return Direction.UP if change > 0 else Direction.DOWN


@dataclass(frozen=True, slots=True)
class Point:
    """One play on a curve. ``play`` is its index in the record."""

    play: int
    share: Share


@dataclass(frozen=True, slots=True)
class Measure:
    """What was trained of a principle, or of an axis (a family), under its id.

    ``whole`` joins ``practice`` and ``assessment``, all three at first sight; ``again`` is what
    was answered again. ``points`` are the plays that met it at first sight, the oldest first.
    ``trend`` is None on too few occasions.
    """

    id: str
    whole: Share
    practice: Share
    assessment: Share
    again: Share
    last_met: datetime
    trend: Trend | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Training:
    """Measures by id, in the order of the catalogue; what was never met is in none."""

    principles: Mapping[str, Measure]
    axes: Mapping[str, Measure]


class _Meeting:
    """A play that met a principle or an axis: its answers, and those at first sight."""

    __slots__ = ("answers", "first", "index", "play")

    def __init__(self, index: int, play: TrainingPlay, answers: list[Answer]) -> None:
        self.index = index
        self.play = play
        self.answers = answers
        self.first = [answer for answer in answers if answer.first_sight]


def training_of(record: TrainingRecord, catalogue: Catalogue) -> Training:
    """Everything measured. Principles that the catalogue no longer has are left aside."""
    family_of = {id_: principle.family for id_, principle in catalogue.principles.items()}
    by_principle = _met(record, {id_: id_ for id_ in family_of})
    by_family = _met(record, family_of)
    return Training(
        principles={
            id_: _measure(id_, by_principle[id_])
            for id_ in catalogue.principles
            if id_ in by_principle
        },
        axes={id_: _measure(id_, by_family[id_]) for id_ in catalogue.families if id_ in by_family},
    )


def _met(record: TrainingRecord, group_of: Mapping[str, str]) -> dict[str, list[_Meeting]]:
    """By group of principles, the plays that met it with their answers, the oldest first."""
    found: dict[str, list[_Meeting]] = {}
    for index, play in enumerate(record.plays):
        answers: dict[str, list[Answer]] = {}
        for answer in play.answers:
            if answer.principle in group_of:
                answers.setdefault(group_of[answer.principle], []).append(answer)
        for group, given in answers.items():
            found.setdefault(group, []).append(_Meeting(index, play, given))
    return found


def _measure(id_: str, met: Sequence[_Meeting]) -> Measure:
    first = [meeting for meeting in met if meeting.first]
    return Measure(
        id=id_,
        whole=share_of(_answers(first)),
        practice=share_of(_answers(it for it in first if it.play.mode == Mode.PRACTICE)),
        assessment=share_of(_answers(it for it in first if it.play.mode == Mode.ASSESSMENT)),
        again=share_of(
            answer for meeting in met for answer in meeting.answers if not answer.first_sight
        ),
        last_met=max(meeting.play.finished_at for meeting in met),
        trend=_trend([meeting.first for meeting in first]),
        points=tuple(Point(meeting.index, share_of(meeting.first)) for meeting in first),
    )


def _answers(meetings: Iterable[_Meeting]) -> Iterable[Answer]:
    return (answer for meeting in meetings for answer in meeting.first)


def share_of(answers: Iterable[Answer]) -> Share:
    """Occasions and quality of answers to one principle or to several.

    Per principle, the sum of credits over the sum of best credits; over several principles, their
    qualities weighed by their occasions (design.md section 5).
    """
    grouped: dict[str, list[Answer]] = {}
    for answer in answers:
        grouped.setdefault(answer.principle, []).append(answer)
    judged = [
        (len(given), share) for given in grouped.values() if (share := quality(given)) is not None
    ]
    weight = sum(occasions for occasions, _ in judged)
    total = sum(occasions * share for occasions, share in judged)
    return Share(sum(map(len, grouped.values())), total / weight if weight else None)


def _trend(by_play: Sequence[Sequence[Answer]]) -> Trend | None:
    """``by_play`` are the answers of each play at first sight, the oldest first."""
    last: list[Answer] = []
    before = [list(answers) for answers in by_play]
    while before and len(last) < ENOUGH_OPPORTUNITIES:
        last = before.pop() + last
    shares = share_of(answer for answers in before for answer in answers), share_of(last)
    if any(not share.enough or share.quality is None for share in shares):
        return None
    return Trend(*shares)
