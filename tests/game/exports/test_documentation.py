"""The page on exports says what the exports are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.content import load_catalogue, load_frames
from game.exports.dictionary import explained
from game.exports.tables import TABLES, Table
from game.exports.xapi import Teller
from game.locale import Messages
from tests.game.exports.conftest import recorded

PAGE = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")


def extensions_of(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (str(key).rpartition("/")[2] for key in data.get("extensions", {}))
        for value in data.values():
            yield from extensions_of(value)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_explained_as_the_dictionary_explains_it(table: Table) -> None:
    french = Messages("fr")
    page = french.typeset(PAGE)
    assert f"### `{table.name}`" in PAGE
    for column in explained(table, french):
        assert f"| `{column.name}` | {column.holds} | {column.meaning} |" in page


def test_every_extension_of_a_statement_is_explained() -> None:
    teller = Teller(load_catalogue(), load_frames(), "Duettiste", with_notes=True)
    told = {
        name for play in recorded() for it in teller.statements(play) for name in extensions_of(it)
    }
    explained_names = set(re.findall(r"`([a-z-]+)`", PAGE.partition("**Les extensions**")[2]))
    assert told
    assert told <= explained_names
