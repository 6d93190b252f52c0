"""How a workshop is held, as its trainer wants it, and the limits of what people may type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from game.store.records import JsonObject

PSEUDONYM_LIMIT = 30
"""Characters in a pseudonym and in the name of a table."""

LINE_LIMIT = 200
"""Characters in the reason of a vote and in a commitment."""

TEXT_LIMIT = 4000
"""Characters in a trainer's note and in a private briefing."""

MOST_PARTICIPANTS = 2000
MOST_SEATS = 60
MOST_COMMITMENTS = 20
LONGEST_ROUND_SECONDS = 3600

DEFAULT_RETENTION_DAYS = 30
LONGEST_RETENTION_DAYS = 366


class Way(StrEnum):
    """Who votes.

    ``TOGETHER``: each participant. ``TEAMS``: each table, by any of its members, the last one
    counts. ``ROLES``: each participant, at a table that plays a role with a private briefing.
    ``OWN_PACE``: nobody votes; each plays the scenario alone and the facilitator sees where.
    """

    TOGETHER = "together"
    TEAMS = "teams"
    ROLES = "roles"
    OWN_PACE = "own-pace"


@dataclass(frozen=True, slots=True)
class SeatSetting:
    """A table of the room. In roles its ``name`` is the role, ``briefing`` what it alone reads."""

    name: str
    briefing: str = ""


@dataclass(frozen=True, slots=True)
class WorkshopSettings:
    """``seconds`` is the time of a round, None for the scene's own timer, 0 for no timer.

    ``seats`` are the tables of ``TEAMS`` and ``ROLES``, in their order; ``notes`` what the trainer
    wants to say at each scene, by its id. ``seed`` draws the order of the choices and the chances
    of the story; None lets the service draw it.
    """

    way: Way = Way.TOGETHER
    seats: tuple[SeatSetting, ...] = ()
    seconds: int | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    retention_days: int = DEFAULT_RETENTION_DAYS
    seed: int | None = None

    def as_json(self) -> JsonObject:
        """What is kept with the workshop; tables and notes have their own rows."""
        return {"seconds": self.seconds, "retention_days": self.retention_days}
