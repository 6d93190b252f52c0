"""Making the debrief of a workshop where everyone played alone: what was decided in each scene."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.debrief import make_debrief, report_decision
from engine.rules import Action
from engine.scoring import overall, score_play
from engine.session import Session, Step
from game.views.outcome import decided_text, feedback_view
from game.views.scene import scene_view
from game.workshop.debriefing import Held, commitments_of, facts_of, most_divided, reasons_in
from game.workshop.distributing import distribution
from game.workshop.grading import grades_view
from game.workshop.group_debrief import GroupDebrief, GroupDecision, OwnDebrief, OwnDecision
from game.workshop.records import ParticipantRecord, VoteRecord
from game.workshop.scoring_votes import family_shares, profile_of, share_of, voter_score
from game.workshop.story import own_session
from game.workshop.voting import voter_of


@dataclass(frozen=True, slots=True)
class _Met:
    """Everyone who decided in one scene: the first to come by, and what each decided."""

    step: Step
    counted: Counter[Action]
    votes: tuple[VoteRecord, ...]


def group_debrief_alone(held: Held) -> GroupDebrief:
    """What the room decided scene by scene, each on their own path; there is no common one."""
    plays = {each: play_of(held, each) for each in held.participants}
    decisions = tuple(
        _decision(held, position, met) for position, met in enumerate(_scenes_met(held, plays))
    )
    scores = tuple(
        voter_score(each.pseudonym, score_play(held.rules, session.steps), held.wording.catalogue)
        for each, session in plays.items()
        if session.steps
    )
    return GroupDebrief(
        facts=facts_of(held, len(decisions)),
        decisions=decisions,
        most_divided=most_divided(decisions),
        profile=profile_of(scores),
        scores=scores,
        path=None,
        group_commitments=held.workshop.commitments,
        commitments=commitments_of(held),
    )


def play_of(held: Held, participant: ParticipantRecord) -> Session:
    """The session of one who played alone."""
    return own_session(held.rules, held.workshop, participant, _votes_of(held, participant))


def own_debrief_alone(held: Held, participant: ParticipantRecord) -> OwnDebrief:
    """The debrief of a play of one's own, whole."""
    session = play_of(held, participant)
    scores = score_play(held.rules, session.steps)
    votes = _votes_of(held, participant)
    return OwnDebrief(
        title=held.wording.prose(held.rules.scenario.title),
        name=participant.pseudonym,
        decisions=tuple(
            _own_decision(held, session, position, vote) for position, vote in enumerate(votes)
        ),
        overall=share_of(overall(scores)),
        families=family_shares(scores, held.wording.catalogue),
        commitment=participant.commitment,
        play=make_debrief(held.rules, session.steps, session.state, held.wording.catalogue),
    )


def _votes_of(held: Held, participant: ParticipantRecord) -> list[VoteRecord]:
    voter = voter_of(held.workshop.way, participant)
    return sorted((vote for vote in held.votes if vote.voter == voter), key=lambda it: it.turn)


def _scenes_met(held: Held, plays: dict[ParticipantRecord, Session]) -> list[_Met]:
    """The scenes in which someone decided, in the order in which they are met first."""
    met: dict[str, list[tuple[int, Step, VoteRecord]]] = {}
    for participant, session in plays.items():
        votes = _votes_of(held, participant)
        for position, (step, vote) in enumerate(zip(session.steps, votes, strict=True)):
            met.setdefault(step.decision.scene, []).append((position, step, vote))
    in_order = sorted(met.values(), key=lambda found: min(position for position, _, _ in found))
    return [
        _Met(
            found[0][1],
            Counter(step.decision.action for _, step, _ in found),
            tuple(vote for _, _, vote in found),
        )
        for found in in_order
    ]


def _decision(held: Held, position: int, met: _Met) -> GroupDecision:
    rules, state = held.rules, met.step.before
    scene = rules.scene(state)
    view = scene_view(rules, state, None, position + 1, held.workshop.seed, held.wording)
    room = distribution(scene, view, met.counted, 1)
    return GroupDecision(
        position=position,
        scene=view,
        scored=scene.scored,
        rounds=(room,),
        by_seat=(),
        shift=None,
        division=room.division,
        reasons=reasons_in(met.votes),
        followed=None,
        feedback=None,
        grades=grades_view(rules, state, view, held.wording),
        outcome=None,
    )


def _own_decision(held: Held, session: Session, position: int, vote: VoteRecord) -> OwnDecision:
    steps: Sequence[Step] = session.steps
    report = report_decision(held.rules, steps, position, held.wording.catalogue)
    paragraphs = held.wording.paragraphs(report.text)
    return OwnDecision(
        position=position,
        scene=held.wording.scene_title(report.scene, paragraphs),
        paragraphs=paragraphs,
        voted=decided_text(report, held.wording),
        first_voted="",
        reason=vote.reason,
        group="",
        feedback=feedback_view(report, held.wording),
        quality=share_of(report.score.quality) if report.score else None,
    )
