"""Making the debrief of a workshop held together: the group's, and each participant's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from engine.debrief import make_debrief, report_decision
from engine.rules import Rules
from engine.scoring import overall, score_decision
from engine.session import Session, Step
from game.actions import encode
from game.content import load_catalogue
from game.locale import Messages
from game.views.outcome import decided_text, feedback_view, outcome_view
from game.views.scene import SceneView, scene_view
from game.views.words import Wording
from game.workshop.counting import EqualVotes, equal_votes, shift_between
from game.workshop.distributing import distributions
from game.workshop.grading import grades_view
from game.workshop.group_debrief import (
    MOST_DIVIDED_SHOWN,
    FamilyShare,
    GroupDebrief,
    GroupDecision,
    GroupFacts,
    OwnDebrief,
    OwnDecision,
    VoterScore,
)
from game.workshop.records import ParticipantRecord, TurnRecord, VoteRecord, WorkshopRecord
from game.workshop.rows import participants_in, votes_in
from game.workshop.scoring_votes import (
    family_shares,
    last_votes,
    profile_of,
    share_of,
    vote_scores,
    voted_step,
    voter_score,
)
from game.workshop.settings import Way
from game.workshop.snapshots import FollowedView, Reason
from game.workshop.story import group_session
from game.workshop.voting import voter_of


@dataclass(frozen=True)
class Held:
    """A workshop as it was held, read at one moment: all rounds of all turns."""

    workshop: WorkshopRecord
    rules: Rules
    session: Session
    participants: tuple[ParticipantRecord, ...]
    votes: tuple[VoteRecord, ...]
    counted: dict[int, tuple[EqualVotes, ...]]
    wording: Wording

    @classmethod
    def read(
        cls, connection: Connection, workshop: WorkshopRecord, rules: Rules, messages: Messages
    ) -> Held:
        return cls(
            workshop=workshop,
            rules=rules,
            session=group_session(rules, workshop),
            participants=participants_in(connection, workshop.id),
            votes=votes_in(connection, workshop.id),
            counted={
                turn.number: equal_votes(connection, workshop.id, turn.number)
                for turn in workshop.path
            },
            wording=Wording(messages, load_catalogue(messages.language), rules.scenario.frame),
        )

    @property
    def steps(self) -> Sequence[Step]:
        return self.session.steps

    def votes_on(self, turn: TurnRecord) -> tuple[VoteRecord, ...]:
        return tuple(vote for vote in self.votes if vote.turn == turn.number)

    @cached_property
    def names(self) -> dict[str, str]:
        """What voters are called; those who gave no name, or left, are not in it."""
        if self.workshop.way is Way.TEAMS:
            return {f"t{seat.number}": seat.name for seat in self.workshop.seats}
        return {voter_of(self.workshop.way, each): each.pseudonym for each in self.participants}


def group_debrief(held: Held) -> GroupDebrief:
    """The debrief of the decisions followed so far."""
    decisions = tuple(
        _decision(held, position, turn) for position, turn in enumerate(held.workshop.path)
    )
    scores = _scores(held)
    return GroupDebrief(
        facts=facts_of(held, len(decisions)),
        decisions=decisions,
        most_divided=most_divided(decisions),
        profile=profile_of(scores),
        scores=scores,
        path=make_debrief(held.rules, held.steps, held.session.state, held.wording.catalogue)
        if decisions
        else None,
        group_commitments=held.workshop.commitments,
        commitments=commitments_of(held),
    )


def facts_of(held: Held, decisions: int) -> GroupFacts:
    workshop = held.workshop
    return GroupFacts(
        workshop_id=workshop.id,
        title=held.wording.prose(held.rules.scenario.title),
        scenario_id=workshop.scenario_id,
        scenario_version=workshop.scenario_version,
        way=workshop.way.value,
        seats=tuple(seat.name for seat in workshop.seats),
        participants=len(held.participants),
        votes=len(held.votes),
        decisions=decisions,
        taken_back=sum(turn.taken_back for turn in workshop.turns),
        opened_at=workshop.opened_at,
        ended_at=workshop.ended_at,
    )


def commitments_of(held: Held) -> tuple[str, ...]:
    """What participants mean to do, in an order that names nobody."""
    return tuple(sorted(each.commitment for each in held.participants if each.commitment))


def most_divided(decisions: Sequence[GroupDecision]) -> tuple[int, ...]:
    """The decisions on which the room did not agree, the most divided first."""
    divided = [decision for decision in decisions if decision.division]
    ranked = sorted(divided, key=lambda decision: (-(decision.division or 0), decision.position))
    return tuple(decision.position for decision in ranked[:MOST_DIVIDED_SHOWN])


def reasons_in(votes: Sequence[VoteRecord]) -> tuple[Reason, ...]:
    """The reasons given, in an order that names nobody."""
    given = [Reason(vote.round, encode(vote.action), vote.reason) for vote in votes if vote.reason]
    return tuple(sorted(given, key=lambda reason: (reason.round, str(reason.action), reason.text)))


def _scene(held: Held, position: int) -> SceneView:
    steps = held.steps
    return scene_view(
        held.rules,
        steps[position].before,
        steps[position - 1].before if position else None,
        position + 1,
        held.workshop.seed,
        held.wording,
    )


def _decision(held: Held, position: int, turn: TurnRecord) -> GroupDecision:
    step, view = held.steps[position], _scene(held, position)
    scene, votes = held.rules.scene(step.before), held.votes_on(turn)
    counted = held.counted[turn.number]
    rounds = [held_round.number for held_round in held.workshop.rounds_of(turn.number)]
    seats = held.workshop.seats if held.workshop.way is Way.ROLES else ()
    shown = distributions(scene, view, counted, rounds, (seat.number for seat in seats))
    of_room = tuple(each for each in shown if each.seat == 0)
    report = report_decision(held.rules, held.steps, position, held.wording.catalogue)
    return GroupDecision(
        position=position,
        scene=view,
        scored=scene.scored,
        rounds=of_room,
        by_seat=tuple(each for each in shown if each.seat),
        shift=shift_between(votes, rounds[0], rounds[-1]) if len(rounds) > 1 else None,
        division=of_room[0].division if of_room else None,
        reasons=reasons_in(votes),
        followed=FollowedView(
            encode(step.decision.action),
            decided_text(report, held.wording),
            turn.chosen == "majority",
        ),
        feedback=feedback_view(report, held.wording),
        grades=grades_view(held.rules, step.before, view, held.wording),
        outcome=outcome_view(
            held.rules, report, step.before, step.outcome.state, held.wording, feedback=False
        ),
    )


def _scores(held: Held) -> tuple[VoterScore, ...]:
    position_of = {turn.number: turn.position for turn in held.workshop.path}
    found = []
    for voter, votes in sorted(last_votes(held.votes).items()):
        actions = {
            position_of[turn]: vote.action for turn, vote in votes.items() if turn in position_of
        }
        if actions:
            scores = vote_scores(held.rules, held.steps, actions)
            found.append(voter_score(held.names.get(voter, ""), scores, held.wording.catalogue))
    return tuple(found)


def own_debrief(held: Held, participant: ParticipantRecord) -> OwnDebrief:
    """What one participant voted, beside what the group followed."""
    voter = voter_of(held.workshop.way, participant)
    mine = [vote for vote in held.votes if vote.voter == voter]
    decisions, scores = [], []
    for position, turn in enumerate(held.workshop.path):
        votes = sorted((v for v in mine if v.turn == turn.number), key=lambda vote: vote.round)
        if votes:
            decisions.append(_own_decision(held, position, votes))
            step = voted_step(held.steps[position], votes[-1].action)
            scores.append(score_decision(held.rules, position, step))
    families: tuple[FamilyShare, ...] = family_shares(scores, held.wording.catalogue)
    return OwnDebrief(
        title=held.wording.prose(held.rules.scenario.title),
        name=participant.pseudonym,
        decisions=tuple(decisions),
        overall=share_of(overall(scores)),
        families=families,
        commitment=participant.commitment,
        play=None,
    )


def _own_decision(held: Held, position: int, votes: Sequence[VoteRecord]) -> OwnDecision:
    group = report_decision(held.rules, held.steps, position, held.wording.catalogue)
    before = list(held.steps[:position])
    reports = [
        report_decision(
            held.rules,
            (*before, voted_step(held.steps[position], vote.action)),
            position,
            held.wording.catalogue,
        )
        for vote in (votes[0], votes[-1])
    ]
    first, last = (decided_text(report, held.wording) for report in reports)
    score = reports[-1].score
    view = _scene(held, position)
    return OwnDecision(
        position=position,
        scene=held.wording.scene_title(reports[-1].scene, view.paragraphs),
        paragraphs=view.paragraphs,
        voted=last,
        first_voted="" if first == last else first,
        reason=votes[-1].reason,
        group=decided_text(group, held.wording),
        feedback=feedback_view(reports[-1], held.wording),
        quality=share_of(score.quality) if score else None,
    )
