"""A room spread over two servers of one database: one is killed, no acknowledged vote is lost."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Queue
from threading import Thread

import httpx
import pytest

from game.locale import Messages
from game.store import Store, open_store
from game.store.home import DATABASE_VARIABLE
from game.workshop.deeds import CloseVote, Deed, GoOn, OpenVote, ShowVotes, Start
from game.workshop.records import Opened
from game.workshop.rows import votes_in
from game.workshop.service import Workshops
from game.workshop.settings import WorkshopSettings
from tests.game.web.visitor import Visitor
from tests.game.workshop.rooms import TEXT
from tests.journeys.program import command, environment
from tests.postgresql import Server

PEOPLE, VOTES_EACH, KILLED_AFTER = 10, 8, 3
CHOICES = ("laisser", "suspendre")
SOON_SECONDS = 1.0
"""Within which everyone must see a change, whichever server they are on."""
PATIENCE_SECONDS = 30.0


class Person(Visitor):
    """Someone with a browser of their own, who may come back by another server."""

    def __init__(self, server: ServerProcess) -> None:
        self.client = httpx.Client(headers={"accept-language": "fr"}, timeout=PATIENCE_SECONDS)
        self.page = httpx.Response(200)
        self.acknowledged = -1
        self.hall = ""
        self.go_to(server)

    def go_to(self, server: ServerProcess) -> None:
        self.client.base_url = httpx.URL(server.address)
        self.client.headers["origin"] = server.address

    def join(self, opened: Opened, name: str) -> None:
        self.open(f"/a/{opened.code}")
        self.send(f"/a/{opened.code}", {"nom": name})
        assert self.page.status_code == 200, self.text
        self.hall = self.path

    def vote(self, number: int) -> None:
        """Vote number ``number``, which is its reason too; kept once it is acknowledged."""
        self.open(self.hall)
        values = {"choix": CHOICES[number % 2], "raison": f"Vote {number}"}
        self.send("/vote", values, follow=False)
        assert self.page.status_code == 303, self.text
        self.acknowledged = number


class ServerProcess:
    """``duettiste serve`` on a port of its own."""

    def __init__(self, home: Path, database: str) -> None:
        self._process = subprocess.Popen(
            command("serve", "--port", "0", "--no-open"),
            env=environment(home, DUETTISTE_DATABASE=database),
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def address(self) -> str:
        return self._address

    def wait(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/moi/", line):
                self._address = found[1]
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        self._process.kill()
        with self._process:
            pass


@pytest.fixture
def database(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    address = postgresql.create("salle")
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    return address


@pytest.fixture
def trainer(database: str) -> Iterator[tuple[Store, Workshops]]:
    """A third process of the same database: the one from which the workshop is led."""
    assert database
    with open_store(Path()) as store, Workshops(store.database) as workshops:
        yield store, workshops


@pytest.fixture
def servers(
    database: str, trainer: object, tmp_path: Path
) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    assert trainer
    one, two = (ServerProcess(tmp_path, database) for _ in range(2))
    try:
        one.wait()
        two.wait()
        yield one, two
    finally:
        one.kill()
        two.kill()


@pytest.fixture
def person_at() -> Iterator[Callable[[ServerProcess], Person]]:
    """Makes one more person, who comes by this server."""
    with ExitStack() as browsers:

        def arrive(server: ServerProcess) -> Person:
            person = Person(server)
            browsers.enter_context(person.client)
            return person

        yield arrive


def lead(workshops: Workshops, workshop_id: str, *deeds: Deed) -> None:
    for deed in deeds:
        step = workshops.facilitator_snapshot(workshop_id, Messages("fr")).step
        workshops.perform(workshop_id, step, deed)


def stamps_of(server: ServerProcess, workshop_id: str) -> Queue[str]:
    """What the projected page on ``server`` is told, as it comes."""
    told: Queue[str] = Queue()

    def listen() -> None:
        address = f"{server.address}/projection/{workshop_id}/flux"
        with (
            suppress(httpx.TransportError),
            httpx.stream("GET", address, timeout=PATIENCE_SECONDS) as stream,
        ):
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    told.put(line)

    Thread(target=listen, daemon=True).start()
    return told


def vote_all_along(person: Person, servers: tuple[ServerProcess, ServerProcess]) -> None:
    """Vote again and again; when the server is gone, come back by the other and go on."""
    number = 0
    while number < VOTES_EACH:
        try:
            person.vote(number)
        except httpx.TransportError:
            person.go_to(servers[1])
        else:
            number += 1


def shown_counts(text: str) -> list[str]:
    return re.findall(r"(\d+) votes?", text.replace("\u00a0", " ").replace("\u202f", " "))


def test_a_room_on_two_servers_of_which_one_is_killed(
    trainer: tuple[Store, Workshops],
    servers: tuple[ServerProcess, ServerProcess],
    person_at: Callable[[ServerProcess], Person],
    database: str,
    tmp_path: Path,
) -> None:
    store, workshops = trainer
    opened = workshops.open_workshop(TEXT, WorkshopSettings(seed=7, seconds=0))
    room = opened.workshop_id
    people = [person_at(servers[number % 2]) for number in range(PEOPLE)]
    for number, person in enumerate(people):
        person.join(opened, f"P{number}")
    lead(workshops, room, Start(), GoOn(), OpenVote())

    told = stamps_of(servers[1], room)
    told.get(timeout=PATIENCE_SECONDS)
    people[0].vote(0)  # on the first server
    told.get(timeout=SOON_SECONDS)

    with ThreadPoolExecutor(PEOPLE) as pool:
        voting = [pool.submit(vote_all_along, person, servers) for person in people]
        latest = time.monotonic() + PATIENCE_SECONDS
        while min(person.acknowledged for person in people) < KILLED_AFTER:
            assert time.monotonic() < latest
            assert not any(one.done() for one in voting)
            time.sleep(0.01)
        servers[0].kill()
        for one in voting:
            one.result(PATIENCE_SECONDS)

    with store.database.reading() as connection:
        votes = {vote.cast_by: vote for vote in votes_in(connection, room)}
    assert len(votes) == PEOPLE
    assert [person.acknowledged for person in people] == [VOTES_EACH - 1] * PEOPLE
    assert {vote.reason for vote in votes.values()} == {f"Vote {VOTES_EACH - 1}"}

    lead(workshops, room, CloseVote(), ShowVotes())
    again = ServerProcess(tmp_path, database)
    again.wait()
    projected = [
        person_at(server).open(f"/projection/{room}").text for server in (servers[1], again)
    ]
    again.kill()
    assert str(PEOPLE) in shown_counts(projected[0])
    assert shown_counts(projected[0]) == shown_counts(projected[1])
