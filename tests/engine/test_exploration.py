"""The packed search and ``Rules.step`` agree on every state, edge, guard and score."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.exploration import Exploration, explore
from engine.proof.budget import Budget, Progress
from engine.proof.moves import Move, MoveKind, chance_of_bands, moves_of
from engine.proof.packing import Questions
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
from engine.scenario import Change, Later, Meter, Scenario, Scene
from engine.scoring import mean, stake_credits
from tests.engine.enumeration import STORIES, THOROUGH
from tests.engine.generated import every_action, every_outcome, every_state, generated_story
from tests.stories import choice, deciding, story

STATES_TRIED = 1500


def packed(exploration: Exploration, state: State) -> tuple[int, int]:
    assert exploration.moving is not None
    return state.scene, exploration.moving.packing.pack(state)


def states_met(exploration: Exploration) -> set[tuple[int, int]]:
    return {
        (scene, int(code))
        for scene in range(len(exploration.rules.scenes))
        for code in exploration.codes(scene)
    }


@given(STORIES, st.sampled_from(Questions))
@THOROUGH
def test_the_same_states_are_met_by_as_few_decisions(story: Scenario, questions: Questions) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    exploration = explore(rules, questions=questions)
    fewest: dict[tuple[int, int], int] = {}
    for state, decisions in reached.decisions.items():
        place = packed(exploration, state)
        fewest[place] = min(decisions, fewest.get(place, decisions))
    assert exploration.complete
    assert states_met(exploration) == fewest.keys()
    for (scene, code), decisions in fewest.items():
        assert exploration.waves[exploration.wave_of((scene, code))].decisions == decisions


def packed_edges(
    exploration: Exploration, scene: int, code: int
) -> dict[tuple[int, int, int], float]:
    """The probability of each ``(move, target scene, target code)`` from one state."""
    assert exploration.moving is not None
    batch = exploration.moving.batch(scene, np.array([code], dtype=np.int64))
    found: dict[tuple[int, int, int], float] = defaultdict(float)
    opened = exploration.moving.open_moves(scene, batch)
    for bundle in exploration.moving.bundles(scene, batch, opened):
        found[bundle.move, bundle.target, int(bundle.codes[0])] += bundle.probability
    return found


def scalar_edges(exploration: Exploration, state: State) -> dict[tuple[int, int, int], float]:
    """The same by ``Rules.step``; a board's answers count by the band they reach."""
    rules = exploration.rules
    assert exploration.moving is not None
    moves = exploration.moving.packing.moves[state.scene]
    found: dict[tuple[int, int, int], float] = defaultdict(float)
    done: set[int] = set()
    for action in every_action(rules, state):
        number = move_for(rules, state, action, moves)
        if number in done:
            continue
        done.add(number)
        for probability, after in every_outcome(rules, state, action):
            found[number, *packed(exploration, after)] += float(probability)
    return found


def move_for(rules: Rules, state: State, action: Action, moves: tuple[Move, ...]) -> int:
    scene = rules.scene(state)
    if scene.sort is None and scene.order is None:
        return next(number for number, move in enumerate(moves) if move.action == action)
    band = band_of(scene, action)
    return next(number for number, move in enumerate(moves) if move.number == band)


def band_of(scene: Scene, action: Action) -> int:
    if scene.sort is not None and isinstance(action, Place):
        return band_reached(scene.sort.bands, sort_success(scene.sort, action))
    assert scene.order is not None
    assert isinstance(action, Rank)
    return band_reached(scene.order.bands, order_success(scene.order, action))


@given(STORIES)
@THOROUGH
def test_every_edge_is_the_same_with_its_probability(story: Scenario) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    exploration = explore(rules)
    for state in reached.decisions:
        expected = scalar_edges(exploration, state)
        edges = packed_edges(exploration, *packed(exploration, state))
        assert edges.keys() == expected.keys()
        assert list(edges.values()) == pytest.approx([expected[edge] for edge in edges])


@given(STORIES)
@THOROUGH
def test_every_paragraph_shows_in_the_same_states(story: Scenario) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    exploration = explore(rules, questions=Questions.PARAGRAPHS)
    assert exploration.moving is not None
    for state in reached.decisions:
        scene, code = packed(exploration, state)
        batch = exploration.moving.batch(scene, np.array([code], dtype=np.int64))
        for paragraph in rules.scenes[scene].also:
            holds = exploration.moving.holds(paragraph.condition, batch)
            assert bool(np.all(holds)) is (paragraph.text in rules.text(state))


@given(STORIES)
@THOROUGH
def test_every_move_has_the_best_credit_that_leads_there(story: Scenario) -> None:
    rules = Rules(story)
    for number, scene in enumerate(rules.scenes):
        moves = moves_of(rules, number)
        state = rules.start()._replace(scene=number)
        if scene.choices:
            credits = [move.credit for move in moves if move.kind is MoveKind.CHOICE]
            actions = [move.action for move in moves if move.kind is MoveKind.CHOICE]
            assert credits == [credit_of(scene, action) for action in actions]
            continue
        best: dict[int, Fraction | None] = {}
        for action in every_action(rules, state) if scene.decides else ():
            band = move_for(rules, state, action, moves)
            best[band] = max(best.get(band) or Fraction(0), credit_of(scene, action) or Fraction(0))
        for band, move in enumerate(moves) if scene.decides else ():
            assert move.credit == best[band] == credit_of(scene, move.action)
            assert move_for(rules, state, move.action, moves) == band


