"""The scenarios on the shelf: those that can be played, and the names of those that cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.content import load_frames, scenario_files
from game.library import LibraryEntry, UnreadableScenarioError, read_entry
from game.store.records import PlayHeader
from game.views.library import ScenarioView, scenario_view
from game.views.words import Wording

if TYPE_CHECKING:
    from game.seat import Seat


@dataclass(frozen=True, slots=True)
class Shelf:
    """``entries`` by id; ``broken`` are the names of files with errors, left out of the list."""

    entries: dict[str, LibraryEntry]
    broken: tuple[str, ...]


def read_shelf() -> Shelf:
    """Every scenario that comes with the game; a faulty one never hides the others."""
    entries: dict[str, LibraryEntry] = {}
    broken = []
    for path in scenario_files():
        try:
            entry = read_entry(path)
        except (OSError, UnreadableScenarioError):
            broken.append(path.name)
            continue
        entries[entry.scenario.id] = entry
    return Shelf(entries, tuple(broken))


def described(shelf: Shelf, seat: Seat, wording: Wording) -> tuple[ScenarioView, ...]:
    """The shelf with what the player did of each scenario. Raises StoreError."""
    frames = load_frames()
    best = seat.store.best_results(seat.player.id)
    played: dict[str, list[PlayHeader]] = {}
    for header in seat.store.plays(seat.player.id):
        played.setdefault(header.scenario_id, []).append(header)
    return tuple(
        scenario_view(
            entry.scenario,
            frames[entry.scenario.frame],
            wording,
            played.get(id_, ()),
            best.get(id_),
        )
        for id_, entry in shelf.entries.items()
    )
