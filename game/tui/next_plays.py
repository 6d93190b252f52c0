"""What a player could play next, as the screens offer it."""

from __future__ import annotations

from game.library import Library
from game.playing import LivePlay
from game.store.clock import utc_now
from game.store.errors import StoreError
from game.tui.widgets.ways_on import Suggested
from game.views.words import Wording


def next_plays(play: LivePlay, library: Library, wording: Wording) -> tuple[Suggested, ...]:
    """The scenarios to offer after ``play``, the best first; none where they cannot be found."""
    from game.progress.suggesting import suggestions
    from game.views.suggestions import suggestion_views

    now, store = utc_now(), play.store
    try:
        player = next(it for it in store.players() if it.id == play.header.player_id)
        found = suggestions(store, player, library, now, leave_out={play.scenario.id})
    except StoreError:
        return ()
    return tuple(Suggested(it.id, it.title, it.why) for it in suggestion_views(found, now, wording))
