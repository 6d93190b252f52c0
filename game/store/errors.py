"""Everything that can go wrong with the store, each with the key of its message.

``str(error)`` is for developers; people read ``messages(error.key, **error.params)``.
"""
# Named after what happened; that they are errors, their base says.
# ruff: noqa: N818

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


class StoreError(Exception):
    """A fault of the store: ``key`` names its message in the catalogue, ``params`` fill it."""

    key: str = "store.fault.failed"

    def __init__(self, **params: str | int) -> None:
        super().__init__(f"{self.key} {params}")
        self.params: Mapping[str, str | int] = params


class PlaceError(StoreError):
    """A fault of the folder or file where plays are kept."""

    def __init__(self, path: Path | str, detail: str = "") -> None:
        super().__init__(path=shown(path), detail=detail)


class StorageFailed(PlaceError):
    """The disk refused to read or write, for a reason that SQLite does not tell."""

    key = "store.fault.storage_failed"


class DiskFull(PlaceError):
    key = "store.fault.disk_full"


class ReadOnly(PlaceError):
    key = "store.fault.read_only"


class NoPermission(PlaceError):
    key = "store.fault.no_permission"


class HomeIsFile(PlaceError):
    key = "store.fault.home_is_file"


class CannotOpen(PlaceError):
    """The file of the plays is gone, or is not a file that can be opened."""

    key = "store.fault.cannot_open"


class Locked(PlaceError):
    key = "store.fault.locked"


class Damaged(PlaceError):
    key = "store.fault.damaged"


class NewerDatabase(PlaceError):
    """The database was written by a later version of the game: it is left untouched."""

    key = "store.fault.newer"


class ForeignDatabase(PlaceError):
    """A database of another program: it is left untouched."""

    key = "store.fault.foreign"


class DriverMissing(StoreError):
    """PostgreSQL is asked for, and what speaks to it is not installed."""

    key = "store.server.no_driver"


class AddressRefused(StoreError):
    """What should be the address of a database is none. It may hold a password: not repeated."""

    key = "store.server.address"


class ServerUnreachable(PlaceError):
    """The server does not answer, or the connection to it was cut."""

    key = "store.server.unreachable"


class ServerRefused(PlaceError):
    """The name or the password is not that of an account of the server."""

    key = "store.server.refused"


class NoSuchDatabase(PlaceError):
    key = "store.server.no_database"


class WrongEncoding(PlaceError):
    """A database that cannot hold every character. ``detail`` is its encoding."""

    key = "store.server.encoding"


class ServerNoRights(NoPermission):
    key = "store.server.no_rights"


class ServerReadOnly(ReadOnly):
    key = "store.server.read_only"


class ServerFull(DiskFull):
    key = "store.server.full"


class ServerBusy(Locked):
    key = "store.server.busy"


class ServerDamaged(Damaged):
    key = "store.server.damaged"


class ServerFailed(StorageFailed):
    key = "store.server.failed"


class NewerServerDatabase(NewerDatabase):
    key = "store.server.newer"


class ForeignServerDatabase(ForeignDatabase):
    key = "store.server.foreign"


class NoSuchPlayer(StoreError):
    key = "store.player.unknown"


class PlayerNameRefused(StoreError):
    """``reason`` ends the key: ``empty``, ``too_long``, ``characters`` or ``taken``."""

    def __init__(self, reason: str, **params: str | int) -> None:
        self.key = f"store.player.name_{reason}"
        super().__init__(**params)


class NoSuchPlay(StoreError):
    key = "store.play.unknown"


class NoSuchText(StoreError):
    key = "store.play.unknown_text"


class NoSuchDecision(StoreError):
    key = "store.play.unknown_decision"


class PlayMovedOn(StoreError):
    """The play was continued, rewound or finished elsewhere; ``length`` is what it has now."""

    key = "store.play.moved_on"


class PlayFinished(StoreError):
    key = "store.play.finished"


class RewindNotAllowed(StoreError):
    key = "store.play.no_rewind"


class NoteTooLong(StoreError):
    key = "store.play.note_too_long"


class ExportFailed(PlaceError):
    key = "store.transfer.export_failed"


class ExportExists(PlaceError):
    key = "store.transfer.export_exists"


class ImportRefused(StoreError):
    """A file that is not a play this program can take. ``reason`` ends the key."""

    def __init__(self, reason: str, **params: str | int) -> None:
        self.key = f"store.transfer.{reason}"
        super().__init__(**params)


def shown(path: Path | str) -> str:
    """``path`` as text that any screen can take, even when its bytes are not UTF-8."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
