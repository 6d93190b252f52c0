"""What players write about a play: kept with it, replaced whole, and never elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.store import ImportOutcome, NewPlay, Reflection, Store, open_memory_store
from game.store.errors import NoSuchPlay, NoteTooLong
from game.store.exporting import checksum
from game.store.records import NOTE_LIMIT
from tests.game.store.journals import play_on

pytestmark = pytest.mark.usefixtures("each_database")

SAID = Reflection("Le coup de fil du soir", "cadre", "neutralite", "Répondre à froid")


@pytest.fixture
def play_id(store: Store, new_play: NewPlay) -> str:
    return store.begin_play(new_play).id


@pytest.fixture
def elsewhere() -> Iterator[Store]:
    with open_memory_store() as other:
        other.add_player("Bruno")
        yield other


def test_nothing_is_said_at_first(store: Store, play_id: str) -> None:
    assert store.reflection(play_id) == Reflection()


def test_what_is_said_replaces_what_was(store: Store, play_id: str) -> None:
    store.set_reflection(play_id, SAID)
    store.set_reflection(play_id.upper(), Reflection(commitment="Écrire le circuit"))
    assert store.reflection(play_id) == Reflection(commitment="Écrire le circuit")


def test_each_play_has_its_own_and_does_not_move_for_it(
    store: Store, new_play: NewPlay, play_id: str
) -> None:
    other = store.begin_play(new_play).id
    before = store.play(play_id)
    store.set_reflection(play_id, SAID)
    assert store.reflection(other) == Reflection()
    assert store.play(play_id) == before


def test_a_finished_play_can_still_be_spoken_of(store: Store, play_id: str) -> None:
    play_on(store, play_id, 1)
    store.finish_play(play_id, "fin", overall=0.5, summary={}, length=1, take=0)
    store.set_reflection(play_id, SAID)
    assert store.reflection(play_id) == SAID


def test_lines_are_kept_without_breaks_or_invisible_characters(store: Store, play_id: str) -> None:
    store.set_reflection(play_id, Reflection(reaction=" a\x1b[31m\nb\u202e ", commitment="c\0d"))
    assert store.reflection(play_id) == Reflection(reaction="a[31m b", commitment="cd")


@pytest.mark.parametrize("part", ["reaction", "commitment"])
def test_a_line_too_long_is_refused_and_changes_nothing(
    store: Store, play_id: str, part: str
) -> None:
    store.set_reflection(play_id, SAID)
    with pytest.raises(NoteTooLong):
        store.set_reflection(play_id, Reflection(**{part: "n" * (NOTE_LIMIT + 1)}))
    assert store.reflection(play_id) == SAID


def test_a_family_is_an_identifier(store: Store, play_id: str) -> None:
    with pytest.raises(ValueError, match="family"):
        store.set_reflection(play_id, Reflection(weakest="../<b>"))
    assert store.reflection(play_id) == Reflection()


def test_an_unknown_play_is_said_so(store: Store) -> None:
    with pytest.raises(NoSuchPlay):
        store.reflection("zzzzzz")
    with pytest.raises(NoSuchPlay):
        store.set_reflection("zzzzzz", SAID)


def test_importing_again_changes_nothing_whatever_was_written_meanwhile(
    store: Store, play_id: str, elsewhere: Store, tmp_path: Path
) -> None:
    bruno = elsewhere.players()[0].id
    first = elsewhere.import_play(store.export_play(play_id, tmp_path / "tôt.json"), bruno)
    elsewhere.set_reflection(first.play_id, Reflection(commitment="Ici"))
    store.set_reflection(play_id, SAID)
    again = elsewhere.import_play(store.export_play(play_id, tmp_path / "tard.json"), bruno)
    assert (again.play_id, again.outcome) == (first.play_id, ImportOutcome.ALREADY_HERE)
    assert elsewhere.reflection(first.play_id) == Reflection(commitment="Ici")


def test_a_file_from_before_reflections_still_arrives(
    store: Store, play_id: str, elsewhere: Store, tmp_path: Path
) -> None:
    play_on(store, play_id, 2)
    file = store.export_play(play_id, tmp_path / "partie.json")
    document = json.loads(file.read_text(encoding="utf-8"))
    del document["reflection"]
    document["format_version"] = 1
    document["checksum"] = checksum({key: document[key] for key in ("play", "texts")})
    file.write_text(json.dumps(document), encoding="utf-8")
    imported = elsewhere.import_play(file, elsewhere.players()[0].id)
    assert imported.outcome is ImportOutcome.ADDED
    assert elsewhere.play(imported.play_id).decisions == store.play(play_id).decisions
    assert elsewhere.reflection(imported.play_id) == Reflection()
