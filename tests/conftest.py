"""What tests share in each process that runs them: one PostgreSQL, and calm among the rubbish."""

from __future__ import annotations

import gc
from collections.abc import Iterator

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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of the tests' own, started once it is first asked for."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL here: install the package postgresql")
    with running_server(programs) as server:
        yield server
