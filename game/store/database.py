"""Where the tables are, and the transactions on them, whatever the database.

The statements of the store are common to SQLite and PostgreSQL. What differs is here: how a
transaction begins, which faults there are, how the tables are told from another program's, how
freed space is overwritten. ``ON CONFLICT`` is written alike by both, so the store uses the
``insert`` of SQLAlchemy's SQLite dialect for both.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import Enum, auto
from pathlib import Path
from typing import ClassVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from game.store import errors


class Purpose(Enum):
    """What a transaction is for; each database begins it in its own way."""

    READ = auto()
    WRITE = auto()
    WRITE_ALONE = auto()
    ERASE = auto()
    MIGRATE = auto()


class Database(ABC):
    """One database. ``path`` is its file, None in memory and on a server.

    ``place`` is what people are told of where it is: never a password. ``saves`` says whether
    what is written outlives the program.
    """

    newer: ClassVar[type[errors.NewerDatabase]] = errors.NewerDatabase
    foreign: ClassVar[type[errors.ForeignDatabase]] = errors.ForeignDatabase

    def __init__(
        self, engine: Engine, place: Path | str, *, path: Path | None, saves: bool
    ) -> None:
        self._engine = engine
        self.place = place
        self.path = path
        self.saves = saves
        event.listen(engine, "begin", self._begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database throughout."""
        with self._transaction(Purpose.READ) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction saved for good when it ends.

        On a server others may write beside it: what must not change between a look and a write
        is locked by the look (``with_for_update``, which SQLite, with its one writer, leaves out).
        """
        with self._transaction(Purpose.WRITE) as connection:
            yield connection

    @contextmanager
    def writing_alone(self) -> Iterator[Connection]:
        """A writing transaction beside which nobody else writes anything."""
        with self._transaction(Purpose.WRITE_ALONE) as connection:
            yield connection

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """A writing transaction of which nothing is kept."""
        with self._transaction(Purpose.WRITE) as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """A transaction alone, after which what it deletes is left nowhere it can be read from."""
        with self._transaction(Purpose.ERASE) as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction alone that changes the tables; their links hold again at its end."""
        with self._transaction(Purpose.MIGRATE) as connection:
            yield connection
            self._check_links(connection)

    def close(self) -> None:
        self._engine.dispose()

    @abstractmethod
    def compact(self) -> None:
        """Write the tables anew, without the remains of what was changed or deleted in them."""

    @abstractmethod
    def is_ours(self, connection: Connection) -> bool:
        """Whether the mark of this program is there."""

    @abstractmethod
    def may_be_begun(self, connection: Connection) -> bool:
        """Whether nothing at all is there, so that this program may make its tables."""

    @abstractmethod
    def mark_as_ours(self, connection: Connection) -> None:
        """Leave the mark of this program, beside tables that were just made."""

    @abstractmethod
    def fault_of(self, failure: BaseException, place: Path | str) -> errors.StoreError | None:
        """The store's own error for one of the driver; None for an error that is not its own."""

    @abstractmethod
    def _begin(self, connection: Connection) -> None:
        """Begin the transaction for the purpose in the options of ``connection``."""

    def _check_links(self, connection: Connection) -> None:  # noqa: B027
        """Raise Damaged when rows refer to rows that are not there; a server never lets them."""

    def _turn(self, purpose: Purpose) -> AbstractContextManager[object]:  # noqa: ARG002
        """What a transaction holds while others of this program have to wait for it."""
        return nullcontext()

    @contextmanager
    def _transaction(self, purpose: Purpose) -> Iterator[Connection]:
        with (
            self._translating(self.place),
            self._turn(purpose),
            self._engine.connect() as connection,
            connection.execution_options(duettiste_purpose=purpose).begin(),
        ):
            yield connection

    @contextmanager
    def _translating(self, place: Path | str) -> Iterator[None]:
        try:
            yield
        except errors.StoreError:
            raise
        except DBAPIError as failure:
            self._raise_as_fault(failure, failure.orig or failure, place)
            raise
        except NoConnectionFree as failure:
            raise errors.ServerBusy(place) from failure
        except Exception as failure:
            self._raise_as_fault(failure, failure, place)
            raise

    def _raise_as_fault(
        self, failure: Exception, original: BaseException, place: Path | str
    ) -> None:
        fault = self.fault_of(original, place)
        if fault is not None:
            raise fault from failure


def purpose_of(connection: Connection) -> Purpose:
    """What the transaction that begins on ``connection`` is for."""
    purpose: Purpose = connection.get_execution_options().get("duettiste_purpose", Purpose.READ)
    return purpose
