"""The finished plays of a store as the files of an export, to be analysed like any other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.content import load_catalogue
from game.exports.parquet import to_parquet
from game.exports.pseudonyms import pseudonym
from game.exports.recorded import Called, record_plays
from game.exports.rows import filled_tables
from game.exports.tables import DECISIONS, PLAYS

if TYPE_CHECKING:
    from game.store import Store

_PLAYS_AT_A_TIME = 500


def write_own_plays(store: Store, folder: Path) -> tuple[str, ...]:
    """Write every finished play of ``store`` in Parquet files of ``folder``, under pseudonyms.

    Returns the ids of those whose text can no longer be read. Raises StoreError.
    """
    headers = [
        header for player in store.players() for header in store.plays(player.id) if header.finished
    ]
    secret = store.pseudonym_secret()
    unreadable: list[str] = []
    for first in range(0, len(headers), _PLAYS_AT_A_TIME):
        recorded = record_plays(
            store,
            headers[first : first + _PLAYS_AT_A_TIME],
            lambda player: Called(pseudonym(secret, str(player))),
        )
        unreadable.extend(recorded.unreadable)
        for filled in filled_tables(recorded.plays, load_catalogue()):
            if filled.rows and filled.table in (PLAYS, DECISIONS):
                path = folder / f"{filled.table.name}-{first}.parquet"
                path.write_bytes(to_parquet(filled))
    return tuple(unreadable)
