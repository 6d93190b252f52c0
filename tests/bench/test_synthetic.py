"""What the figures are measured on is a real scenario: valid, varied, always the same."""

from __future__ import annotations

import pytest

from engine.chance import seeded_chance
from engine.reading import read_scenario
from engine.rules import Rules
from engine.writing import write_scenario
from game.content import load_catalogue, load_frames
from tests.bench.deciding import decisions_a_play, random_play, random_sessions
from tests.bench.synthetic import synthetic_scenario


@pytest.mark.parametrize("scenes", [30, 300])
def test_a_synthetic_scenario_has_nothing_to_report(scenes: int) -> None:
    scenario = synthetic_scenario(scenes)
    reading = read_scenario(
        write_scenario(scenario),
        file="synthetic.yaml",
        catalogue=load_catalogue(),
        frames=load_frames(),
    )
    assert reading.diagnostics == ()
    assert reading.scenario == scenario
    assert (len(scenario.scenes), len(scenario.meters), len(scenario.flags)) == (scenes, 3, 4)


def test_the_same_seed_makes_the_same_scenario_and_another_seed_another() -> None:
    assert synthetic_scenario(30, seed=4) == synthetic_scenario(30, seed=4)
    assert synthetic_scenario(30, seed=4) != synthetic_scenario(30, seed=5)


def test_thirty_scenes_give_about_twenty_one_decisions_with_everything_that_rules_do() -> None:
    scenario = synthetic_scenario(30)
    choices = [choice for scene in scenario.scenes.values() for choice in scene.choices.values()]
    assert 19 <= decisions_a_play(Rules(scenario)) <= 23
    assert any(scene.also for scene in scenario.scenes.values())
    assert any(choice.condition for choice in choices)
    assert any(choice.later for choice in choices)
    branches = [branch for choice in choices for branch in choice.next]
    assert any(branch.chance for branch in branches)
    assert any(branch.condition for branch in branches)


def test_the_measured_loops_play_to_the_end_and_count_every_decision() -> None:
    rules = Rules(synthetic_scenario(30))
    assert random_play(rules, 100) >= 100
    assert random_sessions(rules, 100) >= 100
    chance = seeded_chance(1)
    state = rules.start()
    while options := rules.options(state):
        state = rules.step(state, options[0], chance).state
    assert rules.ended(state)
