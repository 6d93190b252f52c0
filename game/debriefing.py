"""The debrief of an ended play in words, for every front end."""

from __future__ import annotations

from engine.chance import seeded_chance
from engine.interludes import interludes
from game.content import load_frames
from game.library import Library
from game.locale import Messages
from game.playing import LivePlay
from game.progress.suggesting import suggestions
from game.store.clock import utc_now
from game.store.errors import StoreError
from game.views.debrief import DebriefView, debrief_view
from game.views.suggestions import SuggestionView, suggestion_views

LEAST_AXES = 2
"""Axes met below which there is nothing to place oneself on."""


def view_of_debrief(play: LivePlay, messages: Messages) -> DebriefView:
    wording = play.wording(messages)
    role = load_frames(messages.language)[play.scenario.frame].role(play.scenario.role).title
    return debrief_view(play.debrief(), wording, wording.prose(role), play.header.mode, play.timers)


def read_between(play: LivePlay, messages: Messages) -> tuple[tuple[str, ...], ...]:
    """The paragraphs read before each decision that are no part of its scene; last, those before
    the ending: one more than there are decisions."""
    chance = seeded_chance(play.header.seed)
    told = interludes(play.rules, play.session.steps, chance)
    return tuple(map(play.wording(messages).paragraphs, told))


def next_plays(play: LivePlay, library: Library, messages: Messages) -> tuple[SuggestionView, ...]:
    """The scenarios to offer after ``play``, the best first; none where they cannot be found."""
    now, store = utc_now(), play.store
    try:
        player = next(it for it in store.players() if it.id == play.header.player_id)
        found = suggestions(store, player, library, now, leave_out={play.scenario.id})
    except StoreError:
        return ()
    return suggestion_views(found, now, play.wording(messages))
