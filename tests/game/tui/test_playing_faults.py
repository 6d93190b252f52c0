"""When a decision cannot be written, when the scenario changed, when a play moved elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rules import Choose
from engine.session import Phase
from game.library import LibraryEntry
from game.playing import LivePlay
from game.store.errors import DiskFull
from game.tui import resuming
from game.tui.screens.dialog import Notice, Question
from game.tui.screens.home import HomeScreen
from game.tui.screens.outcome import OutcomeScreen
from game.tui.screens.scene import SceneScreen
from tests.game.tui.evening_plays import opened, press, screen_text, seat_in
from tests.game.tui.long_day import LONG_DAY, entry, live_play, number_of, playing, shows


class Full:
    """A disk that is full for the first ``times`` writes."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self, play: LivePlay) -> None:
        keep = play.session.keep

        def refusing(*arguments: object) -> None:
            if self.times > 0:
                self.times -= 1
                raise DiskFull(Path("/parties"))
            keep(*arguments)  # type: ignore[arg-type]

        play.session.keep = refusing


async def test_a_refused_decision_has_not_moved_the_play_and_can_be_tried_again(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        Full(times=1)(live_play(app))
        await press(pilot, "1", "enter")
        assert shows(app, Question)
        told = " ".join(screen_text(app).split())
        assert "plus de place" in told
        assert live_play(app).phase == Phase.DECIDING
        await press(pilot, "1", "enter")
        assert shows(app, OutcomeScreen)
        assert len(app.seat.store.play(live_play(app).header.id).decisions) == 1


async def test_the_play_can_go_on_without_saving(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        play = live_play(app)
        Full(times=99)(play)
        await press(pilot, "1", "enter")
        keep = play._keep
        play.session.keep = keep
        await press(pilot, "2", "enter")
        assert shows(app, OutcomeScreen)
        assert not play.store.saves
        await press(pilot, "escape")
        assert "vous la perdrez" in screen_text(app)


async def test_after_a_fault_the_first_screen_is_one_answer_away(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        Full(times=99)(live_play(app))
        await press(pilot, "1", "enter", "3", "enter")
        assert shows(app, HomeScreen)


async def test_a_play_that_moved_on_elsewhere_is_taken_up_where_it_is(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        play = live_play(app)
        other = LivePlay.resume(app.seat.store, play.header.id)
        other.go_on()
        other.decide(Choose("refuser"))
        await press(pilot, number_of(app, "repondre"), "enter")
        assert "avancé dans une autre fenêtre" in " ".join(screen_text(app).split())
        await press(pilot, "1", "enter")
        assert shows(app, OutcomeScreen)
        assert live_play(app).session.journal[0].action == Choose("refuser")


def changed(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> LibraryEntry:
    """The long day as its author rewrote it since."""
    present = entry(LONG_DAY.replace(old, new))
    monkeypatch.setattr(resuming, "entry_in_library", {present.scenario.id: present}.get)
    return present


def begun(home: Path, *decisions: str) -> str:
    """A play of the long day with its first decisions; its id."""
    with_text = entry()
    seat = seat_in(home)
    play = LivePlay.begin(seat.store, seat.player.id, with_text.text, with_text.scenario, seed=1)
    play.go_on()
    for choice in decisions:
        play.decide(Choose(choice))
    seat.store.close()
    return play.header.id


async def test_an_unchanged_play_resumes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_id = begun(tmp_path, "repondre")
    changed(monkeypatch, "", "")
    async with opened(tmp_path) as (app, pilot):
        app.resume_play(play_id)
        await pilot.pause()
        assert shows(app, OutcomeScreen)


async def test_a_changed_scenario_names_the_decision_that_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_id = begun(tmp_path, "repondre")
    present = changed(monkeypatch, "repondre:", "repartir:")
    async with opened(tmp_path) as (app, pilot):
        app.resume_play(play_id)
        await pilot.pause()
        told = " ".join(screen_text(app).split())
        assert "Ce scénario a changé" in told
        assert "Répondre tout de suite." in told
        await press(pilot, "1", "enter")
        assert live_play(app).scenario == present.scenario
        assert live_play(app).session.journal == ()


async def test_the_old_text_can_be_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_id = begun(tmp_path, "repondre")
    changed(monkeypatch, "repondre:", "repartir:")
    async with opened(tmp_path) as (app, pilot):
        app.resume_play(play_id)
        await pilot.pause()
        await press(pilot, "2", "enter")
        assert shows(app, OutcomeScreen)
        assert live_play(app).session.journal[0].action == Choose("repondre")


async def test_doing_nothing_leaves_the_play_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_id = begun(tmp_path, "repondre")
    changed(monkeypatch, "repondre:", "repartir:")
    async with opened(tmp_path) as (app, pilot):
        before = app.seat.store.play(play_id)
        app.resume_play(play_id)
        await pilot.pause()
        await press(pilot, "escape")
        assert shows(app, HomeScreen)
        assert app.seat.store.play(play_id) == before


async def test_a_play_that_is_not_there_is_said_not_raised(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.resume_play("inconnue")
        await pilot.pause()
        assert shows(app, Notice)
        assert "« inconnue »" in screen_text(app)


async def test_a_damaged_database_is_told_at_the_opening(tmp_path: Path) -> None:
    (tmp_path / "duettiste.db").write_bytes(b"this is not a database" * 100)
    async with opened(tmp_path) as (app, pilot):
        await pilot.pause()
        assert shows(app, Notice)
        assert app.seat_is_open
        await press(pilot, "enter")
        assert shows(app, HomeScreen)


async def test_killed_after_a_decision_the_play_is_where_it_was(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "1", "enter")
        play_id = live_play(app).header.id
        made = live_play(app).session.journal
    async with opened(tmp_path) as (app, pilot):
        app.resume_play(play_id)
        await pilot.pause()
        assert live_play(app).session.journal == made
        await press(pilot, "enter", "enter")
        assert not shows(app, SceneScreen)
