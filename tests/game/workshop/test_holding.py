"""A workshop held together, from the lobby to its end."""

from __future__ import annotations

import json

import pytest

from engine.rules import Choose, Place, Rank
from game.workshop import faults
from game.workshop.deeds import (
    CloseVote,
    End,
    Follow,
    GoBack,
    GoOn,
    HideVotes,
    OpenVote,
    Pause,
    Remove,
    Rename,
    ReopenVote,
    Resume,
    RevealGrades,
    Revote,
    SetTimer,
    ShowVotes,
    Start,
    ToDebrief,
    WriteCommitments,
    WriteNote,
)
from game.workshop.settings import WorkshopSettings
from tests.game.workshop.conftest import Open
from tests.game.workshop.rooms import LET, REMIND, SUSPEND, Clock, Room, first_action


def test_a_whole_workshop(voting: Room) -> None:
    for token in voting.tokens:
        voting.vote(token, SUSPEND)
    outcome = voting.do(CloseVote(), Follow())
    assert outcome.room.phase == "outcome"
    assert outcome.room.followed is not None
    assert outcome.room.followed.by_majority
    assert outcome.room.outcome is not None
    met = []
    while (shown := voting.facilitator()).room.phase != "debrief":
        scene = shown.room.scene
        if shown.room.phase == "deciding":
            assert scene is not None
            met.append(scene.id)
            voting.do(OpenVote())
            for token in voting.tokens:
                voting.vote(token, first_action(scene))
            voting.do(CloseVote(), Follow())
        else:
            voting.do(GoOn())
    assert met[:2] == ["qui", "etapes"]
    assert voting.do(End()).possible == ()
    with pytest.raises(faults.WorkshopEnded):
        voting.join("Zoé")


def test_the_choices_stand_in_the_same_order_on_every_phone(voting: Room) -> None:
    seen = [voting.participant(token).room.scene for token in voting.tokens]
    assert len({tuple(choice.id for choice in scene.choices) for scene in seen if scene}) == 1
    assert voting.projector().room.scene == seen[0]


def test_a_vote_is_counted_once_and_can_be_changed_until_the_end(voting: Room) -> None:
    ana, bob, *_ = voting.tokens
    for action in (LET, LET, SUSPEND):
        voting.vote(ana, action, "parce que")
    voting.vote(bob, LET)
    assert voting.counts() == {"suspendre": 1, "laisser": 1}
    mine = voting.participant(ana).me.votes
    assert [(vote.action, vote.reason) for vote in mine] == [({"choose": "suspendre"}, "parce que")]
    voting.workshops.withdraw(ana, 1, 1)
    assert voting.counts() == {"laisser": 1}
    voting.do(CloseVote())
    with pytest.raises(faults.VoteNotOpen):
        voting.vote(bob, SUSPEND)
    with pytest.raises(faults.VoteNotOpen):
        voting.workshops.withdraw(bob, 1, 1)
    assert voting.counts() == {"laisser": 1}


def test_only_what_the_scene_offers_can_be_voted(voting: Room) -> None:
    for wrong in (Choose("nothing"), Place((("priorite", "elus"),)), Rank(("faits",))):
        with pytest.raises(faults.NotAnOption):
            voting.vote(voting.tokens[0], wrong)
    assert voting.counts() == {}


def test_a_late_joiner_votes_too(voting: Room) -> None:
    (late,) = voting.join("Zoé")
    voting.vote(late, LET)
    assert voting.counts() == {"laisser": 1}
    assert voting.projector().room.participants == 6


def test_a_second_vote_shows_how_the_room_moved(voting: Room) -> None:
    first = (LET, LET, LET, SUSPEND, SUSPEND)
    second = (LET, SUSPEND, SUSPEND, SUSPEND, REMIND)
    for token, action in zip(voting.tokens, first, strict=True):
        voting.vote(token, action)
    voting.do(CloseVote(), ShowVotes(), Revote())
    assert voting.counts(0) == {"laisser": 3, "suspendre": 2}
    for token, action in zip(voting.tokens, second, strict=True):
        voting.vote(token, action)
    voting.do(CloseVote())
    assert len(voting.projector().room.distributions) == 1
    shown = voting.do(ShowVotes())
    assert voting.counts() == {"laisser": 1, "suspendre": 3, "rappeler": 1}
    assert shown.shift is not None
    assert (shown.shift.voters, shown.shift.changed) == (5, 3)
    assert set(shown.shift.moves) == {
        ("laisser", "suspendre", 2),
        ("suspendre", "rappeler", 1),
    }
    assert voting.projector().room.shift == shown.shift


