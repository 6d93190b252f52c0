"""A player's data taken away or erased from the page of players."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from textual.widgets import Input

from tests.game.tui.evening_plays import opened, play_evening, press, screen_text, seat_in

NOTE = "une note que personne ne lira"


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def fill(home: Path) -> None:
    seat = seat_in(home)
    with seat.store as store:
        play_evening(seat, "differer", "montrer", notes=(NOTE,))
        store.add_player("Zoé")


async def test_everything_can_be_erased_and_another_player_takes_the_seat(tmp_path: Path) -> None:
    fill(tmp_path)
    assert NOTE.encode() in raw(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "u", "x")
        assert "1 partie, ses décisions" in screen_text(app)
        await press(pilot, "down", "enter")
        assert "effacé : 1 partie." in screen_text(app)
        await press(pilot, "enter")
        assert app.seat.player.name == "Zoé"
        assert "Joueur 1" not in screen_text(app)
        assert [player.name for player in app.seat.store.players()] == ["Zoé"]
        assert NOTE.encode() not in raw(tmp_path)


async def test_the_first_answer_and_escape_erase_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "u", "x", "enter")
        await press(pilot, "x", "escape")
        assert len(app.seat.store.players()) == 2
        assert "Joueur 1" in screen_text(app)


async def test_the_last_player_erased_leaves_a_new_one_to_play(tmp_path: Path) -> None:
    seat = seat_in(tmp_path)
    with seat.store:
        play_evening(seat, "differer", "montrer", notes=(NOTE,))
    async with opened(tmp_path, (60, 20)) as (app, pilot):
        await press(pilot, "u", "x", "down", "enter", "enter")
        (player,) = app.seat.store.players()
        assert app.seat.player == player
        assert app.seat.store.plays(player.id) == ()
        assert NOTE.encode() not in raw(tmp_path)


async def test_everything_can_be_taken_away_in_one_file(tmp_path: Path) -> None:
    home = tmp_path / "parties"
    fill(home)
    target = tmp_path / "moi.zip"
    async with opened(home) as (app, pilot):
        await press(pilot, "u", "e")
        app.screen.query_one(Input).value = str(target)
        await press(pilot, "enter")
        assert "moi.zip" in screen_text(app)
    with ZipFile(target) as archive:
        assert NOTE in archive.read("mes-donnees.html").decode()
