"""Every theme on every page, and the terminal's own colours under NO_COLOR."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.tui.themes import PALETTES, TERMINAL_THEME
from tests.game.tui.evening_plays import opened, play_evening, press, screen_text, seat_in

PAGES = {
    "b": "Chercher",
    "o": "D’après 1 partie",
    "p": "Neutralité",
    "h": "Le calme",
    "g": "(•)",
    "u": "sans mot de passe",
}


@pytest.mark.parametrize("theme", list(PALETTES))
async def test_every_page_can_be_read_in_every_theme(tmp_path: Path, theme: str) -> None:
    seat = seat_in(tmp_path)
    play_evening(seat, "differer", "montrer")
    seat.change_setting("theme", theme)
    async with opened(tmp_path) as (app, pilot):
        assert app.theme == theme
        for key, words in PAGES.items():
            await press(pilot, key)
            assert words in screen_text(app)
            await press(pilot, "escape")


async def test_no_color_keeps_the_colours_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path) as (app, pilot):
        assert app.theme == TERMINAL_THEME
        await press(pilot, "g", "right")
        assert app.theme == TERMINAL_THEME
        assert "NO_COLOR" in screen_text(app)
