"""A store in a folder of its own, with a player, a text and a clock that ticks by the minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from game.store import NewPlay, Store, open_store
from game.store.home import DATABASE_VARIABLE
from game.store.tables import metadata
from tests.postgresql import Server

TEXT = "id: appel\ntitle: L’appel du vestiaire\n"


@pytest.fixture(scope="session")
def tables_of_postgresql(postgresql: Server) -> str:
    """The address of a database that has every table."""
    address = postgresql.create("tables")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(DATABASE_VARIABLE, address)
        open_store(Path()).close()
    return address


@pytest.fixture
def in_postgresql(
    tables_of_postgresql: str, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> str:
    """From here on stores are opened in a PostgreSQL database, which is empty; its address."""
    deletions = (f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))
    postgresql.administer("; ".join(deletions), "tables")
    monkeypatch.setenv(DATABASE_VARIABLE, tables_of_postgresql)
    return tables_of_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def each_database(request: pytest.FixtureRequest) -> str:
    """Run a test on a file, then on a server: ``pytestmark = usefixtures("each_database")``."""
    if request.param == "postgresql":
        request.getfixturevalue("in_postgresql")
    return str(request.param)


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
