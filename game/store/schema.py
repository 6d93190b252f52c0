"""The version of a database: found by a raw read, created or brought up to date.

Alembic is imported only when an older database has to be changed.
"""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from sqlalchemy import Connection, text

import game.store.workshop_tables  # noqa: F401  (its tables join the metadata)
from game.store.database import Database
from game.store.sqlite import SqliteDatabase
from game.store.tables import metadata

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every revision of ``migrations/versions``, oldest first; the last one is what tables.py says."""

MIGRATIONS = Path(__file__).parent / "migrations"


class Found(Enum):
    EMPTY = auto()
    CURRENT = auto()
    OLDER = auto()
    NEWER = auto()
    FOREIGN = auto()


def bring_up_to_date(database: Database) -> None:
    """Create the tables of an empty database, change those of an older one.

    An older file is first copied beside itself; on a server, backups are its owner's. Raises
    NewerDatabase and ForeignDatabase without having written anything.
    """
    with database.reading() as connection:
        found = find_schema(database, connection)
    if found is Found.NEWER:
        raise database.newer(database.place)
    if found is Found.FOREIGN:
        raise database.foreign(database.place)
    if found is Found.EMPTY:
        _create(database)
    elif found is Found.OLDER:
        _keep_copy(database)
        _upgrade(database)


def find_schema(database: Database, connection: Connection) -> Found:
    """What ``connection`` leads to, told without SQLAlchemy's reflection or alembic."""
    if database.may_be_begun(connection):
        return Found.EMPTY
    if not database.is_ours(connection):
        return Found.FOREIGN
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if revision == REVISIONS[-1]:
        return Found.CURRENT
    return Found.OLDER if revision in REVISIONS else Found.NEWER


def create_tables(database: Database, connection: Connection) -> None:
    """Make every table of the present version and stamp it as alembic would."""
    metadata.create_all(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    stamp = text("INSERT INTO alembic_version VALUES (:revision)")
    connection.execute(stamp, {"revision": REVISIONS[-1]})
    database.mark_as_ours(connection)


def _create(database: Database) -> None:
    with database.migrating() as connection:
        if find_schema(database, connection) is Found.EMPTY:  # another process may be quicker
            create_tables(database, connection)


def _keep_copy(database: Database) -> None:
    if not isinstance(database, SqliteDatabase) or database.path is None:
        return
    copy = database.path.with_name(f"{database.path.stem}-before-{REVISIONS[-1]}.db")
    if not copy.exists():
        database.copy_to(copy)


def _upgrade(database: Database) -> None:
    from game.store.migrations.upgrading import upgrade

    with database.migrating() as connection:
        if find_schema(database, connection) is Found.OLDER:
            upgrade(connection, MIGRATIONS, REVISIONS[-1])
