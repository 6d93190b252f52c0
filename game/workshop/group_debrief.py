"""What a workshop's debrief is made of, as frozen values: the group's path, its divisions, profile.

Reports, pages and screens say it; nothing here names who voted what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.debrief import Debrief
from game.views.scene import FeedbackView, OutcomeView, SceneView
from game.workshop.counting import Shift
from game.workshop.snapshots import Distribution, FollowedView, GradesView, Reason

ENOUGH_VOTERS = 5
"""Below this many voters no profile by axis is made: it would be somebody's (issue 5)."""

MOST_DIVIDED_SHOWN = 3


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """``votes`` counts those of every round, ``taken_back`` the turns that were gone back on."""

    workshop_id: str
    title: str
    scenario_id: str
    scenario_version: int
    way: str
    seats: tuple[str, ...]
    participants: int
    votes: int
    decisions: int
    taken_back: int
    opened_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class GroupDecision:
    """One decision of the group; of everyone's own play: one scene that some decided in.

    ``position`` counts from 0. ``rounds`` has the room's distribution of each round, ``by_seat``
    each table's of the last one (roles only). ``division`` is that of the first round: what the
    room thought before it talked. ``followed`` and ``outcome`` are None at everyone's own pace.
    """

    position: int
    scene: SceneView
    scored: bool
    rounds: tuple[Distribution, ...]
    by_seat: tuple[Distribution, ...]
    shift: Shift | None
    division: float | None
    reasons: tuple[Reason, ...]
    followed: FollowedView | None
    feedback: FeedbackView | None
    grades: GradesView
    outcome: OutcomeView | None


@dataclass(frozen=True, slots=True)
class FamilyShare:
    """What a voter showed of an axis: quality from 0 to 1, None where nothing could be shown."""

    id: str
    title: str
    opportunities: int
    quality: float | None


@dataclass(frozen=True, slots=True)
class VoterScore:
    """A voter's own votes (of the last round of each decision), scored as decisions.

    ``name`` is a pseudonym or a table, empty for somebody who gave none or left. For the
    facilitator's files only: rooms and reports show the profile, never this.
    """

    name: str
    decisions: int
    overall: float | None
    families: tuple[FamilyShare, ...]


@dataclass(frozen=True, slots=True)
class FamilyProfile:
    """An axis over all voters: the mean of their qualities, the lowest and the highest quarter."""

    id: str
    title: str
    voters: int
    mean: float
    lower_quarter: float
    upper_quarter: float


@dataclass(frozen=True, slots=True)
class GroupDebrief:
    """``most_divided`` are positions in ``decisions``, the most divided first, three at most.

    ``profile`` is empty below ENOUGH_VOTERS voters. ``path`` is the debrief of the group's own
    path (relations, ending, what fell due), None where there is none. ``participants`` commitments
    are without names.
    """

    facts: GroupFacts
    decisions: tuple[GroupDecision, ...]
    most_divided: tuple[int, ...]
    profile: tuple[FamilyProfile, ...]
    scores: tuple[VoterScore, ...]
    path: Debrief | None
    group_commitments: tuple[str, ...]
    commitments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A participant's own vote in a decision of the group, or their own decision.

    ``voted`` and ``first_voted`` are in words; ``first_voted`` is empty when nothing changed.
    ``group`` is what the group followed, empty at one's own pace.
    """

    position: int
    scene: str
    paragraphs: tuple[str, ...]
    voted: str
    first_voted: str
    reason: str
    group: str
    feedback: FeedbackView
    quality: float | None


@dataclass(frozen=True, slots=True)
class OwnDebrief:
    """A participant's own debrief. ``play`` is the whole one of who played alone."""

    title: str
    name: str
    decisions: tuple[OwnDecision, ...]
    overall: float | None
    families: tuple[FamilyShare, ...]
    commitment: str
    play: Debrief | None
