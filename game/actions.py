"""Actions as plain data, for the store and for files."""

from __future__ import annotations

from collections.abc import Mapping

from engine.rules import Action, Choose, Continue, Place, Rank
from engine.session import Decision
from game.store.records import JsonObject, JsonValue, StoredDecision


class UnknownActionError(ValueError):
    """Stored data that are no action."""


def encode(action: Action) -> JsonObject:
    """``{"choose": id}``, ``{"place": {item: column}}`` or ``{"rank": [steps]}``."""
    match action:
        case Choose():
            return {"choose": action.choice}
        case Place():
            placements: JsonObject = dict(action.placements)
            return {"place": placements}
        case Rank():
            return {"rank": list(action.steps)}
        case Continue():
            raise UnknownActionError("going on is not kept")


def decode(data: Mapping[str, JsonValue]) -> Action:
    """The action that ``encode`` wrote. Raises UnknownActionError for anything else."""
    match dict(data):
        case {"choose": str(choice)}:
            return Choose(choice)
        case {"place": dict(placements)}:
            pairs = tuple((item, column) for item, column in placements.items())
            if all(isinstance(column, str) for _, column in pairs):
                return Place(tuple((item, str(column)) for item, column in pairs))
        case {"rank": list(steps)}:
            if all(isinstance(step, str) for step in steps):
                return Rank(tuple(str(step) for step in steps))
    raise UnknownActionError(str(data)[:80])


def stored(position: int, decision: Decision) -> StoredDecision:
    return StoredDecision(
        position,
        decision.scene,
        encode(decision.action),
        decision.seconds,
        decision.timed_out,
        decision.note,
    )


def restored(record: StoredDecision) -> Decision:
    """Raises UnknownActionError."""
    return Decision(
        record.scene, decode(record.action), record.seconds, record.timed_out, record.note
    )
