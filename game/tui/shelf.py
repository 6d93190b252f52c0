"""The scenarios that can be played, as the library screen shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.content import load_frames
from game.library import Library
from game.views.library import ScenarioView, library_views
from game.views.words import Wording

if TYPE_CHECKING:
    from game.seat import Seat


def described(library: Library, seat: Seat, wording: Wording) -> tuple[ScenarioView, ...]:
    """The library's scenarios with what the player did of each scenario. Raises StoreError."""
    plays = seat.store.plays(seat.player.id)
    best = seat.store.best_results(seat.player.id)
    return library_views(
        library.entries, wording, load_frames(wording.messages.language), plays, best
    )
