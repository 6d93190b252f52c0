"""Scores with known answers, and what a debrief gathers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.debrief import Debrief, make_debrief
from engine.principles import Catalogue
from engine.rules import Action, Choose, Place, Rank, Rules
from engine.scenario import Band, Change, Grade, Later, Order, Scenario, Scene, Sort, SortItem
from engine.scoring import (
    family_tallies,
    overall,
    principle_tallies,
    richest_paths,
    score_play,
)
from engine.session import Session
from game.content import load_catalogue
from tests.stories import OTHER_STAKE, STAKE, choice, deciding, story, to

BEST = (Grade.EXEMPLARY, Grade.SOUND)
FAIR = (Grade.SOUND, Grade.WEAK)
POOR = (Grade.CONTRARY, Grade.WEAK)


def played(scenario: Scenario, *actions: Action) -> Session:
    session = Session(Rules(scenario), seed=1)
    for action in actions:
        while session.phase != "deciding":
            session.go_on()
        session.decide(action)
    while session.phase not in ("debrief", "deciding"):
        session.go_on()
    return session


def debrief_of(session: Session) -> Debrief:
    return make_debrief(session.rules, session.steps, session.state, load_catalogue())


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue()


def two_scenes() -> Scenario:
    return story(
        deciding("a", choice("best", "b", grades=BEST), choice("poor", "b", grades=POOR)),
        deciding(
            "b",
            choice("best", grades=BEST, when="written"),
            choice("fair", grades=FAIR),
            choice("poor", grades=POOR, breach=(STAKE,)),
        ),
    )


def test_a_decision_is_measured_against_the_best_that_was_open() -> None:
    session = played(two_scenes(), Choose("poor"), Choose("fair"))
    first, second = score_play(session.rules, session.steps)
    assert first is not None
    assert second is not None
    assert (first.credit, first.best_credit) == (Fraction(1, 6), Fraction(5, 6))
    assert first.quality == Fraction(1, 5)
    assert (second.credit, second.quality) == (Fraction(1, 2), Fraction(1))


def test_overall_is_the_sum_of_credits_over_the_best_credits() -> None:
    session = played(two_scenes(), Choose("poor"), Choose("fair"))
    scores = score_play(session.rules, session.steps)
    assert overall(scores) == (Fraction(1, 6) + Fraction(1, 2)) / (Fraction(5, 6) + Fraction(1, 2))


def test_a_principle_is_measured_over_the_decisions_met() -> None:
    session = played(two_scenes(), Choose("poor"), Choose("fair"))
    tallies = principle_tallies(score_play(session.rules, session.steps), {STAKE: 4})
    assert tallies[STAKE].opportunities == 2
    assert tallies[STAKE].quality == Fraction(2, 3) / (1 + Fraction(2, 3))
    assert tallies[STAKE].access == Fraction(1, 2)
    assert not tallies[STAKE].enough
    assert tallies[OTHER_STAKE].quality == Fraction(2, 3) / 1


def test_an_axis_weighs_its_principles_by_their_opportunities() -> None:
    session = played(two_scenes(), Choose("poor"), Choose("fair"))
    tallies = principle_tallies(score_play(session.rules, session.steps))
    axes = family_tallies(tallies, {STAKE: "x", OTHER_STAKE: "x"})
    qualities = [tallies[STAKE].quality, tallies[OTHER_STAKE].quality]
    assert axes["x"].opportunities == 4
    assert axes["x"].quality == sum((q for q in qualities if q is not None), Fraction(0)) / 2
    assert axes["x"].enough


def test_an_open_scene_is_not_scored() -> None:
    session = played(story(deciding("a", choice("go"))), Choose("go"))
    assert score_play(session.rules, session.steps) == (None,)
    assert overall([None]) is None


def test_a_sort_scores_each_principle_on_its_items() -> None:
    items = {
        "one": SortItem("one", "1", "left", STAKE, "Because."),
        "two": SortItem("two", "2", "left", STAKE, "Because.", ("right",)),
        "three": SortItem("three", "3", "right", OTHER_STAKE, "Because."),
    }
    sort = Sort({"left": "Left", "right": "Right"}, items, (Band(0),))
    scene = Scene("s", text="Sort.", stakes=(STAKE, OTHER_STAKE), sort=sort, next=to("end"))
    session = played(story(scene), Place((("one", "left"), ("two", "right"), ("three", "left"))))
    (score,) = score_play(session.rules, session.steps)
    assert score is not None
    assert score.stakes == {STAKE: Fraction(5, 6), OTHER_STAKE: Fraction(0)}
    assert score.best_credit == 1
    report = debrief_of(session).decisions[0]
    assert [(item.placed, item.right, item.credit) for item in report.placements] == [
        ("Left", "Left", 1),
        ("Right", "Left", Fraction(2, 3)),
        ("Left", "Right", 0),
    ]


def test_an_order_scores_the_share_of_pairs_on_every_stake() -> None:
    order = Order({"a": "First", "b": "Second", "c": "Third"}, (Band(0),))
    scene = Scene("s", text="Order.", stakes=(STAKE, OTHER_STAKE), order=order, next=to("end"))
    session = played(story(scene), Rank(("b", "a", "c")))
    (score,) = score_play(session.rules, session.steps)
    assert score is not None
    assert score.stakes == {STAKE: Fraction(2, 3), OTHER_STAKE: Fraction(2, 3)}
    ranking = debrief_of(session).decisions[0].ranking
    assert ranking is not None
    assert (ranking.given, ranking.right) == (
        ("Second", "First", "Third"),
        ("First", "Second", "Third"),
    )


def test_the_richest_path_counts_each_scene_once_and_takes_the_longest() -> None:
    scenario = story(
        deciding("a", choice("short", "end", grades=BEST), choice("long", "b", grades=BEST)),
        deciding("b", choice("back", "b2", grades=BEST), choice("on", "c", grades=BEST)),
        deciding("b2", choice("back", "b", grades=BEST)),
        deciding("c", choice("go", "end", grades=BEST)),
    )
    assert richest_paths(scenario) == {STAKE: 4, OTHER_STAKE: 4}


def test_red_lines_and_relations_stand_apart_from_the_score() -> None:
    session = played(two_scenes(), Choose("best"), Choose("poor"))
    debrief = debrief_of(session)
    assert [(line.position, line.principle) for line in debrief.red_lines] == [(1, STAKE)]
    assert [relation.values for relation in debrief.relations] == [(50, 50, 50)]
    assert debrief.ending is not None


def test_a_consequence_is_told_where_it_was_called_and_where_it_came() -> None:
    soon, never = Later(1, "It came.", Change({"trust": -10})), Later(5, "Never.")
    session = played(
        story(
            deciding("a", choice("go", "b", later=(soon, never))),
            deciding("b", choice("go", "end")),
        ),
        Choose("go"),
        Choose("go"),
    )
    debrief = debrief_of(session)
    first, second = debrief.decisions
    assert [it.text for it in first.came_later] == ["It came."]
    assert [it.text for it in second.fell_due] == ["It came."]
    assert [(it.text, it.called_at) for it in debrief.never_came] == [("Never.", 0)]
    assert second.meters_after == {"trust": 40}


def test_a_locked_option_says_why_and_is_not_the_best(catalogue: Catalogue) -> None:
    session = played(two_scenes(), Choose("best"), Choose("fair"))
    report = make_debrief(session.rules, session.steps, session.state, catalogue).decisions[1]
    locked = next(option for option in report.options if option.id == "best")
    assert (locked.open, locked.why_not, locked.chosen) == (False, "Not now.", False)
    chosen = next(option for option in report.options if option.chosen)
    assert (chosen.id, chosen.credit, chosen.because) == (
        "fair",
        Fraction(1, 2),
        "Because of fair.",
    )
