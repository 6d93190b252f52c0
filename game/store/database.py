"""One SQLite file (or memory), its transactions, and the translation of its faults.

Durability: the rollback journal with ``synchronous=EXTRA``, so a commit that returned survives a
kill and a power cut. Not WAL: the plays stay in one file that can be copied, read from a
read-only folder and kept on a network share. Each transaction opens the file anew, so a file
that was moved or deleted meanwhile is noticed instead of being written to in vain.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Self
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool

from game.store import errors

_MEMORY_NAME = ":memory:"


class Database:
    """Where the tables are. ``path`` is None in memory."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self._engine = engine
        self._lock = RLock()  # one connection at a time; in memory there is only one
        self.path = path
        event.listen(engine, "connect", _prepare_connection)
        event.listen(engine, "begin", _begin)

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
        with database._translating(copy_of):
            database._engine.connect().close()
        return database

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database throughout."""
        with self._transaction("ON", "BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other process can write beside; saved for good when it ends."""
        with self._transaction("ON", "BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """A writing transaction of which nothing is kept."""
        with self._transaction("ON", "BEGIN IMMEDIATE") as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """A writing transaction after which nothing of what it deletes is left in the file."""
        with self._transaction("ON", "PRAGMA secure_delete=ON", "BEGIN EXCLUSIVE") as connection:
            yield connection

    def compact(self) -> None:
        """Write the file anew, without the remains of what was changed or deleted in it."""
        with self._translating(self.path), self._lock, self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA secure_delete=ON")
            raw.execute("VACUUM")

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction that changes the tables: foreign keys are checked once, at its end."""
        with self._transaction("OFF", "BEGIN EXCLUSIVE") as connection:
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise errors.Damaged(self._place, f"foreign key: {tuple(broken)}")

    def copy_to(self, target: Path) -> None:
        """Write a copy of the whole database to ``target``, which must not exist."""
        with self._translating(target), self._lock, self._engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self, foreign_keys: str, *begin: str) -> Iterator[Connection]:
        statements = (f"PRAGMA foreign_keys={foreign_keys}", *begin)
        with (
            self._translating(self.path),
            self._lock,
            self._engine.connect() as connection,
            connection.execution_options(duettiste_begin=statements).begin(),
        ):
            yield connection

    @contextmanager
    def _translating(self, path: Path | None) -> Iterator[None]:
        try:
            yield
        except DBAPIError as failure:
            original = failure.orig
            if not isinstance(original, sqlite3.Error):
                raise
            raise fault_of(original, path or _MEMORY_NAME) from failure
        except sqlite3.Error as failure:
            raise fault_of(failure, path or _MEMORY_NAME) from failure

    @property
    def _place(self) -> Path | str:
        return self.path or _MEMORY_NAME


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


def _begin(connection: Connection) -> None:
    for statement in connection.get_execution_options().get("duettiste_begin", ()):
        connection.exec_driver_sql(statement)
