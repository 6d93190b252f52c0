"""The debrief as JSON: in the form its schema publishes, with the figures of the debrief itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest

from engine.rules import Choose
from game.autoplay import Manner
from game.library import Library
from game.locale import Messages
from game.playing import LivePlay
from game.reports.json_debrief import to_json
from game.reports.json_schema import debrief_schema
from game.reports.play_report import play_report
from game.store import Store, open_store
from tests.bundled import bundled
from tests.game.reports.played import NOTE, REFLECTION, finished

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
SCHEMA = debrief_schema()
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store")) as opened:
        yield opened


def record_of(play: LivePlay, *, anonymous: bool = False) -> dict[str, Any]:
    library = Library(bundled(), ())
    report = play_report(play, Messages("fr"), NOW, anonymous=anonymous, library=library)
    read: dict[str, Any] = json.loads(to_json(report, "fr"))
    return read


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("scenario", sorted(bundled()))
def test_every_debrief_has_the_form_of_the_schema(store: Store, scenario: str) -> None:
    record = record_of(finished(store, scenario, manner=Manner.WORST, reflection=REFLECTION))
    assert [error.message for error in VALIDATOR.iter_errors(record)] == []


def test_the_schema_refuses_what_is_not_a_debrief(store: Store) -> None:
    record = record_of(finished(store, "appel-du-vestiaire"))
    for key, wrong in (("overall", 1.2), ("decisions", None), ("made_at", "hier"), ("more", 1)):
        assert list(VALIDATOR.iter_errors({**record, key: wrong})), key


def test_the_figures_are_those_of_the_debrief(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire", reflection=REFLECTION)
    record, debrief = record_of(play), play.debrief()
    assert debrief.overall is not None
    assert record["overall"] == pytest.approx(float(debrief.overall), abs=1e-6)
    assert {axis["id"]: axis["opportunities"] for axis in record["axes"]} == {
        family: tally.opportunities for family, tally in debrief.families.items()
    }
    decision, report = record["decisions"][1], debrief.decisions[1]
    assert isinstance(report.decision.action, Choose)
    assert decision["action"] == {"choose": report.decision.action.choice}
    assert [option["id"] for option in decision["options"] if option["chosen"]] == [
        report.decision.action.choice
    ]
    assert record["decisions"][0]["note"] == NOTE
    assert record["reflection"]["strongest"] == "circuit"
    assert record["hindsight"]["turning_points"] == [2, 4, 6]
    values = {relation["id"]: relation["values"] for relation in record["relations"]}
    assert values["confiance_maire"][-1] == decision_values(record)["confiance_maire"]


def decision_values(record: dict[str, Any]) -> dict[str, int]:
    after: dict[str, int] = record["decisions"][-1]["relations_after"]
    return after


def test_positions_lead_to_the_decisions_they_name(store: Store) -> None:
    record = record_of(finished(store, "le-bilan-de-septembre"))
    assert [one["position"] for one in record["decisions"]] == list(range(1, 11))
    eighth = record["decisions"][7]
    assert [one["called_at"] for one in eighth["consequences"]] == [6]
    assert "lit les résultats" in record["decisions"][9]["before"][0]


def test_nobody_is_named_where_it_is_asked(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire")
    assert record_of(play)["play"]["player"] == "Claire Vidal"
    assert "Claire Vidal" not in json.dumps(record_of(play, anonymous=True), ensure_ascii=False)
