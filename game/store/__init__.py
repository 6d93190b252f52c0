"""The store: players, plays and the journal of their decisions.

They are kept in one SQLite file, or in the PostgreSQL database that DUETTISTE_DATABASE names.

Importing this package costs nothing heavy: SQLAlchemy is imported by the first opening.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.store.clock import utc_now
from game.store.home import database_address, home_folder
from game.store.notices import OpeningNotice
from game.store.records import (
    BestResult,
    Branch,
    Imported,
    ImportOutcome,
    JsonObject,
    JsonValue,
    NewPlay,
    Play,
    Player,
    PlayHeader,
    Reflection,
    RewoundDecision,
    StoredDecision,
)

if TYPE_CHECKING:
    from game.store.store import Store

__all__ = [
    "BestResult",
    "Branch",
    "ImportOutcome",
    "Imported",
    "JsonObject",
    "JsonValue",
    "NewPlay",
    "OpeningNotice",
    "Play",
    "PlayHeader",
    "Player",
    "Reflection",
    "RewoundDecision",
    "Store",
    "StoredDecision",
    "home_folder",
    "open_memory_store",
    "open_store",
    "open_store_or_memory",
]

PATIENCE_SECONDS = 5.0
"""How long an operation waits for another process that is writing."""


def open_store(
    home: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Store:
    """The store of the database asked for, else the one kept in ``home``.

    It is created or brought up to date when it must be. Raises a
    :class:`game.store.errors.StoreError` when nothing could be saved there.
    """
    from game.store.opening import open_file_store, open_server_store

    address = database_address()
    if address is not None:
        return open_server_store(address, clock, patience_seconds)
    return open_file_store(home, clock, patience_seconds)


def open_store_or_memory(
    home: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    patience_seconds: float = PATIENCE_SECONDS,
) -> tuple[Store, OpeningNotice | None]:
    """The store as ``open_store`` gives it, or one that saves nothing, with what to tell.

    A damaged file is set aside, never deleted, and a new one is begun in its place. For one person
    who plays: a program that serves others opens with ``open_store``, and stops at its faults.
    """
    from game.store.opening import open_file_store_or_memory, open_server_store_or_memory

    address = database_address()
    if address is not None:
        return open_server_store_or_memory(address, clock, patience_seconds)

    return open_file_store_or_memory(home, clock, patience_seconds)


def open_memory_store(*, clock: Callable[[], datetime] = utc_now) -> Store:
    """An empty store that saves nothing: it ends with the program."""
    from game.store.opening import open_empty_memory_store

    return open_empty_memory_store(clock)


def __getattr__(name: str) -> object:
    """``Store`` itself, imported only when someone asks for it."""
    if name == "Store":
        from game.store.store import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
