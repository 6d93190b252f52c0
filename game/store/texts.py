"""The exact texts of the scenarios that were played, each kept once by its content hash."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, select

from game.store import errors
from game.store.conflicts import insert_into
from game.store.tables import texts


def content_hash(text: str) -> str:
    """SHA-256 of ``text`` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def keep_text(connection: Connection, text: str, now: datetime) -> str:
    """Keep ``text`` if it is not kept yet; returns its hash."""
    text_hash = content_hash(text)
    statement = insert_into(connection, texts).values(hash=text_hash, text=text, kept_at=now)
    connection.execute(statement.on_conflict_do_nothing())
    return text_hash


def has_text(connection: Connection, text_hash: str) -> bool:
    query = select(texts.c.hash).where(texts.c.hash == text_hash)
    return connection.execute(query).first() is not None


def find_text(connection: Connection, text_hash: str) -> str:
    """The text of ``text_hash``. Raises NoSuchText."""
    query = select(texts.c.text).where(texts.c.hash == text_hash)
    text: str | None = connection.execute(query).scalar()
    if text is None:
        raise errors.NoSuchText(hash=text_hash[:12])
    return text
