"""Addresses that let someone in once they are shown them: they live as long as the server."""

from __future__ import annotations

import secrets
from threading import Lock

from game.web.tokens import token_hash

_BYTES = 18


class Doors:
    """Each door leads to a player, by a token of which only the hash is kept, in memory."""

    def __init__(self) -> None:
        self._players: dict[str, int] = {}
        self._lock = Lock()

    def make(self, player_id: int) -> str:
        """A new token that leads to this player until the server stops."""
        token = secrets.token_urlsafe(_BYTES)
        with self._lock:
            self._players[token_hash(token)] = player_id
        return token

    def player_behind(self, token: str) -> int | None:
        with self._lock:
            return self._players.get(token_hash(token))
