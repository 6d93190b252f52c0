"""Everything kept about one player: found by the foreign keys, so that no table is forgotten.

A row belongs to a player when its foreign keys lead to theirs in ``players``, through whatever
tables. The same search serves to hand out the data and to erase them, on the present tables as on
those of an older copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    MetaData,
    String,
    Table,
    delete,
    exists,
    literal,
    or_,
    select,
)

from game.store.records import JsonObject, JsonValue

IMPERSONAL = frozenset(
    {
        "machine",
        "texts",
        "workshops",
        "workshop_secrets",
        "workshop_seats",
        "workshop_participants",
        "workshop_turns",
        "workshop_rounds",
        "workshop_votes",
        "workshop_notes",
        "workshop_commitments",
    }
)
"""Tables whose rows belong to no player: settings of the machine, texts of scenarios, workshops.

The participants of a workshop are no players of this machine: they erase what is about them from
their own page, and the whole workshop goes when its time is over (game/workshop).

What of them is about a player only (their being the current one, a text that nobody else played)
goes with them all the same.
"""
VERSION_TABLE = "alembic_version"


def rows_about(connection: Connection, tables: MetaData, player_id: int) -> JsonObject:
    """By table, every row that belongs to the player, each column under its name."""
    found: JsonObject = {}
    for table in tables.sorted_tables:
        mine = belonging(table, player_id)
        if mine is not None:
            query = select(table).where(mine).order_by(*table.primary_key.columns)
            rows: list[JsonValue] = [
                {name: _as_json(value) for name, value in row._mapping.items()}
                for row in connection.execute(query)
            ]
            found[table.name] = rows
    return found


def erase_rows(connection: Connection, tables: MetaData, player_id: int) -> dict[str, int]:
    """Delete every row that belongs to the player; how many, by table.

    Texts that no play refers to any more go too: the player may have written them.
    """
    erased = {}
    for table in reversed(tables.sorted_tables):
        mine = belonging(table, player_id)
        if mine is not None:
            erased[table.name] = connection.execute(delete(table).where(mine)).rowcount
    machine = tables.tables["machine"]
    current = (machine.c.key == "current_player") & (
        machine.c.value == literal(str(player_id), String)
    )
    connection.execute(delete(machine).where(current))
    texts = tables.tables["texts"]
    erased["texts"] = connection.execute(delete(texts).where(_unused(texts, tables))).rowcount
    return erased


def belonging(table: Table, player_id: int) -> ColumnElement[bool] | None:
    """Which rows of ``table`` belong to the player; None for a table where none ever does."""
    if table.name == "players":
        return table.c.id == player_id
    ways = [way for key in table.foreign_keys if (way := _through(key, player_id)) is not None]
    return or_(*ways) if ways else None


def _through(key: ForeignKey, player_id: int) -> ColumnElement[bool] | None:
    owner = key.column.table
    if owner is key.parent.table:
        return None
    mine = belonging(owner, player_id)
    return None if mine is None else key.parent.in_(select(key.column).where(mine))


def _unused(texts: Table, tables: MetaData) -> ColumnElement[bool]:
    used = [~exists().where(key.parent == texts.c.hash) for key in _keys_to(texts, tables)]
    condition = used[0]
    for other in used[1:]:
        condition = condition & other
    return condition


def _keys_to(target: Table, tables: MetaData) -> Iterator[ForeignKey]:
    for table in tables.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is target:
                yield key


def _as_json(value: Any) -> JsonValue:  # noqa: ANN401
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)
