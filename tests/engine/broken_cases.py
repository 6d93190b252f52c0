"""A small world to read scenarios in: principles and frames that the broken files refer to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.principles import Catalogue, Force, Principle
from engine.reading import Reading, read_scenario, read_scenario_bytes

REPOSITORY = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "broken"
FAULTS = REPOSITORY / "game" / "authoring" / "faults"
"""The examples that explain each code to authors: what they are told is what is tested."""
CASES: list[dict[str, str]] = tomllib.loads((FAULTS / "cases.toml").read_text("utf-8"))["case"]
FILE = "scenarios/le-panneau.yaml"


@dataclass(frozen=True)
class SmallFrame:
    """A frame with its roles only."""

    roles: Mapping[str, object] = field(default_factory=lambda: {"dgs": "", "maire": ""})


def _principle(id_: str, force: Force) -> Principle:
    return Principle(id_, "roles", id_, id_, force, "", (), (), (), ())


CATALOGUE = Catalogue(
    documents={},
    families={},
    roles={},
    principles={
        one.id: one
        for one in (
            _principle("interlocuteur-unique", Force.RULE),
            _principle("neutralite-politique", Force.DUTY),
            _principle("proces-verbaux", Force.DUTY),
            _principle("conformite-aux-lois", Force.DUTY),
        )
    },
    divergences={},
)
FRAMES = {"commune-fr": SmallFrame(), "quebec": SmallFrame({"dg": ""})}


def base_text() -> str:
    """A valid scenario that uses nearly everything the format allows."""
    return (FAULTS / "base.yaml").read_text(encoding="utf-8")


def reading_of(text: str, file: str = FILE) -> Reading:
    return read_scenario(text, file=file, catalogue=CATALOGUE, frames=FRAMES)


def reading_of_bytes(data: bytes) -> Reading:
    return read_scenario_bytes(data, file=FILE, catalogue=CATALOGUE, frames=FRAMES)


def codes_of(text: str) -> list[str]:
    """The codes of the errors and of the advice on a text, in order of place."""
    return [one.code for one in reading_of(text).diagnostics]


def broken(find: str, write: str) -> str:
    """The valid scenario with one passage written otherwise; the passage must be there once."""
    text = base_text()
    assert text.count(find) == 1, find
    return text.replace(find, write)
