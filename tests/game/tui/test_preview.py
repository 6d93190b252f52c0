"""The preview on the screen: playing, saving, breaking, mending, jumping, looking beside."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from engine.scenario import Meter
from engine.session import Phase
from game.tui.preview import watcher
from game.tui.preview.app import PreviewApp
from game.tui.preview.jump import JumpDialog, SceneList, number_written
from game.tui.preview.screen import PreviewScreen
from game.tui.widgets.choice_list import ChoiceList
from game.tui.widgets.sort_board import SortBoard
from game.tui.widgets.story import Story
from tests.game.tui.evening import EVENING
from tests.game.tui.evening_plays import SIZES, click_text, press, rows, screen_text, until
from tests.game.tui.long_day import LONG_DAY

NARROW, WIDE = (60, 20), (120, 40)
BROKEN = EVENING.replace("        next: fin\n", "        next: fln\n")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "PAUSE_SECONDS", 0.02)


@asynccontextmanager
async def previewing(
    folder: Path,
    size: tuple[int, int] = (80, 24),
    text: str = EVENING,
    name: str = "un-soir.yaml",
    language: str = "fr",
) -> AsyncIterator[tuple[PreviewScreen, Pilot[None]]]:
    """The preview of a file just written, read for the first time."""
    path = folder / name
    path.write_text(text, "utf-8")
    app = PreviewApp(path, folder / "home", language, seed=1)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PreviewScreen))
        screen = app.screen
        assert isinstance(screen, PreviewScreen)
        await until(pilot, lambda: screen.desk.draft is not None)
        await pilot.pause()
        yield screen, pilot


async def save(screen: PreviewScreen, pilot: Pilot[None], text: str | bytes) -> None:
    """Save the file as an editor that renames would, and wait until it is read."""
    before = screen.desk.draft
    data = text.encode() if isinstance(text, str) else text
    beside = screen.path.with_suffix(".tmp")
    beside.write_bytes(data)
    beside.replace(screen.path)
    await until(pilot, lambda: screen.desk.draft is not before)
    await pilot.pause()
    await pilot.pause()


def shown(screen: PreviewScreen) -> str:
    return screen_text(screen.app)


def said(screen: PreviewScreen) -> str:
    """What can be read, whatever the ends of lines."""
    return " ".join(shown(screen).split())


def made(screen: PreviewScreen) -> list[str]:
    return [one.decision.scene for one in screen.desk.arrival.road.made]


def choices(screen: PreviewScreen) -> ChoiceList:
    return screen.query_one(ChoiceList)


async def choose(screen: PreviewScreen, pilot: Pilot[None], choice: str) -> None:
    row = next(row for row in choices(screen).rows if row.id == choice)
    await press(pilot, row.key, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_story_is_played_to_its_end(tmp_path: Path, size: tuple[int, int]) -> None:
    async with previewing(tmp_path, size) as (screen, pilot):
        assert "Vous êtes" in shown(screen)
        while screen.desk.session.phase == Phase.BRIEFING:
            await press(pilot, "enter")
        assert "[bold]tard[/bold]" in shown(screen)
        await choose(screen, pilot, "differer")
        assert "Il soupire." in shown(screen)
        await press(pilot, "enter")
        await choose(screen, pilot, "montrer")
        await press(pilot, "enter")
        assert "Le calme" in shown(screen)
        assert made(screen) == ["appel", "reunion"]
        for words in ("aide", "fermer", "recommencer", "en arrière"):
            assert words in shown(screen)
    assert not (tmp_path / "home" / "duettiste.db").exists()


async def test_a_save_shows_at_once_and_keeps_the_place(tmp_path: Path) -> None:
    async with previewing(tmp_path) as (screen, pilot):
        await press(pilot, "enter", "2")
        chosen = choices(screen).rows[choices(screen).selected or 0].id
        await save(screen, pilot, EVENING.replace("vous appelle", "insiste"))
        assert "insiste" in shown(screen)
        list_ = choices(screen)
        assert list_.rows[list_.selected or 0].id == chosen
        assert screen.focused is list_
        await press(pilot, "enter")
        assert made(screen) == ["appel"]


async def test_a_broken_file_leaves_the_version_before_and_shows_the_mistakes(
    tmp_path: Path,
) -> None:
    async with previewing(tmp_path, WIDE) as (screen, pilot):
        await press(pilot, "enter")
        await save(screen, pilot, BROKEN)
        assert "avant les fautes : le fichier a maintenant 2 erreurs (f)" in said(screen)
        assert "erreur E301" in shown(screen)
        assert "fautes (2)" in shown(screen)
        await choose(screen, pilot, "differer")
        assert "Il soupire." in shown(screen)
        await save(screen, pilot, EVENING)
        assert "avant les fautes" not in said(screen)
        assert "Il soupire." in shown(screen)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\x00\x1b[2J", BROKEN.encode()], ids=["empty", "bytes", "sense"]
)
async def test_a_file_broken_from_the_first_waits_for_a_save(tmp_path: Path, data: bytes) -> None:
    async with previewing(tmp_path, NARROW, text="") as (screen, pilot):
        await save(screen, pilot, data + b"\n")
        assert "Rien à jouer pour l’instant" in shown(screen)
        assert "erreur E" in shown(screen)
        await press(pilot, "s", "a", "c", "h", "e", "b", "tab")
        assert "Rien à jouer pour l’instant" in shown(screen)
        await save(screen, pilot, EVENING)
        assert "Rien à jouer" not in shown(screen)
        await press(pilot, "enter", "enter")
        assert screen.desk.session.phase == Phase.DECIDING


async def test_a_decision_that_is_gone_is_named_and_comes_back(tmp_path: Path) -> None:
    async with previewing(tmp_path) as (screen, pilot):
        await press(pilot, "enter")
        await choose(screen, pilot, "differer")
        await press(pilot, "enter")
        await choose(screen, pilot, "montrer")
        await save(screen, pilot, EVENING.replace("montrer:", "ouvrir:"))
        assert "La décision 2 (scène reunion) n’existe plus : Ouvrir le dossier." in said(screen)
        assert "La décision d’avant est gardée." in said(screen)
        assert "La réunion" in shown(screen)
        await save(screen, pilot, EVENING)
        assert "existe de nouveau" in said(screen)
        assert made(screen) == ["appel", "reunion"]


async def test_a_file_that_goes_away_closes_nothing(tmp_path: Path) -> None:
    async with previewing(tmp_path) as (screen, pilot):
        screen.path.unlink()
        await until(pilot, lambda: "n’est plus là" in said(screen))
        await press(pilot, "enter")
        await save(screen, pilot, EVENING)
        assert "n’est plus là" not in said(screen)
        assert "tard" in shown(screen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_panel_is_beside_or_under_its_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    async with previewing(tmp_path, size) as (screen, pilot):
        await press(pilot, "enter")
        beside = size == WIDE
        assert ("conseil" in shown(screen)) is beside
        await press(pilot, "e")
        assert "graine 1" in shown(screen)
        assert ("Que faites-vous" in shown(screen)) is beside
        await press(pilot, "g")
        assert "▶ [appel]" in shown(screen)
        if not beside:
            await press(pilot, "escape")
        assert "Confirmer le congé" in shown(screen)
        await choose(screen, pilot, "differer")
        assert made(screen) == ["appel"]


async def test_the_tabs_of_the_panel_are_buttons(tmp_path: Path) -> None:
    async with previewing(tmp_path, WIDE) as (screen, pilot):
        await click_text(pilot, "graphe")
        assert "▶ [appel]" in shown(screen)


async def test_reading_the_panel_is_not_disturbed_by_a_save(tmp_path: Path) -> None:
    async with previewing(tmp_path, WIDE) as (screen, pilot):
        await press(pilot, "enter", "e", "tab")
        assert screen.panel.scroll.has_focus
        await save(screen, pilot, EVENING.replace("vous appelle", "insiste"))
        assert screen.panel.scroll.has_focus
        await press(pilot, "tab")
        assert choices(screen).has_focus


async def test_the_authors_view_is_a_key(tmp_path: Path) -> None:
    async with previewing(tmp_path, WIDE) as (screen, pilot):
        await press(pilot, "enter")
        assert "● exemplaire" not in shown(screen)
        await press(pilot, "a")
        assert "● exemplaire eviter-les-courts-circuits" in shown(screen)
        await press(pilot, "a")
        assert "● exemplaire" not in shown(screen)


async def test_a_jump_goes_to_any_scene_in_any_state(tmp_path: Path) -> None:
    async with previewing(tmp_path, NARROW) as (screen, pilot):
        await press(pilot, "s")
        dialog = screen.app.screen
        assert isinstance(dialog, JumpDialog)
        assert dialog.query_one(SceneList).has_focus
        await press(pilot, "down", "tab", *"120", "enter")
        assert "un nombre entier de 0 à 100" in shown(screen)
        await press(pilot, "home", *["delete"] * 4, *"91", "enter")
        assert screen.app.screen is screen
        session = screen.desk.session
        assert session.scene_id == "reunion"
        assert session.rules.meters(session.state)["confiance"] == 91
        assert "Vous êtes parti de la scène reunion" in said(screen)
        await choose(screen, pilot, "montrer")
        assert made(screen) == ["reunion"]
        await press(pilot, "c")
        assert "parti de la scène" not in said(screen)


async def test_facts_and_visits_are_chosen_with_the_arrows(tmp_path: Path) -> None:
    text = EVENING.replace("start: appel", "flags: { ecrit: Le circuit est écrit }\nstart: appel")
    text = text.replace(
        "      montrer:\n", "      montrer:\n        if: visited(appel) and ecrit\n"
    )
    async with previewing(tmp_path, text=text) as (screen, pilot):
        await press(pilot, "s", "down", "tab", "tab", "tab", "right", "tab", "enter")
        session = screen.desk.session
        assert session.rules.flags(session.state) == {"ecrit"}
        assert "1. Ouvrir" not in shown(screen)
        assert {row.id for row in choices(screen).rows if row.open} == {"cacher", "montrer"}


async def test_stepping_back_and_another_seed(tmp_path: Path) -> None:
    async with previewing(tmp_path) as (screen, pilot):
        await press(pilot, "enter")
        await choose(screen, pilot, "differer")
        await press(pilot, "b")
        assert made(screen) == []
        assert screen.desk.session.phase == Phase.DECIDING
        await press(pilot, "h")
        assert screen.desk.session.seed == 2


async def test_a_board_half_done_stays_as_it_is_through_a_save(tmp_path: Path) -> None:
    name = "une-longue-journee.yaml"
    async with previewing(tmp_path, text=LONG_DAY, name=name) as (screen, pilot):
        await press(pilot, "s", "down", "down", "enter")
        await press(pilot, "1", "2")
        placed = screen.query_one(SortBoard).sorting.placed
        assert len(placed) == 2
        await save(screen, pilot, LONG_DAY.replace("Tout est à ranger", "Rangez tout"))
        assert "Rangez tout" in shown(screen)
        assert screen.query_one(SortBoard).sorting.placed == placed


async def test_leaving_asks_once(tmp_path: Path) -> None:
    async with previewing(tmp_path) as (screen, pilot):
        await press(pilot, "escape")
        assert "Rien de cette partie n’est enregistré" in said(screen)
        await press(pilot, "escape")
        assert screen.app.screen is screen
        await press(pilot, "escape", "enter")
        assert screen.app.return_code == 0
        assert not screen.app.is_running


async def test_no_line_begins_with_a_sign_that_french_ties_to_the_word_before(
    tmp_path: Path,
) -> None:
    async with previewing(tmp_path, WIDE) as (screen, pilot):
        await press(pilot, "enter")
        await save(screen, pilot, BROKEN)
        for key in ("f", "e", "g", "a"):
            await press(pilot, key)
            halves = [half for row in rows(screen.app) for half in row.split("│")]
            assert not [half for half in halves if half.strip()[:1] in set(";!?:»")]


async def test_in_english(tmp_path: Path) -> None:
    async with previewing(tmp_path, WIDE, language="en") as (screen, pilot):
        await press(pilot, "enter")
        await save(screen, pilot, BROKEN)
        assert "before the mistakes: the file now has 2 errors (f)" in said(screen)
        assert "author’s view" in shown(screen) or "author's view" in shown(screen)


def test_a_number_must_be_one_that_the_meter_can_have() -> None:
    meter = Meter("trust", "Trust", 0, -10, 10)
    good = {"3": 3, "-10": -10, " +4": 4, "−2": -2}
    assert {text: number_written(text, meter) for text in good} == good
    assert not any(
        number_written(text, meter) for text in ("11", "x", "", "--3", "+-3", "1e1", "٣")
    )


async def test_old_stories_are_not_kept_in_memory(tmp_path: Path) -> None:
    async with previewing(tmp_path) as (screen, pilot):
        await press(pilot, "enter")
        for hour in range(8):
            await save(screen, pilot, EVENING.replace("tard", f"à {hour} heures"))
        assert "à 7 heures" in shown(screen)
        gc.collect()
        kept = [it for it in gc.get_objects() if isinstance(it, Story) and it is not screen.paged]
        assert len(kept) <= 1
