"""Kills, threads and rivals: no acknowledged vote is lost, none is counted twice."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from game.store import errors, open_store
from game.workshop import faults
from game.workshop.deeds import CloseVote, GoOn, OpenVote, Start
from game.workshop.rows import votes_in
from game.workshop.service import Workshops
from game.workshop.settings import MOST_PARTICIPANTS, WorkshopSettings
from game.workshop.writing import WriterClosedError
from tests.game.workshop.rooms import FRENCH, LET, SUSPEND, Clock, Room, open_room
from tests.game.workshop.writers import ACTIONS

NO_TIMER = WorkshopSettings(seed=7, seconds=0)
HOUSE = Path(__file__).parents[3]


def ready_to_vote(home: Path, clock: Clock, people: int) -> tuple[Room, list[str]]:
    store = open_store(home, clock=clock)
    room = open_room(store.database, clock, NO_TIMER)
    tokens = room.join(*(f"P{number}" for number in range(people)))
    room.do(Start(), GoOn(), OpenVote())
    return room, tokens


@pytest.mark.parametrize("seconds", [0.02, 0.15])
def test_a_kill_loses_no_acknowledged_vote(tmp_path: Path, clock: Clock, seconds: float) -> None:
    room, tokens = ready_to_vote(tmp_path, clock, 20)
    voter = subprocess.Popen(
        [sys.executable, "-m", "tests.game.workshop.writers", str(tmp_path), *tokens],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HOUSE,
    )
    assert voter.stdout is not None
    told = [int(voter.stdout.readline())]
    time.sleep(seconds)
    voter.kill()
    with voter:
        told += [int(line) for line in voter.stdout.read().split()]
    assert told == sorted(told)
    last_told = {number % len(tokens): number for number in told}
    with room.database.reading() as connection:
        votes = {vote.cast_by: vote for vote in votes_in(connection, room.id)}
    for person, number in last_told.items():
        kept = int(votes[person + 1].reason)
        assert kept >= number
        assert votes[person + 1].action == ACTIONS[kept % 3]
    assert sum(room.counts().values()) == len(votes)
    room.workshops.close()
    room.database.close()


def test_a_crowd_votes_at_once_from_many_threads(tmp_path: Path, clock: Clock) -> None:
    room, tokens = ready_to_vote(tmp_path, clock, 16)
    start = Barrier(8)

    def crowd(part: int) -> None:
        start.wait()
        for token in tokens[part::8]:
            for action in (LET, SUSPEND, LET if part % 2 else SUSPEND):
                room.vote(token, action)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(crowd, range(8)))
    assert room.counts() == {"laisser": 8, "suspendre": 8}
    room.workshops.close()
    room.database.close()


def test_two_processes_share_a_workshop(tmp_path: Path, clock: Clock) -> None:
    """Two services on one file stand for two processes: each has its own connection and thread."""
    room, tokens = ready_to_vote(tmp_path, clock, 20)
    with open_store(tmp_path, clock=clock) as store, Workshops(store.database, clock=clock) as two:

        def vote(number: int) -> None:
            service = (room.workshops, two)[number % 2]
            service.vote(tokens[number], 1, 1, LET)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(vote, range(20)))
            assert two.projector_snapshot(room.id, FRENCH).room.ballot == (
                room.projector().room.ballot
            )
            step = room.facilitator().step
            outcomes = list(pool.map(lambda it: _closed(it, room.id, step), (room.workshops, two)))
        assert sorted(outcomes) == ["closed", "stale"]
        assert room.counts() == {"laisser": 20}
    room.workshops.close()
    room.database.close()


def _closed(service: Workshops, workshop_id: str, step: int) -> str:
    try:
        service.perform(workshop_id, step, CloseVote())
    except faults.Stale:
        return "stale"
    return "closed"


def test_a_refused_vote_takes_no_other_down_with_it(voting: Room) -> None:
    good, bad = voting.tokens[0], "nobody"
    futures = [
        voting.workshops.vote_soon(token, 1, 1, LET)
        for token in (good, bad, voting.tokens[1], voting.tokens[2])
    ]
    assert isinstance(futures[1].exception(), faults.UnknownParticipant)
    versions = [future.result().version for future in futures if not future.exception()]
    assert versions == sorted(versions)
    assert voting.counts() == {"laisser": 3}


def test_what_breaks_in_one_job_does_not_break_the_others(voting: Room) -> None:
    broken = voting.workshops.vote_soon(voting.tokens[0], 1, 1, LET, None)  # type: ignore[arg-type]
    good = [voting.workshops.vote_soon(token, 1, 1, LET) for token in voting.tokens[1:]]
    assert broken.exception() is not None
    assert all(future.result() for future in good)
    assert voting.counts() == {"laisser": 4}


def test_a_database_that_cannot_be_written_refuses_and_loses_nothing(
    tmp_path: Path, clock: Clock
) -> None:
    store = open_store(tmp_path, clock=clock, patience_seconds=0.05)
    room = open_room(store.database, clock, NO_TIMER)
    tokens = room.join("Ana", "Bob")
    room.do(Start(), GoOn(), OpenVote())
    with open_store(tmp_path, clock=clock) as other, other.database.writing():
        waiting = [room.workshops.vote_soon(token, 1, 1, LET) for token in tokens]
        assert all(isinstance(future.exception(), errors.Locked) for future in waiting)
    for token in tokens:
        room.vote(token, LET)
    assert room.counts() == {"laisser": 2}
    room.workshops.close()
    room.database.close()
    with pytest.raises(WriterClosedError):
        room.vote(tokens[0], LET)


def test_the_workshop_knows_no_screen_and_no_page() -> None:
    program = (
        "import sys, game.workshop.service; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'textual', 'rich', 'starlette', 'uvicorn', 'click', 'jinja2'}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=HOUSE, check=True
    )
    assert told.stdout.strip() == "[]"


def test_a_room_has_its_limit(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_PARTICIPANTS >= 1000
    monkeypatch.setattr("game.workshop.voting.MOST_PARTICIPANTS", 2)
    room.join("Ana", "Bob")
    with pytest.raises(faults.WorkshopFull):
        room.join("Zoé")
    assert Counter(person.pseudonym for person in room.facilitator().people) == {"Ana": 1, "Bob": 1}