def test_a_tie_is_left_to_the_facilitator(voting: Room) -> None:
    for token, action in zip(voting.tokens, (LET, LET, SUSPEND, SUSPEND), strict=False):
        voting.vote(token, action)
    shown = voting.do(CloseVote())
    assert shown.majority is not None
    assert set(shown.majority.ties) == {"laisser", "suspendre"}
    with pytest.raises(faults.Tied):
        voting.do(Follow())
    after = voting.do(Follow(REMIND))
    assert after.room.followed is not None
    assert after.room.followed.action == {"choose": "rappeler"}
    assert not after.room.followed.by_majority


def test_nobody_voted(voting: Room) -> None:
    voting.do(CloseVote())
    with pytest.raises(faults.NoVotes):
        voting.do(Follow())


def test_going_back_takes_the_decision_back_and_keeps_the_votes(voting: Room) -> None:
    for token in voting.tokens:
        voting.vote(token, LET)
    voting.do(CloseVote(), Follow(), GoOn(), OpenVote())
    back = voting.do(GoBack())
    assert (back.room.phase, back.room.scene and back.room.scene.id) == ("closed", "appel")
    assert voting.counts() == {"laisser": 5}
    onward = voting.do(Follow(SUSPEND), GoOn())
    assert (onward.room.phase, onward.room.scene and onward.room.scene.id) == ("deciding", "qui")
    turns = voting.workshops.workshop(voting.id).turns
    assert [(turn.scene, turn.taken_back) for turn in turns] == [
        ("appel", False),
        ("qui", True),
        ("qui", False),
    ]
    assert voting.do(GoBack(), Revote()).room.phase == "voting"
    assert voting.counts(0) == {"laisser": 5}


def test_there_is_nothing_before_the_first_decision(voting: Room) -> None:
    with pytest.raises(faults.NothingBefore):
        voting.do(GoBack())


def test_going_back_from_an_early_debrief_returns_to_the_vote(voting: Room) -> None:
    voting.vote(voting.tokens[0], LET)
    voting.do(ToDebrief())
    back = voting.do(GoBack())
    assert (back.room.phase, voting.counts()) == ("closed", {"laisser": 1})


def test_a_round_closes_by_itself_by_the_clock_of_the_server(voting: Room, clock: Clock) -> None:
    ana, bob, *_ = voting.tokens
    voting.vote(ana, LET)
    voting.do(SetTimer(30))
    clock.wait(29.9)
    voting.vote(bob, LET)
    assert voting.facilitator().seconds_left == pytest.approx(0.1)
    assert voting.workshops.close_due() == ()
    clock.wait(0.1)
    with pytest.raises(faults.VoteTooLate):
        voting.vote(bob, SUSPEND)
    step = voting.facilitator().step
    assert voting.workshops.close_due() == (voting.id,)
    assert voting.facilitator().room.phase == "closed"
    assert voting.facilitator().step == step
    with pytest.raises(faults.VoteTooLate):
        voting.vote(bob, SUSPEND)
    assert voting.counts() == {"laisser": 2}
    voting.do(CloseVote(), ReopenVote())
    voting.vote(bob, SUSPEND)
    assert voting.counts() == {"laisser": 1, "suspendre": 1}


def test_the_timer_is_the_scene_s_own_unless_the_workshop_has_one(open_: Open) -> None:
    for seconds, expected in ((None, 90), (20, 20), (0, None)):
        room = open_(WorkshopSettings(seed=7, seconds=seconds))
        assert room.do(Start(), GoOn(), OpenVote()).seconds_left == expected
        assert room.do(SetTimer(5)).seconds_left == 5


