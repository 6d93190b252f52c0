"""The time of a decision: the server counts it, from the first showing, whatever the page does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.rules import Choose
from game.store import Store, open_memory_store
from game.web.app import make_app
from game.web.site import Site
from tests.game.web.playing import begin, decide, to_decision
from tests.game.web.visitor import Visitor

SCENARIO = "appel-du-vestiaire"
GIVEN = 75
"""Seconds that its first decision gives."""


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Store:
    return open_memory_store(clock=clock)


@pytest.fixture
def site(store: Store, tmp_path: Path, clock: Clock) -> Site:
    return Site(store, tmp_path, language="fr", now=clock)


@pytest.fixture
def play_id(visitor: Visitor) -> str:
    return timed(visitor)


def timed(visitor: Visitor, **values: str) -> str:
    play = begin(visitor, SCENARIO, **values)
    assert to_decision(visitor)
    return play


def left(visitor: Visitor) -> int:
    return int(visitor.text.partition('data-reste="')[2].partition('"')[0])


def choice(visitor: Visitor) -> Choose:
    return Choose(visitor.forms[0].choices["choix"][0])


def test_runs_from_the_first_showing_whatever_is_reloaded(
    visitor: Visitor, site: Site, clock: Clock, play_id: str
) -> None:
    assert left(visitor) == GIVEN
    clock.wait(30)
    visitor.open(visitor.path)
    assert left(visitor) == GIVEN - 30
    elsewhere = Visitor(make_app(replace(site)))
    elsewhere.client.cookies.update(visitor.client.cookies)
    elsewhere.open(f"/partie/{play_id}")
    assert elsewhere.path == f"/partie/{play_id}/decision/1"
    assert left(elsewhere) == GIVEN - 30


def test_a_decision_in_time_is_the_players(
    visitor: Visitor, store: Store, clock: Clock, play_id: str
) -> None:
    wanted = choice(visitor)
    clock.wait(40)
    decide(visitor, wanted)
    (decision,) = store.play(play_id).decisions
    assert decision.action == {"choose": wanted.choice}
    assert (decision.timed_out, decision.seconds) == (False, 40)


def test_an_answer_that_was_a_moment_on_the_way_still_counts(
    visitor: Visitor, store: Store, clock: Clock, play_id: str
) -> None:
    clock.wait(GIVEN + 2)
    decide(visitor, choice(visitor))
    assert not store.play(play_id).decisions[0].timed_out


@pytest.mark.parametrize("by", ["form", "reload"])
def test_time_that_has_run_out_decides(
    visitor: Visitor, store: Store, clock: Clock, play_id: str, by: str
) -> None:
    wanted = choice(visitor)
    clock.wait(GIVEN + 10)
    if by == "form":
        decide(visitor, wanted)
    else:
        visitor.open(visitor.path)
    (decision,) = store.play(play_id).decisions
    assert decision.timed_out
    assert visitor.path == f"/partie/{play_id}/suite/1?avis=late"
    assert "sans votre réponse" in visitor.text


def test_the_page_may_say_that_time_is_up_but_not_before_it_is(
    visitor: Visitor, store: Store, clock: Clock, play_id: str
) -> None:
    clock.wait(10)
    path = visitor.path
    visitor.send(path, {"temps": "1", "geste": "decider"})
    assert store.play(play_id).decisions == ()
    visitor.open(path)
    clock.wait(GIVEN - 10)
    visitor.send(path, {"temps": "1"})
    assert store.play(play_id).decisions[0].timed_out


def test_can_be_stopped_in_practice_with_the_scene_out_of_sight(
    visitor: Visitor, clock: Clock, play_id: str
) -> None:
    clock.wait(15)
    visitor.send("/temps", {"geste": "arreter"})
    assert "Le temps est arrêté" in visitor.text
    assert "choix" not in visitor.text
    clock.wait(600)
    visitor.open(f"/partie/{play_id}/decision/1")
    assert "Le temps est arrêté" in visitor.text
    visitor.send("/temps", {"geste": "repartir"})
    assert left(visitor) == GIVEN - 15


def test_cannot_be_stopped_in_assessment(visitor: Visitor, clock: Clock) -> None:
    play_id = timed(visitor, mode="assessment")
    assert not any(form.action.endswith("/temps") for form in visitor.forms)
    token = dict(visitor.forms[0].fields)["jeton"]
    sent = {"jeton": token, "prise": "0", "geste": "arreter"}
    visitor.client.post(f"/partie/{play_id}/decision/1/temps", data=sent)
    clock.wait(20)
    visitor.open(f"/partie/{play_id}/decision/1")
    assert left(visitor) == GIVEN - 20


@pytest.mark.parametrize(("wish", "seconds"), [("long", 2 * GIVEN), ("off", None)])
def test_is_lengthened_or_taken_away_as_the_player_wishes(
    visitor: Visitor, wish: str, seconds: int | None
) -> None:
    timed(visitor, minuteurs=wish)
    assert ("data-reste" in visitor.text) == (seconds is not None)
    if seconds is not None:
        assert left(visitor) == seconds


@pytest.mark.usefixtures("play_id")
def test_a_page_without_script_looks_again_when_time_is_up(visitor: Visitor) -> None:
    assert f'<noscript><meta http-equiv="refresh" content="{GIVEN + 5}">' in visitor.text
