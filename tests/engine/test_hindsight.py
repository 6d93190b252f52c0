"""Hindsight is exact: it says what an enumeration of every play says."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.exploration import explore
from engine.hindsight import Hindsight, LineStep, analyse
from engine.proof.budget import Budget
from engine.proof.induction import Losses, Worth
from engine.proof.packing import Questions
from engine.rules import CONTINUE, Choose, Place, Rank, Rules, State
from engine.scenario import Band, Branch, Grade, Order, Scenario, Scene, Sort, SortItem
from tests.engine.enumeration import (
    STATES_TRIED,
    STORIES,
    STORIES_THAT_END,
    THOROUGH,
    Enumeration,
    has_chance,
    own_loss,
    random_play,
    shortest_ways_out,
    step_of,
)
from tests.engine.generated import (
    every_action,
    every_outcome,
    every_state,
    generated_story_that_ends,
)
from tests.stories import STAKE, choice, deciding, story

BEST = (Grade.EXEMPLARY, Grade.EXEMPLARY)
MIDDLE = (Grade.SOUND, Grade.SOUND)
WORST = (Grade.CONTRARY, Grade.CONTRARY)


@given(STORIES_THAT_END, st.randoms(use_true_random=False), st.integers(0, 9))
@THOROUGH
def test_every_value_is_that_of_an_enumeration(story: Scenario, draw: Random, seed: int) -> None:
    rules = Rules(story)
    every = Enumeration(rules)
    steps, final = random_play(rules, draw, seed)
    hindsight = analyse(rules, steps, final, seed)
    assert hindsight.exact
    assert hindsight.least_loss == pytest.approx(float(every.least(rules.start())), abs=1e-6)
    for step, decision in zip(steps, hindsight.decisions, strict=True):
        value = every.value(step.before, step.decision.action)
        assert decision.value == pytest.approx(float(value), abs=1e-6)
        best = every.least(step.before)
        assert decision.best_value == pytest.approx(float(best), abs=1e-6)
        assert decision.loss == pytest.approx(float(own_loss(rules, step)), abs=1e-6)
        for option in decision.options:
            expected = every.value(step.before, option.action)
            assert option.value == pytest.approx(float(expected), abs=1e-6)
        assert sum(option.taken for option in decision.options) == 1


@given(STORIES_THAT_END, st.randoms(use_true_random=False), st.integers(0, 9))
@THOROUGH
def test_what_was_lost_is_accounted_for(story: Scenario, draw: Random, seed: int) -> None:
    rules = Rules(story)
    steps, final = random_play(rules, draw, seed)
    hindsight = analyse(rules, steps, final, seed)
    assert hindsight.least_loss is not None
    given_away = sum(one.given_away + one.luck for one in hindsight.decisions)
    if steps:
        first = Enumeration(rules).least(steps[0].before)
        assert hindsight.total_loss == pytest.approx(float(first) + given_away, abs=1e-4)
    assert all(one.given_away >= 0 for one in hindsight.decisions)
    for position in hindsight.turning_points:
        assert hindsight.decisions[position].given_away >= 0.1


def replayed(rules: Rules, line: tuple[LineStep, ...], seed: int) -> tuple[Fraction, State]:
    """The whole loss of a line from the start, and the state it leads to."""
    state = rules.start()
    lost = Fraction(0)
    waiting = list(line)
    while not rules.ended(state):
        action = CONTINUE if CONTINUE in every_action(rules, state) else waiting.pop(0).action
        step = step_of(rules, state, action, seed)
        if action != CONTINUE:
            lost += own_loss(rules, step)
        state = step.outcome.state
    assert not waiting
    ending = rules.scene(state).ending
    assert ending is not None
    return lost + 1 - ending.grade.credit, state


@given(STORIES_THAT_END, st.integers(0, 9))
@THOROUGH
def test_the_best_line_leads_to_an_ending_and_loses_no_more_than_it_says(
    story: Scenario, seed: int
) -> None:
    rules = Rules(story)
    hindsight = analyse(rules, (), rules.start(), seed)
    lost, _ = replayed(rules, hindsight.best_line, seed)
    if not has_chance(story):
        assert hindsight.least_loss == pytest.approx(float(lost), abs=1e-6)


@given(STORIES)
@THOROUGH
def test_values_in_loops_are_what_the_moves_there_say(story: Scenario) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    exploration = explore(rules)
    assert exploration.moving is not None
    worth = Worth(exploration, Losses())
    packing = exploration.moving.packing

    def value(state: State) -> float:
        batch = exploration.codes(state.scene)
        place = list(batch).index(packing.pack(state))
        return float(worth.values(state.scene, batch)[place])

    for state in reached.decisions:
        options = []
        for action in every_action(rules, state):
            own = own_loss(rules, step_of(rules, state, action)) if action != CONTINUE else 0
            outcomes = every_outcome(rules, state, action)
            options.append(float(own) + sum(float(p) * value(after) for p, after in outcomes))
        if rules.ended(state):
            continue
        assert value(state) == pytest.approx(min(options, default=inf), abs=1e-6)


@given(STORIES)
@THOROUGH
def test_loops_without_chance_are_valued_as_the_shortest_ways_out(story: Scenario) -> None:
    assume(not has_chance(story))
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    least = shortest_ways_out(rules, list(reached.decisions))
    steps, final = random_play(rules, Random(1), 0)
    hindsight = analyse(rules, steps, final, 0)
    expected = least[rules.start()]
    assert hindsight.least_loss == (
        None if expected == inf else pytest.approx(float(expected), abs=1e-6)
    )
    for step, decision in zip(steps, hindsight.decisions, strict=True):
        best = least[step.before._replace(draws=0)]
        assert decision.best_value == (
            None if best == inf else pytest.approx(float(best), abs=1e-6)
        )


def one_option_after(hindsight: Hindsight, choice_id: str) -> float | None:
    option = next(
        option for option in hindsight.decisions[0].options if option.action == Choose(choice_id)
    )
    return option.after


def test_a_loop_that_only_chance_leaves_is_valued_by_its_expectation() -> None:
    try_again = (Branch("end", chance=Fraction(1, 3)), Branch("s"))
    rules = Rules(
        story(
            deciding("s", choice("good", "t", grades=BEST), choice("bad", "t", grades=WORST)),
            deciding("t", choice("knock", try_again)),
        )
    )
    state = rules.start()
    step = step_of(rules, state, Choose("bad"))
    hindsight = analyse(rules, [step], step.outcome.state, 0)
    # Nothing is lost by knocking: only the ending, sound, loses a third.
    assert hindsight.least_loss == pytest.approx(1 / 3, abs=1e-6)
    assert hindsight.decisions[0].given_away == pytest.approx(1, abs=1e-6)


def test_a_forced_loss_in_a_loop_of_chance_is_counted_at_each_turn() -> None:
    leave = (Branch("end", chance=Fraction(1, 4)), Branch("s"))
    graded = deciding(
        "s",
        choice("stay", leave, grades=WORST),
        choice("away", "trap", grades=BEST),
    )
    trap = deciding("trap", choice("round", "trap"))
    rules = Rules(story(graded, trap))
    step = step_of(rules, rules.start(), Choose("stay"))
    hindsight = analyse(rules, [step], step.outcome.state, 0)
    # The best choice leads to a trap, so each of four turns on average loses a whole decision.
    assert hindsight.least_loss == pytest.approx(4 + 1 / 3, abs=1e-6)
    assert one_option_after(hindsight, "away") is None
    assert hindsight.decisions[0].given_away == pytest.approx(0, abs=1e-6)


def test_falling_into_a_trap_gives_everything_away() -> None:
    rules = Rules(
        story(
            deciding("s", choice("out", grades=MIDDLE), choice("in", "trap", grades=BEST)),
            deciding("trap", choice("round", "trap")),
        )
    )
    step = step_of(rules, rules.start(), Choose("in"))
    decision = analyse(rules, [step], step.outcome.state, 0).decisions[0]
    assert decision.value is None
    assert decision.best_value == pytest.approx(2 / 3, abs=1e-6)
    assert decision.given_away == 1
    assert decision.best_line == (LineStep("s", Choose("out")),)


def test_of_two_equal_lines_the_shorter_is_told() -> None:
    rules = Rules(
        story(
            deciding("a", choice("round", "b", grades=BEST), choice("out", grades=BEST)),
            deciding("b", choice("back", "a", grades=BEST)),
        )
    )
    assert analyse(rules, (), rules.start(), 0).best_line == (LineStep("a", Choose("out")),)


def test_an_answer_below_the_best_of_its_band_loses_that_too() -> None:
    order = Order(dict.fromkeys(("one", "two", "three"), "Step"), (Band(50), Band(0)))
    board = Scene("s", "Rank.", stakes=(STAKE,), order=order, next=(Branch("end"),))
    rules = Rules(story(board))
    step = step_of(rules, rules.start(), Rank(("two", "one", "three")))
    decision = analyse(rules, [step], step.outcome.state, 0).decisions[0]
    assert decision.loss == decision.given_away == pytest.approx(1 / 3, abs=1e-6)
    assert [(option.band, option.loss, option.taken) for option in decision.options] == [
        (0, 0.0, True),
        (1, pytest.approx(2 / 3, abs=1e-6), False),
    ]


def test_what_a_workshop_left_out_is_analysed_all_the_same() -> None:
    items = {id_: SortItem(id_, id_, "left", STAKE, "So.", ("right",)) for id_ in ("one", "two")}
    bands = (Band(100), Band(0, next=(Branch("b"),)))
    sort = Sort({"left": "Left", "right": "Right"}, items, bands)
    board = Scene("s", "Sort.", stakes=(STAKE,), sort=sort, next=(Branch("end"),))
    rules = Rules(story(board, deciding("b", choice("good", grades=BEST))))
    step = step_of(rules, rules.start(), Place((("one", "left"),)))
    decision = analyse(rules, [step], step.outcome.state, 0).decisions[0]
    assert decision.loss == pytest.approx(1 / 2, abs=1e-6)
    assert [(option.band, option.taken) for option in decision.options] == [(0, False), (1, True)]
    whole = step_of(rules, rules.start(), Place((("one", "left"), ("two", "left"))))
    options = analyse(rules, [whole], whole.outcome.state, 0).decisions[0].options
    assert [option.band for option in options] == [0]


def test_the_worst_decisions_are_the_turning_points() -> None:
    grades = (WORST, BEST, MIDDLE, WORST, WORST, WORST)
    scenes = [
        deciding(
            f"s{n}",
            choice("taken", f"s{n + 1}", grades=got),
            choice("best", f"s{n + 1}", grades=BEST),
        )
        for n, got in enumerate(grades)
    ]
    last = deciding(f"s{len(grades)}", choice("go"))
    rules = Rules(story(*scenes, last))
    state = rules.start()
    steps = []
    for _ in grades:
        steps.append(step_of(rules, state, Choose("taken")))
        state = steps[-1].outcome.state
    hindsight = analyse(rules, steps, state, 0)
    assert hindsight.turning_points == (0, 3, 4)
    assert hindsight.total_loss == pytest.approx(4 + 1 / 3, abs=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_without_room_for_every_state_values_are_sampled_and_bounds(seed: int) -> None:
    rules = Rules(generated_story_that_ends(Random(seed)))
    steps, final = random_play(rules, Random(seed), seed)
    sampled = analyse(rules, steps, final, seed, Budget(states=0))
    assert not sampled.exact
    assert sampled == analyse(rules, steps, final, seed, Budget(states=0))
    lost, _ = replayed(rules, sampled.best_line, seed)
    assert sampled.least_loss == pytest.approx(float(lost), abs=1e-6)
    if not has_chance(rules.scenario):
        exact = analyse(rules, steps, final, seed)
        assert exact.least_loss is not None
        assert float(lost) >= exact.least_loss - 1e-6


@given(STORIES)
@THOROUGH
def test_what_is_left_out_of_a_state_changes_no_value(story: Scenario) -> None:
    rules = Rules(story)
    assume(every_state(rules, STATES_TRIED).complete)
    values = {questions: value_at_start(rules, questions) for questions in Questions}
    assert values[Questions.DECISIONS] == pytest.approx(values[Questions.EVERYTHING])
    assert values[Questions.PARAGRAPHS] == pytest.approx(values[Questions.EVERYTHING])


def value_at_start(rules: Rules, questions: Questions) -> float:
    exploration = explore(rules, questions=questions)
    assert exploration.moving is not None
    start = rules.start()
    code = np.array([exploration.moving.packing.pack(start)], dtype=np.int64)
    return float(Worth(exploration, Losses()).values(start.scene, code)[0])


def test_a_trap_that_luck_may_spare_is_no_sure_end() -> None:
    either = (Branch("end", chance=Fraction(1, 4)), Branch("trap"))
    rules = Rules(
        story(
            deciding(
                "s", choice("risk", either, grades=WORST), choice("shut", grades=BEST, when="told")
            ),
            deciding(
                "trap",
                choice("round", "trap", grades=WORST),
                choice("back", "s", grades=BEST, when="told"),
            ),
        )
    )
    assert analyse(rules, (), rules.start(), 0).least_loss is None
