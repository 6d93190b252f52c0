"""A workshop as its tables tell it: frozen values, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.rules import Action
from game.store.records import JsonObject
from game.workshop.deeds import Phase
from game.workshop.settings import Way


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A table of the room; numbered from 1."""

    number: int
    name: str
    briefing: str


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """One round of a turn's vote, numbered from 1."""

    turn: int
    number: int
    opened_at: datetime
    closed_at: datetime | None
    deadline: datetime | None
    shown: bool


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A scene that the group came to decide in; ``action`` is what it followed, if it did.

    ``position`` counts decisions of the group's path from 0. ``chosen`` says how the action was
    chosen: ``majority`` or ``facilitator``.
    """

    number: int
    position: int
    scene: str
    action: Action | None
    chosen: str
    taken_back: bool
    graded: bool


@dataclass(frozen=True, slots=True)
class WorkshopRecord:
    """A workshop, without its participants and votes.

    ``version`` grows with every change, ``step`` only when a facilitator moves the workshop:
    a deed is made on a step, so that votes that keep coming do not make it stale. ``strides``
    counts how often the group went on since its last decision. ``turn`` and ``round`` are the
    present ones, 0 for none.
    """

    id: str
    code: str
    scenario_id: str
    scenario_version: int
    text_hash: str
    title: str
    seed: int
    way: Way
    settings: JsonObject
    phase: Phase
    version: int
    step: int
    strides: int
    turn: int
    round: int
    paused_at: datetime | None
    opened_at: datetime
    moved_at: datetime
    ended_at: datetime | None
    expires_at: datetime
    seats: tuple[SeatRecord, ...]
    turns: tuple[TurnRecord, ...]
    rounds: tuple[RoundRecord, ...]
    notes: Mapping[str, str]
    commitments: tuple[str, ...]

    @property
    def path(self) -> tuple[TurnRecord, ...]:
        """The turns whose decision was followed and still holds, in order."""
        held = (turn for turn in self.turns if not turn.taken_back and turn.action is not None)
        return tuple(sorted(held, key=lambda turn: turn.position))

    @property
    def present_turn(self) -> TurnRecord | None:
        return next((turn for turn in self.turns if turn.number == self.turn), None)

    @property
    def present_round(self) -> RoundRecord | None:
        return self.round_of(self.turn, self.round)

    def round_of(self, turn: int, number: int) -> RoundRecord | None:
        found = (held for held in self.rounds if (held.turn, held.number) == (turn, number))
        return next(found, None)

    def rounds_of(self, turn: int) -> tuple[RoundRecord, ...]:
        held = (each for each in self.rounds if each.turn == turn)
        return tuple(sorted(held, key=lambda each: each.number))

    def seat(self, number: int) -> SeatRecord | None:
        return next((seat for seat in self.seats if seat.number == number), None)

    def time_is_over(self, now: datetime) -> bool:
        """Whether the deadline of the present round has passed; time stands still in a pause."""
        held = self.present_round
        if self.phase is not Phase.VOTING or held is None or held.deadline is None:
            return False
        return held.deadline <= (self.paused_at or now)

    def time_left(self, now: datetime) -> timedelta | None:
        """Until the present round closes by itself; None without a timer or an open round."""
        held = self.present_round
        if self.phase is not Phase.VOTING or held is None or held.deadline is None:
            return None
        return max(timedelta(0), held.deadline - (self.paused_at or now))


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """``seat`` is the number of their table, 0 for none; ``strides`` their own in own pace."""

    workshop_id: str
    number: int
    pseudonym: str
    seat: int
    strides: int
    commitment: str
    joined_at: datetime
    removed: bool


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """The vote of one voter in one round. ``cast_by`` is None once its participant left.

    ``voter`` is ``p`` and a participant's number, ``t`` and a table's, or ``x`` and a number that
    means nobody, where the participant erased what was theirs.
    """

    turn: int
    round: int
    voter: str
    cast_by: int | None
    action: Action
    reason: str
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class WorkshopHeader:
    """A workshop in a list; ``participants`` counts those who are in it."""

    id: str
    code: str
    title: str
    way: Way
    phase: Phase
    participants: int
    opened_at: datetime
    ended_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A new workshop. The secret is told this once: only its hash is kept."""

    workshop_id: str
    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A participant who has just joined. The token is told this once."""

    workshop_id: str
    number: int
    token: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A vote is stored. ``version`` is a version of the workshop that holds it."""

    workshop_id: str
    turn: int
    round: int
    version: int
