"""Draws the pictures of the README from the real screens. ``python -m tests.pictures``."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from engine.session import Phase
from game.autoplay import AutomaticPlayer, Manner
from game.library import entry_in_library
from game.playing import LivePlay
from game.seat import Seat, open_seat
from game.tui.app import DuettisteApp

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SMALL, LARGE = (80, 24), (120, 40)
STORY = "appel-du-vestiaire"
SORTING_STORY = "la-zone-du-milieu"
SEED = 7
TELLING = ("OutcomeScreen", "BriefingScreen", "InterludeScreen")
PATIENCE = 100
"""Tenths of a second allowed for a screen to come."""


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="duettiste-pictures-") as folder:
        asyncio.run(_draw_all(Path(folder)))


async def _draw_all(home: Path) -> None:
    seat = open_seat(home, "fr")
    finished = _played(seat, STORY, Manner.RANDOM, lambda _play: False)
    marking = ("enter", "2", "right", "down", "right", "right", "4")
    await _draw(home, "debrief", LARGE, "DebriefScreen", *marking, open_debrief=finished)
    placing = ("3", "1", "3", "2", "2")
    sorting = _played(seat, SORTING_STORY, Manner.BEST, _is_sorting)
    await _draw(home, "sorting", LARGE, "SceneScreen", *placing, open_play=sorting)
    begun = _played(seat, STORY, Manner.BEST, lambda play: len(play.session.steps) == 3)
    await _draw(home, "scene", SMALL, "SceneScreen", open_play=begun)
    await _draw(home, "scene-wide", LARGE, "SceneScreen", open_play=begun)
    await _draw(home, "outcome", LARGE, "OutcomeScreen", "enter", open_play=begun)
    await _draw(home, "home", SMALL, "HomeScreen")


def _is_sorting(play: LivePlay) -> bool:
    return play.rules.scene(play.session.state).sort is not None


def _played(seat: Seat, scenario: str, manner: Manner, stop: Callable[[LivePlay], bool]) -> str:
    """The identifier of a play that goes on by itself until ``stop`` holds or it ends."""
    entry = entry_in_library(scenario)
    assert entry is not None, scenario
    play = LivePlay.begin(seat.store, seat.player.id, entry.text, entry.scenario, seed=SEED)
    player = AutomaticPlayer(manner, SEED)
    while play.phase != Phase.DEBRIEF:
        if play.phase == Phase.DECIDING:
            if stop(play):
                break
            action = player.decide(play.rules, play.session.state, len(play.session.steps))
            play.decide(action)
        else:
            play.go_on()
    return play.header.id


async def _draw(
    home: Path,
    name: str,
    size: tuple[int, int],
    screen: str,
    *keys: str,
    open_play: str | None = None,
    open_debrief: str | None = None,
) -> None:
    app = DuettisteApp(home, "fr", open_play=open_play, open_debrief=open_debrief)
    async with app.run_test(size=size) as pilot:
        await _wait_for(pilot, lambda: app.seat_is_open)
        await _go_on_to(pilot, screen)
        await pilot.press(*keys)
        await pilot.pause(0.3)
        picture = app.export_screenshot(title="Duettiste")
    path = PICTURES / f"{name}.svg"
    path.write_text(_without_web_fonts(picture), encoding="utf-8")
    print(path.relative_to(PICTURES.parent.parent))


async def _go_on_to(pilot: Pilot[None], screen: str) -> None:
    """Wait for a screen, going on from those that only tell."""
    for _ in range(PATIENCE):
        shown = type(pilot.app.screen).__name__
        if shown == screen:
            return
        if shown in TELLING:
            await pilot.press("enter")
        await pilot.pause(0.1)
    raise TimeoutError(f"this screen stayed: {pilot.app.screen}")


async def _wait_for(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        if holds():
            return
        await pilot.pause(0.1)
    raise TimeoutError("the seat stayed closed")


def _without_web_fonts(picture: str) -> str:
    """The same picture in the reader's own fixed-width font, nothing fetched to show it."""
    plain = re.sub(r"@font-face\s*\{.*?\}\s*", "", picture, flags=re.DOTALL)
    return plain.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


if __name__ == "__main__":
    main()
