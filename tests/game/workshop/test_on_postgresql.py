"""The same workshop on a server, by several processes: the same sums, each deed once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from game.store import open_store
from game.store.database import Database
from game.store.home import DATABASE_VARIABLE
from game.workshop import faults
from game.workshop.deeds import CloseVote, Follow, GoBack, GoOn, OpenVote, Revote, Start, ToDebrief
from game.workshop.service import Workshops
from game.workshop.settings import WorkshopSettings
from tests.game.workshop.rooms import FRENCH, LET, REMIND, SUSPEND, Clock, Room, open_room
from tests.postgresql import Server

SERVICES = 3


@pytest.fixture(scope="module")
def address(postgresql: Server) -> str:
    return postgresql.create("workshops")


@pytest.fixture
def databases(
    address: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Database, ...]]:
    """The database as each of several processes opens it."""
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    stores = [open_store(Path(), clock=clock) for _ in range(SERVICES)]
    yield tuple(store.database for store in stores)
    for store in stores:
        store.close()


@pytest.fixture
def services(databases: tuple[Database, ...], clock: Clock) -> Iterator[list[Workshops]]:
    made = [Workshops(database, clock=clock) for database in databases]
    yield made
    for service in made:
        service.close()


@pytest.fixture
def room(databases: tuple[Database, ...], clock: Clock) -> Iterator[Room]:
    opened = open_room(databases[0], clock, WorkshopSettings(seed=7, seconds=0))
    yield opened
    opened.workshops.close()


def test_a_whole_workshop_on_a_server(room: Room) -> None:
    ana, bob, zoe = room.join("Ana", "Bob", "Zoé")
    room.do(Start(), GoOn(), OpenVote())
    for action in (LET, SUSPEND, SUSPEND):
        room.vote(ana, action, "Pour aller vite")
    room.vote(bob, SUSPEND)
    room.vote(zoe, REMIND)
    room.do(CloseVote(), Revote())
    room.vote(ana, SUSPEND)
    room.workshops.withdraw(ana, 1, 2)
    room.vote(bob, SUSPEND)
    room.do(CloseVote(), Follow(), GoOn(), GoBack())
    assert room.counts(0) == {"suspendre": 2, "rappeler": 1}
    room.workshops.erase_me(ana)
    room.do(Follow(), ToDebrief())
    debrief = room.workshops.group_debrief(room.id, FRENCH)
    assert [shown.votes for shown in debrief.decisions[0].rounds] == [3, 1]
    assert debrief.decisions[0].reasons == ()
    assert room.facilitator().room.participants == 2
    room.workshops.erase(room.id)
    with pytest.raises(faults.UnknownWorkshop):
        room.facilitator()


def test_votes_and_joiners_spread_over_processes_are_each_counted_once(
    room: Room, services: list[Workshops]
) -> None:
    room.do(Start(), GoOn(), OpenVote())

    def come_and_vote(number: int) -> None:
        service = services[number % SERVICES]
        token = service.join(room.opened.code, f"P{number}").token
        other = services[(number + 1) % SERVICES]
        other.vote(token, 1, 1, LET)
        service.vote(token, 1, 1, SUSPEND if number % 2 else LET)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(come_and_vote, range(30)))
    assert room.counts() == {"laisser": 15, "suspendre": 15}
    numbers = [person.number for person in room.facilitator().people]
    assert numbers == list(range(1, 31))
    seen = {service.projector_snapshot(room.id, FRENCH).room for service in services}
    assert seen == {room.projector().room}


def test_several_facilitators_in_several_processes(room: Room, services: list[Workshops]) -> None:
    room.do(Start(), GoOn(), OpenVote())
    step = room.facilitator().step

    def close(service: Workshops) -> str:
        try:
            service.perform(room.id, step, CloseVote())
        except faults.Stale:
            return "stale"
        return "closed"

    with ThreadPoolExecutor(SERVICES) as pool:
        outcomes = list(pool.map(close, services))
    assert sorted(outcomes) == ["closed", "stale", "stale"]
    assert room.facilitator().step == step + 1
