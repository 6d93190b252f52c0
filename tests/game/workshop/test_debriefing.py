"""The group's debrief: what divided first, votes scored as decisions, nobody named."""

from __future__ import annotations

import pytest

from engine.rules import Place
from game.locale import Messages
from game.workshop.deeds import CloseVote, Follow, GoBack, GoOn, OpenVote, Revote, Start, ToDebrief
from game.workshop.faults import NotNow, UnknownWorkshop
from game.workshop.group_debrief import GroupDebrief
from game.workshop.settings import SeatSetting, Way, WorkshopSettings
from tests.game.workshop.conftest import Open
from tests.game.workshop.rooms import FRENCH, LET, REMIND, SUSPEND, Room

RIGHT = Place((("equipe", "direction"), ("priorite", "elus")))


def debrief_of(room: Room) -> GroupDebrief:
    return room.workshops.group_debrief(room.id, FRENCH)


@pytest.fixture
def held(voting: Room) -> Room:
    """Two votes on the first scene, one on the sorting, where all agree; then the debrief."""
    for token, action in zip(voting.tokens, (LET, LET, SUSPEND, SUSPEND, REMIND), strict=True):
        voting.vote(token, action, "Pour aller vite" if action == LET else "")
    voting.do(CloseVote(), Revote())
    for token in voting.tokens:
        voting.vote(token, SUSPEND)
    voting.do(CloseVote(), Follow(), GoOn(), OpenVote())
    for token in voting.tokens:
        voting.vote(token, RIGHT)
    voting.do(CloseVote(), Follow(), ToDebrief())
    return voting


def test_decisions_are_told_with_their_rounds(held: Room) -> None:
    debrief = debrief_of(held)
    first, second = debrief.decisions
    assert [shown.votes for shown in first.rounds] == [5, 5]
    assert first.shift is not None
    assert first.shift.changed == 3
    assert first.division == pytest.approx(0.8)
    assert [reason.text for reason in first.reasons] == ["Pour aller vite"] * 2
    assert first.followed is not None
    assert first.followed.by_majority
    assert second.division == 0
    assert debrief.most_divided == (0,)
    assert debrief.facts.votes == 15
    assert debrief.path is not None
    assert debrief.path.overall == 1


def test_the_facilitator_s_files_have_every_vote(held: Room) -> None:
    votes = held.workshops.votes(held.id)
    assert [(vote.turn, vote.round) for vote in votes] == [(1, 1)] * 5 + [(1, 2)] * 5 + [(2, 1)] * 5
    with pytest.raises(UnknownWorkshop):
        held.workshops.votes("nowhere")


def test_votes_are_scored_as_decisions(held: Room) -> None:
    debrief = debrief_of(held)
    assert {score.name for score in debrief.scores} == {"Ana", "Bob", "Chloé", "", "Édith"}
    suspend = (1 + 2 / 3) / 2
    for score in debrief.scores:
        assert score.decisions == 2
        assert score.overall == pytest.approx((suspend + 1) / (suspend + 1))
    assert {family.voters for family in debrief.profile} == {5}
    assert all(family.mean <= 1 for family in debrief.profile)


def test_a_round_not_taken_counts_by_the_one_before(open_: Open) -> None:
    room = open_(WorkshopSettings(seed=7, seconds=0))
    ana, bob = room.join("Ana", "Bob")
    room.do(Start(), GoOn(), OpenVote())
    room.vote(ana, LET)
    room.vote(bob, SUSPEND)
    room.do(CloseVote(), Revote())
    room.vote(bob, SUSPEND)
    room.do(CloseVote(), Follow(), ToDebrief())
    scores = {score.name: score.overall for score in debrief_of(room).scores}
    assert scores["Bob"] == 1
    assert scores["Ana"] == pytest.approx((1 / 3) / 2 / ((1 + 2 / 3) / 2))
    assert debrief_of(room).profile == ()


def test_one_s_own_debrief_stands_beside_the_group_s(held: Room) -> None:
    ana = held.workshops.own_debrief(held.tokens[0], FRENCH)
    first, second = ana.decisions
    assert (first.voted, first.group) == (first.group, first.voted)
    assert "Laisser faire" in first.first_voted
    assert first.reason == ""
    assert second.first_voted == ""
    assert ana.overall == 1
    assert first.feedback.stakes[0].grade.level == "exemplary"
    english = held.workshops.own_debrief(held.tokens[0], Messages("en"))
    assert english.decisions[0].feedback.stakes[0].grade.word == "exemplary"


def test_one_s_own_debrief_comes_at_the_end(voting: Room) -> None:
    with pytest.raises(NotNow):
        voting.workshops.own_debrief(voting.tokens[0], FRENCH)


def test_a_decision_gone_back_on_is_not_in_the_debrief(held: Room) -> None:
    held.do(GoBack(), GoBack(), Follow(LET), ToDebrief())
    debrief = debrief_of(held)
    assert [decision.scene.id for decision in debrief.decisions] == ["appel"]
    assert debrief.facts.taken_back == 1
    assert debrief.decisions[0].followed is not None
    assert not debrief.decisions[0].followed.by_majority


def test_tables_are_scored_as_tables(open_: Open) -> None:
    seats = (SeatSetting("Nord"), SeatSetting("Sud"))
    room = open_(WorkshopSettings(way=Way.TEAMS, seats=seats, seconds=0))
    north, _ = room.join("Ana", "Bob", seat=1)
    (south,) = room.join("Zoé", seat=2)
    room.do(Start(), GoOn(), OpenVote())
    room.vote(north, LET)
    room.vote(south, SUSPEND)
    room.do(CloseVote(), Follow(SUSPEND), ToDebrief())
    assert [score.name for score in debrief_of(room).scores] == ["Nord", "Sud"]
    assert "Laisser faire" in room.workshops.own_debrief(room.tokens[1], FRENCH).decisions[0].voted


def test_a_debrief_of_nothing(room: Room) -> None:
    debrief = debrief_of(room)
    assert (debrief.decisions, debrief.most_divided, debrief.path) == ((), (), None)
