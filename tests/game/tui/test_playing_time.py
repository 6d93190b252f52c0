"""The time of a decision: counted, stopped, lengthened, and run out."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from engine.rules import Choose
from engine.session import Mode
from game.tui.app import DuettisteApp
from game.tui.screens.documents import DocumentsScreen
from game.tui.screens.outcome import OutcomeScreen
from game.tui.screens.scene import SceneScreen
from game.tui.stopwatch import Stopwatch
from tests.game.tui.evening_plays import press, screen_text, until
from tests.game.tui.long_day import live_play, playing, shows


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_stopwatch_counts_only_while_it_runs() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    clock.now = 5
    watch.stop()
    clock.now = 50
    assert watch.elapsed == 5
    watch.start()
    watch.start()
    clock.now = 53
    assert watch.elapsed == 8
    watch.stop()
    watch.stop()
    assert watch.elapsed == 8


def scene(app: DuettisteApp) -> SceneScreen:
    screen = app.screen
    assert isinstance(screen, SceneScreen)
    return screen


async def wound_up(app: DuettisteApp, pilot: Pilot[None]) -> Clock:
    """At the first scene, with a clock in our hands."""
    await press(pilot, "enter")
    clock = Clock()
    scene(app).stopwatch = Stopwatch(clock)
    return clock


async def test_the_seconds_left_are_shown(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        clock = await wound_up(app, pilot)
        clock.now = 13.5
        await until(pilot, lambda: "0:47 restant" in screen_text(app))


async def test_when_time_runs_out_the_timer_decides_and_says_so(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        clock = await wound_up(app, pilot)
        clock.now = 61
        await until(pilot, lambda: shows(app, OutcomeScreen))
        decision = live_play(app).session.journal[0]
        assert decision.action == Choose("attendre")
        assert decision.timed_out
        told = "Le temps a décidé pour vous : Attendre un peu."
        await until(pilot, lambda: told in screen_text(app))


async def test_reading_the_documents_takes_the_time_of_the_decision(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        clock = await wound_up(app, pilot)
        await press(pilot, "d")
        assert shows(app, DocumentsScreen)
        clock.now = 61
        await until(pilot, lambda: shows(app, OutcomeScreen))
        assert len(app.screen_stack) == 2


async def test_asking_to_leave_stops_the_time(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        clock = await wound_up(app, pilot)
        watch = scene(app).stopwatch
        await press(pilot, "escape")
        clock.now = 500
        await pilot.pause(0.3)
        assert watch.elapsed == 0
        await press(pilot, "escape")
        clock.now = 502
        assert watch.elapsed == 2
        assert scene(app).seconds_left == 58


async def test_in_practice_a_key_stops_the_time(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        clock = await wound_up(app, pilot)
        watch = scene(app).stopwatch
        await press(pilot, "t")
        assert "Le temps est arrêté" in screen_text(app)
        clock.now = 500
        assert watch.elapsed == 0
        await press(pilot, "enter")
        assert scene(app).seconds_left == 60


async def test_in_assessment_no_key_stops_it(tmp_path: Path) -> None:
    async with playing(tmp_path, mode=Mode.ASSESSMENT) as (app, pilot):
        await wound_up(app, pilot)
        assert "arrêter le temps" not in screen_text(app)
        await press(pilot, "t")
        assert shows(app, SceneScreen)


async def test_timers_can_be_lengthened_or_taken_away(tmp_path: Path) -> None:
    async with playing(tmp_path, timers="long") as (app, pilot):
        await wound_up(app, pilot)
        assert scene(app).seconds_left == 120
    async with playing(tmp_path, timers="off") as (app, pilot):
        clock = await wound_up(app, pilot)
        clock.now = 5000
        assert scene(app).seconds_left is None
        assert "restant" not in screen_text(app)


async def test_the_time_taken_is_kept_with_the_decision(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        clock = await wound_up(app, pilot)
        clock.now = 21
        await press(pilot, "1", "enter")
        assert live_play(app).session.journal[0].seconds == 21
