"""Decisions for the tests of the store."""

from __future__ import annotations

from game.store import Store, StoredDecision


def decision(position: int, choice: str = "differer", note: str = "") -> StoredDecision:
    return StoredDecision(position, f"scene-{position}", {"choose": choice}, 12.5, note=note)


def play_on(store: Store, play_id: str, count: int, choice: str = "differer") -> None:
    """Add ``count`` decisions after those of the play."""
    header = store.play(play_id).header
    for position in range(header.length, header.length + count):
        store.append_decision(play_id, decision(position, choice), take=header.take)


def choices_of(store: Store, play_id: str) -> list[object]:
    return [each.action["choose"] for each in store.play(play_id).decisions]
