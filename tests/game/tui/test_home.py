"""The first screen: painted at once, then filled with the play to go on with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game.tui.app import DuettisteApp
from game.tui.screens.home import HomeScreen
from game.tui.screens.library import LibraryScreen
from tests.game.tui.evening_plays import (
    SIZES,
    click_text,
    opened,
    overhear,
    play_evening,
    press,
    rows,
    screen_text,
    seat_in,
    until,
)

_HEAVY = ("sqlalchemy", "alembic", "yaml", "transitions")


def test_importing_the_first_screen_imports_nothing_heavy() -> None:
    code = (
        "import sys, game.tui.app, game.tui.screens.home;"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_it_is_painted_before_the_store_is_open(tmp_path: Path) -> None:
    app = DuettisteApp(tmp_path, "fr")
    app._open_seat = lambda: None  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Bibliothèque" in screen_text(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_the_play_to_go_on_with_is_named_with_where_it_stopped(tmp_path: Path) -> None:
    play_evening(seat_in(tmp_path), "differer")
    async with opened(tmp_path) as (app, pilot):
        await until(pilot, lambda: "Un soir" in screen_text(app))
        text = screen_text(app)
        assert "Arrêtée après 1 décision" in text
        assert "ensuite : La réunion" in text


async def test_its_title_is_quoted_in_the_language_of_the_interface(tmp_path: Path) -> None:
    play_evening(seat_in(tmp_path), "differer")
    async with opened(tmp_path, language="en") as (app, pilot):
        await until(pilot, lambda: "Un soir" in screen_text(app))
        assert "“Un soir" in screen_text(app)
        assert "«" not in screen_text(app)


async def test_a_key_goes_on_with_it(tmp_path: Path) -> None:
    play = play_evening(seat_in(tmp_path), "differer")
    async with opened(tmp_path) as (app, pilot):
        await until(pilot, lambda: "Un soir" in screen_text(app))
        resumed = overhear(app, "resume_play")
        await press(pilot, "r")
        await press(pilot, "enter")
        assert resumed == [(play.header.id,), (play.header.id,)]


async def test_nothing_to_go_on_with_is_said_and_does_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await until(pilot, lambda: "aucune partie en cours" in screen_text(app))
        await press(pilot, "r")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("b", "Bibliothèque"),
        ("o", "Où j’en suis"),
        ("p", "Principes"),
        ("h", "Historique"),
        ("g", "Réglages"),
        ("u", "Joueurs"),
        ("question_mark", "Aide"),
    ],
)
async def test_each_page_opens_by_its_key_and_escape_comes_back(
    tmp_path: Path, key: str, title: str
) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, key)
        assert rows(app)[0].strip() == title
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_one_click_opens_a_page(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await click_text(pilot, "Bibliothèque")
        assert isinstance(app.screen, LibraryScreen)


async def test_every_page_is_in_the_command_palette(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, _pilot):
        titles = {command.title for command in app.get_system_commands(app.screen)}
        pages = {"Bibliothèque", "Où j’en suis", "Principes", "Historique", "Réglages", "Joueurs"}
        assert pages <= titles
        assert not any("Scroll" in title or "Page Up" in title for title in titles)


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_page_of_the_list_can_be_seen_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await press(pilot, "end")
        assert "Quitter" in screen_text(app)


async def test_a_new_language_is_taken_up_on_coming_back(tmp_path: Path) -> None:
    async with opened(tmp_path, language="") as (app, pilot):
        app.seat.change_setting("language", "en")
        app.apply_settings()
        await press(pilot, "g", "escape")
        assert "Library" in screen_text(app)
