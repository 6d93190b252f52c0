"""All of a player's data handed out and erased: nothing is left, nothing else is touched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from game.store import NewPlay, Reflection, Store, open_store
from game.store import schema as schema_module
from game.store.errors import Locked, NoSuchPlayer
from game.store.personal import IMPERSONAL, belonging
from game.store.records import Player, QueuedStatement
from game.store.sqlite import SqliteDatabase
from game.store.tables import metadata
from tests.game.store.conftest import TEXT
from tests.game.store.journals import choices_of, decision, play_on

SECRETS = (
    "Hélène Courtade-Vasseur",
    "une note que personne ne lira",
    "une note reprise depuis",
    "une réaction à chaud",
    "un engagement pour lundi",
    "un réglage à moi",
    "un énoncé qui attend son serveur",
    "Un scénario écrit chez moi",
)
OLD_COPY = "duettiste-before-0002.db"


def fill(store: Store, player: Player, secrets: tuple[str, ...]) -> str:
    """A finished play with everything a person can leave in it."""
    _, note, taken_back, reaction, commitment, setting, waiting, title = secrets
    text = store.keep_text(TEXT + f"summary: {title}\n")
    play = store.begin_play(NewPlay(player.id, "appel", 1, text, seed=7, mode="practice"))
    store.append_decision(play.id, decision(0, note=taken_back), take=0)
    store.rewind(play.id, 0, take=0)
    store.append_decision(play.id, decision(0, note=note), take=1)
    store.set_note(play.id, 0, f"{note} !")
    store.set_note(play.id, 0, note)
    store.finish_play(play.id, "fin", overall=0.5, summary={}, length=1, take=1)
    store.set_reflection(play.id, Reflection(reaction, "circuit", "", commitment))
    store.set_setting(player.id, "takeaway", setting)
    statement = QueuedStatement(f"{play.id}-1", play.id, {"result": {"response": waiting}})
    store.queue_statements("https://lrs.example", [statement])
    store.add_link(player.id, f"hash of {play.id}")
    store.show_scene(play.id, take=1, position=0)
    return play.id


def everything_in(home: Path) -> bytes:
    """The raw bytes of every file of the folder."""
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def written(secret: str) -> tuple[bytes, ...]:
    """The forms in which a text may stand in a file: as it is, and escaped in JSON."""
    return secret.encode(), json.dumps(secret)[1:-1].encode()


def found_in(home: Path, secrets: tuple[str, ...]) -> list[str]:
    content = everything_in(home)
    return [secret for secret in secrets if any(form in content for form in written(secret))]


@pytest.fixture
def hélène(store: Store) -> Player:
    player = store.add_player(SECRETS[0])
    fill(store, player, SECRETS)
    store.set_current_player(player.id)
    return player


def test_every_table_belongs_to_a_player_or_is_known_to_belong_to_nobody() -> None:
    """A new table with foreign keys to plays or players is erased and handed out with them.

    One that has none must be listed as impersonal, or be given one.
    """
    owned = {table.name for table in metadata.sorted_tables if belonging(table, 1) is not None}
    assert owned | IMPERSONAL == set(metadata.tables)
    assert owned & IMPERSONAL == set()


def test_nothing_of_an_erased_player_is_left_in_the_bytes_of_the_folder(
    store: Store, home: Path, hélène: Player
) -> None:
    assert found_in(home, SECRETS) == list(SECRETS)
    erasure = store.erase_player(hélène.id)
    assert found_in(home, (*SECRETS, SECRETS[0].casefold())) == []
    assert (erasure.plays, erasure.decisions, erasure.compacted) == (1, 2, True)
    assert store.players() == ()
    assert store.current_player() is None
    with pytest.raises(NoSuchPlayer):
        store.erase_player(hélène.id)


def test_what_was_deleted_or_renamed_before_is_not_left_either(
    store: Store, home: Path, hélène: Player
) -> None:
    store.rename_player(hélène.id, "Une autre")
    store.set_setting(hélène.id, "takeaway", "")
    store.erase_player(hélène.id)
    assert found_in(home, (*SECRETS, "Une autre")) == []


def test_other_players_keep_everything(store: Store, home: Path, hélène: Player) -> None:
    others = tuple(f"{secret} (Karim)" for secret in SECRETS)
    karim = store.add_player(others[0])
    play_id = fill(store, karim, others)
    before = store.personal_data(karim.id).tables
    store.erase_player(hélène.id)
    assert store.personal_data(karim.id).tables == before
    assert choices_of(store, play_id) == ["differer"]
    assert store.text(store.play(play_id).header.text_hash)
    assert found_in(home, others) == list(others)
    content = everything_in(home)
    for secret, other in zip(SECRETS, others, strict=True):
        for form, longer in zip(written(secret), written(other), strict=True):
            assert content.count(form) == content.count(longer)


def test_a_text_that_someone_else_played_stays(store: Store, new_play: NewPlay) -> None:
    other = store.add_player("Karim")
    store.begin_play(new_play)
    theirs = store.begin_play(replace(new_play, player_id=other.id))
    store.erase_player(new_play.player_id)
    assert store.text(theirs.text_hash) == TEXT
    store.erase_player(other.id)
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM texts").scalar() == 0


def test_the_copy_made_before_an_upgrade_is_cleaned_too(
    store: Store, home: Path, hélène: Player
) -> None:
    other = store.add_player("Karim")
    kept = fill(store, other, tuple(f"{secret} (Karim)" for secret in SECRETS))
    copy = home / OLD_COPY
    older_copy(store, copy)
    erasure = store.erase_player(hélène.id)
    assert (erasure.cleaned_copies, erasure.copies_left) == ((copy,), ())
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT id FROM plays").fetchall() == [(kept,)]
        assert connection.execute("SELECT count(*) FROM decisions").fetchall() == [(1,)]
    content = copy.read_bytes()
    secret = SECRETS[1].encode()
    assert content.count(secret) == content.count(secret + b" (Karim)") == 1


def older_copy(store: Store, copy: Path) -> None:
    """A copy as an earlier version left it: without the table of reflections."""
    assert isinstance(store._database, SqliteDatabase)
    store._database.copy_to(copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TABLE outbox")
        connection.execute("DROP TABLE reflections")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()


def test_an_older_copy_leaves_no_bytes_of_the_player(
    store: Store, home: Path, hélène: Player
) -> None:
    older_copy(store, home / OLD_COPY)
    store.erase_player(hélène.id)
    assert found_in(home, SECRETS) == []


def test_in_a_copy_the_same_number_may_be_someone_else(
    home: Path, clock: Callable[[], datetime]
) -> None:
    with open_store(home, clock=clock) as store:
        earlier = store.add_player("Quelqu’un d’avant")
        older_copy(store, home / OLD_COPY)
        with store._database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM players")
        later = store.add_player("Quelqu’un d’après")
        assert later.id == earlier.id
        erasure = store.erase_player(later.id)
    assert erasure.cleaned_copies == ()
    with closing(sqlite3.connect(home / OLD_COPY)) as connection:
        assert connection.execute("SELECT name FROM players").fetchall() == [(earlier.name,)]


def test_copies_that_cannot_be_cleaned_are_named_and_can_be_removed(
    store: Store, home: Path, hélène: Player
) -> None:
    damaged = home / "duettiste-damaged-2026-03-02.db"
    damaged.write_bytes(b"no database " + SECRETS[1].encode())
    (home / f"{damaged.name}-journal").write_bytes(SECRETS[1].encode())
    unreadable = home / OLD_COPY
    unreadable.write_bytes(b"no database " + SECRETS[1].encode())
    erasure = store.erase_player(hélène.id)
    assert erasure.cleaned_copies == ()
    assert set(erasure.copies_left) == {damaged, unreadable}
    assert found_in(home, SECRETS) == [SECRETS[1]]
    assert store.remove_copies(erasure.copies_left) == ()
    assert found_in(home, SECRETS) == []


def test_while_another_program_writes_nothing_is_erased(
    home: Path, clock: Callable[[], datetime]
) -> None:
    with open_store(home, clock=clock, patience_seconds=0.05) as store:
        player = store.add_player(SECRETS[0])
        play_id = fill(store, player, SECRETS)
        before = store.personal_data(player.id).tables
        assert store.path is not None
        with closing(sqlite3.connect(store.path)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Locked):
                store.erase_player(player.id)
        assert store.personal_data(player.id).tables == before
        assert choices_of(store, play_id) == ["differer"]


def test_in_memory_a_player_is_erased_too(store: Store, hélène: Player) -> None:
    with store.without_saving() as memory:
        erasure = memory.erase_player(hélène.id)
        assert (erasure.plays, memory.players()) == (1, ())
    assert [player.name for player in store.players()] == [hélène.name]


def test_everything_kept_is_handed_out(store: Store, hélène: Player) -> None:
    begun = store.begin_play(
        NewPlay(hélène.id, "appel", 1, store.keep_text(TEXT), seed=7, mode="practice")
    )
    play_on(store, begun.id, 2)
    data = store.personal_data(hélène.id)
    told = repr(data.tables)
    assert [secret for secret in SECRETS[:-1] if secret not in told] == []
    assert len(data.plays) == 2
    assert SECRETS[-1] in repr(data.plays)
    with store._database.reading() as connection:
        for table in metadata.sorted_tables:
            if belonging(table, hélène.id) is not None:
                counted = connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar()
                rows = data.tables[table.name]
                assert isinstance(rows, list)
                assert len(rows) == counted, table.name
                assert rows, f"let fill() write to {table.name}, so that its erasure is tested"
    with pytest.raises(NoSuchPlayer):
        store.personal_data(99)


def test_the_copies_looked_for_are_those_that_upgrades_make(
    home: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(home, clock=clock).close()
    with monkeypatch.context() as later:
        later.setattr(schema_module, "REVISIONS", (*schema_module.REVISIONS, "9999"))
        later.setattr(schema_module, "_upgrade", lambda _database: None)
        open_store(home, clock=clock).close()
    assert [path.name for path in home.glob("duettiste-before-*.db")] == [
        "duettiste-before-9999.db"
    ]
