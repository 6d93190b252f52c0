"""Answers found one state at a time by ``Rules`` alone, to hold the packed search to."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from engine.chance import seeded_chance
from engine.principles import Catalogue
from engine.proof.ways import Way
from engine.rules import CONTINUE, Action, Rules, State
from engine.scenario import Order, Scenario
from engine.scoring import score_decision
from engine.session import Decision, Step
from tests.engine.generated import (
    every_action,
    every_outcome,
    generated_story,
    generated_story_that_ends,
)

STATES_TRIED = 400
LONGEST_PLAY = 40
STORIES = st.randoms(use_true_random=False).map(generated_story)
STORIES_THAT_END = st.randoms(use_true_random=False).map(generated_story_that_ends)
THOROUGH = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # A smaller draw is no smaller story: shrinking would take minutes and show no more.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
NO_CATALOGUE = Catalogue({}, {}, {}, {}, {})
NO_BOARD = Order({}, ())


def own_loss(rules: Rules, step: Step) -> Fraction:
    score = score_decision(rules, 0, step)
    return score.best_credit - score.credit if score else Fraction(0)


def step_of(rules: Rules, state: State, action: Action, seed: int = 0) -> Step:
    outcome = rules.step(state, action, seeded_chance(seed))
    return Step(state, Decision(rules.scene(state).id, action), outcome)


class Enumeration:
    """The least expected loss of every state of a story whose plays all end, one by one."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._known: dict[State, Fraction] = {}

    def least(self, state: State) -> Fraction:
        state = state._replace(draws=0)
        if state not in self._known:
            self._known[state] = self._least(state)
        return self._known[state]

    def _least(self, state: State) -> Fraction:
        ending = self.rules.scene(state).ending
        if ending is not None:
            return 1 - ending.grade.credit
        return min(self.value(state, action) for action in every_action(self.rules, state))

    def value(self, state: State, action: Action) -> Fraction:
        own = Fraction(0)
        if action != CONTINUE:
            own = own_loss(self.rules, step_of(self.rules, state, action))
        return own + sum(
            likely * self.least(after) for likely, after in every_outcome(self.rules, state, action)
        )


def random_play(rules: Rules, draw: Random, seed: int) -> tuple[list[Step], State]:
    """The steps of a play and where it ends or stops."""
    state = rules.start()
    steps: list[Step] = []
    for _ in range(LONGEST_PLAY):
        actions = every_action(rules, state)
        if not actions:
            break
        step = step_of(rules, state, draw.choice(actions), seed)
        if step.decision.action != CONTINUE:
            steps.append(step)
        state = step.outcome.state
    return steps, state


def has_chance(scenario: Scenario) -> bool:
    return any(
        branch.chance is not None
        for scene in scenario.scenes.values()
        for branches in (
            scene.next,
            *(choice.next for choice in scene.choices.values()),
            *(band.next for band in (scene.sort or scene.order or NO_BOARD).bands),
        )
        for branch in branches
    )


def shortest_ways_out(rules: Rules, states: list[State]) -> dict[State, Fraction | float]:
    """The least loss from each state, improved edge by edge until nothing changes."""
    least: dict[State, Fraction | float] = {}
    for state in states:
        ending = rules.scene(state).ending
        least[state] = inf if ending is None else 1 - ending.grade.credit
    edges = [
        (
            state,
            own_loss(rules, step_of(rules, state, action)) if action != CONTINUE else Fraction(0),
            after,
        )
        for state in states
        for action in every_action(rules, state)
        for _, after in every_outcome(rules, state, action)
    ]
    improved = True
    while improved:
        improved = False
        for state, own, after in edges:
            if own + least[after] < least[state]:
                least[state] = own + least[after]
                improved = True
    return least


def follow(rules: Rules, way: Way | None) -> State:
    """The state that a way leads to, interludes gone through, played by the rules."""
    assert way is not None
    assert way.seed is not None
    chance = seeded_chance(way.seed)
    state = rules.start()
    for action in way.decisions:
        while CONTINUE in every_action(rules, state):
            state = rules.step(state, CONTINUE, chance).state
        state = rules.step(state, action, chance).state
    return state
