"""What states are worth in hindsight: exactly, or as well as sampled plays can tell."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf
from typing import Protocol

import numpy as np

from engine.chance import Chance, Draws, seeded_chance
from engine.exploration import explore
from engine.proof.budget import Budget
from engine.proof.induction import Losses, Worth
from engine.proof.moves import Answers, Move
from engine.proof.packing import Batch, Questions
from engine.proof.sampling import Play, Table, half_greedy
from engine.rules import Action, Rules, State

LONGEST_LINE = 1000
"""Scenes after which a line is cut: only a story that chance alone ends can be that long."""
SAMPLED_PLAYS = 100
"""Plays looked at for each option where not every state can be met."""

Line = tuple[tuple[str, Action], ...]
"""Decisions one after the other: at this scene, take this action."""


def judge_of(rules: Rules, seed: int, budget: Budget, answers: Answers = Answers.WHOLE) -> Judge:
    """A judge of a scenario's states: exact where they all fit the ``budget``.

    Lines are told with the draws of ``seed``.
    """
    chance = seeded_chance(seed)
    exploration = explore(rules, budget, Questions.DECISIONS, answers)
    if exploration.complete:
        return _Exact(Worth(exploration, Losses()), chance)
    return _Sampled(Table(rules, answers), seed, chance)


@dataclass(frozen=True, slots=True)
class Valued:
    """A move open in a state: what it loses at once, and what that leaves to lose at least."""

    move: Move
    loss: float
    after: float

    @property
    def value(self) -> float:
        return self.loss + self.after


class Judge(Protocol):
    """What can say the worth of states, exactly or not."""

    exact: bool
    states: int

    @property
    def error(self) -> float: ...

    def moves(self, state: State) -> list[Valued]:
        """Every move open in a state."""

    def value(self, state: State) -> float:
        """The least loss to expect from a state; infinite where no ending can be made sure of."""

    def line(self, state: State) -> Line:
        """The best decisions from a state to an ending; none where none can be made sure of."""


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

    def moves(self, state: State) -> list[Valued]:
        batch = self._packed(state)
        opened = self._moving.open_moves(state.scene, batch)
        losses = self._worth.cost.of_moves(self._moving, state.scene, opened)
        values = self._worth.of_moves(state.scene, batch)
        found = zip(self._moving.packing.moves[state.scene], opened, losses, values, strict=True)
        return [
            Valued(move, float(np.max(loss)), float(value[0] - np.max(loss)))
            for move, able, loss, value in found
            if bool(np.all(able))
        ]

    def value(self, state: State) -> float:
        return float(self._worth.values(state.scene, self._packed(state).codes)[0])

    def line(self, state: State) -> Line:
        line: list[tuple[str, Action]] = []
        for _ in range(LONGEST_LINE):
            valued = self.moves(state)
            if not valued or isinf(self.value(state)):
                break
            move = min(valued, key=lambda one: one.value).move
            if move.decides:
                line.append((self._rules.scene(state).id, move.action))
            state = self._rules.step(state, move.action, self._chance).state
        return tuple(line)


class _Sampled:
    """Looks for good plays with the draws of this one; what it finds is an upper bound."""

    exact = False

    def __init__(self, table: Table, seed: int, chance: Chance) -> None:
        self._table = table
        self._chance = chance
        self._pick = half_greedy(Draws(seed))
        self._found: dict[State, list[tuple[Valued, Play]]] = {}
        self.states = 0
        self.error = 0.0

    def _look(self, state: State) -> list[tuple[Valued, Play]]:
        """Each open move with the best of the plays that begin with it."""
        if state not in self._found:
            self._found[state] = [
                self._best_play(state, move) for move in self._table.open_moves(state)
            ]
        return self._found[state]

    def _best_play(self, state: State, first: Move) -> tuple[Valued, Play]:
        def pick(at: State, moves: list[Move]) -> tuple[Move, Action]:
            return (first, first.action) if at is state else self._pick(at, moves)

        plays = [self._table.play(state, pick, self._chance) for _ in range(SAMPLED_PLAYS)]
        self.states += sum(len(play.turns) for play in plays)
        losses = [play.loss + self._ending_loss(play.final) for play in plays]
        halves = min(losses[::2]), min(losses[1::2])
        if not isinf(max(halves)):
            self.error = max(self.error, abs(halves[0] - halves[1]))
        best = plays[losses.index(min(losses))]
        own = best.turns[0].loss
        return Valued(first, own, min(losses) - own), best

    def _ending_loss(self, state: State) -> float:
        ending = self._table.rules.scene(state).ending
        return inf if ending is None else float(1 - ending.grade.credit)

    def moves(self, state: State) -> list[Valued]:
        return [valued for valued, _ in self._look(state)]

    def value(self, state: State) -> float:
        if self._table.rules.ended(state):
            return self._ending_loss(state)
        return min((one.value for one in self.moves(state)), default=inf)

    def line(self, state: State) -> Line:
        found = self._look(state)
        if not found or isinf(self.value(state)):
            return ()
        best = min(found, key=lambda one: one[0].value)[1]
        return tuple(
            (self._table.rules.scene(turn.state).id, turn.action)
            for turn in best.turns
            if turn.move.decides
        )
