"""Parquet keeps every value in a column of its own type."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from game.content import load_catalogue
from game.exports.cells import clean
from game.exports.parquet import to_parquet
from game.exports.rows import filled_tables
from game.exports.tables import TABLES, Column, FilledTable, Holds, Row, Table, Value
from tests.game.exports.conftest import recorded

TYPES = {
    Holds.TEXT: "VARCHAR",
    Holds.WHOLE: "BIGINT",
    Holds.NUMBER: "DOUBLE",
    Holds.TRUTH: "BOOLEAN",
    Holds.MOMENT: "TIMESTAMP",
}


def read(content: bytes, folder: Path) -> tuple[dict[str, str], list[tuple[object, ...]]]:
    file = folder / "lu.parquet"
    file.write_bytes(content)
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(file))
        return dict(zip(found.columns, map(str, found.types), strict=True)), found.fetchall()


def as_read(value: Value) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return clean(value) if isinstance(value, str) else value


def test_real_plays_read_back_with_their_types(tmp_path: Path) -> None:
    for filled in filled_tables(recorded(), load_catalogue(), with_notes=True):
        types, rows = read(to_parquet(filled), tmp_path)
        assert types == {column.name: TYPES[column.holds] for column in filled.table.columns}
        assert rows == [tuple(map(as_read, row)) for row in filled.rows]


def test_a_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    types, rows = read(to_parquet(FilledTable(TABLES[1], ())), tmp_path)
    assert list(types) == list(TABLES[1].names)
    assert rows == []


@pytest.mark.parametrize(
    "text", ["=1+1", "2026-01-01", "null", "{}", "a\nb\tc\"'\\", "é\u202f!", "7"]
)
def test_a_text_stays_the_text_it_is(text: str, tmp_path: Path) -> None:
    table = Table("t", (Column("a", Holds.TEXT), Column("b", Holds.WHOLE)))
    row: Row = (text, None)
    types, rows = read(to_parquet(FilledTable(table, (row,))), tmp_path)
    assert types == {"a": "VARCHAR", "b": "BIGINT"}
    assert rows == [(clean(text), None)]
