"""A road made again on another version: what is lost, why, what comes back; jumps; guards."""

from __future__ import annotations

import re
from random import Random

import pytest

from engine.rules import Choose, Rank, Rules
from engine.session import Decision, Phase
from game.authoring.preview_desk import Desk, Draft
from game.authoring.preview_guards import Guarded, guards_now
from game.authoring.preview_road import Jump, LossKind, Made, Road, is_stuck, travel
from tests.engine.generated import every_state, generated_story
from tests.game.authoring.preview_saves import NOON, move_somehow, read
from tests.game.tui.evening import EVENING
from tests.game.tui.long_day import LONG_DAY
from tests.stories import choice, deciding, story

TO_REUNION = "        next: reunion\n"
DAY = "une-longue-journee.yaml"
COUNCIL = """\
  conseil:
    text: Le conseil siège.
    stakes: [acces-a-l-information]
    choices:
      parler:
        text: Parler.
        grades: { acces-a-l-information: sound }
        because: On sait.
        next: reunion
      se_taire:
        text: Se taire.
        grades: { acces-a-l-information: weak }
        because: On ignore.
        next: reunion
"""


def desk_after(*choices: str, text: str = EVENING, seed: int = 1) -> Desk:
    """A desk where these choices have been made, their outcomes read but the last."""
    desk = Desk(seed)
    desk.take(read(text))
    for made in choices:
        while desk.session.phase != Phase.DECIDING:
            desk.read_on()
        desk.decide(Choose(made))
    return desk


def lost(desk: Desk) -> LossKind | None:
    return None if desk.arrival.loss is None else desk.arrival.loss.kind


def made(desk: Desk) -> list[str]:
    return [one.action.choice for one in desk.session.journal if isinstance(one.action, Choose)]


def test_the_road_is_made_again_as_far_as_it_was_read() -> None:
    desk = desk_after("differer")
    for phase in (Phase.OUTCOME, Phase.DECIDING):
        desk.take(read(EVENING.replace("Il soupire.", "Il rit.")))
        assert (desk.session.phase, made(desk)) == (phase, ["differer"])
        desk.read_on()
    assert desk.session.rules.scenario.scenes["appel"].choices["differer"].outcome == "Il rit."


GONE = EVENING.replace("differer:", "attendre:")
CLOSED = EVENING.replace("      differer:\n", "      differer:\n        if: confiance > 90\n")
ELSEWHERE = EVENING.replace(TO_REUNION, "        next: conseil\n") + COUNCIL
ENDED = EVENING.replace(TO_REUNION, "        next: fin\n", 1)
ENDED = ENDED.replace("soupire.\n" + TO_REUNION, "soupire.\n        next: fin\n")
UNDECIDED = re.sub(
    r"    stakes: \[acces-a-l-information\]\n.*?(?=  fin:)",
    "    next: fin\n",
    EVENING,
    flags=re.DOTALL,
)


@pytest.mark.parametrize(
    ("text", "kind", "number", "scene"),
    [
        (GONE, LossKind.GONE, 1, "appel"),
        (CLOSED, LossKind.CLOSED, 1, "appel"),
        (ELSEWHERE, LossKind.ELSEWHERE, 2, "conseil"),
        (ENDED, LossKind.ENDED, 2, "fin"),
        (UNDECIDED, LossKind.ENDED, 2, "fin"),
    ],
    ids=["gone", "closed", "elsewhere", "ended", "undecided"],
)
def test_what_a_version_cannot_follow_is_named_with_its_reason(
    text: str, kind: LossKind, number: int, scene: str
) -> None:
    desk = desk_after("differer", "montrer")
    draft = read(text)
    assert draft.scenario is not None, [one.code for one in draft.diagnostics]
    desk.take(draft)
    loss = desk.arrival.loss
    assert loss is not None
    assert (loss.kind, loss.number, loss.scene) == (kind, number, scene)
    assert made(desk) == ["differer", "montrer"][: number - 1]
    assert loss.made.words in ("Dire que le chef de service répondra.", "Ouvrir le dossier.")


def test_a_decision_where_everything_is_closed_now_is_lost() -> None:
    rules = Rules(story(deciding("s0", choice("a", when="trust > 90"))))
    arrival = travel(rules, Road(0, made=(Made(Decision("s0", Choose("a")), "Do a."),)))
    assert arrival.loss is not None
    assert arrival.loss.kind is LossKind.UNDECIDED


def test_a_board_that_has_other_items_is_lost_and_one_with_more_is_kept() -> None:
    desk = Desk()
    desk.take(read(LONG_DAY, DAY))
    desk.jump(Jump("ordre"))
    desk.decide(Rank(("un", "deux", "trois", "quatre")))
    desk.take(read(LONG_DAY.replace("        quatre:", "        dernier:"), DAY))
    assert lost(desk) == LossKind.BOARD
    more = "        quatre: { text: Le quatrième pas }\n        cinq: { text: Le pas de plus }\n"
    desk.take(read(LONG_DAY.replace("        quatre: { text: Le quatrième pas }\n", more), DAY))
    assert lost(desk) is None
    assert len(desk.session.journal) == 1


