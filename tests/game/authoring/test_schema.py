"""``schema``: sound scenarios are accepted by it, broken ones refused as ``check`` refuses them."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings

from engine.diagnostics import Severity
from engine.principles import Force
from engine.reading import read_scenario
from engine.scenario import Scenario
from engine.writing import write_scenario
from game.authoring.grammar import PARTS
from game.authoring.schema import DRAFT, as_text, is_our_schema, scenario_schema
from game.content import load_catalogue, load_frames, scenario_files
from game.locale import Messages
from tests.engine.broken_cases import CASES, base_text
from tests.game.plain.small import TEXT
from tests.generators import scenarios

REPOSITORY = Path(__file__).parents[3]
SCHEMA = scenario_schema(Messages("fr"), load_catalogue(), load_frames())
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """Types scalars as editors do: the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _form in (
    ("null", r"null|Null|NULL|~|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_form})$"), None
    )


def _whole(loader: yaml.SafeLoader, node: yaml.Node) -> int:
    assert isinstance(node, yaml.ScalarNode)
    return int(loader.construct_scalar(node))


EditorLoader.add_constructor("tag:yaml.org,2002:int", _whole)


def schema_errors(text: str) -> list[str]:
    data = yaml.load(text, EditorLoader)
    return [f"{list(error.path)}: {error.message[:200]}" for error in VALIDATOR.iter_errors(data)]


def check_errors(text: str) -> list[str]:
    reading = read_scenario(text, catalogue=load_catalogue(), frames=load_frames())
    return [one.code for one in reading.diagnostics if one.severity is Severity.ERROR]


def test_it_is_itself_a_schema_of_the_draft_that_editors_know() -> None:
    assert SCHEMA["$schema"] == DRAFT
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_the_one_kept_in_the_documentation_is_the_one_made_now() -> None:
    kept = (REPOSITORY / "docs" / "scenario.schema.json").read_text(encoding="utf-8")
    assert kept == as_text(SCHEMA), (
        "write it again: duettiste schema --to docs/scenario.schema.json"
    )
    assert is_our_schema(kept)


def test_a_frame_offers_its_own_roles_only() -> None:
    offered = {
        case["if"]["properties"]["frame"]["const"]: case["then"]["properties"]["role"]["enum"]
        for case in SCHEMA["allOf"]
    }
    assert offered == {id_: list(frame.roles) for id_, frame in load_frames().items()}
    assert "enum" not in SCHEMA["properties"]["role"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_key_of_every_part_is_explained(language: str) -> None:
    schema = scenario_schema(Messages(language), load_catalogue(), load_frames())
    for part in PARTS:
        made = schema if part.name == "scenario" else schema["definitions"][part.name]
        assert set(made["properties"]) == set(part.keys.all)
        assert all(value["description"] for value in made["properties"].values())


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_the_games_own_scenarios_are_accepted(path: Path) -> None:
    assert schema_errors(path.read_text(encoding="utf-8")) == []


KNOWN = tuple(load_catalogue().principles)[:8]
DUTIES = tuple(id_ for id_ in KNOWN if load_catalogue().principles[id_].force is Force.DUTY)


@given(scenarios(KNOWN, DUTIES))
@settings(max_examples=25, deadline=None)
def test_scenarios_of_every_shape_are_accepted(scenario: Scenario) -> None:
    assert schema_errors(write_scenario(scenario)) == []


def broken(old: str, new: str) -> ParameterSet:
    return pytest.param(old, new, id=f"{old.strip()} → {new.strip()}"[:60].replace("\n", " "))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        broken("level: 1", "level: 9"),
        broken("level: 1", "level: un"),
        broken("version: 1", "version: 0"),
        broken("minutes: 5", "minutes: 1.5"),
        broken("version: 1\n", ""),
        broken("kind: short-circuit", "kind: shortcircuit"),
        broken("frame: commune-fr", "frame: commune"),
        broken("role: dgs", "role: bourgmestre"),
        broken("summary: Un essai.", "sumary: Un essai."),
        broken("summary: Un essai.", "summary: [Un essai]"),
        broken("objectives: [neutralite-politique]", "objectives: neutralite-politique"),
        broken("objectives: [neutralite-politique]", "objectives: [neutralite]"),
        broken("name: Anne Roy, title: Maire", "name: Anne Roy"),
        broken("start: 50", "start: beaucoup"),
        broken("range: [-100, 100]", "range: [-100, 0, 100]"),
        broken("ends: [séparé, imbriqué]", "ends: [séparé]"),
        broken("neutralite-politique: exemplary", "neutralite-politique: parfait"),
        broken("neutralite-politique: exemplary", "neutralite: exemplary"),
        broken("set: [ecrit]", "set: [Écrit !]"),
        broken("effects: { confiance: -5, equilibre: -10 }", "effects: { confiance: moins }"),
        broken("    next: appel\n", "    next: appel\n    ending: { title: Fin, grade: sound }\n"),
        broken("    next: appel\n", ""),
        broken("    next: appel\n", "    next: appel\n    open: true\n"),
        broken("    next: appel\n", "    next: []\n"),
        broken("  matin:\n", "  Matin gris:\n"),
    ],
)
def test_broken_files_are_refused_by_both(old: str, new: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    assert check_errors(TEXT) == []
    assert schema_errors(TEXT) == []
    assert check_errors(text)
    assert schema_errors(text)


BEYOND_THE_FORM = frozenset(
    {
        *("E216", "E219", "E221", "E224", "E226", "E227", "E232", "E235", "E236", "E237"),
        *("E243", "E244", "E246", "E247", "E249", "E250"),
    }
)
"""Faults of structure that take comparing two parts of the file: left to ``check``."""


def test_every_other_fault_of_structure_is_refused() -> None:
    assert schema_errors(base_text()) == []
    unseen = set()
    for case in CASES:
        text = base_text().replace(case["find"], case["write"], 1)
        if case["code"].startswith("E2") and not schema_errors(text):
            unseen.add(case["code"])
    assert unseen == BEYOND_THE_FORM
