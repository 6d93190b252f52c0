"""Plays to export: one in each kind of scene, finished, with notes that try to do harm."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from game.autoplay import AutomaticPlayer, Manner
from game.exports.recorded import Called, RecordedPlay, record_plays
from game.playing import LivePlay, scenario_of
from game.store import Store, open_memory_store
from tests.bundled import bundled
from tests.game.plain.small import TEXT

HOSTILE = '=HYPERLINK("http://exemple.invalid";"ici"); =2, @x _x0041_'
SECONDS = 12.34


def play_to_the_end(play: LivePlay, manner: Manner, note: str = "") -> LivePlay:
    player = AutomaticPlayer(manner, play.header.seed)
    while play.phase != "debrief":
        if play.phase == "deciding":
            action = player.decide(play.rules, play.session.state, len(play.session.steps))
            play.decide(action, seconds=SECONDS, note=note)
        else:
            play.go_on()
    return play


@pytest.fixture
def store() -> Iterator[Store]:
    with open_memory_store() as opened:
        yield opened


@cache
def recorded() -> tuple[RecordedPlay, ...]:
    """A best, a worst and a random play of each bundled scenario and of the small one."""
    store = open_memory_store()
    player = store.add_player("Claire")
    for seed, manner in enumerate(Manner):
        small = LivePlay.begin(store, player.id, TEXT, scenario_of(TEXT), seed=seed)
        play_to_the_end(small, manner, HOSTILE)
        for entry in bundled().values():
            play = LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=seed)
            play_to_the_end(play, manner)
    found = record_plays(store, store.plays(player.id), lambda _: Called("j-essai"))
    assert found.unreadable == ()
    return found.plays
