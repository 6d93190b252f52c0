"""The data dictionary: what each column of each table holds, in the user's words."""

from __future__ import annotations

from dataclasses import dataclass

from game.exports.tables import Column, Table
from game.locale import Messages

_SHARED = "every"
"""The table under which the columns that every table begins with are explained."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A column in words: its heading for people, the kind of its values, what they mean.

    ``sheet`` is what its table is called in a workbook.
    """

    table: str
    sheet: str
    name: str
    heading: str
    holds: str
    meaning: str


def explained(table: Table, messages: Messages) -> tuple[Explained, ...]:
    """The columns of ``table``, in order."""
    return tuple(_explain(table, column, messages) for column in table.columns)


def _explain(table: Table, column: Column, messages: Messages) -> Explained:
    own = f"{table.words}.{table.name}.{column.name}"
    key = own if messages.has(f"{own}.heading") else f"{table.words}.{_SHARED}.{column.name}"
    return Explained(
        table=table.name,
        sheet=messages(f"{table.words}.sheet.{table.name}"),
        name=column.name,
        heading=messages(f"{key}.heading"),
        holds=messages(f"exports.holds.{column.holds}"),
        meaning=messages(f"{key}.meaning"),
    )
