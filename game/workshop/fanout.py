"""Which bulletin a database asks for: one process alone, or several that share a server."""

from __future__ import annotations

from game.store.database import Database
from game.workshop.bulletin import Bulletin, LocalBulletin


def bulletin_for(database: Database) -> Bulletin:
    """A bulletin that reaches everyone who looks at the workshops of ``database``."""
    from game.store.sqlite import SqliteDatabase

    if isinstance(database, SqliteDatabase):
        return LocalBulletin()
    from game.store.postgresql import PostgresqlDatabase
    from game.workshop.fanout_postgresql import PostgresqlBulletin

    assert isinstance(database, PostgresqlDatabase)
    return PostgresqlBulletin(database)
