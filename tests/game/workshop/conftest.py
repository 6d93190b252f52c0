"""Rooms in a database in memory, ready to vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from game.store import open_memory_store
from game.workshop.deeds import GoOn, OpenVote, Start
from game.workshop.settings import WorkshopSettings
from tests.game.workshop.rooms import Clock, Room, open_room

Open = Callable[[WorkshopSettings], Room]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_(clock: Clock) -> Iterator[Open]:
    """Opens rooms with settings of their own."""
    rooms = []
    with open_memory_store(clock=clock) as store:

        def opening(settings: WorkshopSettings) -> Room:
            rooms.append(open_room(store.database, clock, settings))
            return rooms[-1]

        yield opening
        for room in rooms:
            room.workshops.close()


@pytest.fixture
def room(open_: Open) -> Room:
    """In the lobby, nobody there yet; no timer unless a deed says so."""
    return open_(WorkshopSettings(seed=7, seconds=0))


@pytest.fixture
def voting(room: Room) -> Room:
    """Five people, the first vote open."""
    room.join("Ana", "Bob", "Chloé", "", "Édith")
    room.do(Start(), GoOn(), OpenVote())
    return room
