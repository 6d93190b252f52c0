"""Opening the store of a folder, or doing without, and setting a damaged database aside."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert

from game.store import errors
from game.store.database import Database
from game.store.notices import OpeningNotice
from game.store.schema import bring_up_to_date
from game.store.sqlite import SqliteDatabase
from game.store.store import Store
from game.store.tables import machine

DATABASE_NAME = "duettiste.db"
_COMPANIONS = ("", "-journal", "-wal", "-shm")
"""Files that SQLite keeps under the name of the database and needs to repair it."""

_CHECKED_UP_TO_BYTES = 64 * 1024 * 1024
"""A larger file is not read whole at each opening: damage would show at its use."""

if TYPE_CHECKING:
    from game.store.postgresql import PostgresqlDatabase

Clock = Callable[[], datetime]


def open_file_store(home: Path, clock: Clock, patience_seconds: float) -> Store:
    """The store of ``home``, proved sound, up to date and writable. Raises StoreError."""
    path = home / DATABASE_NAME
    _make_file(home, path)
    database = SqliteDatabase.in_file(path, patience_seconds)
    try:
        database.check_soundness(_CHECKED_UP_TO_BYTES)
        bring_up_to_date(database)
        _check_writable(database)
    except BaseException:
        database.close()
        raise
    return Store(database, clock)


def open_server_store(address: str, clock: Clock, patience_seconds: float) -> Store:
    """The store of the PostgreSQL database at ``address``, a URI. Raises StoreError."""
    database = _server_database(address, patience_seconds)
    try:
        database.check_encoding()
        bring_up_to_date(database)
        _check_writable(database)
    except BaseException:
        database.close()
        raise
    return Store(database, clock)


def open_server_store_or_memory(
    address: str, clock: Clock, patience_seconds: float
) -> tuple[Store, OpeningNotice | None]:
    """The store at ``address``, or one in memory, with what the player must know."""
    try:
        return open_server_store(address, clock, patience_seconds), None
    except errors.StoreError as fault:
        return open_empty_memory_store(clock), OpeningNotice(fault, "store.notice.without_saving")


def open_file_store_or_memory(
    home: Path, clock: Clock, patience_seconds: float
) -> tuple[Store, OpeningNotice | None]:
    """The store of ``home``, or one in memory, with what the player must know."""
    try:
        return open_file_store(home, clock, patience_seconds), None
    except errors.Damaged as fault:
        return _begin_anew(home, clock, patience_seconds, fault)
    except errors.StoreError as fault:
        return _without_saving(home, clock, fault)


def open_empty_memory_store(clock: Clock) -> Store:
    database = SqliteDatabase.in_memory()
    bring_up_to_date(database)
    return Store(database, clock)


def open_memory_copy(path: Path | None, clock: Clock) -> Store:
    """A store in memory that begins with all that ``path`` holds, or empty if it is unreadable."""
    try:
        database = SqliteDatabase.in_memory(copy_of=path)
        bring_up_to_date(database)
    except errors.StoreError:
        return open_empty_memory_store(clock)
    return Store(database, clock)


def set_damaged_aside(home: Path, now: datetime, patience_seconds: float) -> Path | None:
    """Rename the damaged database of ``home``; returns its new path.

    None when it is not damaged (another process has already begun a new one). The files beside
    it follow, so that it can still be repaired. Raises StoreError when it cannot be renamed.
    """
    path = home / DATABASE_NAME
    try:
        seen = _identity(path)
        if not _is_damaged(path, patience_seconds) or _identity(path) != seen:
            return None
    except FileNotFoundError:
        return None
    aside = _free_name(home, f"duettiste-damaged-{now:%Y-%m-%d}")
    try:
        for companion in _COMPANIONS:
            source = path.with_name(path.name + companion)
            if source.exists():
                source.rename(aside.with_name(aside.name + companion))
    except OSError as failure:
        raise _fault_of_folder(failure, path) from failure
    return aside


def _server_database(address: str, patience_seconds: float) -> PostgresqlDatabase:
    try:
        from game.store.postgresql import PostgresqlDatabase
    except ImportError as failure:
        raise errors.DriverMissing from failure
    return PostgresqlDatabase.at(address, patience_seconds)


def _begin_anew(
    home: Path, clock: Clock, patience_seconds: float, fault: errors.Damaged
) -> tuple[Store, OpeningNotice | None]:
    try:
        aside = set_damaged_aside(home, clock(), patience_seconds)
        store = open_file_store(home, clock, patience_seconds)
    except errors.StoreError:
        return _without_saving(home, clock, fault)
    if aside is None:
        return store, None
    return store, OpeningNotice(fault, "store.notice.set_aside", {"path": errors.shown(aside)})


def _without_saving(
    home: Path, clock: Clock, fault: errors.StoreError
) -> tuple[Store, OpeningNotice]:
    readable = isinstance(fault, errors.ReadOnly | errors.DiskFull | errors.StorageFailed)
    path = home / DATABASE_NAME
    store = (
        open_memory_copy(path, clock)
        if readable and path.exists()
        else open_empty_memory_store(clock)
    )
    return store, OpeningNotice(fault, "store.notice.without_saving")


def _make_file(home: Path, path: Path) -> None:
    try:
        if home.exists() and not home.is_dir():
            raise errors.HomeIsFile(home)
        home.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
    except OSError as failure:
        raise _fault_of_folder(failure, home) from failure


def _fault_of_folder(failure: OSError, path: Path) -> errors.StoreError:
    kinds: dict[int | None, type[errors.PlaceError]] = {
        errno.EACCES: errors.NoPermission,
        errno.EPERM: errors.NoPermission,
        errno.EROFS: errors.ReadOnly,
        errno.ENOSPC: errors.DiskFull,
        errno.EDQUOT: errors.DiskFull,
        errno.ENOTDIR: errors.HomeIsFile,
        errno.EEXIST: errors.HomeIsFile,
    }
    return kinds.get(failure.errno, errors.CannotOpen)(path, failure.strerror or "")


def _check_writable(database: Database) -> None:
    """Try a write and take it back: SQLite opens a read-only file without a word."""
    with database.trying() as connection:
        connection.execute(insert(machine).values(key="writable?", value=True))


def _is_damaged(path: Path, patience_seconds: float) -> bool:
    database = SqliteDatabase.in_file(path, patience_seconds)
    try:
        database.check_soundness(_CHECKED_UP_TO_BYTES)
    except errors.Damaged:
        return True
    finally:
        database.close()
    return False


def _identity(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _free_name(home: Path, stem: str) -> Path:
    aside = home / f"{stem}.db"
    number = 1
    while aside.exists():
        number += 1
        aside = home / f"{stem}-{number}.db"
    return aside
