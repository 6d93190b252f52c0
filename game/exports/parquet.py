"""A table as Parquet, every column of its own type, written by DuckDB."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from game.exports.cells import clean
from game.exports.tables import FilledTable, Holds, Value

_TYPES = {
    Holds.TEXT: "VARCHAR",
    Holds.WHOLE: "BIGINT",
    Holds.NUMBER: "DOUBLE",
    Holds.TRUTH: "BOOLEAN",
    Holds.MOMENT: "TIMESTAMP",
}
"""Times are written without a zone, in UTC: Parquet readers agree on nothing else."""


def to_parquet(filled: FilledTable) -> bytes:
    """The table as the bytes of a Parquet file; nothing to say is NULL."""
    import duckdb

    with TemporaryDirectory(prefix="duettiste-") as folder, duckdb.connect() as connection:
        rows, target = Path(folder, "rows.json"), Path(folder, "rows.parquet")
        rows.write_text(_lines(filled), encoding="utf-8")
        columns = {column.name: _TYPES[column.holds] for column in filled.table.columns}
        connection.execute("SET autoinstall_known_extensions = false")
        relation = connection.read_json(
            str(rows), columns=columns, format="newline_delimited", maximum_object_size=1 << 28
        )
        relation.write_parquet(str(target), compression="zstd")
        return target.read_bytes()


def _lines(filled: FilledTable) -> str:
    names = filled.table.names
    rows = (dict(zip(names, map(_plain, row), strict=True)) for row in filled.rows)
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


def _plain(value: Value) -> str | float | bool | None:
    match value:
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        case str():
            return clean(value)
        case _:
            return value
