"""A French author's word for a key or a grade is understood, and never taken for another."""

from __future__ import annotations

import pytest

from engine.french import KEYS, WORDS, meant_key, meant_word
from engine.scenario import Grade, Kind
from engine.vocabulary import CHOICE, KNOWN_KEYS, SCENE


def test_every_french_word_stands_for_a_word_of_the_format() -> None:
    assert set(KEYS.values()) <= KNOWN_KEYS
    assert set(WORDS.values()) <= {*Kind, *Grade}
    assert not KEYS.keys() & KNOWN_KEYS


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("si", CHOICE.all, "if"),
        ("Résumé", ("summary", "scenes"), "summary"),
        ("enjeux", SCENE.all, "stakes"),
        ("enjeux", CHOICE.all, ""),
        ("textt", CHOICE.all, "text"),
    ],
)
def test_a_key_is_understood_only_where_it_may_stand(
    word: str, known: tuple[str, ...], meant: str
) -> None:
    assert meant_key(word, known) == meant


def test_a_grade_is_understood() -> None:
    grades = [grade.value for grade in Grade]
    said = [meant_word(word, grades) for word in ("exemplaire", "solide", "fragile", "contraire")]
    assert said == grades
    assert meant_word("bof", grades) == ""
