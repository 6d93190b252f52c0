"""The screen of a decision: read, select, confirm, look around, leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rules import Choose
from engine.session import Mode, Phase
from game.tui.app import DuettisteApp
from game.tui.screens.briefing import BriefingScreen
from game.tui.screens.documents import DocumentsScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.interlude import InterludeScreen
from game.tui.screens.journal import JournalScreen
from game.tui.screens.outcome import OutcomeScreen
from game.tui.screens.scene import SceneScreen
from game.tui.screens.who import WhoScreen
from game.tui.widgets.choice_list import ChoiceList
from tests.game.tui.evening_plays import SIZES, click_text, press, screen_text
from tests.game.tui.long_day import live_play, number_of, playing, shows


def choices(app: DuettisteApp) -> ChoiceList:
    return app.screen.query_one(ChoiceList)


@pytest.mark.parametrize("size", SIZES)
async def test_the_briefing_says_who_you_are_and_leads_to_the_first_scene(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, size) as (app, pilot):
        assert shows(app, BriefingScreen)
        assert "Vous êtes" in screen_text(app)
        await press(pilot, "enter")
        assert shows(app, SceneScreen)
        assert "décision 1" in screen_text(app)
        assert "Anne Roux, Maire" in screen_text(app)


async def test_scenario_text_is_only_text(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        assert "« [red]Alors ?[/red] » Anne Roux attend" in screen_text(app)


async def test_a_number_selects_and_decides_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "2")
        assert choices(app).selected == choices(app).selectable[1]
        await press(pilot, "1")
        assert choices(app).selected == choices(app).selectable[0]
        assert live_play(app).phase == Phase.DECIDING


@pytest.mark.parametrize("choice", ["attendre", "repondre", "refuser"])
async def test_enter_confirms_the_selected_choice(tmp_path: Path, choice: str) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", number_of(app, choice), "enter")
        assert shows(app, OutcomeScreen)
        assert live_play(app).session.journal[0].action == Choose(choice)


async def test_enter_without_a_selection_only_selects(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "enter")
        assert choices(app).selected == choices(app).selectable[0]
        assert live_play(app).phase == Phase.DECIDING


async def test_the_arrows_pass_over_a_locked_choice_that_says_why(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        assert "Fermé : Vous ne la connaissez pas assez." in screen_text(app)
        seen = set()
        for _ in range(6):
            await press(pilot, "down")
            seen.add(choices(app).rows[choices(app).selected or 0].id)
        assert seen == {"attendre", "repondre", "refuser"}


async def test_a_first_click_selects_and_a_second_one_confirms(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        await click_text(pilot, "Refuser le dossier")
        assert live_play(app).phase == Phase.DECIDING
        await click_text(pilot, "Refuser le dossier")
        assert live_play(app).session.journal[0].action == Choose("refuser")


async def test_the_key_bar_is_a_row_of_buttons(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        await click_text(pilot, "Attendre un peu")
        await click_text(pilot, "décider")
        assert live_play(app).session.journal[0].action == Choose("attendre")


async def test_a_click_on_a_locked_choice_changes_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        await click_text(pilot, "Crier")
        assert choices(app).selected is None


async def test_documents_open_at_their_key_and_a_number_goes_to_one(tmp_path: Path) -> None:
    async with playing(tmp_path, (60, 20)) as (app, pilot):
        await press(pilot, "enter", "d")
        assert shows(app, DocumentsScreen)
        assert "La note de service" in screen_text(app)
        await press(pilot, "2", "escape")
        assert shows(app, SceneScreen)


async def test_a_scene_without_documents_offers_none(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "1", "enter", "enter", "enter")
        assert shows(app, InterludeScreen)
        await press(pilot, "d")
        assert shows(app, InterludeScreen)
        assert "documents" not in screen_text(app)


async def test_documents_and_who_is_who_stand_beside_the_story_where_there_is_room(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, (120, 40)) as (app, pilot):
        await press(pilot, "enter")
        wide = screen_text(app)
        assert "Elle dit tout." in wide
        assert "Qui est qui" in wide
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Elle dit tout." not in screen_text(app)


async def test_relations_fold_into_a_key_on_a_small_screen(tmp_path: Path) -> None:
    async with playing(tmp_path, (60, 20)) as (app, pilot):
        await press(pilot, "enter")
        assert "Confiance" not in screen_text(app)
        await press(pilot, "r")
        assert "Confiance" in screen_text(app)
        assert "en équilibre" in screen_text(app)
        await press(pilot, "escape")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Confiance ━━" in screen_text(app)


async def test_a_move_of_a_relation_is_an_arrow_with_its_points(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", number_of(app, "repondre"), "enter", "enter", "enter")
        assert shows(app, InterludeScreen)
        assert "55 ↑5" in screen_text(app)
        assert "séparé" in screen_text(app)
        assert "↓30" in screen_text(app)


async def test_who_is_who_and_the_journal_are_a_key_away(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "q")
        assert shows(app, WhoScreen)
        assert "Anne Roux, Maire" in screen_text(app)
        await press(pilot, "escape", number_of(app, "attendre"), "enter", "enter", "j")
        assert shows(app, JournalScreen)
        assert "Vous avez décidé : Attendre un peu." in screen_text(app)
        assert "Elle soupire." in screen_text(app)
        await press(pilot, "escape")
        assert shows(app, OutcomeScreen)


async def test_a_note_is_kept_with_its_decision(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter")
        assert "note prise" not in screen_text(app)
        await press(pilot, "n", *"Vite", "enter")
        assert shows(app, SceneScreen)
        assert "note prise" in screen_text(app)
        await press(pilot, "2", "enter")
        assert live_play(app).session.journal[0].note == "Vite"
        kept = app.seat.store.play(live_play(app).header.id).decisions
        assert kept[0].note == "Vite"


async def test_a_note_can_be_written_after_the_decision(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "2", "enter", "n", *"[b]", "enter")
        kept = app.seat.store.play(live_play(app).header.id).decisions
        assert kept[0].note == "[b]"


async def test_principles_are_at_hand_in_practice_only(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "p")
        assert type(app.screen).__name__ == "PrinciplesScreen"
        await press(pilot, "escape")
        assert shows(app, SceneScreen)
    async with playing(tmp_path, mode=Mode.ASSESSMENT) as (app, pilot):
        await press(pilot, "enter", "p")
        assert shows(app, SceneScreen)
        assert "principes" not in screen_text(app)


async def test_leaving_says_what_is_kept_and_keeps_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "2", "enter", "enter", "enter", "escape")
        assert "Tout est gardé : votre 1 décision" in screen_text(app)
        play_id = live_play(app).header.id
        await press(pilot, "1")
        await press(pilot, "enter")
        assert shows(app, HomeScreen)
        assert [it.id for it in app.seat.store.unfinished(app.seat.player.id)] == [play_id]
        app.resume_play(play_id)
        await pilot.pause()
        assert shows(app, OutcomeScreen)


async def test_staying_changes_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "2", "escape", "escape")
        assert shows(app, SceneScreen)
        assert choices(app).selected == choices(app).selectable[1]


async def test_leaving_names_what_would_have_to_be_done_again(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "n", "x", "enter", "escape")
        assert "La note écrite pour la décision en cours est à récrire." in screen_text(app)


async def test_what_is_cut_below_is_announced_with_its_key(tmp_path: Path) -> None:
    async with playing(tmp_path, (60, 20)) as (app, pilot):
        assert "la suite : Pg suiv." in screen_text(app)
        for _ in range(6):
            await press(pilot, "pagedown")
        assert "la suite : Pg suiv." not in screen_text(app)
        await press(pilot, "pageup")
        assert "la suite : Pg suiv." in screen_text(app)


@pytest.mark.parametrize("size", [(59, 30), (100, 19), (20, 5)])
async def test_a_window_too_small_says_so_and_decides_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "2")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "Agrandissez" in " ".join(screen_text(app).split())
        assert "Que faites-vous" not in screen_text(app)
        await press(pilot, "enter", "q")
        assert shows(app, SceneScreen)
        assert live_play(app).phase == Phase.DECIDING
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Que faites-vous" in screen_text(app)
        assert choices(app).selected == choices(app).selectable[1]
        await press(pilot, "enter")
        assert shows(app, OutcomeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_choice_and_every_key_can_be_reached_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, size) as (app, pilot):
        await press(pilot, "enter")
        for number in ("1", "2", "3"):
            await press(pilot, number)
            rows = choices(app)
            assert rows.selected is not None
            assert rows.content_region.contains_region(rows.row_region(rows.selected))
        told = screen_text(app)
        for words in ("décider", "documents", "noter", "qui est qui", "journal", "quitter", "aide"):
            assert words in told
