"""A play as one file: it travels whole, and nothing in a file is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.store import (
    Branch,
    ImportOutcome,
    NewPlay,
    Player,
    Reflection,
    Store,
    StoredDecision,
    open_memory_store,
    open_store,
)
from game.store.errors import (
    ExportExists,
    ExportFailed,
    ImportRefused,
    NoSuchPlay,
    NoSuchPlayer,
    StoreError,
)
from game.store.exporting import checksum
from game.store.home import DATABASE_VARIABLE
from game.store.importing import receive
from tests.game.store.journals import choices_of, decision, play_on


@pytest.fixture
def full_play(store: Store, new_play: NewPlay) -> str:
    """A finished, branched play with notes, a rewind and two texts."""
    new = replace(new_play, seed=10**30, settings={"timers": 2}, branch=Branch("k7fm3q", 1))
    play_id = store.begin_play(new).id
    play_on(store, play_id, 4)
    store.set_note(play_id, 0, "Noté « en vitesse » : à revoir ; 🙂")
    store.rewind(play_id, 2, take=0)
    action: dict[str, Any] = {"place": {"presse": "mixte", "budget": "dgs"}}
    store.append_decision(play_id, StoredDecision(2, "tri", action, 3.25, True), take=1)
    new_hash = store.keep_text("autre texte\n")
    store.adopt_text(play_id, new_hash, 2, kept_decisions=3, take=1)
    store.append_decision(play_id, decision(3), take=2)
    store.finish_play(
        play_id, "fin", overall=2 / 3, summary={"families": {"a": 0.5}}, length=4, take=2
    )
    store.set_reflection(play_id, Reflection("Le mardi", "cadre", "confiance", "Écrire"))
    return play_id


@pytest.fixture
def file(store: Store, full_play: str, tmp_path: Path) -> Path:
    return store.export_play(full_play, tmp_path / "partie.json")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Store, Player]]:
    """Another machine, which keeps plays in a file, and who plays on it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv(DATABASE_VARIABLE, raising=False)
        other = open_store(tmp_path / "elsewhere")
    with other:
        yield other, other.add_player("Bruno")


def rewritten(file: Path, change: Callable[[dict[str, Any]], object], *, sign: bool = True) -> Path:
    """``file`` after ``change``, with a checksum that fits unless told not to."""
    document = json.loads(file.read_text(encoding="utf-8"))
    change(document)
    if sign:
        parts = ("play", "texts", "reflection")
        document["checksum"] = checksum({key: document[key] for key in parts if key in document})
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.mark.usefixtures("each_database")
class TestExport:
    def test_a_play_arrives_elsewhere_as_it_was(
        self, store: Store, full_play: str, file: Path, elsewhere: tuple[Store, Player]
    ) -> None:
        other, bruno = elsewhere
        imported = other.import_play(file, bruno.id)
        assert imported.outcome is ImportOutcome.ADDED
        here, there = store.play(full_play), other.play(imported.play_id)
        assert there == replace(here, header=replace(here.header, player_id=bruno.id))
        times = [each.decided_at for each in there.decisions]
        assert times == [each.decided_at for each in here.decisions]
        for text_hash in {here.header.text_hash, *(each.text_hash for each in here.rewound)}:
            assert other.text(text_hash) == store.text(text_hash)
        assert other.reflection(imported.play_id) == store.reflection(full_play) != Reflection()

    def test_into_a_folder_the_file_names_itself(
        self, store: Store, full_play: str, tmp_path: Path
    ) -> None:
        path = store.export_play(full_play, tmp_path)
        assert path == tmp_path / f"duettiste-appel-{full_play}.json"

    def test_never_replaces_a_file(self, store: Store, full_play: str, tmp_path: Path) -> None:
        path = tmp_path / "lettre.json"
        path.write_text("chère Hélène")
        with pytest.raises(ExportExists):
            store.export_play(full_play, path)
        assert path.read_text() == "chère Hélène"

    def test_a_place_that_is_none_is_said_so(
        self, store: Store, full_play: str, tmp_path: Path
    ) -> None:
        with pytest.raises(ExportFailed):
            store.export_play(full_play, tmp_path / "nulle-part" / "partie.json")
        with pytest.raises(NoSuchPlay):
            store.export_play("zzzzzz", tmp_path / "partie.json")
        assert not list(tmp_path.glob("*.json"))


