"""French typography at display, and messages that leave what they are given alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.locale import Messages
from game.typography import NARROW_NO_BREAK as NARROW
from game.typography import NO_BREAK, typeset, typeset_english


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Qui ? Moi !", f"Qui{NARROW}? Moi{NARROW}!"),
        ("« Bon »", f"«{NARROW}Bon{NARROW}»"),
        ("Note : oui ; non", f"Note{NO_BREAK}: oui{NARROW}; non"),
        ("14 000 habitants", f"14{NARROW}000{NO_BREAK}habitants"),
        ("1 200 000 €", f"1{NARROW}200{NARROW}000{NO_BREAK}€"),
        ("à 18 h 40", f"à 18{NO_BREAK}h{NO_BREAK}40"),
        ("l'élue d'en face", "l’élue d’en face"),
        ("en 2026 12 personnes", "en 2026 12 personnes"),
        ("Plain text.", "Plain text."),
    ],
)
def test_french_spaces_and_apostrophes(written: str, shown: str) -> None:
    assert typeset(written) == shown


@given(st.text(alphabet="ab01 '«»:;?!€%h\u00a0\u202f", max_size=40))
def test_typesetting_twice_changes_nothing_more(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


def test_what_a_message_is_given_is_left_as_it_is() -> None:
    told = Messages("fr")("views.principle.place", document="l'un", where="d'ici ?", lines="l.1")
    assert "l'un" in told
    assert "d'ici ?" in told


def test_a_number_and_its_unit_stay_together() -> None:
    assert Messages("fr")("views.share.percent", value=12) == f"12{NO_BREAK}%"


def test_english_texts_get_apostrophes_and_no_french_spaces() -> None:
    text = "The mayor's note: \"yes\" ; the teams' own ! 1 000"
    assert typeset_english(text) == 'The mayor’s note: "yes" ; the teams’ own ! 1 000'
