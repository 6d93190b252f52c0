"""Sorting and ordering by forms: what is placed is kept, what is missing is asked, and no more."""

from __future__ import annotations

import pytest

from game.store import Store
from tests.game.web.playing import begin, play_on, to_decision
from tests.game.web.visitor import Visitor

SCENARIO = "la-zone-du-milieu"


@pytest.fixture
def play_id(visitor: Visitor) -> str:
    return begin(visitor, SCENARIO)


def to_board(visitor: Visitor, store: Store, play_id: str, sign: str) -> None:
    for _ in range(20):
        assert to_decision(visitor)
        if sign in visitor.text:
            return
        play_on(visitor, store, play_id, most=1)
    raise AssertionError("no such board")


def test_sorting_asks_for_what_is_not_placed_and_keeps_the_rest(
    visitor: Visitor, store: Store, play_id: str
) -> None:
    to_board(visitor, store, play_id, 'class="item"')
    made, columns = len(store.play(play_id).decisions), visitor.forms[0].choices
    placed = {name: values[-1] for name, values in list(columns.items())[:-2]}
    visitor.send(visitor.path, {**placed, "item.rien": "nulle", "geste": "decider"})
    assert visitor.page.status_code == 422
    assert "Il reste 2 éléments" in visitor.text
    assert dict(visitor.forms[0].fields).items() >= placed.items()
    assert len(store.play(play_id).decisions) == made
    whole = {name: values[-1] for name, values in columns.items()}
    visitor.send(visitor.path, {**whole, "geste": "decider"})
    action = store.play(play_id).decisions[-1].action
    assert action == {"place": {name.removeprefix("item."): it for name, it in whole.items()}}


def test_steps_move_by_one_and_then_are_decided_as_they_stand(
    visitor: Visitor, store: Store, play_id: str
) -> None:
    to_board(visitor, store, play_id, 'class="steps"')

    def ranks() -> list[str]:
        return [value for name, value in visitor.forms[0].fields if name == "rang"]

    path, first = visitor.path, ranks()
    visitor.send(path, {"geste": f"descendre.{first[0]}"})
    assert ranks() == [first[1], first[0], *first[2:]]
    visitor.send(path, {"geste": f"monter.{first[-1]}"})
    moved = [first[1], first[0], *first[2:-2], first[-1], first[-2]]
    assert ranks() == moved
    visitor.send(path, {"geste": f"monter.{moved[0]}"})
    assert ranks() == moved
    assert visitor.path == path
    visitor.send(path, {"rang": [*moved[::-1], "inventé", moved[0]], "geste": "decider"})
    assert store.play(play_id).decisions[-1].action == {"rank": moved[::-1]}
