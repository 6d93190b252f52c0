"""The tables of an export: their columns, in order, with the kind of value each one holds.

The names are a promise: whoever reads an export relies on them. A column may be added at the end
of a table; none is renamed, moved or given another meaning. What each column means is said by
``exports.column.<table>.<name>`` in the catalogue of messages and in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | datetime | None
"""A cell: None where there is nothing to say. Times are aware and in UTC."""

Row: TypeAlias = tuple[Value, ...]


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    holds: Holds


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row; ``name`` is also what its file is called.

    ``words`` is the area of the catalogue of messages that explains its columns.
    """

    name: str
    columns: tuple[Column, ...]
    words: str = "exports"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def row(self, values: Mapping[str, Value]) -> Row:
        """``values`` in the order of the columns. Raises KeyError where one is missing."""
        return tuple(values[column.name] for column in self.columns)


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table with its rows."""

    table: Table
    rows: tuple[Row, ...]


def _table(name: str, /, **columns: Holds) -> Table:
    return Table(name, tuple(Column(key, holds) for key, holds in columns.items()))


_OF_THE_PLAY = {
    "play_id": Holds.TEXT,
    "player": Holds.TEXT,
    "scenario_id": Holds.TEXT,
    "scenario_version": Holds.WHOLE,
    "scenario_hash": Holds.TEXT,
    "frame": Holds.TEXT,
    "role": Holds.TEXT,
    "kind": Holds.TEXT,
    "mode": Holds.TEXT,
}
"""Columns that every table begins with, so that each can be read alone."""

PLAYS = _table(
    "plays",
    **_OF_THE_PLAY,
    scenario_title=Holds.TEXT,
    level=Holds.WHOLE,
    timers=Holds.TEXT,
    seed=Holds.TEXT,
    branched_from=Holds.TEXT,
    rewinds=Holds.WHOLE,
    begun_at=Holds.MOMENT,
    moved_at=Holds.MOMENT,
    finished_at=Holds.MOMENT,
    finished=Holds.TRUTH,
    decisions=Holds.WHOLE,
    scored_decisions=Holds.WHOLE,
    timed_out_decisions=Holds.WHOLE,
    seconds=Holds.NUMBER,
    credit=Holds.NUMBER,
    best_credit=Holds.NUMBER,
    quality=Holds.NUMBER,
    ending_id=Holds.TEXT,
    ending_title=Holds.TEXT,
    ending_grade=Holds.TEXT,
    red_lines=Holds.TEXT,
    red_line_count=Holds.WHOLE,
    meters_start=Holds.TEXT,
    meters_end=Holds.TEXT,
    own_strongest=Holds.TEXT,
    own_weakest=Holds.TEXT,
    reaction=Holds.TEXT,
    commitment=Holds.TEXT,
)

DECISIONS = _table(
    "decisions",
    **_OF_THE_PLAY,
    position=Holds.WHOLE,
    decided_at=Holds.MOMENT,
    scene_id=Holds.TEXT,
    scene_title=Holds.TEXT,
    interaction=Holds.TEXT,
    answer_id=Holds.TEXT,
    answer_text=Holds.TEXT,
    open_options=Holds.WHOLE,
    seconds=Holds.NUMBER,
    timed_out=Holds.TRUTH,
    scored=Holds.TRUTH,
    credit=Holds.NUMBER,
    best_credit=Holds.NUMBER,
    quality=Holds.NUMBER,
    grades=Holds.TEXT,
    principles=Holds.TEXT,
    breach=Holds.TEXT,
    meters_before=Holds.TEXT,
    meters_after=Holds.TEXT,
    note=Holds.TEXT,
)

STAKES = _table(
    "stakes",
    **_OF_THE_PLAY,
    position=Holds.WHOLE,
    scene_id=Holds.TEXT,
    principle=Holds.TEXT,
    principle_title=Holds.TEXT,
    family=Holds.TEXT,
    family_title=Holds.TEXT,
    grade=Holds.TEXT,
    credit=Holds.NUMBER,
    best_credit=Holds.NUMBER,
    breach=Holds.TRUTH,
    transposed=Holds.TRUTH,
)

RELATIONS = _table(
    "relations",
    **_OF_THE_PLAY,
    position=Holds.WHOLE,
    meter=Holds.TEXT,
    meter_label=Holds.TEXT,
    value=Holds.WHOLE,
    low=Holds.WHOLE,
    high=Holds.WHOLE,
    target_low=Holds.WHOLE,
    target_high=Holds.WHOLE,
)

TABLES = (PLAYS, DECISIONS, STAKES, RELATIONS)
