"""Personal links: who opens the game in a browser, known by the hash of a token kept nowhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from game.store.people import find_player
from game.store.records import Player
from game.store.tables import links, players

MOST_LINKS = 20
"""Links that one player can have at a time; a new one takes the place of the oldest."""


def add_link(connection: Connection, player_id: int, token_hash: str, now: datetime) -> None:
    """Raises NoSuchPlayer."""
    find_player(connection, player_id)
    mine = links.c.player_id == player_id
    latest = (
        select(links.c.token_hash).where(mine).order_by(links.c.made_at.desc(), links.c.token_hash)
    )
    kept = connection.execute(latest.limit(MOST_LINKS - 1)).scalars().all()
    connection.execute(delete(links).where(mine, links.c.token_hash.not_in(kept)))
    connection.execute(
        insert(links).values(token_hash=token_hash, player_id=player_id, made_at=now)
    )


def player_by_link(connection: Connection, token_hash: str) -> Player | None:
    query = (
        select(players.c.id, players.c.name)
        .join(links, links.c.player_id == players.c.id)
        .where(links.c.token_hash == token_hash)
    )
    row = connection.execute(query).first()
    return None if row is None else Player(row.id, row.name)


def remove_links(connection: Connection, player_id: int) -> None:
    connection.execute(delete(links).where(links.c.player_id == player_id))
