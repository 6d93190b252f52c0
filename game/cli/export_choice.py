"""Which plays an export takes, and how their players are called in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.exports.pseudonyms import pseudonym
from game.exports.recorded import Called, Recorded, record_plays
from game.seat import Seat
from game.store.records import PlayHeader


def chosen_plays(
    seat: Seat,
    plays: Iterable[str],
    *,
    scenario: str | None,
    everyone: bool,
    unfinished: bool,
    names: bool,
) -> Recorded:
    """The plays named, whatever their state; else the finished ones of the player.

    ``everyone`` takes those of all players of the machine, ``scenario`` keeps those of one
    scenario, ``unfinished`` adds those still in progress. Oldest first. Raises StoreError.
    """
    named = tuple(dict.fromkeys(plays))
    if named:
        headers = {header.id: header for header in (seat.store.play(it).header for it in named)}
    else:
        players = seat.store.players() if everyone else (seat.player,)
        headers = {
            header.id: header
            for player in players
            for header in seat.store.plays(player.id, scenario)
            if header.finished or unfinished
        }
    return record_plays(seat.store, _oldest_first(headers.values()), _caller(seat, names))


def _oldest_first(headers: Iterable[PlayHeader]) -> list[PlayHeader]:
    return sorted(headers, key=lambda header: (header.begun_at, header.id))


def _caller(seat: Seat, names: bool) -> Callable[[int], Called]:
    secret = seat.store.pseudonym_secret()
    known = {player.id: player.name for player in seat.store.players()}

    def called(player_id: int) -> Called:
        return Called(pseudonym(secret, str(player_id)), known[player_id] if names else "")

    return called
