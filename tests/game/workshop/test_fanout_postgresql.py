"""Two processes that share a server tell each other what changed, whatever is lost on the way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator

import pytest

from game.store.postgresql import PostgresqlDatabase
from game.store.sqlite import SqliteDatabase
from game.workshop.bulletin import LocalBulletin, Subscription
from game.workshop.fanout import bulletin_for
from game.workshop.fanout_postgresql import PostgresqlBulletin
from tests.postgresql import Server

SOON = 2.0
"""Seconds: far less than the poll of ``patient`` bulletins, far more than a notification takes."""

WORKSHOP = """
    CREATE TABLE IF NOT EXISTS workshops (id text PRIMARY KEY, version int);
    TRUNCATE workshops; INSERT INTO workshops VALUES ('w1', 0), ('w2', 0)
"""

MakeBulletin = Callable[..., PostgresqlBulletin]


@pytest.fixture(scope="module")
def address(postgresql: Server) -> str:
    return postgresql.create("bulletins")


@pytest.fixture
def database(address: str, postgresql: Server) -> Iterator[PostgresqlDatabase]:
    postgresql.administer(WORKSHOP, "bulletins")
    opened = PostgresqlDatabase.at(address, 2.0)
    yield opened
    opened.close()


@pytest.fixture
def process(database: PostgresqlDatabase) -> Iterator[MakeBulletin]:
    """Makes the bulletin of one more process."""
    made: list[PostgresqlBulletin] = []

    def make(poll_seconds: float = 60.0) -> PostgresqlBulletin:
        bulletin = PostgresqlBulletin(database, poll_seconds=poll_seconds)
        made.append(bulletin)
        return bulletin

    yield make
    for bulletin in made:
        bulletin.close()


async def told(reader: Subscription, within: float = SOON) -> int:
    return await asyncio.wait_for(anext(reader), within)


async def listening(postgresql: Server, count: int) -> None:
    """Wait until that many connections listen."""
    latest = time.monotonic() + 10
    query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%FROM workshops WHERE id%'"
    with postgresql.connection("bulletins") as connection:
        while connection.execute(query + " AND pid != pg_backend_pid()").fetchone() != (count,):
            assert time.monotonic() < latest
            await asyncio.sleep(0.02)


async def test_another_process_is_told(postgresql: Server, process: MakeBulletin) -> None:
    here, there = process(), process()
    reader, elsewhere = there.subscribe("w1"), there.subscribe("w2")
    await listening(postgresql, 2)
    here.publish("w1", 5)
    assert await told(reader) == 5
    with pytest.raises(TimeoutError):
        await told(elsewhere, 0.2)


async def test_its_own_process_is_told_once(postgresql: Server, process: MakeBulletin) -> None:
    here = process()
    reader = here.subscribe("w1")
    await listening(postgresql, 1)
    here.publish("w1", 5)
    assert await told(reader) == 5
    with pytest.raises(TimeoutError):
        await told(reader, 0.5)


async def test_a_burst_is_told_as_its_last_version(
    postgresql: Server, process: MakeBulletin
) -> None:
    here, there = process(), process()
    reader = there.subscribe("w1")
    await listening(postgresql, 2)
    for version in range(2, 402):
        here.publish("w1", version)
    heard = [await told(reader)]
    while heard[-1] != 401:
        heard.append(await told(reader))
    assert heard == sorted(set(heard))
    assert len(heard) < 100


async def test_what_was_committed_without_a_word_is_found_by_asking(
    postgresql: Server, process: MakeBulletin
) -> None:
    """As when a process is killed between its commit and its notification."""
    reader = process(poll_seconds=0.3).subscribe("w1")
    await listening(postgresql, 1)
    postgresql.administer("UPDATE workshops SET version = 9 WHERE id = 'w1'", "bulletins")
    assert await told(reader) == 9


async def test_cut_connections_are_made_again_and_nothing_is_missed(
    postgresql: Server, process: MakeBulletin
) -> None:
    here, there = process(), process()
    reader = there.subscribe("w1")
    await listening(postgresql, 2)
    here.publish("w1", 5)
    assert await told(reader) == 5
    postgresql.administer(
        "UPDATE workshops SET version = 6 WHERE id = 'w1';"
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = 'bulletins' AND pid != pg_backend_pid()",
        "bulletins",
    )
    assert await told(reader, 10) == 6
    here.publish("w1", 7)
    assert await told(reader, 10) == 7


async def test_without_a_server_a_process_still_tells_itself(postgresql: Server) -> None:
    database = PostgresqlDatabase.at(postgresql.address("nowhere"), 2.0)
    bulletin = PostgresqlBulletin(database)
    reader = bulletin.subscribe("w1")
    bulletin.publish("w1", 5)
    assert await told(reader) == 5
    bulletin.close()
    with pytest.raises(StopAsyncIteration):
        await told(reader)
    database.close()


async def test_what_others_say_on_the_channel_does_no_harm(
    postgresql: Server, process: MakeBulletin
) -> None:
    reader = process().subscribe("w1")
    await listening(postgresql, 1)
    for payload in ("", "w1", "w1 ", "w1 -3", "w1 7 8", "w1 ²", "w1 " + "9" * 4000, "w1 12"):
        postgresql.administer(f"NOTIFY duettiste_workshops, '{payload}'", "bulletins")
    assert await told(reader) == 12


def test_each_database_has_its_bulletin(database: PostgresqlDatabase) -> None:
    shared = bulletin_for(database)
    assert isinstance(shared, PostgresqlBulletin)
    shared.close()
    alone = SqliteDatabase.in_memory()
    assert isinstance(bulletin_for(alone), LocalBulletin)
    alone.close()
