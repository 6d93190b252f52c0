"""Pictures of the main screens at the three sizes, to see what a change does to them.

After a change that is meant: ``.venv/bin/python -m pytest tests/game/tui/test_snapshots.py
--snapshot-update``, then look at the pictures before they are committed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import pytest
from textual.pilot import Pilot

from engine.session import Mode
from game.tui.app import DuettisteApp, FirstPlay
from tests.game.tui.evening_plays import SIZES, play_evening, press, seat_in, settled, until
from tests.game.tui.long_day import entry, read_on_to

Arrive = Callable[[DuettisteApp, Pilot[None]], Awaitable[None]]


class SnapCompare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: DuettisteApp,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


@pytest.fixture(autouse=True)
def with_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


async def to_the_scene(_app: DuettisteApp, pilot: Pilot[None]) -> None:
    await press(pilot, "enter")


async def to_what_was_at_stake(_app: DuettisteApp, pilot: Pilot[None]) -> None:
    await press(pilot, "enter", "2", "enter", "enter")


async def to_the_sorting_board(app: DuettisteApp, pilot: Pilot[None]) -> None:
    await press(pilot, "enter", "1", "enter")
    await read_on_to(app, pilot, "SortBoard")
    await press(pilot, "1")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("arrive", [to_the_scene, to_what_was_at_stake, to_the_sorting_board])
def test_playing_screens(
    tmp_path: Path, snap_compare: SnapCompare, arrive: Arrive, size: tuple[int, int]
) -> None:
    first = FirstPlay(entry(), Mode.PRACTICE, "off", seed=1)
    app = DuettisteApp(tmp_path, "fr", first_play=first)

    async def arrived(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.conductor is not None)
        await settled(pilot)
        await arrive(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=arrived)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("keys", [("enter",), ("enter", "4", "v")], ids=["story", "profile"])
def test_debrief(
    tmp_path: Path, snap_compare: SnapCompare, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    play = play_evening(seat_in(tmp_path), "confirmer", "cacher")
    app = DuettisteApp(tmp_path, "fr", open_debrief=play.header.id)

    async def arrived(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: type(app.screen).__name__ == "DebriefScreen")
        await settled(pilot)
        await press(pilot, *keys)

    assert snap_compare(app, terminal_size=size, run_before=arrived)
