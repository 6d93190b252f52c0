"""Plays made by the scalar rules where the states are too many to be met one and all.

Everything follows from a seed: the same seed always samples the same plays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.chance import Chance, Draws, seeded_chance
from engine.proof.moves import Answers, Move, MoveKind, moves_of
from engine.rules import (
    Action,
    Place,
    Rank,
    Rules,
    State,
    band_reached,
    order_success,
    sort_success,
)
from engine.scenario import Scene
from engine.scoring import item_credit, mean, stake_credits

LONGEST_PLAY = 1000
"""Moves after which a sampled play is given up as going round in circles."""

MOST_TURNS = 30_000
"""Moves made in sampled plays, all together, after which no further play is begun."""

Pick = Callable[[State, list[Move]], tuple[Move, Action]]
"""Chooses one of the moves open in a state, and the action that makes it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One move of a sampled play, and the delayed consequences that fell due with it.

    ``credit`` and ``best_credit`` are None where nothing scores.
    """

    state: State
    move: Move
    action: Action
    credit: float | None
    best_credit: float | None
    due: tuple[int, ...] = ()

    @property
    def loss(self) -> float:
        if self.credit is None or self.best_credit is None:
            return 0.0
        return self.best_credit - self.credit


@dataclass(frozen=True, slots=True)
class Play:
    """A sampled play; ``final`` is an ending, unless it was stuck or given up."""

    turns: tuple[Turn, ...]
    final: State

    @property
    def loss(self) -> float:
        """The credit given away by its decisions."""
        return sum(turn.loss for turn in self.turns)

    @property
    def quality(self) -> float | None:
        """Sum of credits over sum of best credits, as scores have it; None where none counts."""
        best = sum(turn.best_credit or 0.0 for turn in self.turns)
        return sum(turn.credit or 0.0 for turn in self.turns) / best if best else None


class Table:
    """The moves of a scenario for plays made one at a time."""

    def __init__(self, rules: Rules, answers: Answers = Answers.WHOLE) -> None:
        self.rules = rules
        self.moves = tuple(moves_of(rules, scene, answers) for scene in range(len(rules.scenes)))
        self._by_action = tuple({move.action: move for move in moves} for moves in self.moves)
        self._credits = tuple(
            {move.action: float(move.credit) for move in moves if move.credit is not None}
            for moves in self.moves
        )
        self._placed = tuple(
            _credits_of_placements(scene) if scene.sort is not None else {}
            for scene in rules.scenes
        )

    def open_moves(self, state: State) -> list[Move]:
        """The moves that can be made in a state; none at an ending or where a play is stuck."""
        scene = self.rules.scene(state)
        if scene.choices:
            options = self.rules.options(state)
            if options:
                return [self._by_action[state.scene][option] for option in options]
            return [move for move in self.moves[state.scene] if move.kind is MoveKind.GO_ON]
        return list(self.moves[state.scene])

    def play(self, state: State, pick: Pick, chance: Chance) -> Play:
        """A play from ``state`` to an ending, each move chosen by ``pick``."""
        turns: list[Turn] = []
        while len(turns) < LONGEST_PLAY:
            moves = self.open_moves(state)
            if not moves:
                break
            move, action = pick(state, moves)
            outcome = self.rules.step(state, action, chance)
            turns.append(self._turn(state, moves, move, action, outcome.due))
            state = outcome.state
        return Play(tuple(turns), state)

    def plays(self, pick: Pick, count: int, seed: int) -> list[Play]:
        """Plays from the start, number ``n`` with the draws of ``seed + n``.

        ``count`` of them, or fewer once ``MOST_TURNS`` moves have been made in all.
        """
        made: list[Play] = []
        turns = 0
        while len(made) < count and turns < MOST_TURNS:
            play = self.play(self.rules.start(), pick, seeded_chance(seed + len(made)))
            made.append(play)
            turns += len(play.turns)
        return made

    def _turn(
        self, state: State, moves: list[Move], move: Move, action: Action, due: tuple[int, ...]
    ) -> Turn:
        scene = self.rules.scene(state)
        if not scene.scored or move.kind is MoveKind.GO_ON:
            return Turn(state, move, action, None, None, due)
        credits = self._credits[state.scene]
        credit = credits.get(action)
        if credit is None:
            credit = self._credit_of_answer(state.scene, action)
        best = max(credits[one.action] for one in moves)
        return Turn(state, move, action, credit, best, due)

    def _credit_of_answer(self, scene: int, action: Action) -> float:
        if isinstance(action, Place):
            placed = self._placed[scene]
            return sum(placed.get(placement, 0.0) for placement in action.placements)
        credits = stake_credits(self.rules.scenes[scene], action)
        return float(mean(credits.values()))


def _credits_of_placements(scene: Scene) -> dict[tuple[str, str], float]:
    """What each placement adds to the credit of a sort: as ``stake_credits``, item by item."""
    assert scene.sort is not None
    items = scene.sort.items.values()
    together = [item.principle for item in items]
    return {
        (item.id, column): float(item_credit(scene.sort, item.id, column))
        / (together.count(item.principle) * len(scene.stakes))
        for item in items
        for column in (item.column, *item.acceptable)
    }


def at_random(draw: Draws, table: Table) -> Pick:
    """Any open choice alike; a board is answered item by item at random."""

    def pick(state: State, moves: list[Move]) -> tuple[Move, Action]:
        move = moves[draw.randrange(len(moves))]
        if move.kind is not MoveKind.BAND:
            return move, move.action
        scene = table.rules.scene(state)
        action = random_answer(scene, draw)
        band = band_of(scene, action)
        return next(one for one in moves if one.number == band), action

    return pick


def random_answer(scene: Scene, draw: Draws) -> Action:
    """Each item in any column, or the steps in any order."""
    if scene.sort is not None:
        columns = list(scene.sort.columns)
        return Place(
            tuple((item, columns[draw.randrange(len(columns))]) for item in scene.sort.items)
        )
    assert scene.order is not None
    steps = list(scene.order.steps)
    draw.shuffle(steps)
    return Rank(tuple(steps))


def band_of(scene: Scene, action: Action) -> int:
    """The band that an answer to the scene's board reaches."""
    if scene.sort is not None and isinstance(action, Place):
        return band_reached(scene.sort.bands, sort_success(scene.sort, action))
    assert scene.order is not None
    assert isinstance(action, Rank)
    return band_reached(scene.order.bands, order_success(scene.order, action))


def least_tried(draw: Draws) -> Pick:
    """The move made least often so far, so that rare ways are found early; ties at random."""
    tried: dict[tuple[int, Action], int] = {}

    def pick(state: State, moves: list[Move]) -> tuple[Move, Action]:
        counts = [tried.get((state.scene, move.action), 0) for move in moves]
        rarest = [move for move, count in zip(moves, counts, strict=True) if count == min(counts)]
        move = rarest[draw.randrange(len(rarest))]
        tried[state.scene, move.action] = min(counts) + 1
        return move, move.action

    return pick


def half_greedy(draw: Draws) -> Pick:
    """One time in two the move of most credit, else any: what a good line is looked for with."""

    def pick(_state: State, moves: list[Move]) -> tuple[Move, Action]:
        if draw.random() < 1 / 2:
            move = max(moves, key=lambda one: one.credit or 0)
        else:
            move = moves[draw.randrange(len(moves))]
        return move, move.action

    return pick