def test_decisions_come_back_with_the_version_that_has_them() -> None:
    desk = desk_after("differer", "montrer")
    desk.take(read(GONE))
    assert made(desk) == []
    desk.take(read("not: [yaml"))
    desk.take(read(EVENING))
    assert (made(desk), desk.found_again) == (["differer", "montrer"], 2)
    assert desk.arrival.loss is None
    desk.take(read(EVENING))
    assert desk.found_again == 0


def test_going_another_way_forgets_what_was_lost() -> None:
    desk = desk_after("differer", "montrer")
    desk.take(read(GONE))
    desk.decide(Choose("attendre"))
    assert desk.arrival.loss is None
    desk.take(read(EVENING))
    assert made(desk) == []


def test_a_file_that_cannot_be_played_leaves_the_version_before_playable() -> None:
    desk = desk_after("differer")
    before = desk.version
    desk.take(read(EVENING[:400]))
    assert desk.behind
    assert desk.version is before
    desk.read_on()
    desk.decide(Choose("montrer"))
    assert made(desk) == ["differer", "montrer"]


def test_stepping_back_undoes_one_thing_at_a_time() -> None:
    desk = desk_after("differer", "montrer")
    seen = []
    while desk.can_step_back:
        desk.step_back()
        seen.append((desk.session.phase, len(desk.session.journal)))
    assert seen == [
        (Phase.DECIDING, 1),
        (Phase.OUTCOME, 1),
        (Phase.DECIDING, 0),
        (Phase.BRIEFING, 0),
    ]


def test_starting_again_and_another_seed() -> None:
    desk = desk_after("differer", seed=4)
    desk.change_seed(5)
    assert (made(desk), desk.session.seed) == (["differer"], 5)
    desk.restart()
    assert (made(desk), desk.session.phase, desk.seed) == ([], Phase.BRIEFING, 5)


def test_a_jump_begins_in_the_state_chosen_and_plays_on() -> None:
    desk = desk_after("differer")
    desk.jump(Jump("reunion", {"confiance": 91, "equilibre": 900, "inconnue": 3}))
    session = desk.session
    assert (session.scene_id, session.phase) == ("reunion", Phase.DECIDING)
    assert session.rules.meters(session.state) == {"confiance": 91, "equilibre": 100}
    assert not desk.can_step_back
    desk.decide(Choose("montrer"))
    desk.take(read(EVENING + "\n"))
    assert (made(desk), desk.session.phase) == (["montrer"], Phase.OUTCOME)
    desk.step_back()
    assert desk.session.scene_id == "reunion"
    assert not desk.can_step_back


def test_a_jump_to_a_scene_that_is_gone_says_so_and_comes_back() -> None:
    desk = desk_after()
    desk.jump(Jump("reunion"))
    desk.take(read(EVENING.replace("reunion", "seance")))
    assert (desk.arrival.lost_jump, desk.session.phase) == ("reunion", Phase.BRIEFING)
    desk.take(read(EVENING))
    assert (desk.arrival.lost_jump, desk.session.scene_id) == ("", "reunion")


def test_a_jump_anywhere_in_any_state_can_be_played_on() -> None:
    """Some land where every choice is closed with no way on: the play stays there."""
    stuck = 0
    for seed in range(12):
        draw, scenario = Random(seed), generated_story(Random(seed))
        desk = Desk(seed)
        desk.take(Draft(scenario, (), NOON))
        for scene in scenario.scenes:
            for meters in ({"trust": -1000, "balance": 1000}, {"trust": 1000}):
                desk.jump(Jump(scene, meters, frozenset({"told"}), frozenset({"s0"})))
                assert desk.session.rules.scenes[desk.session.state.scene].id in scenario.scenes
                for _ in range(8):
                    move_somehow(desk, draw)
                stuck += is_stuck(desk.session)
    assert stuck


def test_guards_are_true_when_the_rules_say_so() -> None:
    checked = 0
    for seed in range(60):
        rules = Rules(generated_story(Random(seed)))
        for state in every_state(rules, 60).decisions:
            guards = guards_now(rules, state)
            now = {one.name: one.true for one in guards if one.guarded is Guarded.CHOICE}
            open_now = {option.choice for option in rules.options(state)}
            for choice_id, true in now.items():
                once = rules.once_bits.get((rules.scene(state).id, choice_id), 0)
                assert (choice_id in open_now) is (true and not state.facts & once)
                checked += 1
    assert checked > 100
