"""A scenario survives being written and read again."""

from hypothesis import HealthCheck, given, settings

from engine.diagnostics import Severity
from engine.reading import read_scenario
from engine.scenario import Scenario
from engine.writing import write_scenario
from tests.generators import scenarios


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_a_scenario_survives_write_and_read(scenario: Scenario) -> None:
    reading = read_scenario(write_scenario(scenario))

    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    assert errors == []
    assert reading.scenario == scenario


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_writing_what_was_read_gives_the_same_text(scenario: Scenario) -> None:
    text = write_scenario(scenario)
    again = read_scenario(text).scenario

    assert again is not None
    assert write_scenario(again) == text
