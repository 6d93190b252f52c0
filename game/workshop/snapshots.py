"""What each viewer of a workshop may see, as frozen values that can be written as JSON.

What a viewer may not see is not in their snapshot at all: nothing has to be hidden afterwards.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from game.store.records import JsonObject
from game.views.scene import BriefingView, OutcomeView, SceneView, StakeView
from game.views.words import PrincipleView
from game.workshop.counting import Shift


@dataclass(frozen=True, slots=True)
class SeatView:
    """A table of the room; ``participants`` counts who sits there."""

    number: int
    name: str
    participants: int


@dataclass(frozen=True, slots=True)
class BallotView:
    """The present round. ``voters`` counts who could vote: participants, or tables with someone.

    ``deadline`` is an ISO 8601 time in UTC, empty without a timer.
    """

    turn: int
    round: int
    open: bool
    deadline: str
    votes: int
    voters: int


@dataclass(frozen=True, slots=True)
class OptionCount:
    """Votes for a choice, or for a column of an item. ``number`` is its key, None if locked."""

    id: str
    number: int | None
    text: str
    votes: int


@dataclass(frozen=True, slots=True)
class ItemCount:
    """Where an item of a sorting was put."""

    id: str
    text: str
    columns: tuple[OptionCount, ...]


@dataclass(frozen=True, slots=True)
class StepCount:
    """A step of an order: its mean rank (from 1) and the votes for each rank."""

    id: str
    text: str
    mean_rank: float
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """The votes of one round, of the room or of one table (``seat``; 0 for the room).

    Of ``choices``, ``items`` and ``steps`` only those of the scene's kind are filled. ``division``
    is from 0 (all agree) to 1, None below two votes.
    """

    round: int
    seat: int
    votes: int
    choices: tuple[OptionCount, ...]
    items: tuple[ItemCount, ...]
    steps: tuple[StepCount, ...]
    division: float | None


@dataclass(frozen=True, slots=True)
class ChoiceGrades:
    """How a choice answers what is at stake, revealed by the facilitator."""

    id: str
    number: int | None
    text: str
    stakes: tuple[StakeView, ...]
    because: str
    red_lines: tuple[PrincipleView, ...]


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """Where an item belongs, and why."""

    id: str
    text: str
    column: str
    acceptable: tuple[str, ...]
    principle: PrincipleView
    because: str


@dataclass(frozen=True, slots=True)
class GradesView:
    """The grades of a scene. Of a board: the right answer. Empty for an open scene."""

    choices: tuple[ChoiceGrades, ...]
    items: tuple[ItemAnswer, ...]
    steps: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class FollowedView:
    """What the group followed. ``action`` as ``game.actions`` writes it."""

    action: JsonObject
    text: str
    by_majority: bool


@dataclass(frozen=True, slots=True)
class RoomView:
    """What the whole room sees: the same for every participant and for the projector.

    ``distributions`` are those that were shown: the room's of each round, then, in roles, each
    table's of the last one.
    """

    workshop_id: str
    version: int
    title: str
    language: str
    way: str
    phase: str
    paused: bool
    position: int
    participants: int
    seats: tuple[SeatView, ...]
    briefing: BriefingView | None
    scene: SceneView | None
    ballot: BallotView | None
    distributions: tuple[Distribution, ...]
    shift: Shift | None
    grades: GradesView | None
    followed: FollowedView | None
    outcome: OutcomeView | None
    commitments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote as its own voter sees it. ``by`` names who voted for the table, if not oneself."""

    turn: int
    round: int
    action: JsonObject
    reason: str
    mine: bool
    by: str


@dataclass(frozen=True, slots=True)
class OwnPlay:
    """Where a participant who plays alone stands. ``phase`` is the session's (engine/session).

    ``decisions`` counts those made; it and ``strides`` go back with ``decide_alone`` and
    ``go_on_alone``.
    """

    phase: str
    decisions: int
    strides: int
    briefing: BriefingView | None
    scene: SceneView | None
    outcome: OutcomeView | None


@dataclass(frozen=True, slots=True)
class Me:
    """A participant's own part. ``votes`` are those of the present turn, every round."""

    number: int
    pseudonym: str
    seat: int
    seat_name: str
    briefing: str
    votes: tuple[VoteView, ...]
    commitment: str
    own_play: OwnPlay | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``seconds_left`` until the open round closes by itself, when the snapshot was made."""

    seconds_left: float | None

    def as_json(self) -> JsonObject:
        """The snapshot as JSON values; credits and shares are numbers."""
        written: JsonObject = asdict(self)
        return written


@dataclass(frozen=True, slots=True)
class ParticipantSnapshot(Snapshot):
    room: RoomView
    me: Me


@dataclass(frozen=True, slots=True)
class ProjectorSnapshot(Snapshot):
    """``code`` is the one that joins, as it is read: ``ABCD-2345``."""

    room: RoomView
    code: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A participant as the facilitator sees them.

    ``voted`` tells whether they (or their table) have a vote in the present round, never which.
    ``where`` is the scene and ``decisions`` the number made, when everyone plays alone.
    """

    number: int
    pseudonym: str
    seat: int
    voted: bool
    where: str
    decisions: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason without its author; ``action`` is what it was given for."""

    round: int
    action: JsonObject
    text: str


@dataclass(frozen=True, slots=True)
class MajorityView:
    """What following the majority would do; ``action`` None when it decides nothing."""

    action: JsonObject | None
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacilitatorSnapshot(Snapshot):
    """Everything there is to facilitate with.

    ``room`` is what the room sees; ``distributions`` and ``shift`` are the true ones, shown or
    not. ``step`` goes with the next deed, ``possible`` names the deeds that can be done now.
    """

    room: RoomView
    code: str
    step: int
    possible: tuple[str, ...]
    shown: bool
    graded: bool
    distributions: tuple[Distribution, ...]
    shift: Shift | None
    majority: MajorityView | None
    reasons: tuple[Reason, ...]
    people: tuple[PersonRow, ...]
    note: str
    notes: dict[str, str]
