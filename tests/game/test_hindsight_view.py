"""The hindsight in words: what was given away, the turning points, the best line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.rules import Choose, Place, Rank
from engine.scoring import mean, stake_credits
from engine.session import Phase
from game.locale import Messages
from game.playing import LivePlay
from game.store import Store, open_store
from game.views.hindsight import HindsightView, hindsight_view
from tests.bundled import bundled


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


def played(store: Store, scenario: str, *, well: bool) -> LivePlay:
    entry = bundled()[scenario]
    player = store.add_player(f"Claire {well}")
    play = LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=3)
    wanted = max if well else min
    while play.phase != Phase.DEBRIEF:
        if play.phase != Phase.DECIDING:
            play.go_on()
            continue
        scene = play.rules.scene(play.session.state)
        options = play.rules.options(play.session.state)
        if scene.sort is not None:
            right = {item.id: item.column for item in scene.sort.items.values()}
            play.decide(Place(tuple(right.items()) if well else ()))
        elif scene.order is not None:
            steps = tuple(scene.order.steps)
            play.decide(Rank(steps if well else steps[::-1]))
        elif scene.open:
            play.decide(options[0])
        else:
            play.decide(wanted(options, key=lambda it: mean(stake_credits(scene, it).values())))
    return play


def seen(play: LivePlay, language: str = "fr") -> HindsightView:
    return hindsight_view(play.hindsight(), play.debrief(), play.wording(Messages(language)))


def test_each_open_answer_of_a_turning_point_says_what_it_gave_away(store: Store) -> None:
    view = seen(played(store, "appel-du-vestiaire", well=False))
    choices = [point for point in view.turning_points if point.options]
    assert choices
    for point in choices:
        words = {option.text: option.words for option in point.options}
        assert words[point.decided] == point.given
        assert words[point.better] == "rien"


@pytest.mark.parametrize("scenario", ["appel-du-vestiaire", "la-zone-du-milieu"])
def test_a_poor_play_is_shown_its_turning_points(store: Store, scenario: str) -> None:
    play = played(store, scenario, well=False)
    view = seen(play)
    assert len(view.given_away) == len(play.session.journal)
    assert 1 <= len(view.turning_points) <= 3
    for point in view.turning_points:
        assert point.decided != point.better
        assert view.given_away[point.position - 1].share > 0.1
    assert view.best_line


def test_the_best_choice_everywhere_gives_little_away(store: Store) -> None:
    well = sum(it.share for it in seen(played(store, "la-somme-des-dix", well=True)).given_away)
    poor = sum(it.share for it in seen(played(store, "la-somme-des-dix", well=False)).given_away)
    assert well < 1 < poor


def test_the_best_line_is_told_with_the_scenarios_own_words(store: Store) -> None:
    play = played(store, "la-somme-des-dix", well=False)
    first = play.hindsight().best_line[0]
    assert isinstance(first.action, Choose)
    text = play.scenario.scenes[first.scene].choices[first.action.choice].text
    wording = play.wording(Messages("fr"))
    assert wording.prose(play.scenario.fill(text)) in seen(play).best_line[0]


def test_both_languages_say_how_it_is_known(store: Store) -> None:
    play = played(store, "le-bilan-de-septembre", well=False)
    assert "exact" in seen(play, "fr").method
    assert "Exact" in seen(play, "en").method


def test_more_than_a_decision_given_away_is_said_so_and_explained(store: Store) -> None:
    play = played(store, "la-somme-des-dix", well=False)
    hindsight = play.hindsight()
    heavy = replace(hindsight.decisions[0], given_away=1.2)
    hindsight = replace(hindsight, decisions=(heavy, *hindsight.decisions[1:]))
    view = hindsight_view(hindsight, play.debrief(), play.wording(Messages("fr")))
    assert (view.given_away[0].share, view.given_away[0].words) == (1, "plus d’une décision")
    assert "La fin à laquelle elle mène compte aussi" in Messages("fr")("hindsight.intro")
