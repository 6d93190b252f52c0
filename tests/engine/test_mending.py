"""Mending changes no word, keeps everything else byte for byte, and is done once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from engine.diagnostics import Severity
from engine.mending import mend, proposals
from engine.reading import read_scenario
from engine.scenario import Scenario
from engine.writing import write_scenario
from tests.engine.broken_cases import CASES, base_text, broken, reading_of
from tests.generators import scenarios


def _errors(text: str) -> int:
    return sum(one.severity is Severity.ERROR for one in reading_of(text).diagnostics)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Le duo : à revoir\n", "title: >-\n  Le duo : à revoir\n"),
        ("title: Dossier #12\n", "title: >-\n  Dossier #12\n"),
        ("title: Le duo : oui  # garder\n", "title: >-  # garder\n  Le duo : oui\n"),
        ("text:\n  Maire : on verra\n", "text: >-\n  Maire : on verra\n"),
        ("text:\n  - Oui.\n  - Non : jamais.\n", "text: |-\n  - Oui.\n  - Non : jamais.\n"),
        ("text: Un,\n  deux : trois\n", "text: >-\n  Un,\n  deux : trois\n"),
        ("text: - Non.\n", "text: >-\n  - Non.\n"),
        ('text: "Non" : dit-elle\n', 'text: >-\n  "Non" : dit-elle\n'),
        ("a: { title: un : deux, b: c }\n", 'a: { title: "un : deux", b: c }\n'),
        ("a: { title: un, deux, b: c }\n", 'a: { title: "un, deux", b: c }\n'),
        ('a: { title: un "mot" : ici }\n', "a: { title: 'un \"mot\" : ici' }\n"),
        ("a:\n\tb: c\n", "a:\n  b: c\n"),
        ("a:\n\u00a0\u00a0b: c\n", "a:\n  b: c\n"),
        ("text: |-\n    un\n\u00a0\u00a0\u00a0\u00a0deux\n", "text: |-\n    un\n    deux\n"),
        ("title: le\u200b duo\n", "title: le duo\n"),
    ],
)
def test_what_is_sure_is_mended(before: str, after: str) -> None:
    assert mend(before).text == after


@pytest.mark.parametrize(
    "text",
    [
        "title: Le duo  # un commentaire\n",
        "title: Le duo. # un commentaire\n",
        "minutes: 12 # un commentaire\n",
        "text: *partage\n",
        "text: 'L'élu arrive'\n",
        'text: "jamais refermé\n',
        "text: |-\n  déjà : un bloc #1\n",
        'text: "déjà : entre guillemets #1"\n',
        "if: a : b\n",
        "title: 12:30\n",
    ],
)
def test_what_is_not_sure_is_left_alone(text: str) -> None:
    assert mend(text).text == text
    assert mend(text).changes == ()


def test_line_ends_and_the_byte_order_mark_are_kept() -> None:
    before = "\ufefftitle: un : deux\r\nid: x\r\n# fin"

    assert mend(before).text == "\ufefftitle: >-\r\n  un : deux\r\nid: x\r\n# fin"


def test_everything_else_is_kept_byte_for_byte() -> None:
    text = broken("outcome: Confus.", "outcome: Confus : très.  # non ?")
    text = f"# tête\n\n{text}\n\n# fin"
    expected = text.replace(
        "outcome: Confus : très.  # non ?", "outcome: >-  # non ?\n            Confus : très."
    )

    assert mend(text).text == expected


def test_each_change_says_what_and_where() -> None:
    mended = mend("id: x\ntitle: un : deux\ncast:\n\tmaire: x\n")

    assert [(change.line, change.code) for change in mended.changes] == [(2, "E107"), (4, "E105")]


def test_a_mended_scenario_reads_as_its_author_meant() -> None:
    text = broken("outcome: Confus.", "outcome: Confus : très.")
    text = text.replace("title: Maire }", "title: Maire, sénatrice }")

    scenario = read_scenario(mend(text).text).scenario

    assert scenario is not None
    assert scenario.scenes["tri"].sort is not None
    assert scenario.scenes["tri"].sort.bands[1].outcome == "Confus : très."
    assert scenario.cast["maire"].title == "Maire, sénatrice"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['what']}")
def test_mending_never_makes_things_worse(case: dict[str, str]) -> None:
    text = base_text().replace(case["find"], case["write"], 1)
    mended = mend(text).text

    assert _errors(mended) <= _errors(text)
    assert mend(mended).text == mended


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['what']}")
def test_what_is_called_mendable_is_mended(case: dict[str, str]) -> None:
    text = base_text().replace(case["find"], case["write"], 1)
    promised = {one.code for one in reading_of(text).diagnostics if one.mendable}

    left = {one.code for one in reading_of(mend(text).text).diagnostics}

    assert not promised & left


def test_the_proposal_shown_is_what_mending_writes() -> None:
    text = broken("outcome: Confus.", "outcome: Confus : très.")

    assert proposals(text) == {89: ["          outcome: >-", "            Confus : très."]}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_a_sound_scenario_is_left_alone(scenario: Scenario) -> None:
    text = write_scenario(scenario)

    assert mend(text).text == text
