"""The words of the command line and of plain mode: the same keys and the same blanks twice."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest

import game.locale

FOLDER = Path(game.locale.__file__).parent


def texts(language: str, area: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def gather(table: dict[str, object], path: str) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                gather(value, f"{path}.{key}")
            else:
                found[f"{path}.{key}"] = str(value)

    gather(tomllib.loads((FOLDER / language / f"{area}.toml").read_text("utf-8")), area)
    return found


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", ["cli", "plain"])
def test_both_languages_have_the_same_keys_and_blanks(area: str) -> None:
    french, english = texts("fr", area), texts("en", area)
    assert french.keys() == english.keys()
    differing = [key for key in french if blanks(french[key]) != blanks(english[key])]
    assert differing == []
