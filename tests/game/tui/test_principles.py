"""The principles browser: search, detail, and what a play narrows it to."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import load_catalogue
from game.tui.screens.principles import PrinciplesScreen
from game.tui.widgets.list_and_detail import ListAndDetail
from tests.game.tui.evening_plays import (
    SIZES,
    click_text,
    opened,
    press,
    rows,
    screen_text,
    settled,
)

TALL = (160, 100)


async def test_every_principle_is_listed_under_its_axis(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "p")
        assert len(_listed(app.screen)) == len(load_catalogue().principles)
        assert "Neutralité et impartialité" in screen_text(app)


async def test_the_detail_says_force_places_systems_roles_and_differences(tmp_path: Path) -> None:
    async with opened(tmp_path, TALL) as (app, pilot):
        app.push_screen(PrinciplesScreen(None, "perimetre-du-personnel"))
        await settled(pilot)
        text = screen_text(app)
        assert "Respecter qui dirige quel personnel" in text
        assert "devoir · Répartition des rôles" in text
        assert "Note sur le DG (Québec), 1er paragraphe, dernière phrase (l.1)" in text
        assert "Énoncé : Municipalité québécoise" in text
        assert "Transposé : " in text
        assert "Pour qui" in text
        assert "Qui dirige quel personnel" in text


@pytest.mark.parametrize("typed", ["greffier", "GREFFIER", "tresorier", "trésorier"])
async def test_search_minds_neither_accents_nor_capitals(tmp_path: Path, typed: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "p", "slash", *typed)
        assert "perimetre-du-personnel" in _listed(app.screen)
        assert len(_listed(app.screen)) < 10


async def test_search_that_finds_nothing_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "p", "slash", *"xyzzy")
        assert "Aucun principe ne contient ces mots." in screen_text(app)
        assert _listed(app.screen) == []


async def test_a_system_narrows_the_list_until_all_are_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(PrinciplesScreen("quebec", None))
        await settled(pilot)
        catalogue = load_catalogue()
        here = [
            id_
            for id_, principle in catalogue.principles.items()
            if "quebec" in (*principle.explicit, *principle.transposed)
        ]
        assert sorted(_listed(app.screen)) == sorted(here)
        assert rows(app)[0].strip() == "Principes\u00a0: Municipalité québécoise"
        await press(pilot, "c")
        assert len(_listed(app.screen)) == len(catalogue.principles)
        assert rows(app)[0].strip() == "Principes"


async def test_escape_leaves_the_search_before_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "p", "slash", "escape")
        assert isinstance(app.screen, PrinciplesScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, PrinciplesScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_principle_is_read_by_key_and_by_mouse_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await press(pilot, "p", "down", "enter")
        assert "Où le lire" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, PrinciplesScreen)
        await click_text(pilot, "Garder une saine")
        assert "Garder une saine distance" in screen_text(app)
        assert app.screen.query_one(ListAndDetail).lines.highlighted_id == "saine-distance"


@pytest.mark.parametrize("size", SIZES)
async def test_the_principle_asked_for_is_in_view_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        app.push_screen(PrinciplesScreen("quebec", "perimetre-du-personnel"))
        await settled(pilot)
        text = screen_text(app)
        assert "Respecter qui dirige quel personnel" in text
        assert "devoir · Répartition des rôles" in text


def _listed(screen: object) -> list[str]:
    assert isinstance(screen, PrinciplesScreen)
    options = screen.query_one(ListAndDetail).lines.options
    return [str(option.id) for option in options if not option.disabled]
