"""Library, plays and catalogue in words, apart from any screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from game.content import load_catalogue, load_frames
from game.locale import Messages
from game.store.records import PlayHeader
from game.views.catalogue import catalogue_view
from game.views.library import LibraryFilter, facet_values, scenario_view
from game.views.plays import date_words, play_view, stopped_where
from game.views.search import folded
from game.views.words import Wording
from tests.bundled import bundled

MOMENT = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)


def header(**changes: object) -> PlayHeader:
    begun = PlayHeader(
        id="abc",
        player_id=1,
        scenario_id="la-toiture-du-hall",
        scenario_version=1,
        text_hash="",
        seed=1,
        mode="practice",
        settings={},
        branch=None,
        take=0,
        length=3,
        begun_at=MOMENT,
        moved_at=MOMENT,
    )
    return replace(begun, **changes)  # type: ignore[arg-type]


FINISHED = header(finished_at=MOMENT, ending="calme", overall=0.5)


@pytest.fixture(params=["fr", "en"])
def wording(request: pytest.FixtureRequest) -> Wording:
    return Wording(Messages(request.param), load_catalogue())


@pytest.fixture
def french() -> Wording:
    return Wording(Messages("fr"), load_catalogue())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Équilibre", "equilibre"), ("ŒUVRE", "oeuvre"), ("l’élu\u202f!", "l'elu !")],
)
def test_searching_minds_no_accent_capital_or_typography(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_a_play_in_progress_says_how_far_it_went(french: Wording) -> None:
    assert stopped_where(header(length=0), french.messages) == "Arrêtée avant la première décision"
    assert stopped_where(header(length=2), french.messages) == "Arrêtée après 2 décisions"
    assert "en cours" in play_view(header(), None, french).result


def test_a_play_whose_scenario_is_gone_is_still_told(french: Wording) -> None:
    view = play_view(FINISHED, None, french)
    assert (view.title, view.ending) == ("Scénario «\u202fla-toiture-du-hall\u202f»", "")
    assert view.result == "50\u00a0%"


def test_the_first_of_a_month_is_said_as_people_say_it(
    monkeypatch: pytest.MonkeyPatch, french: Wording
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    said = date_words(MOMENT, french.messages)
    assert said.startswith("1er mars 2026")


def test_every_scenario_that_comes_with_the_game_can_be_described(wording: Wording) -> None:
    frames = load_frames()
    views = [
        scenario_view(entry.scenario, frames[entry.scenario.frame], wording)
        for entry in bundled().values()
    ]
    assert len({view.frame.value for view in views}) == 5
    assert [facet.value for facet in facet_values(views, "level")] == sorted(
        {view.level.value for view in views}
    )
    everything = LibraryFilter({})
    assert all(everything.shows(view) for view in views)
    assert not any(LibraryFilter({}, done=True).shows(view) for view in views)


def test_the_catalogue_is_told_whole_in_both_languages(wording: Wording) -> None:
    axes = catalogue_view(wording, load_frames())
    cards = [card for axis in axes for card in axis.principles]
    assert len(cards) == len(load_catalogue().principles)
    assert all(card.places and card.roles and card.stated_in for card in cards)
