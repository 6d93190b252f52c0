"""No line of any screen begins with a sign of French punctuation, at any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.tui.line_breaking import break_positions, broken, hanging, install
from game.typography import typeset
from tests.game.tui.evening_plays import rows

PROSE = typeset(
    "« Alors ? » demanda-t-elle ; « on fait quoi : on attend ! » Il répondit : « Rien. » "
    "Était-ce vraiment raisonnable ? Personne ne le savait ; et pourtant ! Voici : « Oui » !"
)
SIGNS = (";", ":", "?", "!", "»", ",", ".")

_WORDS = st.sampled_from(
    ["mot", "où", "« oui »", "quoi ?", "non !", "ceci : cela", "long-mot-composé"]
)


@pytest.mark.parametrize("width", range(8, 121))
async def test_textual_itself_paints_no_line_that_begins_with_a_sign(width: int) -> None:
    install()

    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield Static(PROSE, markup=False)

    app = Page()
    async with app.run_test(size=(width, 60)):
        painted = [row.strip() for row in rows(app)]
    assert not [row for row in painted if row.startswith(SIGNS)]
    assert "".join("".join(painted).split()) == "".join(PROSE.split())


def test_what_this_module_replaces_is_still_there() -> None:
    """Textual's content breaks lines by this name: a release that does not is noticed."""
    from textual import content

    install()
    assert content.divide_line is break_positions  # type: ignore[attr-defined]
    lines = Content("un deux trois").wrap(5)
    assert [line.plain.strip() for line in lines] == ["un", "deux", "trois"]


@given(st.lists(_WORDS, min_size=1, max_size=30), st.integers(4, 60))
def test_every_line_fits_and_nothing_is_lost(words: list[str], width: int) -> None:
    text = typeset(" ".join(words))
    lines = broken(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert not [line for line in lines if line.startswith(SIGNS)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_wider_than_the_line_is_cut_before_its_last_letter_not_before_its_sign() -> None:
    assert broken("impossible\u202f!", 10) == ["impossibl", "e\u202f!"]


def test_a_word_that_cannot_be_folded_stays_whole() -> None:
    assert break_positions("un interminable mot", 5, fold=False) == [3, 16]


def test_text_hangs_beside_its_lead() -> None:
    assert hanging("1  ", "un deux trois", 10) == "1  un deux\n   trois"
    assert hanging("1  ", "un\ndeux", 10) == "1  un\n   deux"
