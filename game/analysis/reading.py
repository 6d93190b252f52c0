"""The files of an analysis as tables of one shape: which are decisions, and with what columns.

Parquet files are read where they are; a CSV file is first written as Parquet in a folder of ours.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
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
    """Parquet files with the columns of an export, and the names of files that have others.

    ``names`` are those of the files behind the ones to read, as they can be told.
    """

    decisions: tuple[str, ...]
    plays: tuple[str, ...]
    foreign: tuple[str, ...]
    names: Mapping[str, str]


def sources_among(files: Mapping[Path, Path], database: DuckDBPyConnection, work: Path) -> Sources:
    """``files``, by where to read them, looked at one by one.

    Raises AnalysisError where none has decisions.
    """
    held: dict[Content, list[str]] = {content: [] for content in Content}
    names: dict[str, str] = {}
    for number, (path, file) in enumerate(files.items()):
        name = shown(file)
        if path.suffix.lower() == CSV:
            content, read = _look_at_csv(path, name, database, work / f"csv-{number}.parquet")
        else:
            content, read = _look_at_parquet(path, name, database)
        held[content].append(read)
        names[read] = name
    if not held[Content.DECISIONS]:
        if held[Content.PLAYS] or held[Content.UNUSED]:
            raise AnalysisError("no_decisions")
        raise AnalysisError("foreign", file=names[held[Content.FOREIGN][0]])
    return Sources(
        decisions=tuple(held[Content.DECISIONS]),
        plays=tuple(held[Content.PLAYS]),
        foreign=tuple(names[path] for path in held[Content.FOREIGN]),
        names=names,
    )


def _look_at_parquet(path: Path, name: str, database: DuckDBPyConnection) -> tuple[Content, str]:
    import duckdb

    try:
        found = database.execute("DESCRIBE FROM read_parquet(?)", [[str(path)]]).fetchall()
    except duckdb.Error as failure:
        raise _unreadable(name, failure) from failure
    types = {str(column): str(type_) for column, type_, *_ in found}
    content = content_of(types)
    check_columns(types, _WANTED.get(content, ()), name)
    return content, str(path)


def _look_at_csv(
    path: Path, name: str, database: DuckDBPyConnection, target: Path
) -> tuple[Content, str]:
    """A CSV file of an export, however its manner; its rows go to ``target``."""
    import duckdb

    columns, separator = _heading(path, name)
    content = content_of(columns)
    wanted = _WANTED.get(content, ())
    check_columns(dict.fromkeys(columns, "VARCHAR"), [_as_text(it) for it in wanted], name)
    if not wanted:
        return content, str(path)
    if len(set(columns)) < len(columns):
        raise AnalysisError("wrong_csv", file=name)
    try:
        rows = database.read_csv(
            str(path),
            header=True,
            columns=dict.fromkeys(columns, "VARCHAR"),
            delimiter=separator,
            quotechar='"',
            escapechar='"',
        )
        rows.create_view("written")
        _check_values(wanted, database, name)
        values = ", ".join(f"{_READ[it.holds](it.name)} AS {it.name}" for it in wanted)
        database.sql(f"SELECT {values} FROM written").write_parquet(str(target))  # noqa: S608
        database.execute("DROP VIEW written")
    except duckdb.Error as failure:
        raise _unreadable(name, failure) from failure
    return content, str(target)


def _as_text(column: Column) -> Column:
    return Column(column.name, Holds.TEXT)


def _heading(path: Path, name: str) -> tuple[tuple[str, ...], str]:
    """The columns of a CSV file, and the sign between them: a comma, or that of French Excel."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            line = opened.readline(_MOST_HEADING)
    except UnicodeDecodeError as failure:
        raise AnalysisError("encoding", file=name) from failure
    except OSError as failure:
        problem = failure.strerror or str(failure)
        raise AnalysisError("unreadable", file=name, problem=problem) from failure
    separator = ";" if line.count(";") > line.count(",") else ","
    return tuple(next(csv.reader([line], delimiter=separator), ())), separator


def _check_values(wanted: Iterable[Column], database: DuckDBPyConnection, name: str) -> None:
    """What a spreadsheet may have made of a column is said, rather than read as something else."""
    columns = tuple(wanted)
    lost = ", ".join(
        f"count_if({it.name} <> '' AND {_READ[it.holds](it.name)} IS NULL)" for it in columns
    )
    (found,) = database.execute(f"SELECT {lost} FROM written").fetchall()  # noqa: S608
    for column, count in zip(columns, found, strict=True):
        if count:
            raise AnalysisError("changed", file=name, column=column.name, count=count)


def _number(name: str) -> str:
    return f"TRY_CAST(replace({name}, ',', '.') AS DOUBLE)"


def _truth(name: str) -> str:
    return (
        f"CASE WHEN lower({name}) IN ('true', 'vrai') THEN true"
        f" WHEN lower({name}) IN ('false', 'faux') THEN false END"
    )


def _moment(name: str) -> str:
    """Years first: the database would take the day of ``05/01/26`` for a year."""
    type_ = SQL_TYPES[Holds.MOMENT]
    return f"CASE WHEN {name} LIKE '____-__-__%' THEN TRY_CAST(rtrim({name}, 'Z') AS {type_}) END"


_READ: dict[Holds, Callable[[str], str]] = {
    Holds.TEXT: lambda name: f"nullif({name}, '')",
    Holds.WHOLE: lambda name: f"TRY_CAST({name} AS {SQL_TYPES[Holds.WHOLE]})",
    Holds.NUMBER: _number,
    Holds.TRUTH: _truth,
    Holds.MOMENT: _moment,
}
"""SQL that reads a column of texts as what it holds. The names are ours, never those of a file."""


def _unreadable(name: str, failure: Exception) -> AnalysisError:
    problem = str(failure).strip().splitlines()[0]
    return AnalysisError("unreadable", file=name, problem=problem)
