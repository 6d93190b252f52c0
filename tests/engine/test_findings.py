"""What explore says about a scenario: every flaw that was put in, and nothing about a sound one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from engine.chance import seeded_chance
from engine.exploration import explore
from engine.expressions import parse_guard
from engine.findings import ADVICE, Finding, Kind, Report, findings
from engine.proof.budget import Budget
from engine.proof.ways import Way
from engine.rules import CONTINUE, Choose, Rules
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
    Sort,
    SortItem,
    Timer,
)
from tests.engine.enumeration import NO_CATALOGUE, follow
from tests.engine.generated import (
    every_action,
    generated_story_that_ends,
)
from tests.stories import STAKE, choice, deciding, ending, story

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


def test_an_objective_written_nowhere_is_proved_without_a_search() -> None:
    guarded = (Branch("b", parse_guard("told")), Branch("end"))
    start = deciding("a", choice("one", guarded, grades=BEST), choice("two", grades=SECOND))
    scenario = replace(story(start, dilemma("b")), objectives=("pas-de-reponse-directe",))
    report = report_on(scenario, BUDGET_OF_NOTHING)
    assert not report.proved
    assert only(report, Kind.OBJECTIVE_NEVER_AT_STAKE).proved


@pytest.mark.parametrize("timer", [None, Timer(30)])
def test_a_band_that_only_what_is_left_out_reaches(timer: Timer | None) -> None:
    items = {id_: SortItem(id_, id_, "left", STAKE, "So.", ("right",)) for id_ in ("one", "two")}
    sort = Sort({"left": "Left", "right": "Right"}, items, (Band(50), Band(0)))
    board = Scene("a", "Sort.", stakes=(STAKE,), timer=timer, sort=sort, next=(Branch("end"),))
    paths = [one.path for one in found(report_on(story(board)), Kind.BAND_OUT_OF_REACH)]
    assert paths == ([] if timer else [("scenes", "a", "sort", "bands", 1)])


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
