"""A play looked at afterwards as a chess program looks at moves: what each decision gave away.

The loss of a decision is the best credit then open less the credit it got; an ending loses one
less its grade (design.md section 6). Every option is worth its own loss and the least loss that
can follow, the mean over chance, found back from the endings. Amounts are in decisions: 1 is a
whole decision's credit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf
from typing import TYPE_CHECKING

from engine.proof.budget import Budget
from engine.proof.moves import Answers, MoveKind
from engine.proof.sampling import band_of
from engine.rules import Action, Place, Rules, State
from engine.scenario import Scene
from engine.scoring import mean, stake_credits
from engine.session import Step

if TYPE_CHECKING:
    from engine.proof.judging import Judge, Line, Valued

SMALLEST_TURN = 0.1
"""A decision that gives away less than a tenth of a decision's credit turns nothing."""
MOST_TURNING_POINTS = 3
_DIGITS = 6
"""Amounts are rounded to so many digits: beyond are rounding errors and tie-breaks."""


@dataclass(frozen=True, slots=True)
class LineStep:
    """One decision of a line: at this scene, take this action."""

    scene: str
    action: Action


@dataclass(frozen=True, slots=True)
class OptionValue:
    """An option that was open: a choice, or a band of a board by the best answer that reaches it.

    ``loss`` is what it gives away at once. ``after`` is the least loss to expect afterwards, None
    where no ending can then be made sure of.
    """

    action: Action
    band: int | None
    loss: float
    after: float | None
    taken: bool

    @property
    def value(self) -> float | None:
        """Everything lost by taking this option and the best ones afterwards."""
        return None if self.after is None else round(self.loss + self.after, _DIGITS)


@dataclass(frozen=True, slots=True)
class DecisionHindsight:
    """What one decision was worth.

    ``loss`` is the credit it missed at once, ``value`` that and the least loss after it,
    ``best_value`` the least that was possible, ``given_away`` the difference (a whole decision
    where the ways to an ending were left, 0 where there was none). ``luck`` is by how much the
    draws that followed made things worse than could be expected (negative: better). None stands
    for no ending to be sure of.
    ``best_line`` is the best way from here to an ending, with the draws of this play's seed.
    """

    position: int
    scene: str
    loss: float
    value: float | None
    best_value: float | None
    given_away: float
    luck: float
    options: tuple[OptionValue, ...]
    best_line: tuple[LineStep, ...]


@dataclass(frozen=True, slots=True)
class Hindsight:
    """The analysis of a play, ended or not.

    ``total_loss`` is what the decisions made have lost, with the ending if there is one.
    ``least_loss`` is the least to be expected from the start and ``best_line`` a way to it.
    ``exact`` is False where values were estimated from sampled plays, to within ``error``.
    """

    decisions: tuple[DecisionHindsight, ...]
    turning_points: tuple[int, ...]
    total_loss: float
    least_loss: float | None
    best_line: tuple[LineStep, ...]
    exact: bool
    states: int
    error: float = 0.0


HINDSIGHT_BUDGET = Budget(states=3_000_000, bytes=200_000_000)
"""Enough for any scenario of an hour, in about half a second."""


def analyse(
    rules: Rules,
    steps: Sequence[Step],
    final_state: State,
    seed: int,
    budget: Budget = HINDSIGHT_BUDGET,
) -> Hindsight:
    """The hindsight of a play. ``final_state`` is where it stands after its last decision.

    ``seed`` is the play's own: lines are told with its draws. Exact where every reachable state
    fits the ``budget``.
    """
    # Hindsight is shown by screens that must open at once: numpy is loaded when it is asked for.
    from engine.proof.judging import judge_of

    return _hindsight(
        rules, judge_of(rules, seed, budget, _answers(rules, steps)), steps, final_state
    )


def _answers(rules: Rules, steps: Sequence[Step]) -> Answers:
    """What boards accepted in this play: a workshop may leave out what nobody placed."""
    for step in steps:
        scene, action = rules.scene(step.before), step.decision.action
        if scene.timer is not None or scene.sort is None or not isinstance(action, Place):
            continue
        if len(action.placements) < len(scene.sort.items):
            return Answers.ANY
    return Answers.WHOLE


def _hindsight(rules: Rules, judge: Judge, steps: Sequence[Step], final_state: State) -> Hindsight:
    reached = [*(step.before for step in steps[1:]), final_state]
    decisions = tuple(
        _decision(rules, judge, position, step, after)
        for position, (step, after) in enumerate(zip(steps, reached, strict=False))
    )
    ranked = sorted(decisions, key=lambda one: (-one.given_away, one.position))
    turns = [one.position for one in ranked if one.given_away >= SMALLEST_TURN]
    lost = sum(one.loss for one in decisions)
    if rules.ended(final_state):
        lost += judge.value(final_state)
    return Hindsight(
        decisions=decisions,
        turning_points=tuple(sorted(turns[:MOST_TURNING_POINTS])),
        total_loss=round(lost, _DIGITS),
        least_loss=_amount(judge.value(rules.start())),
        best_line=_steps(judge.line(rules.start())),
        exact=judge.exact,
        states=judge.states,
        error=round(judge.error, _DIGITS),
    )


def _decision(
    rules: Rules, judge: Judge, position: int, step: Step, reached: State
) -> DecisionHindsight:
    """``reached`` is where the next decision was made, or where the play stands."""
    scene = rules.scene(step.before)
    valued = judge.moves(step.before)
    taken = _taken(scene, step.decision.action, valued)
    own = _own_loss(scene, step.decision.action, valued)
    best = min(one.value for one in valued)
    now = judge.value(reached)
    surprise = 0.0 if isinf(now) or isinf(taken.after) else now - taken.after
    return DecisionHindsight(
        position=position,
        scene=scene.id,
        loss=round(own, _DIGITS),
        value=_amount(own + taken.after),
        best_value=_amount(best),
        given_away=_given_away(own + taken.after, best),
        luck=round(surprise, _DIGITS) + 0.0,
        options=tuple(
            OptionValue(
                action=one.move.action,
                band=one.move.number if one.move.kind is MoveKind.BAND else None,
                loss=round(one.loss, _DIGITS),
                after=_amount(one.after),
                taken=one is taken,
            )
            for one in valued
        ),
        best_line=_steps(judge.line(step.before)),
    )


def _steps(line: Line) -> tuple[LineStep, ...]:
    return tuple(LineStep(scene, action) for scene, action in line)


def _given_away(value: float, best: float) -> float:
    if isinf(best):
        return 0.0
    return 1.0 if isinf(value) else max(0.0, round(value - best, _DIGITS))


def _amount(value: float) -> float | None:
    return None if isinf(value) else round(value, _DIGITS)


def _taken(scene: Scene, action: Action, valued: list[Valued]) -> Valued:
    """What a decision did: for a board, the band that its answer reached."""
    if scene.choices:
        return next(one for one in valued if one.move.action == action)
    band = band_of(scene, action)
    return next(one for one in valued if one.move.number == band)


def _own_loss(scene: Scene, action: Action, valued: list[Valued]) -> float:
    """The credit that a decision missed at once; an answer may be below the best of its band."""
    if not scene.scored:
        return 0.0
    credit = mean(stake_credits(scene, action).values())
    return float(max(one.move.credit or 0 for one in valued) - credit)
