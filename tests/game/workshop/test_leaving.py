"""What is about people goes when they say so, or when its time is over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.store import open_store
from game.store.database import Database
from game.store.sqlite import SqliteDatabase
from game.workshop import faults
from game.workshop.deeds import CloseVote, GoOn, OpenVote, Revote, ShowVotes, Start, ToDebrief
from game.workshop.settings import SeatSetting, Way, WorkshopSettings
from tests.game.workshop.rooms import FRENCH, LET, SUSPEND, Clock, Room, open_room

PSEUDONYM, REASON, PROMISE = "Hélène-de-la-mairie", "Mon voisin s'appelle Bruno", "Appeler Bruno"


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """A database in a file."""
    with open_store(tmp_path, clock=clock) as store:
        yield store.database


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_erasing_oneself_leaves_sums_and_nothing_else(
    tmp_path: Path, kept: Database, clock: Clock
) -> None:
    room = open_room(kept, clock, WorkshopSettings(seconds=0))
    (me,) = room.join(PSEUDONYM)
    (bob,) = room.join("Bob")
    room.do(Start(), GoOn(), OpenVote())
    for token in (me, bob):
        room.vote(token, LET, f"{REASON}, je crois" if token == me else "")
    room.vote(me, LET, REASON)
    room.do(CloseVote(), ShowVotes(), Revote())
    for token in (me, bob):
        room.vote(token, SUSPEND, REASON if token == me else "")
    assert PSEUDONYM.encode() in bytes_in(tmp_path)
    assert room.workshops.erase_me(me) == ()
    assert [it.votes for it in room.facilitator().distributions] == [2, 1]
    assert all(it.votes == 2 for it in room.projector().room.distributions)
    assert room.facilitator().reasons == ()
    assert room.projector().room.participants == 1
    with pytest.raises(faults.UnknownParticipant):
        room.vote(me, LET)
    with pytest.raises(faults.UnknownParticipant):
        room.workshops.erase_me(me)
    room.workshops.close()
    left = bytes_in(tmp_path)
    assert PSEUDONYM.encode() not in left
    assert b"Bruno" not in left
    assert b"Bob" in left


def test_copies_made_before_an_upgrade_forget_too(
    tmp_path: Path, kept: Database, clock: Clock
) -> None:
    assert isinstance(kept, SqliteDatabase)
    room = open_room(kept, clock)
    (me,) = room.join(PSEUDONYM)
    kept.copy_to(tmp_path / "duettiste-before-0009.db")
    older = tmp_path / "duettiste-before-0004.db"
    with closing(sqlite3.connect(older)) as raw:
        raw.execute("CREATE TABLE players (id)")
    damaged = tmp_path / "duettiste-damaged-2026-01-01.db"
    damaged.write_text("unreadable")
    assert PSEUDONYM.encode() in (tmp_path / "duettiste-before-0009.db").read_bytes()
    assert room.workshops.erase_me(me) == (damaged,)
    assert PSEUDONYM.encode() not in bytes_in(tmp_path)
    room.workshops.close()


def test_those_who_left_stay_apart_from_one_another(voting: Room) -> None:
    for token, action in zip(voting.tokens, (LET, LET, LET, SUSPEND, SUSPEND), strict=True):
        voting.vote(token, action)
    voting.do(CloseVote(), Revote())
    for token in voting.tokens:
        voting.vote(token, SUSPEND)
    voting.do(CloseVote())
    for token in voting.tokens[:2]:
        voting.workshops.erase_me(token)
    shown = voting.facilitator()
    assert voting.counts(0) == {"laisser": 3, "suspendre": 2}
    assert shown.shift is not None
    assert (shown.shift.voters, shown.shift.changed) == (5, 3)
    (late,) = voting.join("Zoé")
    assert voting.participant(late).me.votes == ()


def test_a_table_keeps_its_vote_when_who_gave_it_leaves(kept: Database, clock: Clock) -> None:
    seats = (SeatSetting("Nord"), SeatSetting("Sud"))
    room = open_room(kept, clock, WorkshopSettings(way=Way.TEAMS, seats=seats, seconds=0))
    ana, bob = room.join("Ana", "Bob", seat=1)
    room.do(Start(), GoOn(), OpenVote())
    room.vote(ana, LET, REASON)
    room.workshops.erase_me(ana)
    assert room.counts() == {"laisser": 1}
    (vote,) = room.participant(bob).me.votes
    assert (vote.by, vote.reason) == ("", "")
    room.workshops.close()


def test_a_workshop_goes_when_its_time_is_over(
    tmp_path: Path, kept: Database, clock: Clock
) -> None:
    short = open_room(kept, clock, WorkshopSettings(retention_days=1, seconds=0))
    long = open_room(kept, clock, WorkshopSettings(retention_days=2))
    (me,) = short.join(PSEUDONYM)
    short.do(Start(), GoOn(), OpenVote())
    short.vote(me, LET, REASON)
    short.do(ToDebrief())
    short.workshops.write_commitment(me, PROMISE)
    clock.wait(24 * 3600 - 1)
    assert short.workshops.erase_expired() == ()
    clock.wait(1)
    assert long.workshops.erase_expired() == (short.id,)
    assert [header.id for header in short.workshops.workshops()] == [long.id]
    with pytest.raises(faults.UnknownWorkshop):
        short.workshops.erase(short.id)
    with pytest.raises(faults.UnknownWorkshop):
        short.workshops.projector_snapshot(short.id, FRENCH)
    with pytest.raises(faults.UnknownParticipant):
        short.participant(me)
    with pytest.raises(faults.UnknownSecret):
        short.workshops.id_of_secret(short.opened.secret)
    for room in (short, long):
        room.workshops.close()
    left = bytes_in(tmp_path)
    assert all(text.encode() not in left for text in (PSEUDONYM, "Bruno"))


@pytest.mark.parametrize(
    ("typed", "key"), [("a" * 31, "name_too_long"), ("a\u202eb", "name_characters")]
)
def test_names_that_cannot_be_shown_safely_are_refused(room: Room, typed: str, key: str) -> None:
    with pytest.raises(faults.TextRefused) as refusal:
        room.join(typed)
    assert refusal.value.key == f"workshop.fault.{key}"


def test_reasons_are_one_short_line(voting: Room) -> None:
    ana = voting.tokens[0]
    voting.vote(ana, LET, " Deux\nlignes\u202e <b>\x1b[31m ")
    assert voting.participant(ana).me.votes[0].reason == "Deux lignes <b>[31m"
    with pytest.raises(faults.TextRefused):
        voting.vote(ana, SUSPEND, "a" * 201)
    assert voting.counts() == {"laisser": 1}
