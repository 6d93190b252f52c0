"""Every mistake in a file is found, at its place, with what was probably meant."""

from __future__ import annotations

import re

import pytest

from engine.diagnostics import Severity
from tests.engine.broken_cases import CASES, FOLDER, base_text, reading_of

MARK = re.compile(r"# faute (\w+)")


def _text_of(case: dict[str, str]) -> str:
    text = base_text()
    assert case["find"] in text
    return text.replace(case["find"], case["write"], 1)


def test_the_unbroken_scenario_is_without_reproach() -> None:
    reading = reading_of(base_text())

    assert reading.diagnostics == ()
    assert reading.scenario is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['what']}")
def test_a_mistake_is_found_at_its_place(case: dict[str, str]) -> None:
    found = reading_of(_text_of(case)).diagnostics

    first = next((one for one in found if one.code == case["code"]), None)
    assert first is not None, [one.code for one in found]
    assert f"{first.place.line}:{first.place.column}" == case["place"]
    assert first.params.get("close", "") == case.get("close", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['what']}")
def test_a_mistake_brings_no_other_in_its_wake(case: dict[str, str]) -> None:
    found = [one.code for one in reading_of(_text_of(case)).diagnostics]

    found.remove(case["code"])
    assert set(found) == set(case.get("with", []))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['what']}")
def test_a_scenario_with_an_error_is_not_played(case: dict[str, str]) -> None:
    reading = reading_of(_text_of(case))

    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    assert (reading.scenario is None) == bool(errors)


def test_all_the_mistakes_of_a_file_are_told_at_once() -> None:
    text = (FOLDER / "plusieurs-fautes.yaml").read_text(encoding="utf-8")
    announced = {
        (mark[1], number + 1)
        for number, line in enumerate(text.splitlines(), start=1)
        if (mark := MARK.search(line))
    }

    found = reading_of(text, "plusieurs-fautes.yaml").diagnostics

    errors = {(one.code, one.place.line) for one in found if one.severity is Severity.ERROR}
    assert errors == announced


def test_mistakes_come_in_the_order_of_the_file() -> None:
    text = (FOLDER / "plusieurs-fautes.yaml").read_text(encoding="utf-8")

    places = [one.place for one in reading_of(text).diagnostics]

    assert places == sorted(places)


def test_a_broken_scene_does_not_hide_those_around_it() -> None:
    text = base_text().replace("    text: Une semaine passe.", "    text: { Une semaine")
    text = text.replace("go: suite", "go: suitte").replace("weak, neu", "weaak, neu")

    codes = [one.code for one in reading_of(text).diagnostics]

    assert codes == ["E218", "E301", "E120"]


def test_a_key_missing_at_the_head_is_said_at_the_first_key() -> None:
    text = "# À moi.\n\n" + base_text().replace("minutes: 12\n", "")

    found = reading_of(text).diagnostics

    assert [(one.code, one.place.line) for one in found] == [("E202", 3)]
