"""Every text of a scenario has a name, and a scenario can be told in other texts."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from engine.reading import read_scenario
from engine.rules import Rules
from engine.scenario import Scenario
from engine.texts import texts_of, with_texts
from tests.engine.broken_cases import base_text
from tests.generators import scenarios

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(scenarios())
def test_a_scenario_told_in_its_own_texts_is_itself(scenario: Scenario) -> None:
    assert with_texts(scenario, texts_of(scenario)) == scenario


@FEW
@given(scenarios())
def test_told_in_other_texts_it_has_those_and_the_same_rules(scenario: Scenario) -> None:
    others = {name: f"Other {number}" for number, name in enumerate(texts_of(scenario))}

    told = with_texts(scenario, others)

    assert texts_of(told) == others
    assert told.scenes.keys() == scenario.scenes.keys()
    for id_, scene in told.scenes.items():
        before = scenario.scenes[id_]
        assert [one.grades for one in scene.choices.values()] == [
            one.grades for one in before.choices.values()
        ]
        assert scene.next == before.next
    assert Rules(told).start() == Rules(scenario).start()


def test_no_text_of_a_file_is_forgotten() -> None:
    text = base_text()
    scenario = read_scenario(text).scenario
    assert scenario is not None
    told = " ".join(" ".join(texts_of(scenario).values()).split())

    prose = [
        line.partition(":")[2].strip()
        for line in text.splitlines()
        if line.strip().startswith(("text:", "because:", "outcome:", "why_not:", "title:"))
        and "|-" not in line
    ]
    assert len(prose) > 20
    assert [one for one in prose if one not in told] == []


def test_names_are_the_keys_of_the_file() -> None:
    scenario = read_scenario(base_text()).scenario
    assert scenario is not None
    texts = texts_of(scenario)

    assert texts["scenes.appel.choices.attendre.later.1.text"] == "La presse appelle."
    assert texts["scenes.tri.sort.columns.dgs"] == "DGS"
    assert texts["scenes.ordre.order.steps.avis.text"] == "Donner un avis"
    assert texts["meters.equilibre.ends.2"] == "imbriqué"
    assert texts["scenes.fin.ending.title"] == "Le circuit tient"