def test_no_time_runs_in_a_pause_and_nobody_votes(voting: Room, clock: Clock) -> None:
    voting.do(SetTimer(30))
    clock.wait(10)
    paused = voting.do(Pause())
    assert (paused.room.paused, paused.room.ballot and paused.room.ballot.open) == (True, False)
    clock.wait(3600)
    with pytest.raises(faults.WorkshopPaused):
        voting.vote(voting.tokens[0], LET)
    assert voting.workshops.close_due() == ()
    assert voting.do(Resume()).seconds_left == 20
    voting.vote(voting.tokens[0], LET)


def test_two_facilitators_never_do_the_same_thing_twice(voting: Room) -> None:
    step = voting.facilitator().step
    voting.vote(voting.tokens[0], LET)
    voting.workshops.perform(voting.id, step, CloseVote())
    with pytest.raises(faults.Stale):
        voting.workshops.perform(voting.id, step, CloseVote())
    voting.do(Revote())
    with pytest.raises(faults.Stale):
        voting.workshops.perform(voting.id, step + 1, Revote())
    assert voting.workshops.workshop(voting.id).round == 2


def test_what_moves_nothing_can_be_done_on_any_step(voting: Room) -> None:
    voting.workshops.perform(voting.id, 0, WriteNote("appel", "Laisser\r\nparler l’adjointe."))
    assert voting.facilitator().note == "Laisser\nparler l’adjointe."
    voting.workshops.perform(voting.id, 0, Rename(4, "Dan"))
    assert [it.pseudonym for it in voting.facilitator().people][3] == "Dan"
    with pytest.raises(faults.NotAnOption):
        voting.workshops.perform(voting.id, 0, WriteNote("ailleurs", "…"))


def test_a_removed_participant_is_out_with_their_open_vote(voting: Room) -> None:
    ana = voting.tokens[0]
    voting.vote(ana, LET)
    voting.do(Remove(1))
    assert voting.counts() == {}
    with pytest.raises(faults.ParticipantRemoved):
        voting.vote(ana, LET)
    assert voting.projector().room.participants == 4


def test_a_deed_out_of_its_time_is_refused(room: Room) -> None:
    assert room.facilitator().possible[0] == "start"
    for deed in (GoOn(), OpenVote(), CloseVote(), Follow(), ShowVotes(), HideVotes(), Resume()):
        with pytest.raises(faults.NotNow):
            room.do(deed)
    with pytest.raises(faults.SettingRefused):
        room.do(Start(), GoOn(), OpenVote(-1))


def test_commitments_belong_to_the_debrief(voting: Room) -> None:
    with pytest.raises(faults.NotNow):
        voting.workshops.write_commitment(voting.tokens[0], "Relire la règle.")
    voting.do(ToDebrief(), WriteCommitments(("  Relire   la règle.", "")))
    voting.workshops.write_commitment(voting.tokens[0], "En parler mardi.")
    assert voting.projector().room.commitments == ("Relire la règle.",)
    assert voting.participant(voting.tokens[0]).me.commitment == "En parler mardi."
    assert "mardi" not in json.dumps(voting.projector().as_json())


def test_grades_are_seen_once_revealed(voting: Room) -> None:
    voting.vote(voting.tokens[0], LET)
    voting.do(CloseVote())
    assert voting.projector().room.grades is None
    voting.do(RevealGrades())
    grades = voting.projector().room.grades
    assert grades is not None
    assert {choice.id for choice in grades.choices} == {"laisser", "suspendre", "rappeler"}
    let = next(choice for choice in grades.choices if choice.id == "laisser")
    assert [stake.grade.level for stake in let.stakes] == ["weak", "contrary"]
    assert [line.id for line in let.red_lines] == ["obeir-a-l-autorite-competente"]


def test_only_what_would_change_something_is_offered(voting: Room) -> None:
    voting.vote(voting.tokens[0], LET)
    assert voting.facilitator().possible[:2] == ("close", "timer")
    assert "back" not in voting.facilitator().possible
    closed = voting.do(CloseVote()).possible
    assert {"reopen", "revote", "show", "reveal", "follow", "pause"} <= set(closed)
    assert not {"close", "hide", "unreveal", "resume", "seat", "back"} & set(closed)
    shown = voting.do(ShowVotes(), RevealGrades(), Pause()).possible
    assert {"hide", "unreveal", "resume"} <= set(shown)
    assert not {"show", "reveal", "pause"} & set(shown)
    assert "back" in voting.do(Follow()).possible
