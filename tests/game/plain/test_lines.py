"""Lines: what a terminal would obey is disarmed, and French signs never begin a line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.plain.lines import neutralised, wrapped
from game.typography import typeset

SENTENCE = "Elle demande : « Qui décide ici ? » ; personne ne répond ! Puis 14 000 € partent."


def test_escapes_directions_and_controls_have_no_effect_left() -> None:
    hostile = "a\x1b[31mrouge\x07 \x9b2J \u202egauche\u2066 b\rc\x00"
    shown = neutralised(hostile)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in shown)
    assert "rouge" in shown
    assert "gauche" in shown


@given(st.text())
def test_whatever_the_text_nothing_but_line_ends_controls_the_terminal(text: str) -> None:
    shown = neutralised(text)
    assert all(unicodedata.category(sign)[0] != "C" for sign in shown if sign != "\n")


@pytest.mark.parametrize("width", range(12, 80))
@pytest.mark.parametrize("text", [SENTENCE, typeset(SENTENCE)])
def test_no_line_begins_with_a_sign_nor_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(line.lstrip()[0] not in ";:?!»" for line in lines)
    assert all(len(line) <= width or " " not in line.strip() for line in lines)
    assert " ".join(lines).split() == wrapped(text, None)[0].split()


def test_options_and_ids_are_never_cut_at_a_hyphen() -> None:
    lines = wrapped("Pour reprendre cette partie : duettiste resume abc234 --plain", 24)
    assert any(line.endswith("--plain") for line in lines)


def test_without_a_width_a_paragraph_stays_on_its_line() -> None:
    assert wrapped("mot " * 200, None) == [("mot " * 200).rstrip()]
