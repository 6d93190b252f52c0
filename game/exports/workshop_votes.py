"""The votes of a workshop, each with where it was given and what it answered.

Nobody is named: a voter is ``p`` and the number of a participant, ``t`` and that of a table, or
``x`` and a number that is nobody's, where somebody erased what was theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.debrief import DecisionReport, report_decision
from engine.rules import Action, Choose, Place, Rank
from engine.scenario import Scenario, Scene
from game.content import load_catalogue
from game.views.words import unfolded
from game.workshop.debriefing import Held
from game.workshop.debriefing_alone import play_of
from game.workshop.records import VoteRecord
from game.workshop.scoring_votes import last_votes, voted_step
from game.workshop.settings import Way
from game.workshop.voting import voter_of


@dataclass(frozen=True, slots=True)
class VoteMade:
    """``table`` is a table's name, empty for none. ``seconds`` run from the opening of the round.

    ``position`` counts decisions from 1. ``last`` is true for the vote of the last round in which
    its voter voted on the scene. ``report`` is the decision as if it had been the voter's;
    ``position`` and ``report`` are None where the group went back on the scene, ``followed`` where
    there is no common path.
    """

    vote: VoteRecord
    scene: Scene
    table: str
    last: bool
    taken_back: bool
    position: int | None
    seconds: float | None
    followed: bool | None
    report: DecisionReport | None


def votes_made(held: Held) -> tuple[VoteMade, ...]:
    """Every vote of every round, in the order of turns, rounds and voters."""
    made = _alone(held) if held.workshop.way is Way.OWN_PACE else _together(held)
    return tuple(sorted(made, key=_order))


def _order(made: VoteMade) -> tuple[int, int, str, int]:
    vote = made.vote
    return vote.turn, vote.round, vote.voter[:1], int(vote.voter[1:])


def _together(held: Held) -> Iterable[VoteMade]:
    turns = {turn.number: turn for turn in held.workshop.turns}
    opened = {(held_.turn, held_.number): held_.opened_at for held_ in held.workshop.rounds}
    last = last_votes(held.votes)
    followed = {turn.number: position for position, turn in enumerate(held.workshop.path)}
    for vote in held.votes:
        turn, position = turns[vote.turn], followed.get(vote.turn)
        began = opened.get((vote.turn, vote.round))
        yield VoteMade(
            vote=vote,
            scene=held.rules.scenario.scenes[turn.scene],
            table=_table(held, vote),
            last=last[vote.voter][vote.turn] is vote,
            taken_back=turn.taken_back,
            position=None if position is None else position + 1,
            seconds=None if began is None else (vote.cast_at - began).total_seconds(),
            followed=None if turn.action is None else turn.action == vote.action,
            report=None if position is None else _report(held, position, vote),
        )


def _report(held: Held, position: int, vote: VoteRecord) -> DecisionReport:
    steps = (*held.steps[:position], voted_step(held.steps[position], vote.action))
    return report_decision(held.rules, steps, position, load_catalogue())


def _table(held: Held, vote: VoteRecord) -> str:
    if held.workshop.way is Way.TEAMS:
        number = int(vote.voter[1:]) if vote.voter.startswith("t") else 0
    else:
        number = next((it.seat for it in held.participants if it.number == vote.cast_by), 0)
    seat = held.workshop.seat(number)
    return seat.name if seat else ""


def _alone(held: Held) -> Iterable[VoteMade]:
    for participant in held.participants:
        voter, session = voter_of(held.workshop.way, participant), play_of(held, participant)
        votes = {vote.turn: vote for vote in held.votes if vote.voter == voter}
        for position, step in enumerate(session.steps):
            vote = votes[position + 1]
            yield VoteMade(
                vote=vote,
                scene=held.rules.scenario.scenes[step.decision.scene],
                table=_table(held, vote),
                last=True,
                taken_back=False,
                position=position + 1,
                seconds=None,
                followed=None,
                report=report_decision(held.rules, session.steps, position, load_catalogue()),
            )


def answer_text(scenario: Scenario, scene: Scene, action: Action) -> str | None:
    """The answer in the words of the scenario."""
    match action:
        case Choose(choice):
            return unfolded(scenario.fill(scene.choices[choice].text))
        case Place(placements) if scene.sort is not None:
            items, columns = scene.sort.items, scene.sort.columns
            pairs = (f"{items[item].text} → {columns[column]}" for item, column in placements)
            return scenario.fill("; ".join(pairs))
        case Rank(steps) if scene.order is not None:
            return scenario.fill("; ".join(scene.order.steps[step] for step in steps))
        case _:
            return None
