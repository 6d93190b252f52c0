"""What one decision does: effects, delayed consequences, next; in that order."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.chance import Draws, seeded_chance, shuffled
from engine.expressions import parse_guard
from engine.rules import CONTINUE, Choose, IllegalActionError, Place, Rank, Rules, State
from engine.scenario import (
    Band,
    Branch,
    Change,
    Later,
    Meter,
    Order,
    Paragraph,
    Scene,
    Sort,
    SortItem,
)
from tests.stories import STAKE, choice, deciding, ending, story, to

NEVER = seeded_chance(0)


def refuse_chance(_draw: int, _probability: Fraction) -> bool:
    return False


def scene_after(rules: Rules, state: State, choice_id: str) -> str:
    return rules.scene(rules.step(state, Choose(choice_id), NEVER).state).id


def test_effects_are_clamped_to_the_meters_range() -> None:
    scene = deciding(
        "s", choice("up", effects={"trust": 80}), choice("down", effects={"trust": -80})
    )
    rules = Rules(story(scene, meters=[Meter("trust", "Trust", 50, 10, 90)]))
    assert rules.meters(rules.step(rules.start(), Choose("up"), NEVER).state) == {"trust": 90}
    assert rules.meters(rules.step(rules.start(), Choose("down"), NEVER).state) == {"trust": 10}


def test_a_flag_cleared_and_set_by_one_choice_is_set() -> None:
    scene = deciding("s", choice("both", set_=("written",), clear=("written", "told")))
    rules = Rules(story(scene))
    state = rules.start()._replace(facts=rules.flag_bits["told"])
    assert rules.flags(rules.step(state, Choose("both"), NEVER).state) == {"written"}


def test_a_delayed_consequence_falls_due_after_its_decisions() -> None:
    later = Later(2, "It comes back.", Change({"trust": -30}, ("told",)))
    rules = Rules(
        story(
            deciding("a", choice("go", "b", later=(later,))),
            deciding("b", choice("go", "c")),
            deciding("c", choice("go", "end")),
        )
    )
    first = rules.step(rules.start(), Choose("go"), NEVER)
    second = rules.step(first.state, Choose("go"), NEVER)
    third = rules.step(second.state, Choose("go"), NEVER)
    assert [outcome.due for outcome in (first, second, third)] == [(), (), (0,)]
    assert rules.meters(second.state) == {"trust": 50}
    assert rules.meters(third.state) == {"trust": 20}
    assert rules.flags(third.state) == {"told"}
    assert third.state.pending == ()


def test_what_falls_due_together_comes_oldest_first_and_before_next() -> None:
    older = Later(2, "Older.", Change({"trust": 100}))
    newer = Later(1, "Newer.", Change({"trust": -5}))
    branches = (Branch("rich", parse_guard("trust == 95")), Branch("end"))
    rules = Rules(
        story(
            deciding("a", choice("go", "b", later=(older,))),
            deciding("b", choice("go", "c", later=(newer,))),
            deciding("c", choice("go", branches)),
            ending("rich"),
        )
    )
    state = rules.start()
    for _ in range(3):
        outcome = rules.step(state, Choose("go"), NEVER)
        state = outcome.state
    assert [rules.laters[index].text for index in outcome.due] == ["Older.", "Newer."]
    assert rules.scene(state).id == "rich"


def test_the_choices_own_effects_come_before_next() -> None:
    branches = (Branch("low", parse_guard("trust < 50")), Branch("end"))
    rules = Rules(
        story(
            deciding(
                "s", choice("lower", branches, effects={"trust": -1}), choice("keep", branches)
            ),
            ending("low"),
        )
    )
    assert scene_after(rules, rules.start(), "lower") == "low"
    assert scene_after(rules, rules.start(), "keep") == "end"


def test_scenes_that_only_continue_do_not_count_as_decisions() -> None:
    later = Later(1, "Soon.", Change({"trust": -10}))
    told = Scene("told", text="Time passes.", next=to("b"))
    rules = Rules(
        story(
            deciding("a", choice("go", "told", later=(later,))),
            told,
            deciding("b", choice("go", "end")),
        )
    )
    state = rules.step(rules.start(), Choose("go"), NEVER).state
    assert not rules.decides(state)
    outcome = rules.step(state, CONTINUE, NEVER)
    assert outcome.due == ()
    assert rules.step(outcome.state, Choose("go"), NEVER).due == (0,)


def test_chance_is_drawn_in_order_and_counted() -> None:
    branches = (Branch("a", chance=Fraction(1, 2)), Branch("b", chance=Fraction(1, 3)), Branch("c"))
    rules = Rules(story(deciding("s", choice("go", branches)), *map(ending, "abc")))
    asked: list[tuple[int, Fraction]] = []

    def second_only(draw: int, probability: Fraction) -> bool:
        asked.append((draw, probability))
        return draw == 1

    outcome = rules.step(rules.start(), Choose("go"), second_only)
    assert rules.scene(outcome.state).id == "b"
    assert asked == [(0, Fraction(1, 2)), (1, Fraction(1, 3))]
    assert outcome.state.draws == 2


def test_a_chance_behind_a_false_guard_is_not_drawn() -> None:
    branches = (Branch("a", parse_guard("written"), Fraction(1, 2)), Branch("end"))
    rules = Rules(story(deciding("s", choice("go", branches)), ending("a")))
    state = rules.step(rules.start(), Choose("go"), refuse_chance).state
    assert (rules.scene(state).id, state.draws) == ("end", 0)


def test_a_locked_choice_is_refused_and_not_offered() -> None:
    rules = Rules(story(deciding("s", choice("free"), choice("locked", when="written"))))
    assert rules.options(rules.start()) == (Choose("free"),)
    with pytest.raises(IllegalActionError):
        rules.step(rules.start(), Choose("locked"), NEVER)
    unlocked = rules.start()._replace(facts=rules.flag_bits["written"])
    assert rules.options(unlocked) == (Choose("free"), Choose("locked"))


def test_a_choice_made_once_is_closed_afterwards() -> None:
    rules = Rules(story(deciding("s", choice("again", "s", once=True), choice("leave"))))
    state = rules.step(rules.start(), Choose("again"), NEVER).state
    assert rules.options(state) == (Choose("leave"),)
    with pytest.raises(IllegalActionError):
        rules.step(state, Choose("again"), NEVER)


def test_when_every_choice_is_locked_the_scene_falls_back() -> None:
    scene = deciding("s", choice("locked", when="written"), fallback="other")
    rules = Rules(story(scene, ending("other")))
    state = rules.start()
    assert not rules.decides(state)
    assert rules.scene(rules.step(state, CONTINUE, NEVER).state).id == "other"
    with pytest.raises(IllegalActionError):
        rules.step(state._replace(facts=rules.flag_bits["written"]), CONTINUE, NEVER)


@pytest.mark.parametrize(
    "action", [Choose("nothing"), CONTINUE, Place(()), Rank(("a", "b")), Choose("__class__")]
)
def test_actions_of_another_kind_are_refused(action: Choose | Place | Rank) -> None:
    rules = Rules(story(deciding("s", choice("go"))))
    with pytest.raises(IllegalActionError):
        rules.step(rules.start(), action, NEVER)


def test_visits_that_a_guard_asks_about_are_remembered() -> None:
    scene = Scene(
        "b",
        text="Back again.",
        also=(Paragraph(parse_guard("visited(a)"), "You were at a."),),
        next=to("end"),
    )
    rules = Rules(story(deciding("start", choice("a", "a"), choice("b", "b")), scene,
                        Scene("a", text="At a.", next=to("b"))))  # fmt: skip
    straight = rules.step(rules.start(), Choose("b"), NEVER).state
    around = rules.step(rules.step(rules.start(), Choose("a"), NEVER).state, CONTINUE, NEVER).state
    assert rules.text(straight) == ("Back again.",)
    assert rules.text(around) == ("Back again.", "You were at a.")


def test_names_of_the_cast_are_filled_in() -> None:
    scene = Scene("s", text="${mayor.name}, ${mayor.title}; ${nobody.name}.", next=to("end"))
    rules = Rules(story(scene))
    assert rules.text(rules.start()) == ("Ada Martin, Mayor; ${nobody.name}.",)


def sorting_rules() -> Rules:
    items = {
        id_: SortItem(id_, id_, column, STAKE, "Because.", acceptable)
        for id_, column, acceptable in [
            ("one", "left", ()),
            ("two", "right", ()),
            ("three", "left", ("right",)),
            ("four", "right", ()),
        ]
    }
    bands = (
        Band(75, Change({"trust": 10}), "Well sorted."),
        Band(50, Change(), "Half sorted.", next=to("half")),
        Band(0, Change({"trust": -10}), "Badly sorted."),
    )
    sort = Sort({"left": "Left", "right": "Right"}, items, bands)
    scene = Scene("s", text="Sort.", stakes=(STAKE,), sort=sort, next=to("end"))
    return Rules(story(scene, ending("half")))


@pytest.mark.parametrize(
    ("placements", "text", "scene", "trust"),
    [
        ({"one": "left", "two": "right", "three": "right", "four": "right"},
         "Well sorted.", "end", 60),
        ({"one": "left", "two": "right", "three": "left"}, "Well sorted.", "end", 60),
        ({"one": "left", "two": "right"}, "Half sorted.", "half", 50),
        ({"one": "right", "two": "left"}, "Badly sorted.", "end", 40),
        ({}, "Badly sorted.", "end", 40),
    ],
)  # fmt: skip
def test_a_sort_leads_where_its_band_says(
    placements: dict[str, str], text: str, scene: str, trust: int
) -> None:
    rules = sorting_rules()
    outcome = rules.step(rules.start(), Place(tuple(placements.items())), NEVER)
    assert (outcome.text, rules.scene(outcome.state).id) == (text, scene)
    assert rules.meters(outcome.state) == {"trust": trust}


@pytest.mark.parametrize(
    "placements",
    [(("five", "left"),), (("one", "middle"),), (("one", "left"), ("one", "right"))],
)
def test_a_sort_refuses_what_is_not_on_the_board(placements: tuple[tuple[str, str], ...]) -> None:
    rules = sorting_rules()
    with pytest.raises(IllegalActionError):
        rules.step(rules.start(), Place(placements), NEVER)


def ordering_rules() -> Rules:
    order = Order(
        dict.fromkeys("abcd", "step"),
        (
            Band(100, outcome="Perfect."),
            Band(50, outcome="So so."),
            Band(0, outcome="Upside down."),
        ),
    )
    return Rules(story(Scene("s", text="Order.", stakes=(STAKE,), order=order, next=to("end"))))


@pytest.mark.parametrize(
    ("ranked", "text"),
    [
        ("abcd", "Perfect."),
        ("bacd", "So so."),
        ("dabc", "So so."),
        ("dcba", "Upside down."),
        ("ab", "Upside down."),
        ("abc", "So so."),
    ],
)
def test_an_order_is_judged_by_its_pairs(ranked: str, text: str) -> None:
    rules = ordering_rules()
    assert rules.step(rules.start(), Rank(tuple(ranked)), NEVER).text == text


def test_an_order_refuses_repeated_or_unknown_steps() -> None:
    rules = ordering_rules()
    for steps in (("a", "a"), ("a", "z")):
        with pytest.raises(IllegalActionError):
            rules.step(rules.start(), Rank(steps), NEVER)


def test_chance_follows_its_probability() -> None:
    for seed in (1, 2, 3):
        comes_up = seeded_chance(seed)
        share = sum(comes_up(draw, Fraction(1, 4)) for draw in range(4000)) / 4000
        assert 0.22 < share < 0.28


def test_shuffling_depends_on_seed_and_key_only() -> None:
    items = range(6)
    assert shuffled(7, "scene", items) == shuffled(7, "scene", items)
    orders = {shuffled(seed, "scene", items) for seed in range(50)}
    assert len(orders) > 40
    assert shuffled(7, "scene", items) != shuffled(7, "other", items)
    firsts = [shuffled(seed, "scene", items)[0] for seed in range(600)]
    assert all(60 < firsts.count(item) < 140 for item in items)


def test_a_stream_of_draws_depends_on_its_seed_only() -> None:
    first, again = Draws(5), Draws(5)
    assert [first.randrange(100) for _ in range(20)] == [again.randrange(100) for _ in range(20)]
    shares = [Draws(seed).random() for seed in range(400)]
    assert all(0 <= share < 1 for share in shares)
    assert 0.4 < sum(shares) / 400 < 0.6
    items = list(range(8))
    Draws(1).shuffle(items)
    assert sorted(items) == list(range(8))
    assert items != list(range(8))
