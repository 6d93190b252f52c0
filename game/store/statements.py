"""What the store does for statements on their way to a learning record store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from game.store import outbox
from game.store.database import Database
from game.store.records import OutboxState, QueuedStatement


class StatementsOnTheirWay:
    """The part of a store where statements wait until their server has acknowledged them."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def queue_statements(self, endpoint: str, statements: Sequence[QueuedStatement]) -> None:
        """Keep ``statements`` until ``endpoint`` has acknowledged them; all or none."""
        with self._database.writing() as connection:
            outbox.queue_statements(connection, endpoint, statements, self._clock())

    def waiting_statements(self, endpoint: str, most: int) -> tuple[QueuedStatement, ...]:
        """The next statements to send there, at most ``most``, refused ones left aside."""
        with self._database.reading() as connection:
            return outbox.waiting_statements(connection, endpoint, most)

    def remove_statements(self, endpoint: str, ids: Sequence[str]) -> None:
        """Forget statements that ``endpoint`` has acknowledged."""
        with self._database.writing() as connection:
            outbox.remove_statements(connection, endpoint, ids)

    def refuse_statement(self, endpoint: str, statement_id: str, refusal: str) -> None:
        """Set a statement aside, with what ``endpoint`` said of it."""
        with self._database.writing() as connection:
            outbox.refuse_statement(connection, endpoint, statement_id, refusal)

    def retry_refused(self, endpoint: str) -> None:
        """Let what ``endpoint`` refused be sent again."""
        with self._database.writing() as connection:
            outbox.retry_refused(connection, endpoint)

    def refusals(self, endpoint: str) -> tuple[tuple[QueuedStatement, str], ...]:
        """What ``endpoint`` refused, each with what it said."""
        with self._database.reading() as connection:
            return outbox.refusals(connection, endpoint)

    def outbox_states(self) -> tuple[OutboxState, ...]:
        """What waits, a line for each server."""
        with self._database.reading() as connection:
            return outbox.outbox_states(connection)

    def clear_outbox(self, endpoint: str) -> None:
        """Give up everything that waits for ``endpoint``."""
        with self._database.writing() as connection:
            outbox.clear_outbox(connection, endpoint)
