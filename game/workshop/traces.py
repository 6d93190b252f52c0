"""What an erasure leaves in files: nothing in the database's own, nothing in the copies beside it.

On a server the space of deleted rows is the server's to use again; copies are its owner's backups
(docs/exploitation.md).
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import inspect

from game.store import errors
from game.store.database import Database
from game.workshop.opening import erase_rows

_PATIENCE_SECONDS = 1.0
"""How long to wait for a program that is using an older copy."""


def leave_no_trace(database: Database, workshop_id: str) -> tuple[Path, ...]:
    """Write the file anew, and take the whole workshop out of the copies made before an upgrade.

    Returns the copies that could not be changed and may still hold it.
    """
    if database.path is None:
        return ()
    with suppress(errors.StoreError):  # its freed space was overwritten all the same
        database.compact()
    stem, folder = database.path.stem, database.path.parent
    left = sorted(folder.glob(f"{stem}-damaged-*.db"))
    for copy in sorted(folder.glob(f"{stem}-before-*.db")):
        try:
            _clean(copy, workshop_id)
        except errors.StoreError:
            left.append(copy)
    return tuple(left)


def _clean(copy: Path, workshop_id: str) -> None:
    from game.store.sqlite import SqliteDatabase

    with closing(SqliteDatabase.in_file(copy, _PATIENCE_SECONDS)) as database:
        with database.erasing() as connection:
            if not inspect(connection).has_table("workshops"):
                return
            erase_rows(connection, workshop_id)
        database.compact()
