"""Whole plays of the scenarios that come with the game, through their screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from engine.chance import shuffled
from game.library import read_library
from game.tui.app import DuettisteApp, FirstPlay
from game.tui.screens.dialog import Question
from game.tui.screens.scene import SceneScreen
from game.tui.widgets.choice_list import ChoiceList
from game.tui.widgets.order_board import OrderBoard
from game.tui.widgets.sort_board import SortBoard
from tests.game.tui.evening_plays import SIZES, rows, settled, until

SCENARIOS = sorted(read_library().entries)
SIGNS = (";", ":", "?", "!", "»")
_MOST_PAGES = 250


def faults(app: DuettisteApp) -> list[str]:
    """Painted lines that begin with a sign, on either side of a vertical rule."""
    parts = (part.strip() for row in rows(app) for part in row.split("│"))
    return [part for part in parts if part.startswith(SIGNS)]


async def answer(app: DuettisteApp, pilot: Pilot[None], turn: int) -> None:
    """Do something sensible on the present screen, different at each turn."""
    screen = app.screen
    if isinstance(screen, Question) or not isinstance(screen, SceneScreen):
        await pilot.press("enter")
    elif isinstance(screen.board, SortBoard):
        items = len(screen.board.sorting.view.items)
        await pilot.press(*(str((turn + item) % 3 + 1) for item in range(items)), "enter")
    elif isinstance(screen.board, OrderBoard):
        await pilot.press("3", "enter")
    else:
        choices = screen.query_one(ChoiceList)
        keys = [row.key for row in choices.rows if row.open]
        await pilot.press(shuffled(turn, screen.view.id, keys)[0], "enter")
    await pilot.pause()


@pytest.mark.parametrize(("index", "scenario"), list(enumerate(SCENARIOS)))
async def test_a_whole_play_from_briefing_to_debrief(
    tmp_path: Path, index: int, scenario: str
) -> None:
    first = FirstPlay(read_library().entries[scenario], timers="off", seed=index)
    app = DuettisteApp(tmp_path, "fr", first_play=first)
    async with app.run_test(size=SIZES[index % len(SIZES)]) as pilot:
        await until(pilot, lambda: app.conductor is not None)
        await settled(pilot)
        assert app.conductor is not None
        play = app.conductor.play
        for turn in range(_MOST_PAGES):
            assert faults(app) == []
            if type(app.screen).__name__ == "DebriefScreen":
                break
            await answer(app, pilot, turn)
        assert type(app.screen).__name__ == "DebriefScreen"
        kept = app.seat.store.play(play.header.id)
        assert kept.header.finished
        assert len(kept.decisions) == len(play.session.journal) >= 8
