"""Diagnostics are said in both languages, shown with their line, and safe for a terminal."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from engine.diagnostics import Diagnostic, Place
from game.diagnostics_view import as_json, hint_of, human, message_of, summary
from game.locale import LANGUAGES, Messages
from tests.engine.broken_cases import CASES, REPOSITORY, base_text, reading_of

ELSEWHERE = {"E101", "E102", "E115", "E124", "E125", "E190", "E225"}
"""Codes that have tests of their own, or no place in a small file."""


def _catalogue(language: str) -> dict[str, dict[str, str]]:
    path = REPOSITORY / "game" / "locale" / language / "diagnostics.toml"
    messages = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: texts for code, texts in messages.items() if code != "view"}


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


def test_every_code_of_the_engine_has_its_message() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(REPOSITORY, "engine").rglob("*.py")
    )
    codes = set(re.findall(r'"([EW][1-6]\d\d)"', source))

    assert codes == set(_catalogue("fr"))


def test_every_code_has_a_broken_file_that_shows_it() -> None:
    assert {case["code"] for case in CASES} == set(_catalogue("fr")) - ELSEWHERE


def test_both_languages_say_the_same() -> None:
    french, english = _catalogue("fr"), _catalogue("en")

    assert french.keys() == english.keys()
    for code, texts in french.items():
        for part in ("message", "hint"):
            assert _placeholders(texts[part]) == _placeholders(english[code][part]), code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['what']}")
def test_every_message_is_complete(case: dict[str, str], language: str) -> None:
    text = base_text().replace(case["find"], case["write"], 1)
    messages = Messages(language)

    for one in reading_of(text).diagnostics:
        said = message_of(one, messages) + hint_of(one, messages)
        assert "{" not in said.replace("${", "")
        assert "«\u202f\u202f»" not in said
        assert "“”" not in said


def test_a_diagnostic_shows_its_line_and_a_caret() -> None:
    text = base_text().replace("    next: suite\n", "    next: suitte\n")

    shown = human(reading_of(text).diagnostics, text, Messages("en"), file="le-panneau.yaml")

    assert shown.splitlines() == [
        "le-panneau.yaml:90:11: error E301: Unknown scene: “suitte”.",
        "  90 |     next: suitte",
        "     |           ^",
        "  → Did you mean “suite”? Write the identifier of a scene of this file.",
    ]


def test_a_mendable_value_is_shown_mended() -> None:
    text = base_text().replace("outcome: Confus.", "outcome: Confus : très.")

    shown = human(reading_of(text).diagnostics, text, Messages("en"))

    assert "    |           outcome: >-\n    |             Confus : très." in shown
    assert "check --fix" in shown


def test_a_very_long_line_is_cut_around_the_place() -> None:
    text = "title: " + "mot " * 300 + "Maire : on verra\n"
    found = [one for one in reading_of(text).diagnostics if one.code == "E107"]

    _, line, caret, *_ = human(found, text, Messages("fr")).splitlines()

    assert len(line) < 130
    assert line[caret.index("^")] == ":"


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\r", "\u2028"])
def test_nothing_of_the_file_commands_the_terminal(character: str) -> None:
    text = base_text().replace("speaker: adjoint", f'speaker: "ad{character}[31mjoint"')

    shown = human(reading_of(text).diagnostics, text, Messages("fr"), file=f"a{character}b.yaml")

    assert character not in shown
    assert shown


def test_json_is_an_array_of_plain_objects() -> None:
    text = base_text().replace("    next: suite\n", "    next: suitte\n")

    (found,) = json.loads(as_json(reading_of(text).diagnostics, "le-panneau.yaml", Messages("en")))

    assert found == {
        "code": "E301",
        "severity": "error",
        "file": "le-panneau.yaml",
        "line": 90,
        "column": 11,
        "message": "Unknown scene: “suitte”.",
        "hint": "Did you mean “suite”? Write the identifier of a scene of this file.",
    }


def test_the_summary_counts_errors_and_advice() -> None:
    found = [Diagnostic("E124", Place()), Diagnostic("W602", Place()), Diagnostic("W603", Place())]

    assert summary(found, Messages("fr")) == "1 erreur, 2 conseils"
    assert summary([], Messages("en")) == "Nothing wrong."
