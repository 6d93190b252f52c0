"""The snapshot of each kind of viewer: participant, projector, facilitator."""

from __future__ import annotations

from datetime import datetime

from engine.session import Phase as SessionPhase
from engine.session import Session
from game.actions import encode
from game.content import load_frames
from game.views.scene import briefing_view, scene_view
from game.workshop.codes import shown_code
from game.workshop.conducting import possible_deeds
from game.workshop.looking import Sight, outcome_of, seconds_left
from game.workshop.records import ParticipantRecord, VoteRecord
from game.workshop.settings import Way
from game.workshop.snapshots import (
    FacilitatorSnapshot,
    Me,
    OwnPlay,
    ParticipantSnapshot,
    PersonRow,
    ProjectorSnapshot,
    Reason,
    VoteView,
)
from game.workshop.story import own_session
from game.workshop.voting import voter_of


def projector_snapshot(sight: Sight, now: datetime) -> ProjectorSnapshot:
    code = shown_code(sight.workshop.code)
    return ProjectorSnapshot(seconds_left(sight.workshop, now), sight.room, code)


def participant_snapshot(
    sight: Sight, participant: ParticipantRecord, now: datetime
) -> ParticipantSnapshot:
    return ParticipantSnapshot(
        seconds_left(sight.workshop, now), sight.room, _me(sight, participant)
    )


def facilitator_snapshot(sight: Sight, now: datetime) -> FacilitatorSnapshot:
    workshop = sight.workshop
    rounds = tuple(held.number for held in sight.rounds)
    turn, held = workshop.present_turn, workshop.present_round
    return FacilitatorSnapshot(
        seconds_left=seconds_left(workshop, now),
        room=sight.room,
        code=shown_code(workshop.code),
        step=workshop.step,
        possible=possible_deeds(workshop),
        shown=held is not None and held.shown,
        graded=turn is not None and turn.graded,
        distributions=sight.distributions_of(rounds),
        shift=sight.shift_in(rounds),
        majority=sight.majority,
        reasons=tuple(
            Reason(vote.round, encode(vote.action), vote.reason)
            for vote in _in_no_order(sight.votes)
            if vote.reason and vote.round
        ),
        people=tuple(_person(sight, participant) for participant in sight.participants),
        note=workshop.notes.get(sight.room.scene.id, "") if sight.room.scene else "",
        notes=dict(workshop.notes),
    )


def _in_no_order(votes: tuple[VoteRecord, ...]) -> list[VoteRecord]:
    """Sorted by what they say, so that the order of a list tells nobody's name."""
    return sorted(votes, key=lambda vote: (vote.round, vote.reason, str(vote.action)))


def _me(sight: Sight, participant: ParticipantRecord) -> Me:
    workshop = sight.workshop
    seat = workshop.seat(participant.seat)
    voter = voter_of(workshop.way, participant)
    alone = workshop.way is Way.OWN_PACE
    return Me(
        number=participant.number,
        pseudonym=participant.pseudonym,
        seat=participant.seat,
        seat_name=sight.wording.prose(seat.name) if seat else "",
        briefing=sight.wording.prose(seat.briefing) if seat else "",
        votes=()
        if alone
        else tuple(
            _vote_view(sight, vote, participant) for vote in sight.votes_by_voter.get(voter, ())
        ),
        commitment=participant.commitment,
        own_play=_own_play(sight, participant) if alone else None,
    )


def _vote_view(sight: Sight, vote: VoteRecord, viewer: ParticipantRecord) -> VoteView:
    caster = sight.people.get(vote.cast_by or 0)
    mine = vote.cast_by == viewer.number
    return VoteView(
        vote.turn,
        vote.round,
        encode(vote.action),
        vote.reason,
        mine,
        "" if mine or caster is None else caster.pseudonym,
    )


def session_of(sight: Sight, participant: ParticipantRecord) -> Session:
    """The session of someone who plays alone."""
    voter = voter_of(sight.workshop.way, participant)
    votes = sight.votes_by_voter.get(voter, [])
    return own_session(sight.rules, sight.workshop, participant, votes)


def _own_play(sight: Sight, participant: ParticipantRecord) -> OwnPlay:
    session = session_of(sight, participant)
    briefing = session.phase == SessionPhase.BRIEFING
    outcome = session.phase == SessionPhase.OUTCOME
    last, scenario = session.last, sight.rules.scenario
    return OwnPlay(
        phase=str(session.phase),
        decisions=len(session.steps),
        strides=participant.strides,
        briefing=briefing_view(scenario, load_frames()[scenario.frame], sight.wording)
        if briefing
        else None,
        scene=None
        if briefing or outcome
        else scene_view(
            sight.rules,
            session.state,
            last.before if last else None,
            len(session.steps) + 1,
            sight.workshop.seed,
            sight.wording,
            timer_factor=0,
        ),
        outcome=outcome_of(sight.rules, session, sight.wording, feedback=True) if outcome else None,
    )


def _person(sight: Sight, participant: ParticipantRecord) -> PersonRow:
    voter = voter_of(sight.workshop.way, participant)
    number = sight.workshop.round
    where, decisions, finished = "", 0, False
    if sight.workshop.way is Way.OWN_PACE:
        session = session_of(sight, participant)
        scene = sight.rules.scene(session.state)
        where = sight.wording.scene_title(scene, sight.wording.paragraphs([scene.text]))
        decisions = len(session.steps)
        finished = session.phase == SessionPhase.DEBRIEF
    return PersonRow(
        number=participant.number,
        pseudonym=participant.pseudonym,
        seat=participant.seat,
        voted=number > 0
        and any(vote.round == number for vote in sight.votes_by_voter.get(voter, ())),
        where=where,
        decisions=decisions,
        finished=finished,
    )
