"""What explore says about a scenario: every flaw that was put in, and nothing about a sound one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.chance import Draws, seeded_chance
from engine.exploration import Budget, explore
from engine.expressions import parse_guard
from engine.findings import ADVICE, Finding, Kind, Report, findings
from engine.principles import Catalogue
from engine.proof.facts import Facts, add_plays, facts_of
from engine.proof.sampling import Play, Table, Turn, at_random, band_of
from engine.proof.traffic import random_policy, traffic
from engine.proof.ways import Way, shortest_ways
from engine.proof.worths import Worths
from engine.rules import CONTINUE, Action, Choose, Outcome, Place, Rank, Rules, State
from engine.scenario import (
    Band,
    Branch,
    Change,
    Ending,
    Grade,
    Later,
    Meter,
    Order,
    Paragraph,
    Scenario,
    Scene,
)
from engine.scoring import overall, score_decision
from engine.session import Decision, Step
from tests.engine.generated import (
    every_action,
    every_outcome,
    every_state,
    generated_story,
    generated_story_that_ends,
)
from tests.engine.test_hindsight import THOROUGH, has_chance
from tests.stories import STAKE, choice, deciding, ending, story

NO_CATALOGUE = Catalogue({}, {}, {}, {}, {})
BEST, SECOND = (Grade.EXEMPLARY, Grade.SOUND), (Grade.SOUND, Grade.EXEMPLARY)
WEAK = (Grade.WEAK, Grade.WEAK)
BUDGET_OF_NOTHING = Budget(states=0)


def report_on(scenario: Scenario, budget: Budget = Budget()) -> Report:  # noqa: B008 - frozen
    return findings(explore(scenario, budget), NO_CATALOGUE)


def found(report: Report, kind: Kind) -> list[Finding]:
    return [finding for finding in report.findings if finding.kind is kind]


def only(report: Report, kind: Kind) -> Finding:
    (finding,) = found(report, kind)
    return finding


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


def dilemma(id_: str, next_: str = "end") -> Scene:
    """A scene whose two choices each have their merit, of the same length."""
    return deciding(id_, choice("one", next_, grades=BEST), choice("two", next_, grades=SECOND))


def test_a_sound_scenario_has_no_findings() -> None:
    report = report_on(story(dilemma("a", "b"), dilemma("b")))
    assert report.proved
    assert report.findings == ()


def test_a_scene_and_an_ending_on_paper_only() -> None:
    guarded = (Branch("lost", parse_guard("trust > 60")), Branch("end"))
    scenario = story(
        deciding("a", choice("one", guarded, grades=BEST), choice("two", guarded, grades=SECOND)),
        dilemma("lost", "paper"),
        ending("paper"),
    )
    report = report_on(scenario)
    assert only(report, Kind.UNREACHABLE_SCENE).words == {"scene": "lost"}
    assert only(report, Kind.UNREACHABLE_ENDING).words == {"scene": "paper"}
    assert only(report, Kind.UNREACHABLE_SCENE).proved
    assert {one.path for one in found(report, Kind.GUARD_NEVER)} == {
        ("scenes", "a", "choices", "one", "next", 0, "if"),
        ("scenes", "a", "choices", "two", "next", 0, "if"),
    }


def test_an_impossible_option_and_what_depends_on_it() -> None:
    first = deciding(
        "a",
        choice("one", grades=BEST),
        choice("two", grades=SECOND),
        choice("shut", grades=BEST, when="written and not written"),
    )
    report = report_on(story(first))
    finding = only(report, Kind.CHOICE_NEVER_OPEN)
    assert finding.words == {"scene": "a", "choice": "shut"}
    assert finding.path == ("scenes", "a", "choices", "shut")
    assert finding.way == Way(())
    assert not found(report, Kind.GUARD_NEVER)


def test_a_condition_that_always_holds_is_said_at_its_place() -> None:
    scene = deciding(
        "a",
        choice("one", grades=BEST, when="trust >= 50"),
        choice("two", (Branch("end", parse_guard("trust < 90")), Branch("b")), grades=SECOND),
    )
    report = report_on(story(scene, dilemma("b")))
    assert [(one.path, one.words["guard"]) for one in found(report, Kind.GUARD_ALWAYS)] == [
        (("scenes", "a", "choices", "two", "next", 0, "if"), "trust < 90"),
        (("scenes", "a", "choices", "one", "if"), "trust >= 50"),
    ]


def test_paragraphs_that_always_or_never_show() -> None:
    shown = Paragraph(parse_guard("not told"), "Always.")
    hidden = Paragraph(parse_guard("written"), "Never.")
    sometimes = Paragraph(parse_guard("trust > 50"), "Sometimes.")
    first = deciding(
        "a",
        choice("one", "b", grades=BEST, effects={"trust": 1}),
        choice("two", "b", grades=SECOND),
    )
    report = report_on(story(first, replace(dilemma("b"), also=(shown, hidden, sometimes))))
    assert only(report, Kind.GUARD_ALWAYS).path == ("scenes", "b", "also", 0, "if")
    never = only(report, Kind.GUARD_NEVER)
    assert never.path == ("scenes", "b", "also", 1, "if")
    assert never.way is not None
    assert len(never.way.decisions) == 1


def test_a_path_that_leaves_no_option_open_is_shown() -> None:
    scenario = story(
        deciding(
            "a",
            choice("free", "b", grades=BEST),
            choice("bound", "b", grades=SECOND, set_=("told",)),
        ),
        deciding("b", choice("go", "c"), choice("stay", "c")),
        deciding("c", choice("out", when="not told")),
    )
    report = report_on(scenario)
    finding = only(report, Kind.NOTHING_OPEN)
    assert finding.words == {"scene": "c"}
    rules = Rules(scenario)
    state = follow(rules, finding.way)
    assert rules.scene(state).id == "c"
    assert rules.options(state) == ()
    assert not found(report, Kind.NO_END_AHEAD)


def test_a_soft_lock_by_a_loop_is_shown_where_it_begins() -> None:
    scenario = story(
        dilemma("a", "hall"),
        deciding("hall", choice("in", "ring", set_=("told",)), choice("out", when="not told")),
        deciding("ring", choice("round", "hall"), choice("again", "ring")),
    )
    report = report_on(scenario)
    locked = {str(one.words["scene"]): one.way for one in found(report, Kind.NO_END_AHEAD)}
    assert locked.keys() == {"hall", "ring"}
    rules = Rules(scenario)
    assert locked["ring"] == Way((Choose("one"), Choose("in")))
    state = follow(rules, locked["hall"])
    assert rules.scene(state).id == "hall"
    assert rules.flags(state) == {"told"}


def test_a_branch_that_always_catches_hides_those_after_it() -> None:
    branches = (
        Branch("b", parse_guard("told")),
        Branch("end", parse_guard("not told")),
        Branch("b"),
    )
    first = deciding("a", choice("one", branches, grades=BEST), choice("two", grades=SECOND))
    start = deciding("s", choice("tell", "a", set_=("told",)), choice("hush", "a"))
    finding = only(report_on(story(start, first, dilemma("b"))), Kind.GUARD_ALWAYS)
    assert finding.path == ("scenes", "a", "choices", "one", "next", 1, "if")


def test_a_band_that_no_answer_reaches() -> None:
    steps = dict.fromkeys(("x", "y", "z"), "Step")
    order = Order(steps, (Band(100), Band(90), Band(0)))
    board = Scene("a", "Rank.", stakes=(STAKE,), order=order, next=(Branch("end"),))
    finding = only(report_on(story(board)), Kind.BAND_OUT_OF_REACH)
    assert finding.path == ("scenes", "a", "order", "bands", 1)
    assert finding.words == {"scene": "a", "number": 2}


def test_a_shared_way_on_is_judged_over_all_bands() -> None:
    board = Scene(
        "a",
        "Rank.",
        stakes=(STAKE,),
        order=Order(
            dict.fromkeys(("x", "y", "z"), "Step"),
            (Band(100, Change(set=("told",))), Band(0)),
        ),
        next=(Branch("b", parse_guard("told")), Branch("end")),
    )
    assert report_on(story(board, dilemma("b"))).findings == ()


def test_a_delayed_consequence_that_never_falls_due() -> None:
    late = Later(3, "Too late.", Change({"trust": -5}))
    soon = Later(2, "In time.", Change({"trust": -5}))
    first = deciding(
        "a",
        choice("one", "b", grades=BEST, later=(late,)),
        choice("two", "b", grades=SECOND, later=(soon,)),
    )
    report = report_on(story(first, dilemma("b", "c"), dilemma("c")))
    finding = only(report, Kind.LATER_NEVER_DUE)
    assert finding.path == ("scenes", "a", "choices", "one", "later", 0)
    assert finding.words == {"scene": "a", "choice": "one", "after": 3}


def test_an_objective_never_at_stake_on_any_path() -> None:
    guarded = (Branch("b", parse_guard("told")), Branch("end"))
    first = deciding("a", choice("one", guarded), choice("two", guarded))
    scenario = replace(story(first, dilemma("b")), objectives=(STAKE,))
    finding = only(report_on(scenario), Kind.OBJECTIVE_NEVER_AT_STAKE)
    assert finding.words == {"principle": STAKE}
    assert report_on(scenario).figures.opportunities[STAKE].most == 0


def test_a_choice_that_another_dominates_at_no_cost() -> None:
    better = choice("better", grades=BEST, effects={"trust": 5})
    worse = choice("worse", grades=WEAK, effects={"trust": 5})
    finding = only(report_on(story(deciding("a", better, worse))), Kind.DOMINATED_CHOICE)
    assert finding.words == {"scene": "a", "choice": "worse", "other": "better"}
    dear = replace(better, change=Change({"trust": 4}))
    assert not found(report_on(story(deciding("a", dear, worse))), Kind.DOMINATED_CHOICE)
    locked = replace(better, condition=parse_guard("told"))
    start = deciding("s", choice("tell", "a", set_=("told",)), choice("hush", "a"))
    sometimes = story(start, deciding("a", locked, worse))
    assert not found(report_on(sometimes), Kind.DOMINATED_CHOICE)


def test_a_better_choice_that_leads_somewhere_worse_dominates_nothing() -> None:
    scene = deciding("a", choice("better", "fall", grades=BEST), choice("worse", grades=WEAK))
    fall = replace(ending("fall"), ending=Ending("Fall", Grade.CONTRARY))
    assert not found(report_on(story(scene, fall)), Kind.DOMINATED_CHOICE)


def test_a_scene_without_a_dilemma() -> None:
    scene = deciding("a", choice("best", grades=BEST), choice("other", grades=WEAK))
    assert only(report_on(story(scene)), Kind.NO_DILEMMA).words == {"scene": "a", "choice": "best"}


def test_a_best_choice_that_is_always_the_longest() -> None:
    scenes = [
        deciding(
            f"s{number}",
            choice("short", f"s{number + 1}", grades=(Grade.SOUND, Grade.WEAK)),
            choice("much_longer", f"s{number + 1}", grades=(Grade.WEAK, Grade.EXEMPLARY)),
        )
        for number in range(3)
    ]
    report = report_on(story(*scenes, dilemma("s3")))
    assert only(report, Kind.BEST_IS_LONGEST).words == {"number": 3}
    assert (report.cues.scenes, report.cues.longest, report.cues.first) == (3, 3, 0)


def wide_story() -> Scenario:
    """More states than any budget here, and a scene that nothing leads to."""
    meters = [Meter(f"m{number}", "Meter", 50) for number in range(6)]
    moves = [choice(f"up_{meter.id}", "a", effects={meter.id: 1}) for meter in meters]
    total = " + ".join(meter.id for meter in meters)
    leave = choice("leave", (Branch("rare", parse_guard(f"{total} > 590")), Branch("end")))
    return story(deciding("a", *moves, leave), dilemma("rare"), meters=meters)


def test_beyond_the_budget_nothing_is_said_to_be_proved() -> None:
    report = report_on(wide_story(), Budget(states=1000))
    finding = only(report, Kind.UNREACHABLE_SCENE)
    assert not report.proved
    assert report.plays > 0
    assert not finding.proved
    assert report.figures.best is None
    assert report.figures.scenes["a"].random > 1


@pytest.mark.parametrize("seed", range(6))
def test_sampled_plays_find_nothing_that_a_proof_denies(seed: int) -> None:
    scenario = generated_story_that_ends(Random(seed))
    proved = report_on(scenario)
    sampled = report_on(scenario, BUDGET_OF_NOTHING)
    assert sampled == report_on(scenario, BUDGET_OF_NOTHING)
    # Plays do not always tell a condition that never holds from a branch never taken.
    told = {path for one in sampled.findings for path in (one.path, (*one.path, "if"))}
    for finding in proved.findings:
        if finding.kind not in ADVICE:
            assert finding.path in told
    rules = Rules(scenario)
    for finding in sampled.findings:
        if finding.way is not None:
            state = follow(rules, finding.way)
            while (
                CONTINUE in every_action(rules, state) and rules.scene(state).id not in finding.path
            ):
                state = rules.step(state, CONTINUE, seeded_chance(finding.way.seed or 0)).state
            assert rules.scene(state).id in finding.path


STORIES = st.randoms(use_true_random=False).map(generated_story)
STORIES_THAT_END = st.randoms(use_true_random=False).map(generated_story_that_ends)


STATES_TRIED = 400


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
    known = report_on(story).figures
    for principle, held in known.opportunities.items():

        def at_stake(scene: Scene, principle: str = principle) -> bool:
            return scene.scored and principle in scene.stakes

        assert (held.least, held.most) == extremes(rules, rules.start(), at_stake)
    least, most = extremes(rules, rules.start(), lambda _scene: True)
    assert known.shortest is not None
    assert known.longest is not None
    assert len(known.shortest.way.decisions) == least
    assert len(known.longest.way.decisions) == most


def test_the_best_and_the_worst_play_are_told() -> None:
    grade = replace(ending("fall"), ending=Ending("Fall", Grade.CONTRARY))
    scenario = story(
        deciding("a", choice("one", "b", grades=BEST), choice("two", "b", grades=WEAK)),
        deciding("b", choice("one", grades=BEST), choice("two", "fall", grades=SECOND)),
        grade,
    )
    known = report_on(scenario).figures
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
    known = report_on(story(scene)).figures
    assert known.longest is None
    assert known.worst is None
    assert known.shortest is not None
    assert known.opportunities[STAKE].most is None
    assert known.opportunities[STAKE].least == 1
    assert known.scenes["a"].random == pytest.approx(2)
