"""What a viewer may not see is not on the wire to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.store import open_store
from game.workshop import faults
from game.workshop.deeds import CloseVote, GoOn, HideVotes, OpenVote, Revote, ShowVotes, Start
from game.workshop.settings import SeatSetting, Way, WorkshopSettings
from tests.game.workshop.conftest import Open
from tests.game.workshop.rooms import LET, SUSPEND, Clock, Room, open_room


def wire(room: Room, token: str | None = None) -> str:
    """All that a participant, or the projector, is sent."""
    snapshot = room.projector() if token is None else room.participant(token)
    return json.dumps(snapshot.as_json(), ensure_ascii=False)


def test_votes_are_hidden_until_they_are_shown(voting: Room) -> None:
    ana, bob, *_ = voting.tokens
    before = voting.participant(bob).room
    voting.vote(ana, LET, "Les voisins attendent")
    after = voting.participant(bob).room
    assert after.ballot is not None
    assert (after.ballot.votes, after.ballot.voters) == (1, 5)
    assert before.scene == after.scene
    assert after.distributions == ()
    for viewer in (bob, None):
        assert "attendent" not in wire(voting, viewer)
        assert "Ana" not in wire(voting, viewer)
    assert "attendent" in wire(voting, ana)
    voting.do(CloseVote())
    assert voting.projector().room.distributions == ()
    voting.do(ShowVotes())
    (shown,) = voting.participant(bob).room.distributions
    assert {it.id: it.votes for it in shown.choices} == {
        "laisser": 1,
        "suspendre": 0,
        "rappeler": 0,
    }
    assert "attendent" not in wire(voting, bob)
    voting.do(HideVotes())
    assert voting.participant(bob).room.distributions == ()


def test_a_second_vote_is_hidden_while_the_first_stays_shown(voting: Room) -> None:
    ana, bob, *_ = voting.tokens
    voting.vote(ana, LET)
    voting.do(CloseVote(), ShowVotes(), Revote())
    voting.vote(ana, SUSPEND)
    room = voting.participant(bob).room
    assert [shown.round for shown in room.distributions] == [1]
    assert room.shift is None


def test_the_vote_as_it_comes_when_the_facilitator_shows_it(voting: Room) -> None:
    voting.do(ShowVotes())
    voting.vote(voting.tokens[0], LET)
    (shown,) = voting.projector().room.distributions
    assert shown.votes == 1


def test_grades_and_outcomes_are_not_told_before_their_time(voting: Room) -> None:
    told = wire(voting, voting.tokens[0])
    for secret in ("garde la face", "avant midi", "cite le banc"):
        assert secret not in told


def test_notes_and_secrets_are_the_facilitator_s(open_: Open) -> None:
    room = open_(WorkshopSettings(notes={"appel": "Faire parler les silencieux"}))
    (ana,) = room.join("Ana")
    room.do(Start(), GoOn(), OpenVote())
    assert room.facilitator().note == "Faire parler les silencieux"
    for viewer in (ana, None):
        assert "silencieux" not in wire(room, viewer)
        assert room.opened.secret not in wire(room, viewer)
        assert "possible" not in json.loads(wire(room, viewer))
    assert room.opened.secret not in json.dumps(room.facilitator().as_json())


def test_a_private_briefing_is_read_at_its_table_alone(open_: Open) -> None:
    seats = (SeatSetting("La maire", "Vous savez déjà."), SeatSetting("La DGS", "Vous ignorez."))
    room = open_(WorkshopSettings(way=Way.ROLES, seats=seats))
    (mayor,) = room.join("Ana", seat=1)
    (dgs,) = room.join("Bob", seat=2)
    assert room.participant(mayor).me.briefing == "Vous savez déjà."
    assert "savez déjà" not in wire(room, dgs)
    assert "savez déjà" not in wire(room)
    assert "ignorez" not in wire(room)


def test_only_hashes_of_tokens_and_secrets_are_kept(tmp_path: Path, clock: Clock) -> None:
    with open_store(tmp_path, clock=clock) as store:
        room = open_room(store.database, clock)
        (token,) = room.join("Ana")
        secret = room.workshops.new_secret(room.id)
        room.workshops.close()
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Ana" in kept
    for hidden in (token, secret, room.opened.secret):
        assert hidden.encode() not in kept


def test_nobody_gets_in_where_they_do_not_belong(room: Room) -> None:
    (ana,) = room.join("Ana")
    workshops = room.workshops
    assert workshops.id_of_secret(room.opened.secret) == room.id
    assert workshops.id_of_secret(workshops.new_secret(room.id)) == room.id
    for wrong in ("", ana, room.opened.code, room.id, room.opened.secret[:-1]):
        with pytest.raises(faults.UnknownSecret):
            workshops.id_of_secret(wrong)
    for wrong in ("", room.opened.secret, ana + "a", "\udcff"):
        with pytest.raises(faults.UnknownParticipant):
            workshops.participant(wrong)
    for wrong in ("", "ABCD-EFG", "0OIL-0OIL", room.opened.code[::-1] + "X"):
        with pytest.raises(faults.UnknownCode):
            workshops.join(wrong)


def test_a_token_opens_its_own_workshop_alone(open_: Open) -> None:
    here, there = open_(WorkshopSettings(seconds=0)), open_(WorkshopSettings(seconds=0))
    (ana,) = here.join("Ana")
    there.join("Bob")
    there.do(Start(), GoOn(), OpenVote())
    with pytest.raises(faults.VoteNotOpen):
        there.vote(ana, LET)
    assert there.counts() == {}
    assert here.opened.code != there.opened.code
