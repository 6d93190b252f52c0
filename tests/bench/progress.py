"""How long it takes to work out what a player trained, and what to play next, over many plays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from game.content import load_catalogue
from game.library import read_library
from game.progress.overview import read_progress
from game.progress.suggesting import suggestions
from game.store import NewPlay, Store, open_memory_store
from game.store.records import Player
from tests.bench.measuring import Figure, best_seconds, seconds_below
from tests.bench.reports import DECISIONS, played

PLAYS = 300
SCENARIOS = 20
ROUNDS = 5
_BEGUN = datetime(2024, 1, 8, 9, tzinfo=UTC)


class _Days:
    """A clock that goes on by a day at each play."""

    now = _BEGUN

    def __call__(self) -> datetime:
        return self.now


def progress_figures() -> list[Figure]:
    """The page of progress, and suggestions alone, from what is kept of many finished plays."""
    days, library, catalogue = _Days(), read_library(), load_catalogue()
    with open_memory_store(clock=days) as store:
        player = _trained(store, days)
        seconds = best_seconds(
            ROUNDS,
            {
                "progress": lambda: read_progress(store, player, library, catalogue, days.now),
                "what to play next": lambda: suggestions(store, player, library, days.now),
            },
        )
    what = f"from {PLAYS} plays of {DECISIONS} decisions"
    return [seconds_below(f"{name} {what}", taken, 0.3) for name, taken in seconds.items()]


def _trained(store: Store, days: _Days) -> Player:
    """A player with so many finished plays, a day apart, of a few scenarios in turn."""
    model = store.play(played(store, DECISIONS).header.id)
    header = model.header
    for number in range(PLAYS - 1):
        days.now += timedelta(days=1)
        new = NewPlay(
            player_id=header.player_id,
            scenario_id=f"scenario-{number % SCENARIOS}",
            scenario_version=1,
            text_hash=header.text_hash,
            seed=header.seed,
            mode=header.mode,
        )
        first = [replace(decision, decided_at=None) for decision in model.decisions]
        begun = store.begin_play(new, first)
        store.finish_play(
            begun.id,
            header.ending or "",
            overall=header.overall,
            summary=model.summary,
            length=len(first),
            take=0,
        )
    return next(player for player in store.players() if player.id == header.player_id)
