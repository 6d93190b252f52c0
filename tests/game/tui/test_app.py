"""The shell: languages, themes, commands, animations, and how it breaks."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.widgets import Static

import game.tui
from game.crash import REPORTS
from game.locale import LANGUAGES, Messages
from game.tui.app import DuettisteApp
from game.tui.launch import CRASHED, run_app
from game.tui.screens.home import HomeScreen
from game.tui.screens.scene import SceneScreen
from game.tui.themes import DEFAULT_THEME, TERMINAL_THEME
from tests.game.tui.evening_plays import opened, press, rows, screen_text, seat_in, settled, until
from tests.game.tui.long_day import live_play, playing, shows

SECRET = "une confidence"


def our_classes() -> Iterator[type[DOMNode]]:
    """Every screen and widget of the game."""
    for module in pkgutil.walk_packages(game.tui.__path__, "game.tui."):
        for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(found, DOMNode) and found.__module__ == module.name:
                yield found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_every_screen_is_described_in_words(language: str) -> None:
    messages = Messages(language)
    described = [
        binding.description
        for found in our_classes()
        for binding in found.__dict__.get("BINDINGS", [])
        if isinstance(binding, Binding) and binding.description
    ]
    assert len(described) > 20
    assert [key for key in described if not messages.has(key)] == []


async def test_keys_are_in_the_language_of_the_player(tmp_path: Path) -> None:
    async with opened(tmp_path, language="en") as (app, _):
        told = screen_text(app)
        assert "Esc quit Duettiste" in told
        assert "Échap" not in told


async def test_the_palette_holds_every_action_of_the_screen_in_french(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        titles = [command.title for command in app.get_system_commands(app.screen)]
        for action in ("Décider", "Documents", "Noter", "Qui est qui", "Journal", "Quitter"):
            assert action in titles
        assert len(titles) == len(set(titles))
        await press(pilot, "ctrl+p")
        assert shows(app, CommandPalette)
        assert "Chercher une action" in screen_text(app)


async def test_the_palette_says_in_french_that_nothing_was_found(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+p", *"zzzz")
        await until(pilot, lambda: "Aucune action ne porte ces mots." in screen_text(app))


async def test_a_command_of_the_palette_does_what_its_key_does(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        command = next(
            it for it in app.get_system_commands(app.screen) if it.title == "Qui est qui"
        )
        command.callback()
        await settled(pilot)
        assert "Anne Roux, Maire" in screen_text(app)


async def test_nothing_is_animated(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, _):
        assert app.animation_level == "none"


async def test_the_theme_of_the_player_is_taken_up(tmp_path: Path) -> None:
    seat = seat_in(tmp_path)
    seat.change_setting("theme", "duettiste-light")
    seat.store.close()
    async with opened(tmp_path) as (app, _):
        assert app.theme == "duettiste-light"


async def test_a_theme_that_no_longer_exists_gives_the_usual_one(tmp_path: Path) -> None:
    seat = seat_in(tmp_path)
    seat.change_setting("theme", "mauve")
    seat.store.close()
    async with opened(tmp_path) as (app, _):
        assert app.theme == DEFAULT_THEME


async def test_without_colour_the_selection_is_reversed_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "2")
        assert app.theme == TERMINAL_THEME
        assert shows(app, SceneScreen)
        strips = app.screen._compositor.render_strips()
        selected = [
            segment
            for strip in strips
            for segment in strip
            if segment.style and segment.style.reverse and segment.text.strip()
        ]
        assert any("›" in segment.text for segment in selected)
        for strip in strips:
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[0]):
                style = segment.style
                assert style is None or style.color is None or style.color.is_default


async def test_typing_a_markup_in_a_note_shows_it_as_typed(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "1", "enter", "n", *"[/red]", "enter", "j")
        assert "Votre note : [/red]" not in screen_text(app) or "[/red]" in screen_text(app)
        assert live_play(app).header.length == 0


async def test_the_screens_follow_any_change_of_size(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "1")
        for width, height in [(200, 60), (60, 20), (79, 23), (110, 20), (60, 60), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            painted = rows(app)
            assert len(painted) == height
            assert "décider" in screen_text(app)


class Breaking(DuettisteApp):
    """Breaks while something private is in a variable."""

    CSS_PATH: ClassVar = [Path(game.tui.__path__[0], sheet) for sheet in DuettisteApp.CSS_PATH]

    def on_mount(self) -> None:
        confidence = SECRET
        raise RuntimeError(confidence)


def test_a_crash_leaves_a_report_that_repeats_nothing_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.tui.app.DuettisteApp", Breaking)
    monkeypatch.setattr(Breaking, "run", lambda app: super(Breaking, app).run(headless=True))
    assert run_app(tmp_path, "fr") == CRASHED
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err
    assert "Traceback" not in said.err
    reports = list((tmp_path / REPORTS).iterdir())
    assert len(reports) == 1
    assert str(reports[0]) in said.err
    written = reports[0].read_text(encoding="utf-8")
    assert SECRET not in written
    assert "test_app.py" in written


async def test_the_first_screen_stays_below_every_other(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "1", "enter")
        assert isinstance(app.screen_stack[0], HomeScreen)
        assert len(app.screen_stack) == 2
        app.go_home()
        await pilot.pause()
        assert app.screen_stack == [app.screen]
        assert app.conductor is None


async def test_text_in_the_game_is_never_markup(tmp_path: Path) -> None:
    """A Static that reads markup would let a scenario colour or hide its text."""
    async with playing(tmp_path, (120, 40)) as (app, pilot):
        await press(pilot, "enter")
        for keys in ((), ("1", "enter"), ("enter",), ("enter",)):
            await press(pilot, *keys)
            reading = [it for it in app.screen.query(Static) if it._render_markup]
            assert reading == []


async def test_the_next_start_has_its_colours_and_words_before_the_store_is_open(
    tmp_path: Path,
) -> None:
    seat = seat_in(tmp_path)
    seat.change_setting("theme", "duettiste-light")
    seat.change_setting("language", "en")
    seat.store.close()
    app = DuettisteApp(tmp_path)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.seat_is_open)
    again = DuettisteApp(tmp_path)
    assert again.theme == "duettiste-light"
    assert again.messages.language == "en"
    assert DuettisteApp(tmp_path, "fr").messages.language == "fr"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 5000, b"mauve\nklingon\n"])
def test_a_spoilt_memory_of_the_last_look_does_no_harm(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "apparence.txt").write_bytes(content)
    app = DuettisteApp(tmp_path)
    assert app.theme == DEFAULT_THEME
    assert app.messages.language in LANGUAGES
