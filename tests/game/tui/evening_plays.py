"""Plays of the evening scenario, and the app opened on them."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from engine.rules import Choose
from engine.session import Mode, Phase
from game.playing import LivePlay, scenario_of
from game.seat import Seat, open_seat
from game.tui.app import DuettisteApp
from tests.game.tui.evening import EVENING

SIZES = [(120, 40), (80, 24), (60, 20)]
_PATIENCE_SECONDS = 60
_GLANCE_SECONDS = 0.005


def play_evening(
    seat: Seat,
    *choices: str,
    mode: Mode = Mode.PRACTICE,
    text: str = EVENING,
    notes: tuple[str, ...] = (),
) -> LivePlay:
    """A play of the evening with these choices; finished when there are two."""
    play = LivePlay.begin(
        seat.store, seat.player.id, text, scenario_of(text), mode=mode, seed=1, timers="normal"
    )
    play.go_on()
    for position, choice in enumerate(choices):
        note = notes[position] if position < len(notes) else ""
        play.decide(Choose(choice), 12.0, note)
        play.go_on()
    assert (play.phase == Phase.DEBRIEF) is (len(choices) == 2)
    return play


def seat_in(home: Path) -> Seat:
    return open_seat(home, "fr")


@asynccontextmanager
async def opened(
    home: Path, size: tuple[int, int] = (80, 24), language: str = "fr"
) -> AsyncIterator[tuple[DuettisteApp, Pilot[None]]]:
    """The app with its seat open and its first screen filled."""
    app = DuettisteApp(home, language)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.seat_is_open)
        await settled(pilot)
        yield app, pilot
        app.exit()


async def until(pilot: Pilot[None], happens: Callable[[], bool]) -> None:
    limit = time.monotonic() + _PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < limit, "it never happened"
        await pilot.pause(_GLANCE_SECONDS)


async def settled(pilot: Pilot[None]) -> None:
    """Once what runs beside the screen is done and painted."""
    await pilot.pause()
    while len(pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def click_text(pilot: Pilot[None], words: str) -> None:
    """Click where ``words`` are on the screen."""
    for row, line in enumerate(screen_text(pilot.app).split("\n")):
        column = line.find(words)
        if column >= 0:
            widget, region = pilot.app.screen.get_widget_at(column + 1, row)
            await pilot.click(widget, offset=(column + 1 - region.x, row - region.y))
            await settled(pilot)
            return
    raise AssertionError(f"{words!r} is not on the screen:\n{screen_text(pilot.app)}")


def overhear(app: DuettisteApp, method: str) -> list[tuple[object, ...]]:
    """From now on ``method`` of the app does nothing but note what it was asked."""
    asked: list[tuple[object, ...]] = []
    setattr(app, method, lambda *args: asked.append(args))
    return asked


def rows(app: App[None]) -> list[str]:
    """The screen line by line, as it is painted."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def screen_text(app: App[None]) -> str:
    """What can be read on the screen, no-break spaces as plain ones."""
    return "\n".join(rows(app)).replace("\u202f", " ").replace("\u00a0", " ")
