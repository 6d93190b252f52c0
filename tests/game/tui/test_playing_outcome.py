"""What a decision leads to, what was at stake, and coming back on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.session import Mode, Phase
from game.tui.screens.interlude import InterludeScreen
from game.tui.screens.outcome import OutcomeScreen
from game.tui.screens.scene import SceneScreen
from game.tui.widgets.sort_board import SortBoard
from tests.game.tui.evening_plays import SIZES, press, screen_text
from tests.game.tui.long_day import ITEMS, live_play, number_of, playing, read_on_to, shows


@pytest.mark.parametrize("size", SIZES)
async def test_what_happened_comes_first_and_enter_opens_the_stakes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, size) as (app, pilot):
        await press(pilot, "enter", number_of(app, "repondre"), "enter")
        told = screen_text(app)
        assert "Vous avez décidé : Répondre tout de suite." in told
        assert "Elle remercie." in told
        assert "Confiance : ↑ 5" in told
        assert "exemplaire" not in told
        await press(pilot, "enter")
        told = screen_text(app)
        assert "Ce qui était en jeu" in told
        assert "● exemplaire" in told
        await press(pilot, "end")
        for _ in range(4):
            await press(pilot, "pagedown")
        told = screen_text(app)
        assert "◕ solide" in told
        assert "La réponse est prête." in told


async def test_a_principle_is_named_with_its_place_and_its_transposition(tmp_path: Path) -> None:
    async with playing(tmp_path, (120, 40)) as (app, pilot):
        await press(pilot, "enter", number_of(app, "repondre"), "enter", "enter")
        told = screen_text(app)
        principle = live_play(app).wording(app.messages).principle("reponses-types")
        assert principle.title.replace("\u00a0", " ") in told
        assert "(l." in told
        assert ("Transposé" in told) is bool(principle.transposed)


async def test_a_red_line_is_named_first(tmp_path: Path) -> None:
    async with playing(tmp_path, (120, 40)) as (app, pilot):
        await press(pilot, "enter", number_of(app, "refuser"), "enter", "enter")
        told = screen_text(app)
        assert told.index("Ligne rouge : ") < told.index("Ce qui était en jeu")


async def test_a_delayed_consequence_comes_back_set_apart(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", number_of(app, "repondre"), "enter")
        assert "Ce qui revient" not in screen_text(app)
        await read_on_to(app, pilot, SortBoard)
        await press(pilot, *"1" * ITEMS, "enter", "enter")
        told = screen_text(app)
        assert "Ce qui revient" in told
        assert "La réponse du matin vous revient." in told


async def test_an_assessment_says_what_happened_and_nothing_else(tmp_path: Path) -> None:
    async with playing(tmp_path, mode=Mode.ASSESSMENT) as (app, pilot):
        await press(pilot, "enter", number_of(app, "repondre"), "enter")
        told = screen_text(app)
        assert "Elle remercie." in told
        assert "ce qui était en jeu" not in told
        assert "revenir en arrière" not in told
        await press(pilot, "b")
        assert shows(app, OutcomeScreen)
        await press(pilot, "enter")
        assert shows(app, InterludeScreen)


async def test_coming_back_on_a_decision_asks_then_goes_back_to_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", number_of(app, "refuser"), "enter", "b")
        assert "Revenir sur cette décision ?" in screen_text(app)
        await press(pilot, "escape")
        assert shows(app, OutcomeScreen)
        assert len(live_play(app).session.journal) == 1
        await press(pilot, "b", "enter")
        assert shows(app, SceneScreen)
        assert live_play(app).session.journal == ()
        assert app.seat.store.play(live_play(app).header.id).decisions == ()


async def test_a_scene_offers_to_go_back_to_the_decision_before_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "enter", "b")
        assert shows(app, SceneScreen)
        await press(pilot, "1", "enter")
        await read_on_to(app, pilot, SortBoard)
        await press(pilot, "b", "enter")
        assert live_play(app).session.scene_id == "aube"
        assert live_play(app).phase == Phase.DECIDING


async def test_a_play_goes_from_the_briefing_to_the_debrief(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        play = live_play(app)
        await press(pilot, "enter", "1", "enter")
        await read_on_to(app, pilot, SortBoard)
        await press(pilot, *"1" * ITEMS, "enter", "enter")
        await read_on_to(app, pilot, "OrderBoard")
        await press(pilot, "enter", "enter")
        await read_on_to(app, pilot, "DebriefScreen")
        assert play.phase == Phase.DEBRIEF
        header = app.seat.store.play(play.header.id).header
        assert header.finished
        assert header.ending == "soir"
