"""Settings, players and help."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.tui.screens.home import HomeScreen
from game.tui.themes import PALETTES
from game.tui.widgets.list_and_detail import Lines
from tests.game.tui.evening_plays import (
    SIZES,
    click_text,
    opened,
    play_evening,
    press,
    screen_text,
    seat_in,
)


async def test_a_theme_applies_at_once_and_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "g")
        await press(pilot, "right")
        chosen = app.theme
        assert chosen == list(PALETTES)[1]
    async with opened(tmp_path) as (app, _pilot):
        assert app.theme == chosen


async def test_the_language_changes_the_page_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, language="") as (app, pilot):
        await press(pilot, "g")
        await click_text(pilot, "English")
        assert "Colours" in screen_text(app)
        await press(pilot, "escape")
        assert "Library" in screen_text(app)
        assert app.seat.setting("language") == "en"


async def test_mode_and_timers_are_offered_at_the_next_start(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await press(pilot, "g")
        await click_text(pilot, "évaluation")
        await click_text(pilot, "sans minuteur")
        await press(pilot, "escape", "b", "enter")
        text = screen_text(app)
        assert "(•) évaluation" in text
        assert "(•) sans minuteur" in text


async def test_it_says_who_plays_and_where_plays_are_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, (160, 50)) as (app, pilot):
        await press(pilot, "g")
        text = screen_text(app)
        assert app.seat.player.name in text
        assert str(tmp_path / "duettiste.db") in text
        assert "sans mot de passe" in text


@pytest.mark.parametrize("size", SIZES)
async def test_every_setting_is_reached_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await press(pilot, "g", "down", "down", "down", "right")
        assert app.seat.setting("timers") == "long"
        assert "deux fois plus longs" in screen_text(app)


async def test_a_player_is_added_and_plays_apart(tmp_path: Path) -> None:
    play_evening(seat_in(tmp_path), "differer")
    async with opened(tmp_path) as (app, pilot):
        first = app.seat.player
        await press(pilot, "u", "a", *"Claire", "enter")
        assert app.seat.player.name == "Claire"
        assert "sans mot de passe" in screen_text(app)
        await press(pilot, "escape")
        assert "aucune partie en cours" in screen_text(app)
        await press(pilot, "u")
        await click_text(pilot, first.name)
        await click_text(pilot, first.name)
        assert isinstance(app.screen, HomeScreen)
        assert app.seat.player == first
        assert "Un soir" in screen_text(app)


async def test_a_refused_name_says_why_and_nothing_is_added(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "u", "a", "enter")
        assert "Un nom ne peut pas être vide" in screen_text(app)
        await press(pilot, "escape")
        assert app.screen.query_one(Lines).option_count == 1


async def test_a_player_is_renamed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "u", "m", *" bis", "enter")
        assert app.seat.player.name.endswith(" bis")
        assert app.seat.player.name in screen_text(app)


async def test_help_gives_the_keys_of_the_page_it_was_asked_from(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 60)) as (app, pilot):
        await press(pilot, "h", "question_mark")
        text = screen_text(app)
        assert "importer" in text
        assert "Comment se joue un scénario" in text
        assert "ligne rouge" in text
        assert "Page Up" not in text
        await press(pilot, "question_mark")
        assert "Historique" in screen_text(app)
