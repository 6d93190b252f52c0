"""The page of progress: axes and principles, what to review, what to play next."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.store import open_store
from game.tui.screens.principles import PrinciplesScreen
from game.tui.screens.start import StartDialog
from game.tui.widgets.list_and_detail import ListAndDetail
from tests.game.progress.training import Calendar, day, play_evening
from tests.game.tui.evening_plays import (
    SIZES,
    click_text,
    opened,
    press,
    screen_text,
    seat_in,
)


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """A home with three plays of one scenario, months ago."""
    player = seat_in(tmp_path).player
    calendar = Calendar()
    with open_store(tmp_path, clock=calendar) as store:
        for number, choices in enumerate([("confirmer", "montrer"), ("differer", "cacher")] * 2):
            calendar.now = day(number * 5)
            play_evening(store, player, *choices)
    return tmp_path


async def test_before_any_play_it_says_so_and_proposes_where_to_begin(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "o")
        text = screen_text(app)
        assert "Vous n’avez encore fini aucune" in text
        assert "Que jouer ensuite" in text
        assert "À revoir" not in text
        assert "enregistrer" not in text
        await press(pilot, "down")
        assert "un scénario accessible" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, StartDialog)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_whole_then_each_principle_can_be_read(
    trained: Path, size: tuple[int, int]
) -> None:
    async with opened(trained, size) as (app, pilot):
        await press(pilot, "o")
        board = app.screen.query_one(ListAndDetail)
        if board.one_at_a_time:
            await press(pilot, "enter")
        assert "4 parties finies" in screen_text(app)
        assert "Circuit de décision" in screen_text(app)
        await press(pilot, *(["escape"] if board.one_at_a_time else []))
        board.lines.highlighted = board.lines.get_option_index("principle:reponses-types")
        await press(pilot, "enter")
        text = screen_text(app)
        assert "0 %, 1 occasion, trop peu pour" in text
        assert "Réponses refaites, comptées à part" in text
        assert "À revoir maintenant" in text
        await press(pilot, "p")
        assert isinstance(app.screen, PrinciplesScreen)
        assert "Préparer des réponses types" in screen_text(app)
        await press(pilot, *["escape"] * (3 if board.one_at_a_time else 2))
        assert board.lines.has_focus


async def test_what_to_review_is_listed_with_when_it_was_met(trained: Path) -> None:
    async with opened(trained) as (app, pilot):
        await press(pilot, "o", "down")
        text = screen_text(app)
        assert "3 principes sont à revoir" in text
        assert "il y a" in text


async def test_a_suggestion_says_why_and_opens_its_scenario(trained: Path) -> None:
    async with opened(trained) as (app, pilot):
        await press(pilot, "o")
        await click_text(pilot, "L’appel du vestiaire")
        assert "à revoir" in app.screen.query_one(ListAndDetail).sheet.plain
        await press(pilot, "enter")
        assert isinstance(app.screen, StartDialog)


async def test_on_a_small_screen_enter_reads_then_opens(trained: Path) -> None:
    async with opened(trained, (60, 20)) as (app, pilot):
        await press(pilot, "o", "down", "down", "enter")
        assert "Entrée ouvre ce scénario" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, StartDialog)


async def test_the_page_is_saved_as_a_document(trained: Path, tmp_path: Path) -> None:
    target = tmp_path / "progression.md"
    async with opened(trained) as (app, pilot):
        await press(pilot, "o", "e")
        field = app.screen.query_one("Input")
        field.value = str(target)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "progression.md" in screen_text(app)
    assert "Circuit de décision" in target.read_text("utf-8")
