"""Being led through the debrief: answers kept, the profile after one's own reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from game.playing import LivePlay, finished_play
from game.store import Reflection
from game.store.errors import DiskFull
from game.tui.screens.debrief import TABS, DebriefScreen
from game.tui.screens.home import HomeScreen
from tests.game.tui.evening_plays import (
    SIZES,
    click_text,
    opened,
    play_evening,
    press,
    screen_text,
    seat_in,
    settled,
)

WAITING = "Le profil attend votre propre regard"
PROFILE = "Axe par axe"


def ended_play(home: Path) -> LivePlay:
    return play_evening(seat_in(home), "confirmer", "montrer")


def said(play: LivePlay) -> Reflection:
    return play.store.reflection(play.header.id)


async def test_enter_leads_through_the_parts_in_order(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        app.show_debrief(ended_play(tmp_path))
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        await press(pilot, "enter")
        seen = [screen._tab]
        for _ in range(12):
            await press(pilot, "enter")
            if screen._tab == "decisions":
                await press(pilot, "enter")
            if screen._tab == "profile" and WAITING in screen_text(app):
                await press(pilot, "v")
            if screen._tab != seen[-1]:
                seen.append(screen._tab)
            if screen._tab == "next":
                break
        assert seen == list(TABS)


@pytest.mark.parametrize("size", SIZES[1:])
async def test_the_profile_waits_for_both_marks_then_says_how_they_compare(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    play = ended_play(tmp_path)
    async with opened(tmp_path, size) as (app, pilot):
        app.show_debrief(play)
        await settled(pilot)
        await press(pilot, "enter", "4")
        assert WAITING in screen_text(app)
        assert PROFILE not in screen_text(app)
        await press(pilot, "5")
        assert WAITING in screen_text(app)
        await press(pilot, "enter", "right", "4")
        assert WAITING in screen_text(app)
        await press(pilot, "2", "down", "right", "4")
        text = " ".join(screen_text(app).split())
        assert WAITING not in text
        assert "Le mieux tenu, selon vous :" in text
        assert "trop peu pour conclure. La comparaison attendra" in text
        assert said(play).strongest
        assert said(play).weakest not in ("", said(play).strongest)
        await press(pilot, "2")
        assert "n’est pas une faute" in " ".join(screen_text(app).split())
        assert "( )" not in screen_text(app)


async def test_the_profile_can_be_seen_without_waiting(tmp_path: Path) -> None:
    play = ended_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.show_debrief(play)
        await settled(pilot)
        await press(pilot, "enter", "4", "v")
        assert WAITING not in screen_text(app)
        assert "Joué en entraînement" in screen_text(app)
        await press(pilot, "2")
        assert "sans vous y placer d’abord" in screen_text(app)
        assert said(play) == Reflection()


async def test_an_axis_is_marked_at_one_end_only_and_a_mark_can_be_taken_back(
    tmp_path: Path,
) -> None:
    play = ended_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.show_debrief(play)
        await settled(pilot)
        await press(pilot, "enter", "2")
        assert screen_text(app).count("Circuit de décision") == 2
        await click_text(pilot, "Circuit de décision")
        assert said(play).strongest == "circuit"
        assert screen_text(app).count("Circuit de décision") == 1
        await press(pilot, "left", "left")
        assert said(play).strongest == ""


@pytest.mark.parametrize("keys", [("ctrl+q",), ("escape",), ("ctrl+p",)])
async def test_an_answer_half_typed_is_kept_whatever_the_way_out(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    play = ended_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.show_debrief(play)
        await settled(pilot)
        for key in ("l", "e", *keys):
            await pilot.press(key)
        assert said(play).reaction == "le"


@pytest.mark.parametrize("keys", [("ctrl+q",), ("escape", "escape"), ("tab",)])
async def test_a_commitment_is_kept_without_enter(tmp_path: Path, keys: tuple[str, ...]) -> None:
    play = ended_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "c")
        for key in ("o", "u", "i", *keys):
            await pilot.press(key)
        await settled(pilot)
        assert said(play).commitment == "oui"


async def test_what_is_typed_is_kept_after_a_moment(tmp_path: Path) -> None:
    play = ended_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "c")
        app.screen.query_one("#commitment", Input).value = "Écrire"
        await pilot.pause(0.8)
        assert said(play).commitment == "Écrire"


async def test_leaving_says_once_that_a_line_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = ended_play(tmp_path)

    def full(*_args: object) -> None:
        raise DiskFull(tmp_path)

    async with opened(tmp_path) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "c", "a")
        monkeypatch.setattr(play.store, "set_reflection", full)
        await press(pilot, "b", "escape", "escape")
        assert "disque" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, DebriefScreen)
        assert app.screen.query_one("#commitment", Input).value == "ab"
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_coming_back_opens_where_one_was(tmp_path: Path) -> None:
    play = ended_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        for reflection, led, tab in (
            (Reflection("Le soir"), True, "story"),
            (Reflection("Le soir", "circuit", "transparence"), True, "profile"),
            (Reflection("Le soir"), False, "profile"),
            (Reflection(), False, "story"),
        ):
            play.store.set_reflection(play.header.id, reflection)
            screen = DebriefScreen(finished_play(play.store, play.header.id), ask=led)
            app.show_over_home(screen)
            await settled(pilot)
            assert (screen._tab, screen._asking) == (tab, False), reflection


async def test_the_debrief_is_saved_as_a_document(tmp_path: Path) -> None:
    play = ended_play(tmp_path)
    target = tmp_path / "bilan.md"
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "c", *"oui", "escape", "s")
        assert app.screen.query_one(Input).value.endswith(f"bilan-un-soir-{play.header.id}.html")
        app.screen.query_one(Input).value = str(tmp_path / "rien" / "bilan.md")
        await press(pilot, "enter")
        assert "rien" in screen_text(app)
        app.screen.query_one(Input).value = str(target)
        await press(pilot, "enter")
        assert "bilan.md" in screen_text(app)
    assert "oui" in target.read_text(encoding="utf-8")
