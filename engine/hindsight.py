"""A play looked at afterwards as a chess program looks at moves: what each decision gave away.

The loss of a decision is the best credit then open less the credit it got; an ending loses one
less its grade (design.md section 6). Every option is worth its own loss and the least loss that
can follow, the mean over chance, found back from the endings. Amounts are in decisions: 1 is a
whole decision's credit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf
from typing import Protocol

import numpy as np

from engine.chance import Chance, Draws, seeded_chance
from engine.exploration import Budget, explore
from engine.proof.induction import Losses, Worth
from engine.proof.moves import Move, MoveKind
from engine.proof.packing import Batch, Reading
from engine.proof.sampling import Play, Table, band_of, half_greedy
from engine.rules import Action, Rules, State
from engine.scenario import Scene
from engine.scoring import mean, stake_credits
from engine.session import Step

SMALLEST_TURN = 0.1
"""A decision that gives away less than a tenth of a decision's credit turns nothing."""
MOST_TURNING_POINTS = 3
LONGEST_LINE = 1000
"""Scenes after which a line is cut: only a story that chance alone ends can be that long."""
SAMPLED_PLAYS = 100
"""Plays looked at for each option where not every state can be met."""
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
    chance = seeded_chance(seed)
    exploration = explore(rules, budget, Reading.DECISIONS)
    judge: _Judge
    if exploration.complete:
        judge = _Exact(Worth(exploration, Losses()), chance)
    else:
        judge = _Sampled(rules, seed, chance)
    return _hindsight(rules, judge, steps, final_state)


@dataclass(frozen=True, slots=True)
class _Valued:
    """A move open in a state: what it loses at once, and what that leaves to lose at least."""

    move: Move
    loss: float
    after: float

    @property
    def value(self) -> float:
        return self.loss + self.after


class _Judge(Protocol):
    """What can say the worth of states, exactly or not."""

    exact: bool
    states: int

    @property
    def error(self) -> float: ...

    def moves(self, state: State) -> list[_Valued]:
        """Every move open in a state."""

    def value(self, state: State) -> float:
        """The least loss to expect from a state; infinite where no ending can be made sure of."""

    def line(self, state: State) -> tuple[LineStep, ...]:
        """The best decisions from a state to an ending; none where none can be made sure of."""


def _hindsight(rules: Rules, judge: _Judge, steps: Sequence[Step], final_state: State) -> Hindsight:
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
        best_line=judge.line(rules.start()),
        exact=judge.exact,
        states=judge.states,
        error=judge.error,
    )


def _decision(
    rules: Rules, judge: _Judge, position: int, step: Step, reached: State
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
        best_line=judge.line(step.before),
    )


def _given_away(value: float, best: float) -> float:
    if isinf(best):
        return 0.0
    return 1.0 if isinf(value) else max(0.0, round(value - best, _DIGITS))


def _amount(value: float) -> float | None:
    return None if isinf(value) else round(value, _DIGITS)


def _taken(scene: Scene, action: Action, valued: list[_Valued]) -> _Valued:
    """What a decision did: for a board, the band that its answer reached."""
    if scene.choices:
        return next(one for one in valued if one.move.action == action)
    band = band_of(scene, action)
    return next(one for one in valued if one.move.number == band)


def _own_loss(scene: Scene, action: Action, valued: list[_Valued]) -> float:
    """The credit that a decision missed at once; an answer may be below the best of its band."""
    if not scene.scored:
        return 0.0
    credit = mean(stake_credits(scene, action).values())
    return float(max(one.move.credit or 0 for one in valued) - credit)


class _Exact:
    """Knows the value of every reachable state."""

    exact = True
    error = 0.0

    def __init__(self, worth: Worth, chance: Chance) -> None:
        assert worth.exploration.moving is not None
        self._worth = worth
        self._moving = worth.exploration.moving
        self._rules = worth.exploration.rules
        self._chance = chance
        self.states = worth.exploration.states

    def _packed(self, state: State) -> Batch:
        code = np.array([self._moving.packing.pack(state)], dtype=np.int64)
        return self._moving.batch(state.scene, code)

    def moves(self, state: State) -> list[_Valued]:
        batch = self._packed(state)
        opened = self._moving.open_moves(state.scene, batch)
        losses = self._worth.cost.of_moves(self._moving, state.scene, opened)
        values = self._worth.of_moves(state.scene, batch)
        found = zip(self._moving.packing.moves[state.scene], opened, losses, values, strict=True)
        return [
            _Valued(move, float(np.max(loss)), float(value[0] - np.max(loss)))
            for move, able, loss, value in found
            if bool(np.all(able))
        ]

    def value(self, state: State) -> float:
        return float(self._worth.values(state.scene, self._packed(state).codes)[0])

    def line(self, state: State) -> tuple[LineStep, ...]:
        line: list[LineStep] = []
        for _ in range(LONGEST_LINE):
            valued = self.moves(state)
            if not valued or isinf(self.value(state)):
                break
            move = min(valued, key=lambda one: one.value).move
            if move.decides:
                line.append(LineStep(self._rules.scene(state).id, move.action))
            state = self._rules.step(state, move.action, self._chance).state
        return tuple(line)


class _Sampled:
    """Looks for good plays with the draws of this one; what it finds is an upper bound."""

    exact = False

    def __init__(self, rules: Rules, seed: int, chance: Chance) -> None:
        self._table = Table(rules)
        self._chance = chance
        self._pick = half_greedy(Draws(seed))
        self._found: dict[State, list[tuple[_Valued, Play]]] = {}
        self.states = 0
        self.error = 0.0

    def _look(self, state: State) -> list[tuple[_Valued, Play]]:
        """Each open move with the best of the plays that begin with it."""
        if state not in self._found:
            self._found[state] = [
                self._best_play(state, move) for move in self._table.open_moves(state)
            ]
        return self._found[state]

    def _best_play(self, state: State, first: Move) -> tuple[_Valued, Play]:
        def pick(at: State, moves: list[Move]) -> tuple[Move, Action]:
            return (first, first.action) if at is state else self._pick(at, moves)

        plays = [self._table.play(state, pick, self._chance) for _ in range(SAMPLED_PLAYS)]
        self.states += sum(len(play.turns) for play in plays)
        losses = [play.loss + self._ending_loss(play.final) for play in plays]
        halves = min(losses[::2]), min(losses[1::2])
        if not isinf(max(halves)):
            self.error = max(self.error, round(abs(halves[0] - halves[1]), _DIGITS))
        best = plays[losses.index(min(losses))]
        own = best.turns[0].loss
        return _Valued(first, own, min(losses) - own), best

    def _ending_loss(self, state: State) -> float:
        ending = self._table.rules.scene(state).ending
        return inf if ending is None else float(1 - ending.grade.credit)

    def moves(self, state: State) -> list[_Valued]:
        return [valued for valued, _ in self._look(state)]

    def value(self, state: State) -> float:
        if self._table.rules.ended(state):
            return self._ending_loss(state)
        return min((one.value for one in self.moves(state)), default=inf)

    def line(self, state: State) -> tuple[LineStep, ...]:
        found = self._look(state)
        if not found or isinf(self.value(state)):
            return ()
        best = min(found, key=lambda one: one[0].value)[1]
        return tuple(
            LineStep(self._table.rules.scene(turn.state).id, turn.action)
            for turn in best.turns
            if turn.move.decides
        )
