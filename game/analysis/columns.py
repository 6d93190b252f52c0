"""Which table of an export a file holds, and whether its columns are those of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from game.analysis.faults import AnalysisError
from game.exports.tables import DECISIONS, PLAYS, Column, Holds

DECISION_COLUMNS = tuple(
    next(column for column in DECISIONS.columns if column.name == name)
    for name in (
        "play_id",
        "player",
        "scenario_id",
        "scenario_version",
        "scenario_hash",
        "mode",
        "position",
        "decided_at",
        "scene_id",
        "scene_title",
        "interaction",
        "answer_id",
        "answer_text",
        "seconds",
        "timed_out",
        "scored",
        "credit",
        "best_credit",
    )
)
"""What is read of the decisions; the other columns of an export may be missing."""

PLAY_COLUMNS = tuple(
    next(column for column in PLAYS.columns if column.name == name)
    for name in ("scenario_id", "scenario_version", "scenario_hash", "scenario_title", "moved_at")
)
"""What is read of the plays: how their scenarios are called."""

SQL_TYPES = {
    Holds.TEXT: "VARCHAR",
    Holds.WHOLE: "BIGINT",
    Holds.NUMBER: "DOUBLE",
    Holds.TRUTH: "BOOLEAN",
    Holds.MOMENT: "TIMESTAMP",
}

_NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_ACCEPTED = {
    Holds.TEXT: ("VARCHAR", "ENUM", "UUID", *_NUMBERS),
    Holds.WHOLE: (*_NUMBERS, "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"),
    Holds.NUMBER: _NUMBERS,
    Holds.TRUTH: ("BOOLEAN",),
    Holds.MOMENT: ("TIMESTAMP",),
}
"""How the types of a column may begin: programs that write an export again change some."""


class Content(Enum):
    """What a file holds."""

    DECISIONS = "decisions"
    PLAYS = "plays"
    UNUSED = "unused"
    """A table of an export that the analysis has no use for."""
    FOREIGN = "foreign"


_SIGNS = (
    ({"scene_id", "answer_id"}, Content.DECISIONS),
    ({"scene_id", "answer_text"}, Content.DECISIONS),
    ({"play_id", "ending_id", "scenario_title"}, Content.PLAYS),
    ({"play_id", "principle", "best_credit"}, Content.UNUSED),
    ({"play_id", "meter", "value"}, Content.UNUSED),
    ({"table", "column", "heading", "holds", "meaning"}, Content.UNUSED),
)
"""Columns that give a table away, even where others of it are missing."""


def content_of(names: Iterable[str]) -> Content:
    """What a file with columns of these names holds."""
    held = set(names)
    return next((content for signs, content in _SIGNS if signs <= held), Content.FOREIGN)


def check_columns(types: Mapping[str, str], wanted: Iterable[Column], file: str) -> None:
    """``types`` are those of the database, by column. Raises AnalysisError."""
    missing = [column.name for column in wanted if column.name not in types]
    if missing:
        raise AnalysisError("missing", file=file, columns=", ".join(missing), count=len(missing))
    for column in wanted:
        type_ = types[column.name]
        if type_.endswith("]") or not type_.startswith(_ACCEPTED[column.holds]):
            raise AnalysisError("wrong_type", file=file, column=column.name)
