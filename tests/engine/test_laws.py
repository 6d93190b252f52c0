"""Laws that hold on every scenario: replay, ranges, scores, rewinding, order of keys."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.debrief import make_debrief
from engine.principles import Force
from engine.reading import read_scenario
from engine.rules import Action, Choose, Place, Rank, Rules
from engine.scenario import Scenario, Scene
from engine.scoring import mean, overall, score_play, stake_credits
from engine.session import Phase, Session
from engine.writing import write_scenario
from game.content import load_catalogue
from game.locale import Messages
from game.views.scene import scene_view
from game.views.words import Wording
from tests.bench.synthetic import synthetic_scenario
from tests.generators import scenarios

LONGEST_PLAY = 40
"""Decisions after which a generated play that loops is left alone."""

FAR_IN = 6
"""Decisions that make a play long."""

KNOWN = tuple(load_catalogue().principles)[:8]
DUTIES = tuple(id_ for id_ in KNOWN if load_catalogue().principle(id_).force is Force.DUTY)

lawful = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def best_action(rules: Rules, session: Session) -> Action:
    scene = rules.scene(session.state)
    if scene.sort is not None:
        return Place(tuple((item.id, item.column) for item in scene.sort.items.values()))
    if scene.order is not None:
        return Rank(tuple(scene.order.steps))
    options = rules.options(session.state)
    if scene.open:
        return options[0]
    return max(options, key=lambda option: mean(stake_credits(scene, option).values()))


@st.composite
def any_action(draw: st.DrawFn, rules: Rules, session: Session) -> Action:
    scene: Scene = rules.scene(session.state)
    if scene.sort is not None:
        columns = st.sampled_from([*scene.sort.columns, None])
        placed = [(item, draw(columns)) for item in scene.sort.items]
        return Place(tuple((item, column) for item, column in placed if column is not None))
    if scene.order is not None:
        return Rank(tuple(draw(st.permutations(list(scene.order.steps)))))
    return draw(st.sampled_from(rules.options(session.state)))


@st.composite
def plays(draw: st.DrawFn) -> Session:
    """A session of a generated scenario, played at random until it ends or is long enough."""
    rules = Rules(draw(scenarios(KNOWN, DUTIES)))
    session = Session(rules, draw(st.integers(0, 2**32 - 1)))
    while session.phase != Phase.DEBRIEF and len(session.steps) < LONGEST_PLAY:
        if session.phase == Phase.DECIDING:
            session.decide(draw(any_action(rules, session)))
        else:
            session.go_on()
    return session


def replaying_gives_the_same_states_and_the_same_score(session: Session) -> None:
    again = Session.replay(session.rules, session.seed, session.journal)
    assert again.steps == session.steps
    assert score_play(again.rules, again.steps) == score_play(session.rules, session.steps)


def meters_stay_in_their_range(session: Session) -> None:
    meters = session.rules.scenario.meters.values()
    for step in session.steps:
        for meter, value in zip(meters, step.outcome.state.meters, strict=True):
            assert meter.low <= value <= meter.high


def scores_stay_between_zero_and_one(session: Session) -> None:
    debrief = make_debrief(session.rules, session.steps, session.state, load_catalogue())
    shares = [tally.quality for tally in debrief.principles.values()]
    shares += [tally.access for tally in debrief.principles.values()]
    shares += [tally.quality for tally in debrief.families.values()]
    shares += [debrief.overall]
    for decision in debrief.decisions:
        if decision.score is not None:
            shares += [decision.score.credit, decision.score.best_credit, decision.score.quality]
    assert all(share is None or 0 <= share <= 1 for share in shares)


def what_is_open_can_be_decided_and_nothing_else(session: Session) -> None:
    rules, chance = session.rules, lambda _draw, _probability: False
    for step in session.steps:
        scene = rules.scene(step.before)
        open_now = {option.choice for option in rules.options(step.before)}
        for choice in scene.choices:
            if choice in open_now:
                rules.step(step.before, Choose(choice), chance)
            else:
                with pytest.raises(ValueError, match="locked"):
                    rules.step(step.before, Choose(choice), chance)


def rewinding_and_deciding_again_is_the_identity(session: Session, position: int) -> None:
    steps, state, phase = list(session.steps), session.state, session.phase
    session.rewind(position)
    assert session.steps == steps[:position]
    for step in steps[position:]:
        while session.phase != Phase.DECIDING:
            session.go_on()
        assert session.state == step.before
        session.decide(step.decision.action)
    while session.phase != phase or session.state != state:
        session.go_on()
    assert session.steps == steps


@lawful
@given(plays(), st.data())
def test_every_play_keeps_every_law(session: Session, data: st.DataObject) -> None:
    """A play takes longer to draw than to look at: each is held to all the laws."""
    replaying_gives_the_same_states_and_the_same_score(session)
    meters_stay_in_their_range(session)
    scores_stay_between_zero_and_one(session)
    what_is_open_can_be_decided_and_nothing_else(session)
    if session.steps:
        position = data.draw(st.integers(0, len(session.steps) - 1))
        rewinding_and_deciding_again_is_the_identity(session, position)


@pytest.mark.parametrize("seed", range(5))
def test_every_decision_of_a_long_play_can_be_gone_back_to(seed: int) -> None:
    """Drawn plays are mostly short: what goes wrong far in is looked for here."""
    session, draw = Session(Rules(synthetic_scenario(40)), seed), Random(seed)
    while session.phase != Phase.DEBRIEF and len(session.steps) < LONGEST_PLAY:
        if session.phase == Phase.DECIDING:
            session.decide(draw.choice(session.rules.options(session.state)))
        else:
            session.go_on()
    assert len(session.steps) > FAR_IN
    for position in range(len(session.steps)):
        rewinding_and_deciding_again_is_the_identity(session, position)


@lawful
@given(scenarios(KNOWN, DUTIES), st.integers(0, 2**32 - 1))
def test_the_best_choice_at_every_decision_scores_one(scenario: Scenario, seed: int) -> None:
    rules = Rules(scenario)
    session = Session(rules, seed)
    while session.phase != Phase.DEBRIEF and len(session.steps) < LONGEST_PLAY:
        if session.phase == Phase.DECIDING:
            session.decide(best_action(rules, session))
        else:
            session.go_on()
    assert overall(score_play(rules, session.steps)) in (None, Fraction(1))


def in_another_order(node: object, order: Random) -> object:
    """``node`` with the keys of every mapping moved, but for the steps of an ordering."""
    if isinstance(node, list):
        return [in_another_order(item, order) for item in node]
    if not isinstance(node, dict):
        return node
    keys = list(node)
    order.shuffle(keys)
    return {
        key: node[key] if key == "steps" else in_another_order(node[key], order) for key in keys
    }


@lawful
@given(scenarios(KNOWN, DUTIES), st.randoms(use_true_random=False))
def test_two_orders_of_the_files_keys_mean_the_same(scenario: Scenario, order: Random) -> None:
    written = yaml.load(write_scenario(scenario), yaml.BaseLoader)
    moved = yaml.safe_dump(in_another_order(written, order), allow_unicode=True, sort_keys=False)
    reading = read_scenario(moved, file="", catalogue=None, frames=None)
    assert reading.scenario == scenario
    if scenario.scenes[scenario.start].choices:
        assert shown_choices(reading.scenario) == shown_choices(scenario)


def shown_choices(scenario: Scenario) -> list[str]:
    rules = Rules(scenario)
    wording = Wording(Messages("fr"), load_catalogue(), scenario.frame)
    view = scene_view(rules, rules.start(), None, 1, 5, wording)
    return [choice.text for choice in view.choices]
