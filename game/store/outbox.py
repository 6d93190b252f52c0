"""The outbox: statements that wait until the server they are for has acknowledged them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from game.store.conflicts import insert_into
from game.store.records import OutboxState, QueuedStatement
from game.store.tables import outbox


def queue_statements(
    connection: Connection, endpoint: str, statements: Sequence[QueuedStatement], now: datetime
) -> None:
    """Add ``statements``, the first to leave first; one that waits already is replaced."""
    if not statements:
        return
    rows = [
        {
            "endpoint": endpoint,
            "statement_id": queued.id,
            "play_id": queued.play_id,
            "statement": queued.statement,
            "queued_at": now,
            "refusal": "",
        }
        for queued in statements
    ]
    statement = insert_into(connection, outbox)
    replacing = statement.on_conflict_do_update(
        index_elements=["endpoint", "statement_id"],
        set_={"statement": statement.excluded.statement, "refusal": ""},
    )
    connection.execute(replacing, rows)


def waiting_statements(
    connection: Connection, endpoint: str, most: int
) -> tuple[QueuedStatement, ...]:
    """The next statements to send to ``endpoint``, refused ones left aside."""
    query = select(outbox).where(outbox.c.endpoint == endpoint, outbox.c.refusal == "")
    rows = connection.execute(query.order_by(outbox.c.number).limit(most))
    return tuple(QueuedStatement(row.statement_id, row.play_id, row.statement) for row in rows)


def remove_statements(connection: Connection, endpoint: str, ids: Sequence[str]) -> None:
    connection.execute(
        delete(outbox).where(outbox.c.endpoint == endpoint, outbox.c.statement_id.in_(ids))
    )


def refuse_statement(connection: Connection, endpoint: str, id_: str, refusal: str) -> None:
    """Set a statement aside with what the server said of it: it is not sent again."""
    connection.execute(
        update(outbox)
        .where(outbox.c.endpoint == endpoint, outbox.c.statement_id == id_)
        .values(refusal=refusal)
    )


def retry_refused(connection: Connection, endpoint: str) -> None:
    """Let the statements that ``endpoint`` refused be sent again."""
    connection.execute(update(outbox).where(outbox.c.endpoint == endpoint).values(refusal=""))


def outbox_states(connection: Connection) -> tuple[OutboxState, ...]:
    """What waits, by endpoint in alphabetical order."""
    refused = func.count().filter(outbox.c.refusal != "")
    query = (
        select(
            outbox.c.endpoint,
            func.count().label("all"),
            refused.label("refused"),
            func.min(outbox.c.queued_at, type_=outbox.c.queued_at.type).label("oldest"),
        )
        .group_by(outbox.c.endpoint)
        .order_by(outbox.c.endpoint)
    )
    return tuple(
        OutboxState(row.endpoint, row.all - row.refused, row.refused, row.oldest)
        for row in connection.execute(query)
    )


def refusals(connection: Connection, endpoint: str) -> tuple[tuple[QueuedStatement, str], ...]:
    """The statements that ``endpoint`` refused, each with what it said."""
    query = select(outbox).where(outbox.c.endpoint == endpoint, outbox.c.refusal != "")
    return tuple(
        (QueuedStatement(row.statement_id, row.play_id, row.statement), row.refusal)
        for row in connection.execute(query.order_by(outbox.c.number))
    )


def clear_outbox(connection: Connection, endpoint: str) -> None:
    """Give up everything that waits for ``endpoint``."""
    connection.execute(delete(outbox).where(outbox.c.endpoint == endpoint))