def credit_of(scene: Scene, action: Action) -> Fraction | None:
    return mean(stake_credits(scene, action).values()) if scene.scored else None


@given(STORIES)
@THOROUGH
def test_the_chance_of_each_band_is_that_of_answers_made_at_random(story: Scenario) -> None:
    rules = Rules(story)
    for number, scene in enumerate(rules.scenes):
        if scene.sort is None and scene.order is None:
            assert chance_of_bands(rules, number) == {}
            continue
        actions = every_action(rules, rules.start()._replace(scene=number))
        placed = [_placed(action) for action in actions]
        answers = [one for one, count in zip(actions, placed, strict=True) if count == max(placed)]
        counted: dict[int, float] = defaultdict(float)
        for answer in answers:
            counted[band_of(scene, answer)] += 1 / len(answers)
        chances = chance_of_bands(rules, number)
        assert {band for band, chance in chances.items() if chance > 0} == counted.keys()
        assert [chances[band] for band in counted] == pytest.approx(list(counted.values()))


def _placed(action: Action) -> int:
    """How many items or steps an answer places."""
    if isinstance(action, Place):
        return len(action.placements)
    assert isinstance(action, Rank)
    return len(action.steps)


@pytest.mark.parametrize("seed", range(12))
def test_ways_of_keeping_states_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules(generated_story(Random(seed)))
    roomy = explore(rules)
    monkeypatch.setattr("engine.proof.seen.LARGEST_DENSE", 0)
    monkeypatch.setattr("engine.proof.packing.LARGEST_CHUNK", 3)
    tight = explore(rules)
    assert states_met(tight) == states_met(roomy)
    assert (tight.edges, tight.waves, tight.states) == (roomy.edges, roomy.waves, roomy.states)
    for place in states_met(roomy):
        assert tight.wave_of(place) == roomy.wave_of(place)


def wandering(steps: int, meters: int) -> Scenario:
    """A loop that moves meters up and down one by one until the player leaves it."""
    names = [f"meter_{number}" for number in range(meters)]
    moving = [choice(f"up_{name}", "s", effects={name: 1}) for name in names]
    moving += [choice(f"down_{name}", "s", effects={name: -1}) for name in names]
    leaving = choice("leave", when=" + ".join(names) + f" == {steps * meters}")
    return story(
        deciding("s", *moving, leaving),
        meters=[Meter(name, name, 0, 0, steps) for name in names],
    )


def test_a_search_counts_states_and_edges() -> None:
    exploration = explore(wandering(9, 2))
    assert exploration.complete
    assert exploration.states == 10 * 10 + 1
    assert exploration.edges == 10 * 10 * 4 + 1
    assert exploration.waves[-1].decisions == 9 + 9 + 1


def test_a_budget_of_states_stops_the_search_unproved() -> None:
    exploration = explore(wandering(50, 2), Budget(states=300))
    assert not exploration.complete
    assert 300 < exploration.states < 500


def test_a_search_can_be_stopped_on_its_way() -> None:
    heard: list[Progress] = []

    def three_times(progress: Progress) -> bool:
        heard.append(progress)
        return len(heard) < 3

    exploration = explore(wandering(50, 2), Budget(proceed=three_times))
    assert not exploration.complete
    assert [progress.decisions for progress in heard] == [0, 1, 2]
    assert [progress.states for progress in heard] == [1, 3, 6]


def test_states_too_many_to_number_are_not_explored() -> None:
    exploration = explore(wandering(1000, 8))
    assert not exploration.complete
    assert exploration.states == 0


def test_what_no_longer_matters_is_left_out() -> None:
    later = Later(2, "It comes.", Change({"trust": -5}))
    rules = Rules(
        story(
            deciding(
                "a", choice("up", "b", effects={"trust": 5}, set_=("told",)), choice("go", "b")
            ),
            deciding(
                "b", choice("wait", "c", later=(later,)), choice("go", "c", set_=("written",))
            ),
            deciding("c", choice("go", "d", when="trust > 50"), choice("stay", "d")),
            deciding("d", choice("go", when="written"), choice("stay")),
        )
    )
    exploration = explore(rules)
    counts = {scene.id: len(exploration.codes(n)) for n, scene in enumerate(rules.scenes)}
    # b: trust. c: trust and written, which d asks for; the consequence comes too late. d: written.
    assert counts == {"a": 1, "b": 2, "c": 4, "d": 2, "end": 1}


def test_values_that_no_guard_ahead_separates_count_as_one() -> None:
    steps = [choice(f"add_{points}", "b", effects={"trust": points}) for points in range(8)]
    rules = Rules(
        story(
            deciding("a", *steps),
            deciding("b", choice("more", "c", effects={"trust": 5}), choice("same", "c")),
            deciding("c", choice("high", when="trust >= 60"), choice("low", when="trust < 60")),
            meters=[Meter("trust", "Trust", 50)],
        )
    )
    met = explore(rules)
    # b: under 55, where nothing helps, and from 55 on, where five points do. c: each side of 60.
    assert [len(met.codes(scene)) for scene in range(4)] == [1, 2, 2, 1]
    every = explore(rules, questions=Questions.EVERYTHING)
    assert [len(every.codes(scene)) for scene in range(3)] == [1, 8, 13]
