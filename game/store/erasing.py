"""Erasing a player for good: their rows, what the file still holds of them, and older copies.

In a file the freed space is overwritten (``secure_delete``) and the file written anew
(``VACUUM``), before as well as after: what was changed or deleted in the past leaves nothing
either. There is no write-ahead log here, and SQLite deletes its rollback journal at each commit.
On a server the tables are written anew after; its log and its backups are its owner's.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, select

from game.store import errors
from game.store.database import Database
from game.store.personal import erase_rows
from game.store.records import Erasure
from game.store.sqlite import SqliteDatabase
from game.store.tables import metadata, players


@dataclass(frozen=True, slots=True)
class _Identity:
    """What tells a player in a copy: an id alone may have been given to someone else since."""

    player_id: int
    added_at: datetime


def erase_player(database: Database, player_id: int, patience_seconds: float) -> Erasure:
    """Erase everything about a player, also in the copies made before an upgrade.

    Raises NoSuchPlayer, or a StoreError when nothing could be erased; nothing is then changed.
    """
    if database.path is not None:
        database.compact()
    with database.erasing() as connection:
        who = _identity(connection, player_id)
        erased = erase_rows(connection, metadata, player_id)
    compacted = _compacted(database)
    cleaned, left = _clean_copies(database.path, who, patience_seconds)
    return Erasure(
        plays=erased["plays"],
        decisions=erased["decisions"] + erased["rewound_decisions"],
        compacted=compacted,
        cleaned_copies=cleaned,
        copies_left=left,
    )


def remove_copies(copies: Sequence[Path]) -> tuple[Path, ...]:
    """Delete these files and what SQLite keeps beside them; those that could not be deleted."""
    left = []
    for copy in copies:
        try:
            for file in copy.parent.glob(f"{copy.name}*"):
                file.unlink()
        except OSError:
            left.append(copy)
    return tuple(left)


def _identity(connection: Connection, player_id: int) -> _Identity:
    query = select(players.c.added_at).where(players.c.id == player_id)
    added_at = connection.execute(query).scalar()
    if added_at is None:
        raise errors.NoSuchPlayer(player=player_id)
    return _Identity(player_id, added_at)


def _compacted(database: Database) -> bool:
    """Whether the file could be written anew; its freed space is overwritten in any case."""
    try:
        database.compact()
    except errors.StoreError:
        return False
    return True


def _clean_copies(
    path: Path | None, who: _Identity, patience_seconds: float
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The copies from which the player was erased, and those that may still hold them."""
    if path is None:
        return (), ()
    cleaned, left = [], sorted(path.parent.glob(f"{path.stem}-damaged-*.db"))
    for copy in sorted(path.parent.glob(f"{path.stem}-before-*.db")):
        try:
            if _clean_copy(copy, who, patience_seconds):
                cleaned.append(copy)
        except errors.StoreError:
            left.append(copy)
    return tuple(cleaned), tuple(left)


def _clean_copy(copy: Path, who: _Identity, patience_seconds: float) -> bool:
    """Erase the player from a copy of an older version; False when they are not in it."""
    with closing(SqliteDatabase.in_file(copy, patience_seconds)) as database:
        database.compact()
        with database.erasing() as connection:
            tables = MetaData()
            tables.reflect(connection)
            if not _holds(connection, who):
                return False
            erase_rows(connection, tables, who.player_id)
        database.compact()
    return True


def _holds(connection: Connection, who: _Identity) -> bool:
    query = select(players.c.id).where(
        players.c.id == who.player_id, players.c.added_at == who.added_at
    )
    return connection.execute(query).first() is not None