@pytest.mark.usefixtures("each_database")
class TestImportTwice:
    def test_adds_once(self, file: Path, elsewhere: tuple[Store, Player]) -> None:
        other, bruno = elsewhere
        first = other.import_play(file, bruno.id)
        again = other.import_play(file, bruno.id)
        assert again.outcome is ImportOutcome.ALREADY_HERE
        assert again.play_id == first.play_id
        assert len(other.plays(bruno.id)) == 1

    def test_at_home_changes_nothing(
        self, store: Store, full_play: str, new_play: NewPlay, file: Path
    ) -> None:
        before = store.play(full_play)
        imported = store.import_play(file, new_play.player_id)
        assert (imported.play_id, imported.outcome) == (full_play, ImportOutcome.ALREADY_HERE)
        assert store.play(full_play) == before
        assert len(store.plays(new_play.player_id)) == 1

    def test_of_a_play_that_has_gone_further_changes_nothing(
        self, store: Store, new_play: NewPlay, tmp_path: Path
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        file = store.export_play(play_id, tmp_path / "tôt.json")
        play_on(store, play_id, 2)
        imported = store.import_play(file, new_play.player_id)
        assert (imported.play_id, imported.outcome) == (play_id, ImportOutcome.ALREADY_HERE)
        assert len(choices_of(store, play_id)) == 4

    def test_of_a_play_that_went_another_way_adds_it_beside(
        self, store: Store, new_play: NewPlay, tmp_path: Path
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        file = store.export_play(play_id, tmp_path / "avant.json")
        store.rewind(play_id, 0, take=0)
        play_on(store, play_id, 1, "confirmer")
        imported = store.import_play(file, new_play.player_id)
        assert imported.outcome is ImportOutcome.ADDED_UNDER_NEW_ID
        assert choices_of(store, play_id) == ["confirmer"]
        assert choices_of(store, imported.play_id) == ["differer", "differer"]
        again = store.import_play(file, new_play.player_id)
        assert (again.play_id, again.outcome) == (imported.play_id, ImportOutcome.ALREADY_HERE)

    def test_an_unfinished_play_goes_on_elsewhere(
        self,
        store: Store,
        new_play: NewPlay,
        tmp_path: Path,
        elsewhere: tuple[Store, Player],
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        other, bruno = elsewhere
        other.import_play(store.export_play(play_id, tmp_path / "p.json"), bruno.id)
        assert [each.id for each in other.unfinished(bruno.id)] == [play_id]
        play_on(other, play_id, 1)
        assert len(choices_of(other, play_id)) == 3

    def test_for_nobody(self, store: Store, file: Path) -> None:
        with pytest.raises(NoSuchPlayer):
            store.import_play(file, 99)


class TestFileThatIsNoPlay:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "not_json"),
            (b"\xff\xfe\x00", "not_json"),
            (b"{", "not_json"),
            (b"[" * 100_000, "not_json"),
            (b"[" * 20 + b"]" * 20, "not_json"),
            (b'{"format": "duettiste-play", "x": NaN}', "not_json"),
            (b'{"format": "duettiste-play", "x": 1e999}', "not_json"),
            (b'{"format": "duettiste-play", "x": ' + b"9" * 100_000 + b"}", "not_json"),
            (b'{"format": "duettiste-play", "format": "duettiste-play"}', "not_json"),
            (b'{"format": "\\ud800"}', "not_json"),
            (b'{"format": "a\\u0000"}', "not_json"),
            (b"[]", "wrong_format"),
            (b"null", "wrong_format"),
            (b'{"format": "other"}', "wrong_format"),
            (b'{"format": "duettiste-play"}', "missing_field"),
            (b'{"format": "duettiste-play", "format_version": 3}', "newer_format"),
            (b'{"format": "duettiste-play", "format_version": [1]}', "newer_format"),
        ],
    )
    def test_is_refused_with_its_reason(
        self, store: Store, new_play: NewPlay, tmp_path: Path, data: bytes, reason: str
    ) -> None:
        path = tmp_path / "fichier.json"
        path.write_bytes(data)
        with pytest.raises(ImportRefused) as refusal:
            store.import_play(path, new_play.player_id)
        assert refusal.value.key == f"store.transfer.{reason}"

    def test_absent_folder_or_huge(
        self, store: Store, new_play: NewPlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("game.store.importing.MAX_FILE_BYTES", 1000)
        (tmp_path / "gros.json").write_bytes(b" " * 1001)
        for name, reason in (("rien", "no_file"), (".", "folder"), ("gros.json", "too_big")):
            with pytest.raises(ImportRefused) as refusal:
                store.import_play(tmp_path / name, new_play.player_id)
            assert refusal.value.key == f"store.transfer.{reason}"


def put(*place: str | int, value: object) -> Callable[[dict[str, Any]], object]:
    def change(document: Any) -> None:  # noqa: ANN401
        for step in place[:-1]:
            document = document[step]
        document[place[-1]] = value

    return change


WRONG_FIELDS = [
    ("play.id", put("play", "id", value="../../etc")),
    ("play.id", put("play", "id", value="a\n")),
    ("play.scenario", put("play", "scenario", value="__class__")),
    ("play.scenario_version", put("play", "scenario_version", value=True)),
    ("play.seed", put("play", "seed", value="7")),
    ("play.seed", put("play", "seed", value=1.5)),
    ("play.mode", put("play", "mode", value="exam")),
    ("play.mode", put("play", "mode", value=["practice"])),
    ("play.settings", put("play", "settings", value=[])),
    ("play.take", put("play", "take", value=-1)),
    ("play.branched_at", put("play", "branched_at", value=-1)),
    ("play.begun_at", put("play", "begun_at", value="2026-03-02T09:00:00")),
    ("play.begun_at", put("play", "begun_at", value="0001-01-01T00:00:00+23:00")),
    ("play.moved_at", put("play", "moved_at", value="hier")),
    ("play.ending", put("play", "ending", value=None)),
    ("play.overall", put("play", "overall", value=1.01)),
    ("play.overall", put("play", "overall", value=False)),
    ("play.summary", put("play", "summary", value=None)),
    ("play.decisions", put("play", "decisions", value={})),
    ("play.decisions[0]", put("play", "decisions", 0, value=7)),
    ("play.decisions[1].scene", put("play", "decisions", 1, "scene", value="")),
    ("play.decisions[1].action", put("play", "decisions", 1, "action", value="x")),
    ("play.decisions[1].seconds", put("play", "decisions", 1, "seconds", value=-0.1)),
    ("play.decisions[1].timed_out", put("play", "decisions", 1, "timed_out", value=0)),
    ("play.decisions[1].note", put("play", "decisions", 1, "note", value="\x1b[2J")),
    ("play.decisions[1].note", put("play", "decisions", 1, "note", value="n" * 501)),
    ("play.decisions[1].decided_at", put("play", "decisions", 1, "decided_at", value=None)),
    ("play.rewound[0].take", put("play", "rewound", 0, "take", value=2)),
    ("play.rewound[0].reason", put("play", "rewound", 0, "reason", value="x")),
    ("play.rewound", put("play", "rewound", 1, "position", value=2)),
    ("reflection", put("reflection", value=None)),
    ("reflection.reaction", put("reflection", "reaction", value="a\nb")),
    ("reflection.commitment", put("reflection", "commitment", value="n" * 501)),
    ("reflection.strongest", put("reflection", "strongest", value="<b>")),
    ("reflection.weakest", put("reflection", "weakest", value=None)),
    ("texts", put("texts", value=[])),
    ("texts.000000000000", put("texts", "0" * 64, value="faux")),
]


class TestFileThatWasChanged:
    @pytest.mark.parametrize(("place", "change"), WRONG_FIELDS)
    def test_in_a_field_is_refused_with_its_place(
        self,
        file: Path,
        elsewhere: tuple[Store, Player],
        place: str,
        change: Callable[[dict[str, Any]], object],
    ) -> None:
        other, bruno = elsewhere
        with pytest.raises(ImportRefused) as refusal:
            other.import_play(rewritten(file, change), bruno.id)
        assert refusal.value.key == "store.transfer.bad_field"
        assert refusal.value.params == {"place": place}
        assert other.plays(bruno.id) == ()

    def test_without_a_text_it_needs(
        self, store: Store, full_play: str, file: Path, elsewhere: tuple[Store, Player]
    ) -> None:
        other, bruno = elsewhere
        text_hash = store.play(full_play).rewound[0].text_hash
        with pytest.raises(ImportRefused) as refusal:
            other.import_play(rewritten(file, lambda it: it["texts"].pop(text_hash)), bruno.id)
        assert refusal.value.params == {"place": f"texts.{text_hash[:12]}"}

    def test_without_a_field(self, file: Path, elsewhere: tuple[Store, Player]) -> None:
        other, bruno = elsewhere
        with pytest.raises(ImportRefused) as refusal:
            other.import_play(rewritten(file, lambda it: it["play"].pop("seed")), bruno.id)
        assert refusal.value.key == "store.transfer.missing_field"
        assert refusal.value.params == {"place": "play.seed"}

    def test_by_accident_is_told_by_the_checksum(
        self, file: Path, elsewhere: tuple[Store, Player]
    ) -> None:
        other, bruno = elsewhere
        change = put("play", "overall", value=0.99)
        with pytest.raises(ImportRefused) as refusal:
            other.import_play(rewritten(file, change, sign=False), bruno.id)
        assert refusal.value.key == "store.transfer.checksum"

    def test_to_take_the_id_of_another_play_leaves_that_play_alone(
        self, store: Store, new_play: NewPlay, file: Path
    ) -> None:
        victim = store.begin_play(new_play).id
        play_on(store, victim, 1, "confirmer")
        imported = store.import_play(
            rewritten(file, put("play", "id", value=victim.upper())), new_play.player_id
        )
        assert imported.outcome is ImportOutcome.ADDED_UNDER_NEW_ID
        assert choices_of(store, victim) == ["confirmer"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside, max_size=3)
    ),
    max_leaves=6,
)


def all_places(value: Any, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401
    """The way to every value inside ``value``."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [place, *(way for key, item in inside for way in all_places(item, (*place, key)))]


class TestAnyFile:
    """Whatever the bytes: a play, or a refusal that names its reason. Never anything else."""

    @given(st.data())
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_with_any_value_anywhere(self, file: Path, data: st.DataObject) -> None:
        document = json.loads(file.read_text(encoding="utf-8"))
        content = {key: document[key] for key in ("play", "texts", "reflection")}
        place = data.draw(st.sampled_from(all_places(content)[1:]))
        put(*place, value=data.draw(JSON))(content)
        changed = document | content | {"checksum": checksum(content)}
        with open_memory_store() as memory:
            player = memory.add_player("Zoé")
            source = file.with_name("essai.json")
            source.write_text(json.dumps(changed), encoding="utf-8")
            try:
                imported = memory.import_play(source, player.id)
            except ImportRefused:
                assert memory.plays(player.id) == ()
            else:
                kept = memory.play(imported.play_id).decisions
                assert len(kept) == len(content["play"]["decisions"])

    @given(st.binary(max_size=200))
    def test_with_any_bytes(self, data: bytes) -> None:
        with pytest.raises(StoreError):
            receive(data, 1)
