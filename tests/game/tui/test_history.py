"""The history of plays."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.session import Mode
from game.store import open_store
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.history import HistoryScreen
from game.tui.widgets.list_and_detail import Lines
from tests.game.tui.evening import EVENING
from tests.game.tui.evening_plays import (
    SIZES,
    click_text,
    opened,
    overhear,
    play_evening,
    press,
    screen_text,
    seat_in,
    until,
)


async def test_every_play_is_told_with_mode_score_and_ending(tmp_path: Path) -> None:
    seat = seat_in(tmp_path)
    play_evening(seat, "differer", "montrer", mode=Mode.ASSESSMENT)
    play_evening(seat, "confirmer")
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "h")
        text = screen_text(app)
        assert "2 parties" in text
        assert "évaluation · 100 % · Le calme" in text
        assert "entraînement · en cours, 1 décision" in text


async def test_a_finished_play_opens_its_debrief_and_an_unfinished_one_goes_on(
    tmp_path: Path,
) -> None:
    seat = seat_in(tmp_path)
    finished = play_evening(seat, "differer", "montrer")
    begun = play_evening(seat, "confirmer")
    async with opened(tmp_path) as (app, pilot):
        resumed = overhear(app, "resume_play")
        await press(pilot, "h")
        app.screen.query_one(Lines).highlighted = _row_of(app.screen, begun.header.id)
        await press(pilot, "enter")
        assert resumed == [(begun.header.id,)]
        app.screen.query_one(Lines).highlighted = _row_of(app.screen, finished.header.id)
        await press(pilot, "enter")
        assert "La fin : Le calme" in screen_text(app)
        await press(pilot, "escape")
        assert "2 parties" in screen_text(app)


async def test_an_old_play_is_debriefed_on_the_text_that_was_played(tmp_path: Path) -> None:
    older = EVENING.replace("Le calme", "Le calme d'autrefois").replace("Un soir", "Un ancien soir")
    play_evening(seat_in(tmp_path), "differer", "montrer", text=older)
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "h")
        assert "Un ancien soir" in screen_text(app)
        await press(pilot, "enter")
        assert "La fin : Le calme d’autrefois" in screen_text(app)


async def test_a_play_whose_text_is_unreadable_is_told_and_stays(tmp_path: Path) -> None:
    seat = seat_in(tmp_path)
    play = play_evening(seat, "differer", "montrer")
    with open_store(tmp_path) as store, store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE texts SET text = 'id: [' ")
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "h")
        assert "Scénario « un-soir »" in screen_text(app)
        await press(pilot, "enter")
        assert play.header.id in screen_text(app)
        assert "ne peut pas être montré" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, HistoryScreen)


async def test_a_play_goes_out_to_a_file_and_comes_in_for_another_player(tmp_path: Path) -> None:
    play = play_evening(seat_in(tmp_path / "one"), "differer", "montrer")
    file = play.store.export_play(play.header.id, tmp_path)
    async with opened(tmp_path / "two") as (app, pilot):
        await press(pilot, "h")
        assert "Aucune partie" in screen_text(app)
        await press(pilot, "i", *str(file))
        await press(pilot, "enter")
        assert "a été ajoutée" in screen_text(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "Le calme" in screen_text(app))


@pytest.mark.parametrize(
    ("typed", "said"), [("/nowhere/at/all.json", "n’existe pas"), ("", "Indiquez un chemin")]
)
async def test_a_file_that_cannot_come_in_says_why(tmp_path: Path, typed: str, said: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "h", "i", *typed, "enter")
        assert said in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_is_read_and_opened_by_mouse_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    play_evening(seat_in(tmp_path), "differer", "montrer")
    async with opened(tmp_path, size) as (app, pilot):
        await press(pilot, "h")
        await click_text(pilot, "Un soir")
        assert isinstance(app.screen, DebriefScreen)


def _row_of(screen: object, play_id: str) -> int:
    assert isinstance(screen, HistoryScreen)
    return screen.query_one(Lines).get_option_index(play_id)
