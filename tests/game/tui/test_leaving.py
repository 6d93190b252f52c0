"""Ctrl+Q never throws away in silence what was typed or placed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from engine.session import Mode
from game.tui.app import DuettisteApp, FirstPlay
from game.tui.screens.leaving import LeavingDialog
from game.tui.screens.notes import NoteDialog
from game.tui.screens.scene import SceneScreen
from tests.game.tui.evening_plays import press, screen_text, settled, until
from tests.game.tui.long_day import entry, read_on_to


async def at_the_first_scene(app: DuettisteApp, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: app.conductor is not None)
    await settled(pilot)
    await press(pilot, "enter")
    assert isinstance(app.screen, SceneScreen)


@pytest.fixture
def app(tmp_path: Path) -> DuettisteApp:
    return DuettisteApp(tmp_path, "fr", first_play=FirstPlay(entry(), Mode.PRACTICE, "off", seed=1))


async def test_with_nothing_begun_it_leaves_at_once(app: DuettisteApp) -> None:
    async with app.run_test() as pilot:
        await at_the_first_scene(app, pilot)
        await pilot.press("ctrl+q")
        assert app.return_code == 0


async def test_a_note_half_typed_is_told_then_left(app: DuettisteApp) -> None:
    async with app.run_test() as pilot:
        await at_the_first_scene(app, pilot)
        await press(pilot, "n", "a", "ctrl+q")
        assert isinstance(app.screen, NoteDialog)
        assert "pas encore gardée" in screen_text(app)
        await press(pilot, "enter", "ctrl+q")
        assert isinstance(app.screen, LeavingDialog)
        assert "La note écrite pour la décision en cours" in " ".join(screen_text(app).split())
        await pilot.press("ctrl+q")
        assert app.return_code == 0


async def test_a_board_half_filled_is_asked_about(app: DuettisteApp) -> None:
    async with app.run_test() as pilot:
        await at_the_first_scene(app, pilot)
        await press(pilot, "1", "enter")
        await read_on_to(app, pilot, "SortBoard")
        await press(pilot, "1", "ctrl+q")
        assert "Ce que vous avez placé" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SceneScreen)
        assert app.screen.unfinished == ("board",)
