"""One SQLite file (or memory), its transactions, and the translation of its faults.

Durability: the rollback journal with ``synchronous=EXTRA``, so a commit that returned survives a
kill and a power cut. Not WAL: the plays stay in one file that can be copied, read from a
read-only folder and kept on a network share. Each transaction opens the file anew, so a file
that was moved or deleted meanwhile is noticed instead of being written to in vain.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any, Self
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from game.store import errors
from game.store.database import Database, Purpose, purpose_of

APPLICATION_ID = 0x44554554
"""Marks the file as ours: the letters "DUET" in the header of the database."""

_MEMORY_NAME = ":memory:"
_WITH_LINKS = "PRAGMA foreign_keys=ON"
_BEGINNINGS: dict[Purpose, tuple[str, ...]] = {
    Purpose.READ: (_WITH_LINKS, "BEGIN"),
    Purpose.WRITE: (_WITH_LINKS, "BEGIN IMMEDIATE"),
    Purpose.WRITE_ALONE: (_WITH_LINKS, "BEGIN IMMEDIATE"),
    Purpose.ERASE: (_WITH_LINKS, "PRAGMA secure_delete=ON", "BEGIN EXCLUSIVE"),
    Purpose.MIGRATE: ("PRAGMA foreign_keys=OFF", "BEGIN EXCLUSIVE"),
}


class SqliteDatabase(Database):
    """A file, or memory. One writer at a time; in memory, one transaction at a time."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        super().__init__(engine, path or _MEMORY_NAME, path=path, saves=path is not None)
        self._lock = RLock()
        event.listen(engine, "connect", _prepare_connection)

    @classmethod
    def in_file(cls, path: Path, patience_seconds: float) -> Self:
        """The database of an existing file; an empty file is an empty database."""

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(
                _address(path, "rw"), uri=True, timeout=patience_seconds, check_same_thread=False
            )

        return cls(create_engine("sqlite://", creator=connect, poolclass=NullPool), path)

    @classmethod
    def in_memory(cls, copy_of: Path | None = None) -> Self:
        """A database that ends with the program, empty or begun as a copy of a file.

        Raises a StoreError when the file cannot be read.
        """

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(_MEMORY_NAME, check_same_thread=False)
            if copy_of is not None:
                _copy_into(connection, copy_of)
            return connection

        database = cls(create_engine("sqlite://", creator=connect, poolclass=StaticPool), None)
        with database._translating(copy_of or _MEMORY_NAME):
            database._engine.connect().close()
        return database

    def compact(self) -> None:
        with self._translating(self.place), self._lock, self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA secure_delete=ON")
            raw.execute("VACUUM")

    def copy_to(self, target: Path) -> None:
        """Write a copy of the whole database to ``target``, which must not exist."""
        with self._translating(target), self._lock, self._engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)

    def check_soundness(self, up_to_bytes: int) -> None:
        """Raise Damaged when the pages of the file do not hold together.

        A file of more than ``up_to_bytes`` is not read.
        """
        with self.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            page_bytes = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
            if pages * page_bytes > up_to_bytes:
                return
            finding = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if finding != "ok":
            raise errors.Damaged(self.place, str(finding))

    def is_ours(self, connection: Connection) -> bool:
        stamp = connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).first()
        return stamp is not None and _application(connection) == APPLICATION_ID

    def may_be_begun(self, connection: Connection) -> bool:
        anything = connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()
        return anything is None and _application(connection) in (0, APPLICATION_ID)

    def mark_as_ours(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")

    def fault_of(self, failure: BaseException, place: Path | str) -> errors.StoreError | None:
        return fault_of(failure, place) if isinstance(failure, sqlite3.Error) else None

    def _begin(self, connection: Connection) -> None:
        for statement in _BEGINNINGS[purpose_of(connection)]:
            connection.exec_driver_sql(statement)

    def _check_links(self, connection: Connection) -> None:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise errors.Damaged(self.place, f"foreign key: {tuple(broken)}")

    def _turn(self, purpose: Purpose) -> AbstractContextManager[object]:
        """Readers of a file have connections of their own, and SQLite keeps them from half-done
        writes; in memory there is one connection for all."""
        alone = self.path is None or purpose is not Purpose.READ
        return self._lock if alone else nullcontext()


def fault_of(failure: sqlite3.Error, path: Path | str) -> errors.StoreError:
    """The store's own error for one of SQLite, by its primary result code."""
    code = getattr(failure, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    kind = _FAULTS.get(primary, errors.StorageFailed)
    if kind is errors.CannotOpen and _is_forbidden(path):
        kind = errors.NoPermission
    return kind(path, str(failure))


_FAULTS: dict[int | None, type[errors.PlaceError]] = {
    sqlite3.SQLITE_FULL: errors.DiskFull,
    sqlite3.SQLITE_READONLY: errors.ReadOnly,
    sqlite3.SQLITE_BUSY: errors.Locked,
    sqlite3.SQLITE_LOCKED: errors.Locked,
    sqlite3.SQLITE_CORRUPT: errors.Damaged,
    sqlite3.SQLITE_NOTADB: errors.Damaged,
    sqlite3.SQLITE_CANTOPEN: errors.CannotOpen,
    sqlite3.SQLITE_PERM: errors.NoPermission,
    sqlite3.SQLITE_AUTH: errors.NoPermission,
}


def _application(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def _is_forbidden(path: Path | str) -> bool:
    """Whether ``path`` is there but this person may not read or write it."""
    try:
        return Path(path).is_file() and not os.access(path, os.R_OK | os.W_OK)
    except PermissionError:
        return True


def _copy_into(target: sqlite3.Connection, source: Path) -> None:
    with closing(sqlite3.connect(_address(source, "ro"), uri=True)) as connection:
        connection.backup(target)


def _address(path: Path, mode: str) -> str:
    """The URI of a file, also under a Windows share (which ``Path.as_uri`` takes for a host)."""
    plain = path.absolute().as_posix()
    slash = "" if plain.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(plain), safe='/:')}?mode={mode}"


def _prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not guessed by sqlite3
    for pragma in ("synchronous=EXTRA", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")
