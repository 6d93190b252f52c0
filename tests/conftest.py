"""What tests share in each process that runs them: one PostgreSQL, and calm among the rubbish."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Server, binaries, running_server

_ALLOCATIONS = 50_000
"""New objects before Python looks for rubbish among the young ones; its own number is 700."""


def pytest_collection_finish() -> None:
    """Spare tests the search for rubbish among what lasts as long as they do.

    Modules and the tests themselves are hundreds of thousands of objects, which Python would
    look through again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)


def pytest_unconfigure() -> None:
    """Let what was spared be freed at the end, as libraries that count their objects expect."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of the tests' own, started once it is first asked for."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL here: install the package postgresql")
    with running_server(programs) as server:
        yield server


@pytest.fixture(scope="session")
def tables_of_postgresql(postgresql: Server) -> str:
    """The address of a database that has every table."""
    from game.store import open_store

    address = postgresql.create("tables")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DUETTISTE_DATABASE", address)
        open_store(Path()).close()
    return address


@pytest.fixture
def in_postgresql(
    tables_of_postgresql: str, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> str:
    """From here on stores are opened in a PostgreSQL database, which is empty; its address."""
    import game.store.schema  # noqa: F401  (every table joins the metadata)
    from game.store.tables import metadata

    deletions = (f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))
    postgresql.administer("; ".join(deletions), "tables")
    monkeypatch.setenv("DUETTISTE_DATABASE", tables_of_postgresql)
    return tables_of_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def each_database(request: pytest.FixtureRequest) -> str:
    """Run a test on a file, then on a server: ``pytestmark = usefixtures("each_database")``."""
    if request.param == "postgresql":
        request.getfixturevalue("in_postgresql")
    return str(request.param)
