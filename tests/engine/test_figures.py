"""How plays go on average, at best and at worst: the same as every play, made one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import inf

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.chance import Draws
from engine.exploration import explore
from engine.figures import Figures
from engine.findings import findings
from engine.proof.sampling import Table, at_random, band_of
from engine.proof.traffic import random_policy, traffic
from engine.proof.worths import Worths
from engine.rules import CONTINUE, Action, Choose, Outcome, Place, Rank, Rules, State
from engine.scenario import (
    Ending,
    Grade,
    Scenario,
    Scene,
)
from engine.scoring import overall, score_decision
from engine.session import Decision, Step
from tests.engine.enumeration import (
    NO_CATALOGUE,
    STATES_TRIED,
    STORIES,
    STORIES_THAT_END,
    THOROUGH,
    own_loss,
    step_of,
)
from tests.engine.generated import (
    every_action,
    every_outcome,
    every_state,
)
from tests.stories import STAKE, choice, deciding, ending, story

BEST, SECOND = (Grade.EXEMPLARY, Grade.SOUND), (Grade.SOUND, Grade.EXEMPLARY)
WEAK = (Grade.WEAK, Grade.WEAK)


def figures_of(scenario: Scenario) -> Figures:
    return findings(explore(scenario), NO_CATALOGUE).figures


def random_visits(rules: Rules) -> dict[int, Fraction]:
    """How many times each scene is met in a random play, every play enumerated."""
    visits: dict[int, Fraction] = defaultdict(Fraction)
    waiting: dict[State, Fraction] = {rules.start(): Fraction(1)}
    while waiting:
        state, weight = waiting.popitem()
        visits[state.scene] += weight
        for share, action in random_actions(rules, state):
            for likely, after in every_outcome(rules, state, action):
                waiting[after] = waiting.get(after, Fraction(0)) + weight * share * likely
    return visits


def random_actions(rules: Rules, state: State) -> list[tuple[Fraction, Action]]:
    """One action for each band of a board, with its share of all whole answers; else all alike."""
    actions = every_action(rules, state)
    scene = rules.scene(state)
    if scene.sort is None and scene.order is None:
        return [(Fraction(1, len(actions)), action) for action in actions]
    placed = [
        len(dict(one.placements)) if isinstance(one, Place) else len(_steps(one)) for one in actions
    ]
    whole = [one for one, count in zip(actions, placed, strict=True) if count == max(placed)]
    bands: dict[int, list[Action]] = defaultdict(list)
    for action in whole:
        bands[band_of(scene, action)].append(action)
    return [(Fraction(len(held), len(whole)), held[0]) for held in bands.values()]


def _steps(action: Action) -> tuple[str, ...]:
    assert isinstance(action, Rank)
    return action.steps


@given(STORIES, st.integers(0, 99))
@THOROUGH
def test_sampled_plays_are_scored_as_plays_are(story: Scenario, seed: int) -> None:
    rules = Rules(story)
    table = Table(rules)
    for play in table.plays(at_random(Draws(seed), table), 3, seed):
        scores = []
        for turn in play.turns:
            step = Step(turn.state, Decision("", turn.action), Outcome(turn.state, "", ()))
            scores.append(score_decision(rules, 0, step) if turn.move.decides else None)
        expected = overall(scores)
        assert play.quality == (None if expected is None else pytest.approx(float(expected)))


@given(STORIES_THAT_END)
@THOROUGH
def test_traffic_is_that_of_every_random_play(story: Scenario) -> None:
    rules = Rules(story)
    expected = random_visits(rules)
    found = traffic(Worths(explore(rules)), random_policy(rules))
    assert found.lost == 0
    for scene, met in enumerate(found.scenes):
        assert met == pytest.approx(float(expected[scene]), abs=1e-9)
        if expected[scene] and rules.scenes[scene].ending is None:
            assert sum(found.moves[scene]) == pytest.approx(met)


def extremes(rules: Rules, state: State, counts: Callable[[Scene], bool]) -> tuple[int, int]:
    """The fewest and most decisions, in scenes that count, of the plays from a state on."""
    actions = every_action(rules, state)
    if not actions:
        return 0, 0
    ahead = [
        extremes(rules, after, counts)
        for action in {_kind(rules, state, action): action for action in actions}.values()
        for _, after in every_outcome(rules, state, action)
    ]
    own = int(counts(rules.scene(state)) and actions != [CONTINUE])
    return own + min(least for least, _ in ahead), own + max(most for _, most in ahead)


def _kind(rules: Rules, state: State, action: Action) -> object:
    """Answers to a board that reach the same band are one."""
    scene = rules.scene(state)
    return band_of(scene, action) if scene.sort or scene.order else action


@given(STORIES_THAT_END)
@THOROUGH
def test_opportunities_and_lengths_are_those_of_every_play(story: Scenario) -> None:
    rules = Rules(story)
    known = figures_of(story)
    for principle, held in known.opportunities.items():

        def at_stake(scene: Scene, principle: str = principle) -> bool:
            return scene.scored and principle in scene.stakes

        assert (held.least, held.most) == extremes(rules, rules.start(), at_stake)
    least, most = extremes(rules, rules.start(), lambda _scene: True)
    assert known.shortest is not None
    assert known.longest is not None
    assert len(known.shortest.way.decisions) == least
    assert len(known.longest.way.decisions) == most


@given(STORIES_THAT_END)
@THOROUGH
def test_the_worst_play_loses_as_much_as_any_play_can(story: Scenario) -> None:
    rules = Rules(story)
    worst = figures_of(story).worst
    assert worst is not None
    assert worst.loss == pytest.approx(float(most_loss(rules, rules.start(), {})), abs=1e-6)


def most_loss(rules: Rules, state: State, known: dict[State, Fraction]) -> Fraction:
    """The most that a play can lose from a state on, draws included, whatever is answered."""
    state = state._replace(draws=0)
    if state not in known:
        ending = rules.scene(state).ending
        known[state] = (
            1 - ending.grade.credit
            if ending is not None
            else max(
                (own_loss(rules, step_of(rules, state, action)) if action != CONTINUE else 0)
                + max(most_loss(rules, after, known) for _, after in outcomes)
                for action in every_action(rules, state)
                if (outcomes := every_outcome(rules, state, action))
            )
        )
    return known[state]


@given(STORIES)
@THOROUGH
def test_the_most_decisions_ahead_are_those_of_the_longest_way(story: Scenario) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    most = longest_ways(rules, list(reached.decisions))
    exploration = explore(rules)
    assert exploration.moving is not None
    longest = Worths(exploration).longest
    for state in reached.decisions:
        code = np.array([exploration.moving.packing.pack(state)], dtype=np.int64)
        assert longest.values(state.scene, code)[0] == most[state]


def longest_ways(rules: Rules, states: list[State]) -> dict[State, float]:
    """The most decisions from each state; infinite where they still grow after a whole round."""
    edges = [
        (state, int(action != CONTINUE), after)
        for state in states
        for action in every_action(rules, state)
        for _, after in every_outcome(rules, state, action)
    ]
    most: dict[State, float] = dict.fromkeys(states, 0)
    for growing in (False, True):
        for _ in states:
            improved = False
            for state, own, after in edges:
                if own + most[after] > most[state]:
                    most[state] = inf if growing else own + most[after]
                    improved = True
            if not improved:
                break
    return most


def test_the_best_and_the_worst_play_are_told() -> None:
    grade = replace(ending("fall"), ending=Ending("Fall", Grade.CONTRARY))
    scenario = story(
        deciding("a", choice("one", "b", grades=BEST), choice("two", "b", grades=WEAK)),
        deciding("b", choice("one", grades=BEST), choice("two", "fall", grades=SECOND)),
        grade,
    )
    known = figures_of(scenario)
    assert known.best is not None
    assert known.worst is not None
    assert known.best.way.decisions == (Choose("one"), Choose("one"))
    assert known.best.loss == pytest.approx(1 / 3)
    assert known.best.quality == 1
    assert known.worst.way.decisions == (Choose("two"), Choose("two"))
    assert known.worst.ending == "fall"
    assert known.worst.loss == pytest.approx(1.5)
    assert known.endings["fall"].random == pytest.approx(0.5)
    assert (known.endings["fall"].best, known.endings["fall"].worst) == (0, 1)
    assert known.moves["a", "two"].random == pytest.approx(0.5)
    assert sum(known.scores.tenths) == known.scores.plays


def test_a_play_without_end_has_no_longest_line() -> None:
    scene = deciding("a", choice("round", "a", grades=WEAK), choice("out", grades=BEST))
    known = figures_of(story(scene))
    assert known.longest is None
    assert known.worst is None
    assert known.shortest is not None
    assert known.opportunities[STAKE].most is None
    assert known.opportunities[STAKE].least == 1
    assert known.scenes["a"].random == pytest.approx(2)
