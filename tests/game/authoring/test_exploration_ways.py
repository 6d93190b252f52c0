"""Decisions said on the command line: what they make, and what is said of those that cannot be."""

from __future__ import annotations

import shlex

import pytest

from engine.proof.ways import Way
from engine.rules import Choose, Place, Rank, Rules
from game.authoring.exploration_ways import (
    CannotDecideError,
    command_words,
    decisions_made,
    way_words,
)
from game.library import read_library
from game.playing import scenario_of
from tests.game.authoring.explored import decision, scenario_text
from tests.game.plain.small import TEXT

SMALL = Rules(scenario_of(TEXT))


def refusal(words: str, rules: Rules = SMALL, seed: int | None = None) -> CannotDecideError:
    with pytest.raises(CannotDecideError) as caught:
        decisions_made(rules, words, seed)
    return caught.value


def test_scenes_may_be_named_or_left_out() -> None:
    named = decisions_made(SMALL, "appel=ecrire,tri=best")
    assert named == decisions_made(SMALL, " ecrire , best ")
    assert [one.scene for one in named.decisions] == ["appel", "tri"]
    assert named.decisions[0].action == Choose("ecrire")
    assert isinstance(named.decisions[1].action, Place)


def test_each_band_of_a_board_can_be_asked_for() -> None:
    answers = {decisions_made(SMALL, f"ecrire,band-{band}").decisions[1].action for band in (1, 2)}
    assert len(answers) == 2
    assert refusal("ecrire,band-9").details["known"] == "best, worst, band-1, band-2"
    assert refusal("ecrire,dire_oui").reason == "board"


def test_the_worst_answer_of_a_band_has_its_word() -> None:
    words = "appel=ecrire,tri=best,ordre=band-2-worst"
    made = decisions_made(SMALL, words)
    assert made.decisions[2].action == Rank(("trois", "deux", "un"))
    assert decisions_made(SMALL, "ecrire,best,band-2").decisions[2].action != Rank(
        ("trois", "deux", "un")
    )
    way = Way(tuple(one.action for one in made.decisions), 0, ("appel", "tri", "ordre"))
    assert decisions_made(SMALL, way_words(SMALL, way)) == made


@pytest.mark.parametrize(
    ("words", "number", "reason"),
    [
        ("", 1, "not_understood"),
        ("ecrire,", 2, "not_understood"),
        ("=ecrire", 1, "not_understood"),
        ("appel=", 1, "not_understood"),
        ("appel=ecrir", 1, "no_choice_near"),
        ("appel=zzz", 1, "no_choice"),
        ("appel=fermee", 1, "closed"),
        ("tri=ecrire", 1, "elsewhere"),
    ],
)
def test_a_decision_that_cannot_be_made_is_told(words: str, number: int, reason: str) -> None:
    told = refusal(words)
    assert (told.number, told.reason) == (number, reason)


def test_nothing_can_be_decided_after_the_end() -> None:
    rules = Rules(read_library().entries["appel-du-vestiaire"].scenario)
    whole = "attendre,a_trois,non_pas_sans_vous,jour_fixe,comparer,donner,porte_fermee,pour_tous,"
    whole += "ensemble,band-1,attendre_chef"
    assert len(decisions_made(rules, whole).decisions) == 11
    told = refusal(f"{whole},encore", rules)
    assert (told.number, told.reason) == (12, "ended")


def test_without_a_seed_one_is_found_that_goes_that_way() -> None:
    drawn = decision("un", "next:\n  - { chance: 1/9, go: rare }\n  - fin") + decision("rare")
    rules = Rules(scenario_of(scenario_text(drawn)))
    made = decisions_made(rules, "un=ici,rare=non")
    assert decisions_made(rules, "un=ici,rare=non", made.seed) == made
    assert made.seed > 0
    assert refusal("un=ici,rare=non", rules, 0).reason == "ended"


def test_words_of_a_way_are_read_back_as_the_same_decisions() -> None:
    made = decisions_made(SMALL, "ecrire,band-2")
    way = Way(tuple(one.action for one in made.decisions), 0, ("appel", "tri"))
    assert way_words(SMALL, way) == "appel=ecrire,tri=band-2"
    assert decisions_made(SMALL, way_words(SMALL, way)) == made
    assert not any(isinstance(one, Rank) for one in way.decisions)


@pytest.mark.parametrize(
    "file", ["a.yaml", "mes scénarios/l'appel du soir.yaml", '-x"$(y).yaml', "C:/Docs/a.yaml"]
)
def test_a_command_is_pasted_as_one_word_a_value(file: str) -> None:
    way = Way((Choose("ecrire"),), 0, ("appel",))
    words = shlex.split(command_words(file, SMALL, way))
    expected = f"./{file}" if file.startswith("-") else file
    assert words == ["duettiste", "play", expected, "--decisions", "appel=ecrire"]


def test_there_is_no_command_where_no_seed_goes_that_way() -> None:
    assert command_words("a.yaml", SMALL, Way((Choose("ecrire"),), None, ("appel",))) == ""
    assert command_words("a.yaml", SMALL, Way(())) == "duettiste play a.yaml"
