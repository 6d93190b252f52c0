"""Everything a page or a report of progress says, computed together from one reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from engine.principles import Catalogue
from game.library import Library
from game.progress.measuring import Training, training_of
from game.progress.record import TrainingRecord, read_record
from game.progress.reviewing import Recall, recalls
from game.progress.suggesting import Suggestion, suggested
from game.store.records import Player

if TYPE_CHECKING:
    from game.store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """``recalls`` are by principle; those out of the catalogue are left aside everywhere."""

    now: datetime
    record: TrainingRecord
    training: Training
    recalls: dict[str, Recall]
    suggestions: tuple[Suggestion, ...]


def read_progress(
    store: Store, player: Player, library: Library, catalogue: Catalogue, now: datetime
) -> Progress:
    """The progress of a player at ``now``. Raises StoreError."""
    record = read_record(store, player.id)
    known = recalls(record, now)
    return Progress(
        now=now,
        record=record,
        training=training_of(record, catalogue),
        recalls={id_: recall for id_, recall in known.items() if id_ in catalogue.principles},
        suggestions=suggested(store, player, library, record, known, now),
    )
