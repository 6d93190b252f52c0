"""Votes scored as decisions: what each voter would have earned, and the profile of the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import fmean, quantiles

from engine.principles import Catalogue
from engine.rules import Action, Rules
from engine.scoring import (
    DecisionScore,
    family_tallies,
    overall,
    principle_tallies,
    score_decision,
)
from engine.session import Decision, Step
from game.workshop.group_debrief import ENOUGH_VOTERS, FamilyProfile, FamilyShare, VoterScore
from game.workshop.records import VoteRecord


def voted_step(step: Step, action: Action) -> Step:
    """The group's step as if it had decided ``action``; what came of it stays the group's."""
    return Step(step.before, Decision(step.decision.scene, action), step.outcome)


def last_votes(votes: Iterable[VoteRecord]) -> dict[str, dict[int, VoteRecord]]:
    """The vote of each voter in the last round in which they voted, by voter and turn."""
    found: dict[str, dict[int, VoteRecord]] = {}
    for vote in sorted(votes, key=lambda vote: vote.round):
        found.setdefault(vote.voter, {})[vote.turn] = vote
    return found


def vote_scores(
    rules: Rules, steps: Sequence[Step], actions: Mapping[int, Action]
) -> tuple[DecisionScore | None, ...]:
    """The score of each step in which ``actions`` (by position) hold a vote."""
    return tuple(
        score_decision(rules, position, voted_step(steps[position], action))
        for position, action in sorted(actions.items())
    )


def family_shares(
    scores: Sequence[DecisionScore | None], catalogue: Catalogue
) -> tuple[FamilyShare, ...]:
    """The axes that ``scores`` touch, in the catalogue's order."""
    family_of = {id_: principle.family for id_, principle in catalogue.principles.items()}
    tallies = family_tallies(principle_tallies(scores), family_of)
    return tuple(
        FamilyShare(id_, family.title, tallies[id_].opportunities, share_of(tallies[id_].quality))
        for id_, family in catalogue.families.items()
        if id_ in tallies
    )


def voter_score(
    name: str, scores: Sequence[DecisionScore | None], catalogue: Catalogue
) -> VoterScore:
    return VoterScore(
        name, len(scores), share_of(overall(scores)), family_shares(scores, catalogue)
    )


def profile_of(scores: Sequence[VoterScore]) -> tuple[FamilyProfile, ...]:
    """Each axis on which at least ENOUGH_VOTERS voters showed something."""
    shown: dict[str, list[float]] = {}
    titles: dict[str, str] = {}
    for score in scores:
        for family in score.families:
            titles[family.id] = family.title
            if family.quality is not None:
                shown.setdefault(family.id, []).append(family.quality)
    return tuple(
        _family_profile(id_, titles[id_], qualities)
        for id_, qualities in shown.items()
        if len(qualities) >= ENOUGH_VOTERS
    )


def _family_profile(id_: str, title: str, qualities: list[float]) -> FamilyProfile:
    lower, _, upper = quantiles(qualities, n=4, method="inclusive")
    return FamilyProfile(id_, title, len(qualities), fmean(qualities), lower, upper)


def share_of(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
