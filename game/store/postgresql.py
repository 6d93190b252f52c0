"""A PostgreSQL database shared by several processes or machines, its transactions and faults.

Writers work beside one another under ``READ COMMITTED``; what one looks at before it writes, it
locks (``FOR UPDATE``). Each also holds a shared advisory lock, which an erasure, an import or a
migration takes for itself alone: nothing is written beside those. Durability is the server's own:
a commit that returned survives, unless its owner turned ``synchronous_commit`` or ``fsync`` off.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import Connection, create_engine

from game.store import errors
from game.store.database import Database, Purpose, purpose_of
from game.store.tables import metadata

MARK = "duettiste"
"""The comment on ``alembic_version`` that tells our tables from those of another program."""

WRITERS_LOCK = 0x44554554
"""The advisory lock of this program, the letters "DUET": shared to write, alone to migrate."""

SCHEMES = ("postgresql://", "postgres://")

_CONNECTIONS_KEPT = 5
_CONNECTIONS_AT_MOST = 15
_OLDEST_CONNECTION_SECONDS = 1800
_SHORTEST_CONNECT_SECONDS = 2
"""libpq takes no shorter time for a connection."""

_CUT_NETWORK = {
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""How soon a cut network is noticed: seconds, and milliseconds for the last."""

_SHARED = f"SELECT pg_advisory_xact_lock_shared({WRITERS_LOCK})"
_ALONE = f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
_LOCKS = {
    Purpose.WRITE: _SHARED,
    Purpose.WRITE_ALONE: _ALONE,
    Purpose.ERASE: _ALONE,
    Purpose.MIGRATE: _ALONE,
}


