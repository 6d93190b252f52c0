"""What a facilitator can do, and in which phases: the one table behind every key and button.

Deeds that move the workshop (``moves``) are made on a step of it and refused as stale on another,
so that two facilitators never do the same thing twice. The others can be done again without harm:
the last one holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from engine.rules import Action


class Phase(StrEnum):
    """Where a workshop stands.

    ``DECIDING`` reads a scene whose vote is not open yet; ``TELLING`` one that decides nothing.
    ``OWN_PACE`` lasts as long as everyone plays alone. Being paused is no phase: any can be.
    """

    LOBBY = "lobby"
    BRIEFING = "briefing"
    TELLING = "telling"
    DECIDING = "deciding"
    VOTING = "voting"
    CLOSED = "closed"
    OUTCOME = "outcome"
    OWN_PACE = "own-pace"
    DEBRIEF = "debrief"
    ENDED = "ended"


_ANYWHERE = frozenset(Phase) - {Phase.ENDED}
_STORY = frozenset(
    {
        Phase.BRIEFING,
        Phase.TELLING,
        Phase.DECIDING,
        Phase.VOTING,
        Phase.CLOSED,
        Phase.OUTCOME,
    }
)


@dataclass(frozen=True, slots=True)
class Deed:
    """``name`` is what pages and keys call it; ``phases`` where it can be done."""

    name: ClassVar[str]
    phases: ClassVar[frozenset[Phase]]
    moves: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Start(Deed):
    """From the lobby to the briefing, or to everyone's own play."""

    name = "start"
    phases = frozenset({Phase.LOBBY})


@dataclass(frozen=True, slots=True)
class GoOn(Deed):
    """From the briefing, a scene that only tells, or an outcome to what comes next."""

    name = "go-on"
    phases = frozenset({Phase.BRIEFING, Phase.TELLING, Phase.OUTCOME})


@dataclass(frozen=True, slots=True)
class OpenVote(Deed):
    """Open the first round. ``seconds``: None for the workshop's or scene's timer, 0 for none."""

    name = "open"
    phases = frozenset({Phase.DECIDING})
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class CloseVote(Deed):
    """Close the round. Harmless when its time was over already."""

    name = "close"
    phases = frozenset({Phase.VOTING, Phase.CLOSED})


@dataclass(frozen=True, slots=True)
class ReopenVote(Deed):
    """Take votes again in the same round, its distribution hidden."""

    name = "reopen"
    phases = frozenset({Phase.CLOSED})
    seconds: int | None = 0


@dataclass(frozen=True, slots=True)
class Revote(Deed):
    """Open another round on the same scene; the votes of the rounds before it stay."""

    name = "revote"
    phases = frozenset({Phase.CLOSED})
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class SetTimer(Deed):
    """Give the open round ``seconds`` from now, or no limit with 0."""

    name = "timer"
    phases = frozenset({Phase.VOTING})
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class ShowVotes(Deed):
    """Show everyone the distribution, of earlier rounds too; while voting, as it comes."""

    name = "show"
    phases = frozenset({Phase.VOTING, Phase.CLOSED})


@dataclass(frozen=True, slots=True)
class HideVotes(Deed):
    """Hide the distribution of the present round again."""

    name = "hide"
    phases = frozenset({Phase.VOTING, Phase.CLOSED})


@dataclass(frozen=True, slots=True)
class RevealGrades(Deed):
    """Show everyone how each choice answers what is at stake."""

    name = "reveal"
    phases = frozenset({Phase.CLOSED, Phase.OUTCOME})


@dataclass(frozen=True, slots=True)
class HideGrades(Deed):
    name = "unreveal"
    phases = frozenset({Phase.CLOSED, Phase.OUTCOME})


@dataclass(frozen=True, slots=True)
class Follow(Deed):
    """Decide for the group: ``action``, or with None what the last round's majority says.

    None raises Tied and NoVotes, and is only possible once a round is closed.
    """

    name = "follow"
    phases = frozenset({Phase.DECIDING, Phase.CLOSED})
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class GoBack(Deed):
    """Back to the last decision followed, as it stood before it was; votes stay."""

    name = "back"
    phases = (_STORY - {Phase.BRIEFING}) | {Phase.DEBRIEF}


@dataclass(frozen=True, slots=True)
class Pause(Deed):
    """Nobody votes and no time runs until ``Resume``."""

    name = "pause"
    phases = _STORY | {Phase.LOBBY, Phase.OWN_PACE}


@dataclass(frozen=True, slots=True)
class Resume(Deed):
    name = "resume"
    phases = _STORY | {Phase.LOBBY, Phase.OWN_PACE}


@dataclass(frozen=True, slots=True)
class ToDebrief(Deed):
    """Stop the story here and look at what was decided."""

    name = "debrief"
    phases = _STORY | {Phase.OWN_PACE}


@dataclass(frozen=True, slots=True)
class End(Deed):
    """Nobody joins or writes any more; what happened stays readable until it is erased."""

    name = "end"
    phases = _ANYWHERE


@dataclass(frozen=True, slots=True)
class Rename(Deed):
    name = "rename"
    phases = _ANYWHERE
    moves = False
    number: int = 0
    pseudonym: str = ""


@dataclass(frozen=True, slots=True)
class Remove(Deed):
    """Send a participant out; their vote of a round still open is taken out."""

    name = "remove"
    phases = _ANYWHERE
    moves = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Seat(Deed):
    """Move a participant to another table."""

    name = "seat"
    phases = _ANYWHERE
    moves = False
    number: int = 0
    seat: int = 0


@dataclass(frozen=True, slots=True)
class WriteNote(Deed):
    """The trainer's own note on a scene; an empty text removes it."""

    name = "note"
    phases = _ANYWHERE
    moves = False
    scene: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class WriteCommitments(Deed):
    """What the group commits to, a line each; replaces what was written before."""

    name = "commitments"
    phases = frozenset({Phase.DEBRIEF})
    moves = False
    lines: tuple[str, ...] = ()


DEEDS: Mapping[str, type[Deed]] = {
    deed.name: deed
    for deed in (
        Start,
        GoOn,
        OpenVote,
        CloseVote,
        ReopenVote,
        Revote,
        SetTimer,
        ShowVotes,
        HideVotes,
        RevealGrades,
        HideGrades,
        Follow,
        GoBack,
        Pause,
        Resume,
        ToDebrief,
        End,
        Rename,
        Remove,
        Seat,
        WriteNote,
        WriteCommitments,
    )
}
"""Every deed by its name, in the order in which a workshop meets them."""
