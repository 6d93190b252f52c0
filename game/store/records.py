"""What the store gives and takes: frozen values, without a trace of SQL.

Positions count decisions from 0. Times are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

MODES = ("practice", "assessment")

NAME_LIMIT = 40
"""Characters in a player's name."""

NOTE_LIMIT = 500
"""Characters in the private note of one decision, and in each line of a reflection."""


@dataclass(frozen=True, slots=True)
class Player:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """One line of the journal.

    ``action`` says what was decided: ``{"choose": id}``, ``{"place": {item: column}}``,
    ``{"rank": [steps]}`` or ``{"timeout": true}``. ``decided_at`` is given by the store.
    """

    position: int
    scene: str
    action: Mapping[str, JsonValue]
    seconds: float
    timed_out: bool = False
    note: str = ""
    decided_at: datetime | None = field(default=None, compare=False)

    def same_answer(self, other: StoredDecision) -> bool:
        """Whether both say the same thing at the same place, whatever the time it took."""
        return (self.position, self.scene, self.action, self.timed_out) == (
            other.position,
            other.scene,
            other.action,
            other.timed_out,
        )


@dataclass(frozen=True, slots=True)
class RewoundDecision:
    """A decision taken back, kept for the history.

    ``take`` is the take it belonged to, ``text_hash`` the text it was played on, ``reason``
    either ``"rewind"`` or ``"new-text"``.
    """

    decision: StoredDecision
    take: int
    text_hash: str
    reason: str
    rewound_at: datetime


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a play left another one: ``position`` decisions were taken over from it."""

    play_id: str
    position: int


@dataclass(frozen=True, slots=True)
class NewPlay:
    """What a play begins with. ``settings`` holds what applies to it alone (timers…)."""

    player_id: int
    scenario_id: str
    scenario_version: int
    text_hash: str
    seed: int
    mode: str
    settings: JsonObject = field(default_factory=dict)
    branch: Branch | None = None

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"unknown mode {self.mode!r}")


@dataclass(frozen=True, slots=True)
class PlayHeader:
    """A play without its decisions. ``length`` counts them.

    ``take`` grows by one each time decisions are taken back: whoever writes to the play says
    which take they know, so that two windows on one play never mix their decisions.
    """

    id: str
    player_id: int
    scenario_id: str
    scenario_version: int
    text_hash: str
    seed: int
    mode: str
    settings: JsonObject
    branch: Branch | None
    take: int
    length: int
    begun_at: datetime
    moved_at: datetime
    finished_at: datetime | None = None
    ending: str | None = None
    overall: float | None = None

    @property
    def finished(self) -> bool:
        return self.finished_at is not None


@dataclass(frozen=True, slots=True)
class Play:
    """A whole play. ``summary`` is what the caller gave when it finished (empty before)."""

    header: PlayHeader
    decisions: tuple[StoredDecision, ...]
    rewound: tuple[RewoundDecision, ...] = ()
    summary: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a player says of their own play, each part empty while it is not said.

    ``reaction`` answers the first question of the debrief, ``strongest`` and ``weakest`` are the
    ids of the families they marked before the profile, ``commitment`` is what they mean to do.
    """

    reaction: str = ""
    strongest: str = ""
    weakest: str = ""
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class ShownScene:
    """When a timed scene was first shown in a browser.

    ``stopped_at`` is when its time was stopped, None while it runs; ``stopped_seconds`` are those
    for which it was stopped before.
    """

    shown_at: datetime
    stopped_at: datetime | None
    stopped_seconds: float

    def seconds_counted(self, now: datetime) -> float:
        """Seconds of the timer used up at ``now``."""
        until = self.stopped_at or now
        return max(0.0, (until - self.shown_at).total_seconds() - self.stopped_seconds)


@dataclass(frozen=True, slots=True)
class FinishedPlay:
    """A finished play without its decisions, for what is told over many plays.

    ``first_decided`` are the positions of the decisions made in a scene of this scenario where
    the player had never decided before, in this play or another.
    """

    header: PlayHeader
    summary: JsonObject
    first_decided: frozenset[int]


@dataclass(frozen=True, slots=True)
class BestResult:
    """The best finished play of one scenario; ``overall`` is between 0 and 1."""

    scenario_id: str
    play_id: str
    overall: float
    mode: str
    finished_plays: int
    last_finished_at: datetime


class ImportOutcome(StrEnum):
    ADDED = "added"
    ADDED_UNDER_NEW_ID = "added-under-new-id"
    ALREADY_HERE = "already-here"


@dataclass(frozen=True, slots=True)
class Imported:
    play_id: str
    outcome: ImportOutcome


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything kept about a player.

    ``tables`` are the rows themselves, by table; ``plays`` the file of each play, by its usual
    name, as ``export_play`` writes it.
    """

    player: Player
    tables: JsonObject
    plays: dict[str, JsonObject]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased of a player.

    ``compacted`` is False when the file could not be written anew (its freed space is overwritten
    all the same). ``cleaned_copies`` are the copies made before an upgrade from which the player
    is gone too; ``copies_left`` those that could not be changed and may still hold them.
    """

    plays: int
    decisions: int
    compacted: bool
    cleaned_copies: tuple[Path, ...]
    copies_left: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class QueuedStatement:
    """A statement about a play, ready to leave for a learning record store."""

    id: str
    play_id: str
    statement: JsonObject


@dataclass(frozen=True, slots=True)
class OutboxState:
    """What the outbox holds for one server: statements that wait and those it refused."""

    endpoint: str
    waiting: int
    refused: int
    oldest: datetime