class PostgresqlDatabase(Database):
    """A database of a server, reached by a pool of connections; threads may share it."""

    newer: ClassVar[type[errors.NewerDatabase]] = errors.NewerServerDatabase
    foreign: ClassVar[type[errors.ForeignDatabase]] = errors.ForeignServerDatabase

    def __init__(self, address: str, patience_seconds: float) -> None:
        self._conninfo = _conninfo(address, patience_seconds)
        self._patience_milliseconds = max(1, round(patience_seconds * 1000))
        engine = create_engine(
            "postgresql+psycopg://",
            creator=self.connect,
            pool_size=_CONNECTIONS_KEPT,
            max_overflow=_CONNECTIONS_AT_MOST - _CONNECTIONS_KEPT,
            pool_timeout=patience_seconds,
            pool_recycle=_OLDEST_CONNECTION_SECONDS,
            pool_pre_ping=True,
            pool_use_lifo=True,
            use_native_hstore=False,
        )
        super().__init__(engine, place_of(address), path=None, saves=True)

    @classmethod
    def at(cls, address: str, patience_seconds: float) -> Self:
        """The database at ``address``, not reached yet. Raises AddressRefused."""
        return cls(address, patience_seconds)

    @property
    def conninfo(self) -> str:
        """What psycopg connects with. It may hold a password: never shown."""
        return self._conninfo

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of one's own, in autocommit; to be closed. Raises psycopg.Error."""
        return psycopg.connect(self._conninfo, autocommit=True)

    def check_encoding(self) -> None:
        """Raise WrongEncoding when the database cannot hold every character."""
        with self.reading() as connection:
            raw: Any = connection.connection.driver_connection
            encoding = raw.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise errors.WrongEncoding(self.place, str(encoding))

    def compact(self) -> None:
        """Write every table anew: what was deleted is no longer in the files of the server."""
        with self._translating(self.place), self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"SET lock_timeout = {self._patience_milliseconds}")
            try:
                for table in metadata.tables:
                    raw.execute(f'VACUUM (FULL) "{table}"')
            finally:
                raw.execute("RESET lock_timeout")

    def is_ours(self, connection: Connection) -> bool:
        comment = connection.exec_driver_sql(
            "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
        ).scalar()
        return comment == MARK

    def may_be_begun(self, connection: Connection) -> bool:
        anything = connection.exec_driver_sql(
            "SELECT 1 FROM pg_catalog.pg_class WHERE relnamespace = current_schema()::regnamespace"
        ).first()
        return anything is None

    def mark_as_ours(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")

    def fault_of(self, failure: BaseException, place: Path | str) -> errors.StoreError | None:
        return fault_of(failure, place) if isinstance(failure, psycopg.Error) else None

    def _begin(self, connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        purpose = purpose_of(connection)
        if purpose is Purpose.READ:
            raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", prepare=False)
            return
        raw.execute(
            "BEGIN ISOLATION LEVEL READ COMMITTED; "
            f"SET LOCAL lock_timeout = {self._patience_milliseconds}; {_LOCKS[purpose]}",
            prepare=False,  # three statements in one journey cannot be prepared
        )


def place_of(address: str) -> str:
    """``address`` as it can be shown: the server and the name of the database, nothing else.

    Raises AddressRefused.
    """
    parts = _parts(address)
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"postgresql://{parts.get('host') or ''}{port}/{parts.get('dbname') or ''}"


def fault_of(failure: psycopg.Error, place: Path | str) -> errors.StoreError:
    """The store's own error for one of psycopg, by its SQLSTATE, else by its class."""
    state = failure.sqlstate
    detail = " ".join(str(failure).split())
    if state is None:
        return _fault_without_state(failure, detail)(place, detail)
    kind = _FAULTS.get(state) or _FAULTS.get(state[:2], errors.ServerFailed)
    return kind(place, detail)


def _fault_without_state(failure: psycopg.Error, detail: str) -> type[errors.PlaceError]:
    """Before a session is there, libpq tells no SQLSTATE, only words, in the server's language."""
    if not isinstance(failure, psycopg.OperationalError | psycopg.InterfaceError):
        return errors.ServerFailed
    for words, kind in _BEFORE_A_SESSION:
        if all(word in detail for word in words):
            return kind
    connection = failure.pgconn
    if connection is not None and (connection.needs_password or connection.used_password):
        return errors.ServerRefused
    return errors.ServerUnreachable


_BEFORE_A_SESSION: tuple[tuple[tuple[str, ...], type[errors.PlaceError]], ...] = (
    (("database", "does not exist"), errors.NoSuchDatabase),
    (("base de données", "n'existe pas"), errors.NoSuchDatabase),
    (("pg_hba.conf",), errors.ServerRefused),
    (("role", "does not exist"), errors.ServerRefused),
    (("rôle", "n'existe pas"), errors.ServerRefused),
    (("too many",), errors.ServerBusy),
    (("trop de",), errors.ServerBusy),
    (("remaining connection slots",), errors.ServerBusy),
    (("shutting down",), errors.ServerUnreachable),
    (("starting up",), errors.ServerUnreachable),
)
"""Words of the server, in English or French, that tell the fault where nothing else does."""

_FAULTS: dict[str, type[errors.PlaceError]] = {
    "08": errors.ServerUnreachable,
    "25006": errors.ServerReadOnly,
    "28": errors.ServerRefused,
    "3D000": errors.NoSuchDatabase,
    "3F000": errors.ServerNoRights,
    "40": errors.ServerBusy,
    "42501": errors.ServerNoRights,
    "53": errors.ServerBusy,
    "53100": errors.ServerFull,
    "55P03": errors.ServerBusy,
    "57014": errors.ServerBusy,
    "57": errors.ServerUnreachable,
    "XX001": errors.ServerDamaged,
    "XX002": errors.ServerDamaged,
}
"""By SQLSTATE, or by its class (two characters)."""


def _conninfo(address: str, patience_seconds: float) -> str:
    asked = _parts(address)
    usual: dict[str, object] = {
        "connect_timeout": max(_SHORTEST_CONNECT_SECONDS, round(patience_seconds)),
        "application_name": MARK,
        "client_encoding": "UTF8",
        **_CUT_NETWORK,
    }
    return make_conninfo("", **{**usual, **asked})


def _parts(address: str) -> dict[str, Any]:
    if not address.startswith(SCHEMES):
        raise errors.AddressRefused
    try:
        return dict(conninfo_to_dict(address))
    except psycopg.Error:
        raise errors.AddressRefused from None  # the message of libpq repeats the address
