"""What the playing screens ask of the app: they post these messages and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from engine.rules import Action


class Decide(Message):
    """Make this decision, after ``seconds`` of thought, with the player's ``note``."""

    def __init__(self, action: Action, seconds: float, note: str) -> None:
        super().__init__()
        self.action = action
        self.seconds = seconds
        self.note = note


class Expire(Message):
    """Time has run out; ``placed`` is the board as it stands, None for a choice."""

    def __init__(self, placed: Action | None, seconds: float, note: str) -> None:
        super().__init__()
        self.placed = placed
        self.seconds = seconds
        self.note = note


class GoOn(Message):
    """Leave the briefing, an outcome or a scene that only tells, for what comes next."""


class TakeBack(Message):
    """Come back on the decision at ``position`` (from 0); in practice only."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self.position = position


class KeepNote(Message):
    """Write the note of the decision made at ``position`` (from 0)."""

    def __init__(self, position: int, note: str) -> None:
        super().__init__()
        self.position = position
        self.note = note


class ShowJournal(Message):
    """Show everything read so far."""


class ShowPrinciples(Message):
    """Open the principles of the scenario's system; in practice only."""


class AskToLeave(Message):
    """Ask whether to leave the play, saying what is kept."""
