"""A play on the screens that begins after decisions said on the command line."""

from __future__ import annotations

from pathlib import Path

from engine.rules import Rules
from game.authoring.exploration_ways import decisions_made
from game.tui.app import DuettisteApp, FirstPlay
from game.tui.screens.outcome import OutcomeScreen
from tests.game.tui.evening_plays import screen_text, settled, until
from tests.game.tui.long_day import entry, live_play, read_on_to


async def test_the_outcome_of_the_last_decision_is_shown_and_play_goes_on(tmp_path: Path) -> None:
    made = decisions_made(Rules(entry().scenario), "repondre")
    first = FirstPlay(entry(), None, "off", made.seed, made.decisions)
    app = DuettisteApp(tmp_path, "fr", first_play=first)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.conductor is not None)
        await settled(pilot)
        assert isinstance(app.screen, OutcomeScreen)
        assert "Vous avez décidé : Répondre tout de suite." in screen_text(app)
        await read_on_to(app, pilot, "SortBoard")
        play = live_play(app)
        kept = app.seat.store.play(play.header.id)
        assert [it.action for it in kept.decisions] == [{"choose": "repondre"}]
        assert kept.header.mode == "practice"
