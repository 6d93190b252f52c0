"""The PostgreSQL that tests share: one server for each process that runs tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgresql import Server, binaries, running_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of the tests' own, started once it is first asked for."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL here: install the package postgresql")
    with running_server(programs) as server:
        yield server
