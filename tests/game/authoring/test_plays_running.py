"""A play is held to what it expects, and what differs is said with the decision behind it."""

from __future__ import annotations

import pytest

from engine.rules import Rules
from game.authoring.plays_reading import read_plays
from game.authoring.plays_running import Difference, differences
from game.authoring.plays_view import difference_words
from game.locale import LANGUAGES, Messages
from game.playing import scenario_of
from tests.game.plain.small import TEXT
from tests.stories import choice, deciding, story

SCENARIO = scenario_of(TEXT)
RULES = Rules(SCENARIO)
BEST = "ecrire, best, best, parler"


def found(decisions: str, expect: str) -> tuple[Difference, ...]:
    text = f"plays:\n  p:\n    decisions: [{decisions}]\n    expect: {{ {expect} }}\n"
    reading = read_plays(text, SCENARIO)
    assert reading.diagnostics == ()
    return differences(RULES, reading.plays[0])


def only(decisions: str, expect: str) -> Difference:
    (difference,) = found(decisions, expect)
    return difference


def plainly(difference: Difference, language: str = "fr") -> str:
    words = difference_words(difference, Messages(language))
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def test_what_is_as_expected_says_nothing() -> None:
    expect = "ending: fin, score: [99, 100], meters: { confiance: [50, 70] }, met: [matin, fin]"
    assert found(BEST, expect) == ()


def test_the_worst_answers_to_boards_reach_the_lowest_band() -> None:
    assert found("dire_oui, worst, worst, taire", "score: [5, 25]") == ()


def test_a_meter_is_told_with_the_decision_that_changed_it_last() -> None:
    difference = only(BEST, "meters: { equilibre: [0, 20] }")
    assert plainly(difference) == (
        "equilibre attendu de 0 à 20, obtenu -10."
        " (Dernier changement : décision 1, scène appel : ecrire.)"
    )
    assert (difference.place.line, difference.place.column) == (4, 36)


def test_a_score_is_told_with_the_decision_that_cost_most() -> None:
    said = plainly(only("dire_oui, best, best, parler", "score: [90, 100]"))
    assert "score attendu de 90 à 100 %, obtenu" in said
    assert "Ce qui coûte le plus : la décision 1, scène appel : dire_oui." in said


def test_a_score_too_good_blames_no_decision() -> None:
    assert only(BEST, "score: [0, 50]").moment is None


def test_a_scene_that_should_not_be_met_is_told_with_what_led_there() -> None:
    difference = only(BEST, "not_met: [dernier]")
    assert difference.kind == "met"
    assert difference.moment is not None
    assert (difference.moment.number, difference.moment.scene) == (3, "ordre")


def test_a_play_that_stops_early_reaches_no_ending() -> None:
    assert [one.kind for one in found("ecrire", "ending: fin, met: [ordre]")] == [
        "unfinished",
        "not_met",
    ]


@pytest.mark.parametrize(
    ("decisions", "kind", "number"),
    [
        ("fermee", "closed", 1),
        ("parler", "no_choice", 1),
        ("ecrire, parler", "other_kind", 2),
        ("best", "no_choice", 1),
        ("ecrire, { place: { cap: maire } }", "left_out", 2),
    ],
)
def test_a_decision_that_cannot_be_made_is_the_one_thing_told(
    decisions: str, kind: str, number: int
) -> None:
    difference = only(decisions, "ending: fin, score: 0, meters: { confiance: 0 }")
    assert difference.kind == kind
    assert difference.moment is not None
    assert difference.moment.number == number


def test_decisions_beyond_the_end_are_counted() -> None:
    difference = only(f"{BEST}, parler, taire", "ending: fin")
    assert (difference.kind, difference.details["count"]) == ("too_many", 2)


def test_a_board_of_the_other_kind_is_refused() -> None:
    text = (
        "plays:\n  p:\n    decisions:\n      - ecrire\n      - rank: [un]\n"
        "    expect: { ending: fin }\n"
    )
    reading = read_plays(text, SCENARIO)
    (difference,) = differences(RULES, reading.plays[0])
    assert (difference.kind, difference.place.line) == ("other_kind", 5)


def test_the_seed_decides_what_chance_leads_to() -> None:
    from fractions import Fraction

    from engine.scenario import Branch, Scene

    chances = (Branch("left", chance=Fraction(1, 2)), Branch("right"))
    sides = [Scene(side, text="Here.", next=(Branch("end"),)) for side in ("left", "right")]
    scenario = story(deciding("a", choice("go", chances)), *sides)
    met = set()
    for seed in range(20):
        text = f"plays:\n  p:\n    seed: {seed}\n    decisions: [go]\n    expect: {{ met: [left] }}"
        reading = read_plays(text, scenario)
        met.add(differences(Rules(scenario), reading.plays[0]) == ())
    assert met == {True, False}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_difference_has_its_words(language: str) -> None:
    wrong = "ending: fin, score: 3, meters: { confiance: 0 }, met: [ordre], not_met: [tri]"
    told = [*found("ecrire", wrong), *found("fermee", wrong), *found("parler", wrong)]
    told += [*found("", "score: [1, 2]"), *found(f"{BEST}, parler", wrong)]
    told += [*found("ecrire, parler", wrong), *found(BEST, "ending: fin, score: [2, 3]")]
    for difference in told:
        words = plainly(difference, language)
        assert words
        assert "{" not in words
        assert "\n" not in words
