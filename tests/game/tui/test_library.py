"""The library: filters, search, detail, and how a play is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.session import Mode
from game.library import LibraryEntry
from game.tui.screens.library import LibraryScreen
from game.tui.screens.start import StartDialog
from game.tui.widgets.list_and_detail import ListAndDetail
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
)

NIGHT = (
    EVENING.replace("id: un-soir", "id: une-nuit")
    .replace("title: Un soir", "title: Une nuit à l'hôtel de ville")
    .replace("kind: short-circuit", "kind: dilemma")
    .replace("frame: commune-fr", "frame: departement")
    .replace("role: dgs", "role: president")
    .replace("level: 1", "level: 3")
)


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two scenarios and a broken one, in place of those that come with the game."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "un-soir.yaml").write_text(EVENING, encoding="utf-8")
    (folder / "une-nuit.yaml").write_text(NIGHT, encoding="utf-8")
    (folder / "casse.yaml").write_text("id: casse\ntitle: [", encoding="utf-8")
    files = tuple(sorted(folder.glob("*.yaml")))
    monkeypatch.setattr("game.library.scenario_files", lambda: files)
    return folder


async def test_a_broken_scenario_is_told_and_hides_no_other(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "b")
        text = screen_text(app)
        assert "Un soir" in text
        assert "Une nuit" in text
        assert "casse.yaml" in text


async def test_the_detail_says_what_it_trains_and_its_notice(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await press(pilot, "b")
        text = screen_text(app)
        assert "Ce que vous y travaillez" in text
        assert "éviter les courts-circuits" in text
        assert "À savoir : Une colère." in text
        assert "5 minutes" in text
        assert "Pas encore joué" in text


async def test_the_best_result_is_shown_once_played(tmp_path: Path) -> None:
    play_evening(seat_in(tmp_path), "differer", "montrer", mode=Mode.ASSESSMENT)
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await press(pilot, "b")
        text = screen_text(app)
        assert "1 partie finie" in text
        assert "Meilleur résultat : 100 % (évaluation)" in text


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (("c", "3"), {"une-nuit"}),
        (("r", "2"), {"un-soir"}),
        (("g", "3"), {"une-nuit"}),
        (("n", "2"), {"un-soir"}),
    ],
    ids=["frame", "role", "kind", "level"],
)
async def test_filters_by_key(tmp_path: Path, keys: tuple[str, str], left: set[str]) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "b", *keys, "enter")
        assert _listed(app.screen) == left
        await press(pilot, "x")
        assert _listed(app.screen) == {"un-soir", "une-nuit"}


async def test_filters_by_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "b")
        await click_text(pilot, "Genre")
        await click_text(pilot, "3  dilemme")
        await click_text(pilot, "3  dilemme")
        assert _listed(app.screen) == {"une-nuit"}


async def test_done_or_not(tmp_path: Path) -> None:
    play_evening(seat_in(tmp_path), "differer", "montrer")
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "b", "e")
        assert _listed(app.screen) == {"une-nuit"}
        await press(pilot, "e")
        assert _listed(app.screen) == {"un-soir"}


async def test_search_minds_no_accent_and_says_when_nothing_is_found(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "b", "slash", *"HOTEL")
        assert _listed(app.screen) == {"une-nuit"}
        await press(pilot, *"zzz")
        assert _listed(app.screen) == set()
        assert "Aucun scénario ne correspond" in screen_text(app)


async def test_a_play_starts_with_the_mode_and_timers_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        started = overhear(app, "start_scenario")
        await press(pilot, "b", "enter")
        assert isinstance(app.screen, StartDialog)
        await press(pilot, "m", "t", "t", "enter")
        ((entry, mode, timers),) = started
        assert isinstance(entry, LibraryEntry)
        assert (entry.scenario.id, mode, timers) == ("un-soir", Mode.ASSESSMENT, "off")


async def test_a_play_starts_by_mouse_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await click_text(pilot, "Bibliothèque")
        await click_text(pilot, "dilemme, 5")
        assert isinstance(app.screen, LibraryScreen), "one click only shows it"
        await click_text(pilot, "dilemme, 5")
        await click_text(pilot, "évaluation")
        await click_text(pilot, "Commencer")
        (header,) = app.seat.store.plays(app.seat.player.id)
        assert (header.scenario_id, header.mode) == ("une-nuit", "assessment")


async def test_the_play_already_begun_is_offered_first(tmp_path: Path) -> None:
    play = play_evening(seat_in(tmp_path), "differer")
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        resumed = overhear(app, "resume_play")
        await press(pilot, "b", "enter")
        assert "Commencer une nouvelle partie" in screen_text(app)
        await press(pilot, "enter")
        assert resumed == [(play.header.id,)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_scenario_can_be_reached_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await press(pilot, "b", "enter")
        if not isinstance(app.screen, StartDialog):
            assert "Ce que vous y travaillez" in screen_text(app)
            await press(pilot, "enter")
        assert isinstance(app.screen, StartDialog)
        assert "Commencer" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_resizing_while_reading_keeps_the_detail(tmp_path: Path) -> None:
    async with opened(tmp_path, (60, 20)) as (app, pilot):
        await press(pilot, "b", "enter")
        await pilot.resize_terminal(120, 40)
        await press(pilot)
        board = app.screen.query_one(ListAndDetail)
        assert board.lines.display
        assert board.detail.display
        await pilot.resize_terminal(60, 20)
        await pilot.pause(0.1)
        assert "Ce que vous y travaillez" in screen_text(app)


def _listed(screen: object) -> set[str | None]:
    assert isinstance(screen, LibraryScreen)
    options = screen.query_one(ListAndDetail).lines.options
    return {option.id for option in options if not option.disabled}
