"""Tables that vote as one, tables that play a role, and everyone at their own pace."""

from __future__ import annotations

import pytest

from game.workshop import faults
from game.workshop.deeds import CloseVote, GoOn, OpenVote, Pause, Seat, ShowVotes, Start, ToDebrief
from game.workshop.settings import SeatSetting, Way, WorkshopSettings
from tests.game.workshop.conftest import Open
from tests.game.workshop.rooms import FRENCH, LET, REMIND, SUSPEND, Room, first_action

SEATS = (SeatSetting("Nord"), SeatSetting("Sud"))
ALONE = WorkshopSettings(way=Way.OWN_PACE, seed=7)


def play_alone(room: Room, token: str, decisions: int | None = None) -> None:
    """Go on, and decide the first thing offered, until the end or ``decisions`` are made."""
    while True:
        own = room.participant(token).me.own_play
        assert own is not None
        if own.phase == "debrief" or own.decisions == decisions:
            return
        if own.phase == "deciding":
            assert own.scene is not None
            room.workshops.decide_alone(token, own.decisions, first_action(own.scene), "Pourquoi")
        else:
            room.workshops.go_on_alone(token, own.decisions, own.strides)


def test_a_table_has_one_vote_and_its_members_know_who_gave_it(open_: Open) -> None:
    room = open_(WorkshopSettings(way=Way.TEAMS, seats=SEATS, seconds=0))
    ana, bob = room.join("Ana", "Bob", seat=1)
    (zoe,) = room.join("Zoé", seat=2)
    room.do(Start(), GoOn(), OpenVote())
    room.vote(ana, LET)
    room.vote(bob, SUSPEND, "On attend")
    room.vote(zoe, REMIND)
    assert room.counts() == {"suspendre": 1, "rappeler": 1}
    ballot = room.projector().room.ballot
    assert ballot is not None
    assert (ballot.votes, ballot.voters) == (2, 2)
    (vote,) = room.participant(ana).me.votes
    assert (vote.action, vote.mine, vote.by) == ({"choose": "suspendre"}, False, "Bob")
    assert room.participant(bob).me.votes[0].mine
    assert all("Bob" not in str(vote) for vote in room.participant(zoe).me.votes)
    room.workshops.take_seat(zoe, 1)
    room.vote(zoe, LET)
    assert room.counts() == {"laisser": 1, "rappeler": 1}


def test_voting_from_tables_needs_one(open_: Open) -> None:
    room = open_(WorkshopSettings(way=Way.TEAMS, seats=SEATS))
    for seat, refusal in ((0, faults.SeatNeeded), (3, faults.NoSuchSeat)):
        with pytest.raises(refusal):
            room.join("Ana", seat=seat)
    (ana,) = room.join("Ana", seat=1)
    with pytest.raises(faults.NoSuchSeat):
        room.workshops.take_seat(ana, 9)
    room.do(Seat(1, 2))
    assert room.participant(ana).me.seat_name == "Sud"
    assert [seat.participants for seat in room.projector().room.seats] == [0, 1]


def test_roles_vote_each_and_are_shown_side_by_side(open_: Open) -> None:
    room = open_(WorkshopSettings(way=Way.ROLES, seats=SEATS, seconds=0))
    north = room.join("Ana", "Bob", seat=1)
    (south,) = room.join("Zoé", seat=2)
    room.do(Start(), GoOn(), OpenVote())
    for token in north:
        room.vote(token, LET)
    room.vote(south, SUSPEND)
    room.do(CloseVote(), ShowVotes())
    shown = room.projector().room.distributions
    told = [
        (it.seat, {choice.id: choice.votes for choice in it.choices if choice.votes})
        for it in shown
    ]
    assert told == [
        (0, {"laisser": 2, "suspendre": 1}),
        (1, {"laisser": 2}),
        (2, {"suspendre": 1}),
    ]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (WorkshopSettings(way=Way.TEAMS), "too_few_seats"),
        (WorkshopSettings(way=Way.TEAMS, seats=(SeatSetting("A"),) * 2), "bad_seat_names"),
        (WorkshopSettings(way=Way.ROLES, seats=(SeatSetting("A"), SeatSetting(" "))), "bad_seat"),
        (WorkshopSettings(seats=(SeatSetting("A"),) * 61), "too_many_seats"),
        (WorkshopSettings(seconds=-1), "bad_seconds"),
        (WorkshopSettings(retention_days=0), "bad_retention"),
        (WorkshopSettings(notes={"nulle_part": "…"}), "unknown_scene"),
        (WorkshopSettings(notes={"appel": "a" * 4001}), "text_too_long"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    open_: Open, settings: WorkshopSettings, reason: str
) -> None:
    with pytest.raises((faults.SettingRefused, faults.TextRefused)) as refusal:
        open_(settings)
    assert reason in refusal.value.key
    assert FRENCH(refusal.value.key, **refusal.value.params)


def test_everyone_plays_alone_and_the_facilitator_sees_where(open_: Open) -> None:
    room = open_(ALONE)
    ana, bob = room.join("Ana", "Bob")
    own = room.participant(ana).me.own_play
    assert own is not None
    assert own.briefing is not None
    with pytest.raises(faults.VoteNotOpen):
        room.workshops.go_on_alone(ana, 0, 0)
    room.do(Start())
    play_alone(room, ana)
    play_alone(room, bob, decisions=1)
    first, second = room.facilitator().people
    assert (first.finished, first.decisions >= 3) == (True, True)
    assert (second.finished, second.decisions) == (False, 1)
    assert second.where
    debrief = room.workshops.own_debrief(ana, FRENCH)
    assert debrief.play is not None
    assert debrief.play.ending is not None
    with pytest.raises(faults.NotNow):
        room.workshops.own_debrief(bob, FRENCH)
    room.do(ToDebrief())
    assert len(room.workshops.own_debrief(bob, FRENCH).decisions) == 1
    group = room.workshops.group_debrief(room.id, FRENCH)
    assert group.decisions[0].rounds[0].votes == 2
    assert group.path is None


def test_what_is_sent_twice_alone_counts_once(open_: Open) -> None:
    room = open_(ALONE)
    (ana,) = room.join("Ana")
    room.do(Start())
    for _ in range(3):
        room.workshops.go_on_alone(ana, 0, 0)
    own = room.participant(ana).me.own_play
    assert own is not None
    assert (own.phase, own.decisions, own.strides) == ("deciding", 0, 1)
    for action in (SUSPEND, LET):
        room.workshops.decide_alone(ana, 0, action)
    own = room.participant(ana).me.own_play
    assert own is not None
    assert (own.phase, own.decisions) == ("outcome", 1)
    assert own.outcome is not None
    assert "Ce soir" in own.outcome.paragraphs[0]
    with pytest.raises(faults.VoteNotOpen):
        room.workshops.decide_alone(ana, 5, LET)
    room.do(Pause())
    with pytest.raises(faults.WorkshopPaused):
        room.workshops.go_on_alone(ana, 1, 0)
