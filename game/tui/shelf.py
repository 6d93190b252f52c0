"""The scenarios that can be played, as the library screen shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.content import load_frames
from game.library import Library
from game.store.records import PlayHeader
from game.views.library import ScenarioView, scenario_view
from game.views.words import Wording

if TYPE_CHECKING:
    from game.seat import Seat


def described(library: Library, seat: Seat, wording: Wording) -> tuple[ScenarioView, ...]:
    """The library's scenarios with what the player did of each scenario. Raises StoreError."""
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
        for id_, entry in library.entries.items()
    )
