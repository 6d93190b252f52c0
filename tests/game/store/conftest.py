"""A store in a folder of its own, with a player, a text and a clock that ticks by the minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from game.store import NewPlay, Store, open_store

TEXT = "id: appel\ntitle: L’appel du vestiaire\n"


@pytest.fixture
def clock() -> Callable[[], datetime]:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    minutes = iter(range(1_000_000))
    return lambda: start + timedelta(minutes=next(minutes))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that does not exist yet, named as people name folders."""
    return tmp_path / "Études & parties #1 100%"


@pytest.fixture
def store(home: Path, clock: Callable[[], datetime]) -> Iterator[Store]:
    with open_store(home, clock=clock) as opened:
        yield opened


@pytest.fixture
def new_play(store: Store) -> NewPlay:
    """A play ready to begin, in practice."""
    player = store.add_player("Hélène")
    return NewPlay(player.id, "appel", 1, store.keep_text(TEXT), seed=7, mode="practice")
