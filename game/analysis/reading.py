"""The files of an analysis as tables of one shape: which are decisions, and with what columns.

Parquet files are read where they are; a CSV file is first written as Parquet in a folder of ours.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.analysis.columns import (
    DECISION_COLUMNS,
    PLAY_COLUMNS,
    SQL_TYPES,
    Content,
    check_columns,
    content_of,
)
from game.analysis.faults import AnalysisError
from game.analysis.sources import CSV
from game.exports.tables import Column, Holds
from game.store.errors import shown

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WANTED = {Content.DECISIONS: DECISION_COLUMNS, Content.PLAYS: PLAY_COLUMNS}
_MOST_HEADING = 1 << 16
"""Characters in which a CSV file must have said its columns."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Parquet files with the columns of an export, and the names of files that have others."""

    decisions: tuple[str, ...]
    plays: tuple[str, ...]
    foreign: tuple[str, ...]


def sources_among(files: Iterable[Path], database: DuckDBPyConnection, work: Path) -> Sources:
    """``files`` looked at one by one. Raises AnalysisError where none has decisions."""
    held: dict[Content, list[str]] = {content: [] for content in Content}
    for number, file in enumerate(files):
        if file.suffix.lower() == CSV:
            content, path = _look_at_csv(file, database, work / f"{number}.parquet")
        else:
            content, path = _look_at_parquet(file, database)
        held[content].append(path)
    if not held[Content.DECISIONS]:
        if held[Content.PLAYS] or held[Content.UNUSED]:
            raise AnalysisError("no_decisions")
        raise AnalysisError("foreign", file=held[Content.FOREIGN][0])
    return Sources(
        tuple(held[Content.DECISIONS]), tuple(held[Content.PLAYS]), tuple(held[Content.FOREIGN])
    )


def _look_at_parquet(file: Path, database: DuckDBPyConnection) -> tuple[Content, str]:
    import duckdb

    try:
        found = database.execute("DESCRIBE FROM read_parquet(?)", [[str(file)]]).fetchall()
    except duckdb.Error as failure:
        raise _unreadable(file, failure) from failure
    types = {str(name): str(type_) for name, type_, *_ in found}
    content = content_of(types)
    check_columns(types, _WANTED.get(content, ()), shown(file))
    return content, shown(file)


def _look_at_csv(file: Path, database: DuckDBPyConnection, target: Path) -> tuple[Content, str]:
    """A CSV file of an export, however its manner; its rows go to ``target``."""
    import duckdb

    names, separator = _heading(file)
    content = content_of(names)
    wanted = _WANTED.get(content, ())
    check_columns(dict.fromkeys(names, "VARCHAR"), [_as_text(it) for it in wanted], shown(file))
    if not wanted:
        return content, shown(file)
    if len(set(names)) < len(names):
        raise AnalysisError("wrong_csv", file=shown(file), problem="")
    try:
        rows = database.read_csv(
            str(file),
            header=True,
            columns=dict.fromkeys(names, "VARCHAR"),
            delimiter=separator,
            quotechar='"',
            escapechar='"',
        )
        rows.create_view("written")
        _check_values(wanted, database, file)
        columns = ", ".join(f"{_READ[it.holds](it.name)} AS {it.name}" for it in wanted)
        database.sql(f"SELECT {columns} FROM written").write_parquet(str(target))  # noqa: S608
    except duckdb.Error as failure:
        raise _unreadable(file, failure) from failure
    database.execute("DROP VIEW written")
    return content, str(target)


def _as_text(column: Column) -> Column:
    return Column(column.name, Holds.TEXT)


def _heading(file: Path) -> tuple[tuple[str, ...], str]:
    """The columns of a CSV file, and the sign between them: a comma, or that of French Excel."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            line = opened.readline(_MOST_HEADING)
    except UnicodeDecodeError as failure:
        raise AnalysisError("encoding", file=shown(file)) from failure
    except OSError as failure:
        problem = failure.strerror or str(failure)
        raise AnalysisError("unreadable", file=shown(file), problem=problem) from failure
    separator = ";" if line.count(";") > line.count(",") else ","
    return tuple(next(csv.reader([line], delimiter=separator), ())), separator


def _check_values(wanted: Iterable[Column], database: DuckDBPyConnection, file: Path) -> None:
    """What a spreadsheet may have made of a column is said, rather than read as something else."""
    columns = tuple(wanted)
    lost = ", ".join(
        f"count_if({it.name} <> '' AND {_READ[it.holds](it.name)} IS NULL)" for it in columns
    )
    found = database.execute(f"SELECT {lost} FROM written").fetchone()  # noqa: S608
    assert found is not None
    for column, count in zip(columns, found, strict=True):
        if count:
            raise AnalysisError("changed", file=shown(file), column=column.name, count=count)


def _number(name: str) -> str:
    return f"TRY_CAST(replace({name}, ',', '.') AS DOUBLE)"


def _truth(name: str) -> str:
    return (
        f"CASE WHEN lower({name}) IN ('true', 'vrai') THEN true"
        f" WHEN lower({name}) IN ('false', 'faux') THEN false END"
    )


_READ: dict[Holds, Callable[[str], str]] = {
    Holds.TEXT: lambda name: f"nullif({name}, '')",
    Holds.WHOLE: lambda name: f"TRY_CAST({name} AS {SQL_TYPES[Holds.WHOLE]})",
    Holds.NUMBER: _number,
    Holds.TRUTH: _truth,
    Holds.MOMENT: lambda name: f"TRY_CAST(rtrim({name}, 'Z') AS {SQL_TYPES[Holds.MOMENT]})",
}
"""SQL that reads a column of texts as what it holds. The names are ours, never those of a file."""


def _unreadable(file: Path, failure: Exception) -> AnalysisError:
    problem = str(failure).strip().splitlines()[0]
    return AnalysisError("unreadable", file=shown(file), problem=problem)
