"""What is typed about a play: written part by part, beside what is there already."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.keeping import KeptReflection
from game.store import NewPlay, Reflection, Store, open_memory_store
from game.store.errors import NoteTooLong


@pytest.fixture
def store() -> Iterator[Store]:
    with open_memory_store() as opened:
        yield opened


@pytest.fixture
def play_id(store: Store) -> str:
    player = store.add_player("Anne")
    return store.begin_play(NewPlay(player.id, "a", 1, store.keep_text("t"), 1, "practice")).id


def test_each_part_is_written_beside_the_others(store: Store, play_id: str) -> None:
    kept = KeptReflection(store, play_id)
    kept.keep(reaction="  Le\x1b soir ")
    kept.keep(commitment="Écrire")
    assert store.reflection(play_id) == Reflection("Le soir", "", "", "Écrire") == kept.said


def test_two_windows_on_one_play_do_not_undo_each_other(store: Store, play_id: str) -> None:
    here, there = KeptReflection(store, play_id), KeptReflection(store, play_id)
    here.keep(reaction="Le soir")
    there.keep(commitment="Écrire")
    assert store.reflection(play_id) == Reflection(reaction="Le soir", commitment="Écrire")


def test_an_axis_stands_at_one_end_only(store: Store, play_id: str) -> None:
    kept = KeptReflection(store, play_id)
    kept.mark("strongest", "conseil")
    kept.mark("weakest", "roles")
    assert kept.marked
    kept.mark("weakest", "conseil")
    assert (kept.said.strongest, kept.said.weakest) == ("", "conseil")
    kept.mark("weakest", "")
    assert kept.said == Reflection() == store.reflection(play_id)


def test_a_line_too_long_leaves_what_was_kept(store: Store, play_id: str) -> None:
    kept = KeptReflection(store, play_id)
    kept.keep(reaction="Le soir")
    with pytest.raises(NoteTooLong):
        kept.keep(reaction="n" * 501)
    assert store.reflection(play_id) == kept.said == Reflection(reaction="Le soir")
