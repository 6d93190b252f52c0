"""A panel's votes: how they split, how far they agree, and when a scene is left open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.panel import divides_evenly, split_of
from engine.reading import read_scenario
from engine.rules import Rules
from engine.scoring import score_decision
from engine.session import Session
from engine.writing import write_scenario
from tests.engine.broken_cases import CATALOGUE, FRAMES, base_text

SCENES = "scenes:\n  appel:\n"
HEAD = "panel: { who: Des directrices générales, number: 9, when: en mai }\n"


def text_with(votes: str) -> str:
    return base_text().replace(SCENES, f"{HEAD}{SCENES}    panel: {{ {votes} }}\n", 1)


def test_the_split_counts_votes_and_names_the_favourite() -> None:
    split = split_of({"a": 7, "b": 1, "c": 1})

    assert split is not None
    assert (split.total, split.favourites, split.share) == (9, ("a",), Fraction(7, 9))


def test_agreement_is_the_share_of_pairs_who_agree() -> None:
    split = split_of({"a": 3, "b": 1, "c": 0})

    assert split is not None
    # Of the 6 pairs of 4 people, the 3 within the first group agree.
    assert split.agreement == Fraction(1, 2)


@pytest.mark.parametrize("votes", [{"a": 5}, {"a": 5, "b": 0}])
def test_a_unanimous_panel_agrees_wholly(votes: dict[str, int]) -> None:
    split = split_of(votes)

    assert split is not None
    assert split.agreement == 1


def test_a_single_vote_agrees_with_nobody() -> None:
    split = split_of({"a": 1, "b": 0})

    assert split is not None
    assert split.agreement is None


def test_no_vote_is_no_split() -> None:
    assert split_of({}) is None
    assert split_of({"a": 0, "b": 0}) is None


@pytest.mark.parametrize(
    ("votes", "even"),
    [
        ((4, 4, 1), True),
        ((4, 3, 2), True),
        ((1, 1), True),
        ((5, 4), False),
        ((4, 2, 2), False),
        ((3, 3, 3), True),
        ((1, 0), False),
        ((9,), False),
        ((0, 0), False),
    ],
)
def test_even_means_no_majority_and_the_first_two_within_a_vote(
    votes: tuple[int, ...], even: bool
) -> None:
    assert divides_evenly(dict(zip("abc", votes, strict=False))) is even


def test_a_scene_whose_panel_divides_evenly_is_not_scored() -> None:
    scenarios = [
        read_scenario(text_with(votes), catalogue=CATALOGUE, frames=FRAMES).scenario
        for votes in ("attendre: 4, signer: 4, deposer: 1", "attendre: 1, signer: 7, deposer: 1")
    ]

    scores = []
    for scenario in scenarios:
        assert scenario is not None
        session = Session(Rules(scenario), 1)
        session.go_on()
        session.decide(session.rules.options(session.state)[0])
        scores.append(score_decision(session.rules, 0, session.steps[0]))

    assert scores[0] is None
    assert scores[1] is not None


def test_a_panel_survives_being_written_and_read() -> None:
    for votes in ("attendre: 4, signer: 4, deposer: 1", "attendre: 0, signer: 7"):
        scenario = read_scenario(text_with(votes)).scenario
        assert scenario is not None
        assert read_scenario(write_scenario(scenario)).scenario == scenario


def test_an_english_scenario_says_so_when_written() -> None:
    scenario = read_scenario(base_text().replace("version: 1\n", "version: 1\nlanguage: en\n"))

    assert scenario.scenario is not None
    assert scenario.scenario.language == "en"
    assert read_scenario(write_scenario(scenario.scenario)).scenario == scenario.scenario
