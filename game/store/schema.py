"""The version of a database: found by a raw read, created or brought up to date.

Alembic is imported only when an older database has to be changed.
"""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from sqlalchemy import Connection

import game.store.workshop_tables  # noqa: F401  (its tables join the metadata)
from game.store import errors
from game.store.database import Database
from game.store.tables import metadata

APPLICATION_ID = 0x44554554
"""Marks the file as ours: the letters "DUET" in the header of the database."""

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

    An older file is first copied beside itself. Raises NewerDatabase and ForeignDatabase without
    having written anything.
    """
    with database.reading() as connection:
        found = find_schema(connection)
    if found is Found.NEWER:
        raise errors.NewerDatabase(_place(database))
    if found is Found.FOREIGN:
        raise errors.ForeignDatabase(_place(database))
    if found is Found.EMPTY:
        _create(database)
    elif found is Found.OLDER:
        _keep_copy(database)
        _upgrade(database)


def find_schema(connection: Connection) -> Found:
    """What ``connection`` leads to, told without SQLAlchemy's reflection or alembic."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    if not tables and application in (0, APPLICATION_ID):
        return Found.EMPTY
    if application != APPLICATION_ID or "alembic_version" not in tables:
        return Found.FOREIGN
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if revision == REVISIONS[-1]:
        return Found.CURRENT
    return Found.OLDER if revision in REVISIONS else Found.NEWER


def create_tables(connection: Connection) -> None:
    """Make every table of the present version and stamp it as alembic would."""
    metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))


def _create(database: Database) -> None:
    with database.writing() as connection:
        if find_schema(connection) is Found.EMPTY:  # another process may have been quicker
            create_tables(connection)


def _keep_copy(database: Database) -> None:
    if database.path is None:
        return
    copy = database.path.with_name(f"{database.path.stem}-before-{REVISIONS[-1]}.db")
    if not copy.exists():
        database.copy_to(copy)


def _upgrade(database: Database) -> None:
    from game.store.migrations.upgrading import upgrade

    with database.migrating() as connection:
        if find_schema(connection) is Found.OLDER:
            upgrade(connection, MIGRATIONS, REVISIONS[-1])


def _place(database: Database) -> Path | str:
    return database.path or ":memory:"
