"""Everything a workshop refuses, each with the key of its message (``workshop.fault.*``).

``str(error)`` is for developers; people read ``messages(error.key, **error.params)``. Faults of
the database itself stay those of ``game.store.errors``.
"""
# Named after what happened; that they are errors, their base says.
# ruff: noqa: N818

from __future__ import annotations

from collections.abc import Mapping

from engine.rules import Action


class WorkshopError(Exception):
    """A refusal; nothing has changed."""

    key: str = "workshop.fault.failed"

    def __init__(self, **params: str | int) -> None:
        super().__init__(f"{self.key} {params}")
        self.params: Mapping[str, str | int] = params


class UnknownWorkshop(WorkshopError):
    """No workshop has that id (it may have been erased)."""

    key = "workshop.fault.unknown_workshop"


class UnknownCode(WorkshopError):
    key = "workshop.fault.unknown_code"


class UnknownParticipant(WorkshopError):
    """The token is nobody's: never given, or its owner left and erased what was theirs."""

    key = "workshop.fault.unknown_participant"


class UnknownSecret(WorkshopError):
    key = "workshop.fault.unknown_secret"


class ParticipantRemoved(WorkshopError):
    key = "workshop.fault.removed"


class WorkshopEnded(WorkshopError):
    key = "workshop.fault.ended"


class WorkshopFull(WorkshopError):
    key = "workshop.fault.full"


class WorkshopPaused(WorkshopError):
    key = "workshop.fault.paused"


class VoteNotOpen(WorkshopError):
    """This round takes no votes: not open yet, closed, or another one is going on."""

    key = "workshop.fault.not_open"


class VoteTooLate(WorkshopError):
    """The round's time was over when the vote came, by the server's clock."""

    key = "workshop.fault.too_late"


class NotAnOption(WorkshopError):
    """What was voted cannot be done in this scene."""

    key = "workshop.fault.not_an_option"


class NoSuchSeat(WorkshopError):
    key = "workshop.fault.no_such_seat"


class SeatNeeded(WorkshopError):
    """In teams and roles one votes from a table."""

    key = "workshop.fault.seat_needed"


class TextRefused(WorkshopError):
    """``reason`` ends the key: ``name_too_long``, ``name_characters``, ``line_too_long``…"""

    def __init__(self, reason: str, **params: str | int) -> None:
        self.key = f"workshop.fault.{reason}"
        super().__init__(**params)


class SettingRefused(WorkshopError):
    """A setting of a new workshop that cannot be; ``reason`` ends the key."""

    def __init__(self, reason: str, **params: str | int) -> None:
        self.key = f"workshop.fault.{reason}"
        super().__init__(**params)


class Stale(WorkshopError):
    """Another facilitator moved the workshop meanwhile: look again before going on."""

    key = "workshop.fault.stale"


class NotNow(WorkshopError):
    """The workshop is not where this can be done."""

    key = "workshop.fault.not_now"


class NothingBefore(WorkshopError):
    """There is no decision to go back to."""

    key = "workshop.fault.nothing_before"


class NoVotes(WorkshopError):
    """Nobody voted: the facilitator has to say what is followed."""

    key = "workshop.fault.no_votes"


class Tied(WorkshopError):
    """No majority: the facilitator decides between ``actions`` (for a board, its ties)."""

    key = "workshop.fault.tied"

    def __init__(self, actions: tuple[Action, ...] = ()) -> None:
        super().__init__()
        self.actions = actions
