"""What was ever seen to happen, and the ways to it, are what ``Rules`` does state by state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hypothesis import assume, given

from engine.chance import seeded_chance
from engine.exploration import explore
from engine.proof.facts import Facts, add_plays, facts_of
from engine.proof.sampling import Play, Table, Turn
from engine.proof.ways import shortest_ways
from engine.proof.worths import Worths
from engine.rules import CONTINUE, Rules, State
from engine.scenario import (
    Scenario,
)
from tests.engine.enumeration import (
    STATES_TRIED,
    STORIES,
    THOROUGH,
    follow,
    has_chance,
)
from tests.engine.generated import (
    every_action,
    every_outcome,
    every_state,
)


def scalar_facts(rules: Rules, states: Mapping[State, int]) -> Facts:
    """The same facts from every step that ``Rules`` can make, one by one."""
    table = Table(rules)
    facts = Facts()
    for state in states:
        moves = table.open_moves(state)
        if not moves and not rules.ended(state):
            facts.stuck.add((state.scene, 0))
        add_plays(facts, table, [Play((), state)])
        for move in moves:
            due = rules.step(state, move.action, lambda _draw, _chance: False).due
            turn = Turn(state, move, move.action, None, None, due)
            outcomes = every_outcome(rules, state, move.action)
            add_plays(facts, table, [Play((turn,), after) for _, after in outcomes])
    return facts


@given(STORIES)
@THOROUGH
def test_what_ever_happens_is_what_the_rules_do(story: Scenario) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    exploration = explore(rules)
    facts = facts_of(exploration, Worths(exploration))
    expected = scalar_facts(rules, reached.decisions)
    assert facts.scenes == expected.scenes
    assert facts.opened == expected.opened
    assert facts.closed == expected.closed
    assert facts.open_without == expected.open_without
    assert facts.condition_held == expected.condition_held
    assert facts.condition_failed == expected.condition_failed
    assert facts.paragraph_shown == expected.paragraph_shown
    assert facts.paragraph_hidden == expected.paragraph_hidden
    assert facts.fell_due == expected.fell_due
    assert {scene for scene, _ in facts.stuck} == {scene for scene, _ in expected.stuck}
    # Of two branches to one scene a step does not say which was taken, so it may know less.
    assert facts.branches >= expected.branches
    assert facts.branch_failed >= expected.branch_failed
    if not has_chance(story):
        assert facts.branches == expected.branches
        assert facts.branch_held == expected.branch_held
        assert facts.branch_failed == expected.branch_failed


@given(STORIES)
@THOROUGH
def test_locked_states_are_those_that_lead_to_no_end(story: Scenario) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    before: dict[State, set[State]] = defaultdict(set)
    ends = []
    for state in reached.decisions:
        actions = every_action(rules, state)
        ends += [] if actions else [state]
        for action in actions:
            for _, after in every_outcome(rules, state, action):
                before[after].add(state)
    can_end = set(ends)
    while ends:
        for state in before[ends.pop()] - can_end:
            can_end.add(state)
            ends.append(state)
    exploration = explore(rules)
    facts = facts_of(exploration, Worths(exploration))
    locked = {state.scene for state in reached.decisions if state not in can_end}
    assert {scene for scene, _ in facts.locked} == locked
    for (scene, _), way in shortest_ways(exploration, facts.locked).items():
        if way.seed is not None:
            state = follow(rules, way)
            while state.scene != scene:
                state = rules.step(state, CONTINUE, seeded_chance(way.seed)).state
            assert state._replace(draws=0) not in can_end


@given(STORIES)
@THOROUGH
def test_every_way_leads_where_it_says_by_as_few_decisions(story: Scenario) -> None:
    rules = Rules(story)
    reached = every_state(rules, STATES_TRIED)
    assume(reached.complete)
    exploration = explore(rules)
    places = [exploration.first_state(scene) for scene in range(len(rules.scenes))]
    ways = shortest_ways(exploration, [place for place in places if place is not None])
    for (scene, _), way in ways.items():
        fewest = min(count for state, count in reached.decisions.items() if state.scene == scene)
        assert len(way.decisions) == fewest
        if way.seed is not None:
            state = follow(rules, way)
            while state.scene != scene:
                state = rules.step(state, CONTINUE, seeded_chance(way.seed)).state
