"""The page about ``explore`` tells every finding, and every key of the record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.findings import ADVICE, Kind
from game.authoring.exploration_reading import SHOWN_BY_EXPLORING
from game.authoring.exploration_record import SCHEMA, exploration_record
from game.authoring.exploration_running import Limits, Stop
from tests.game.authoring.explored import explored, scenario_text, written
from tests.game.authoring.test_exploration_flaws import FLAWS

PAGE = Path("docs/explorer.md").read_text(encoding="utf-8")
NAMED_BY_AUTHORS = {"path", "about", "scenes", "choices", "endings", "principles", "families"}
"""Keys that hold ids, or words of a finding: what is in them is not ours to list."""


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_finding_has_its_row(kind: Kind) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |"))
    assert row.endswith(f"| {'conseil' if kind in ADVICE else 'à corriger'} |")


def test_every_key_of_the_record_is_told(tmp_path: Path) -> None:
    flaw = FLAWS["a dominated choice"]
    record = exploration_record(explored(written(tmp_path, scenario_text(flaw.scenes))))
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert keys_in(record) - told == set()
    assert f"`schema` vaut {SCHEMA} ;" in PAGE


def keys_in(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in keys_in(one)}
    if not isinstance(value, dict):
        return set()
    found = set(value)
    for key, held in value.items():
        found |= set() if key in NAMED_BY_AUTHORS else keys_in(held)
    return found


def test_limits_and_codes_are_those_of_the_program() -> None:
    limits = Limits()
    told = PAGE.replace("\N{NO-BREAK SPACE}", " ")
    assert f"{limits.states // 1_000_000} millions d'états" in told
    assert f"{limits.megabytes:,}".replace(",", " ") + " Mo" in told
    assert f"{limits.seconds} secondes" in told
    assert all(f"`{stop}`" in told for stop in Stop)
    assert sorted(SHOWN_BY_EXPLORING) == ["E249", "E320", "E321", "E322", "E323"]
