"""What a player writes about a play once it is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from game.store.conflicts import insert_into
from game.store.plays import find_header
from game.store.records import Reflection
from game.store.tables import reflections
from game.store.wording import is_identifier, note_line


def find_reflection(connection: Connection, play_id: str) -> Reflection:
    """What was written about that play; empty when nothing was. Raises NoSuchPlay."""
    header = find_header(connection, play_id)
    row = connection.execute(select(reflections).where(reflections.c.play_id == header.id)).first()
    if row is None:
        return Reflection()
    return Reflection(row.reaction, row.strongest, row.weakest, row.commitment)


def set_reflection(
    connection: Connection, play_id: str, reflection: Reflection, now: datetime
) -> None:
    """Put ``reflection`` in the place of what was written before. Raises NoteTooLong."""
    header = find_header(connection, play_id)
    for family in (reflection.strongest, reflection.weakest):
        if family and not is_identifier(family):
            raise ValueError(f"not the id of a family: {family!r}")
    values = {
        "reaction": note_line(reflection.reaction),
        "strongest": reflection.strongest,
        "weakest": reflection.weakest,
        "commitment": note_line(reflection.commitment),
        "changed_at": now,
    }
    statement = insert_into(connection, reflections).values(play_id=header.id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["play_id"], set_=values))
