"""The store on a server: what only a server can do to it, said clearly, and nothing lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from game.locale import LANGUAGES, Messages
from game.store import NewPlay, Store, errors, open_store, open_store_or_memory
from game.store.home import DATABASE_VARIABLE
from game.store.postgresql import place_of
from game.store.records import QueuedStatement, Reflection
from game.store.tables import metadata
from tests.game.store.conftest import TEXT
from tests.game.store.journals import choices_of, decision, play_on
from tests.postgresql import PASSWORD, Server, running_server

NOWHERE = Path("/nowhere")
"""The folder of the plays, which a store on a server never looks at."""


def is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch, kind: type[errors.StoreError]
) -> None:
    """No store opens there: its message is in both languages and repeats no password."""
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    with pytest.raises(errors.StoreError) as refusal:
        open_store(NOWHERE, patience_seconds=2)
    fault = refusal.value
    assert type(fault) is kind, fault
    for language in LANGUAGES:
        said = Messages(language)(fault.key, **fault.params)
        assert PASSWORD not in said
        assert "secret" not in said
    store, notice = open_store_or_memory(NOWHERE, patience_seconds=2)
    assert notice is not None
    assert (notice.cause.key, notice.key) == (fault.key, "store.notice.without_saving")
    assert not store.saves
    store.close()


class TestAddress:
    @pytest.mark.parametrize(
        "address",
        [
            "mysql://moi:secret@serveur/base",
            "postgresql",
            "host=serveur password=secret",
            "postgresql://moi:se%cret@serveur/base",
            "postgresql://moi:secret@serveur/base?couleur=secret",
            "postgresql://moi:secret@serveur:port/base?",
        ],
    )
    def test_that_is_none_is_not_repeated(
        self, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kinds = errors.AddressRefused, errors.ServerUnreachable
        monkeypatch.setenv(DATABASE_VARIABLE, address)
        with pytest.raises(kinds) as refusal:
            open_store(NOWHERE, patience_seconds=2)
        assert "secret" not in str(refusal.value)

    def test_is_shown_without_account_or_password(self) -> None:
        shown = place_of("postgresql://moi:secret@bd.exemple.org:5433/duettiste?sslmode=require")
        assert shown == "postgresql://bd.exemple.org:5433/duettiste"
        assert place_of("postgres://moi@bd/x") == "postgresql://bd/x"

    def test_without_the_driver_says_how_to_install_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delitem(sys.modules, "game.store.postgresql", raising=False)
        monkeypatch.setitem(sys.modules, "psycopg", None)
        is_refused("postgresql://moi:secret@serveur/base", monkeypatch, errors.DriverMissing)


class TestOpening:
    def test_a_server_that_does_not_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        refusing = "postgresql://moi:secret@127.0.0.1:1/base"
        is_refused(refusing, monkeypatch, errors.ServerUnreachable)
        unknown = "postgresql://moi:secret@serveur.invalid/base"
        is_refused(unknown, monkeypatch, errors.ServerUnreachable)

    def test_a_wrong_password_or_account(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wrong = postgresql.address("postgres", password="secret")
        is_refused(wrong, monkeypatch, errors.ServerRefused)
        unknown = postgresql.address("postgres", account="personne")
        is_refused(unknown, monkeypatch, errors.ServerRefused)

    def test_a_database_that_does_not_exist(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        is_refused(postgresql.address("nulle_part"), monkeypatch, errors.NoSuchDatabase)

    def test_a_database_that_cannot_hold_every_character(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        options = "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        is_refused(postgresql.create("ascii", options), monkeypatch, errors.WrongEncoding)

    def test_an_account_without_rights(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        postgresql.create("theirs")
        postgresql.administer("CREATE ROLE visitor LOGIN PASSWORD 'secret'")
        address = postgresql.address("theirs", account="visitor", password="secret")
        is_refused(address, monkeypatch, errors.ServerNoRights)

    def test_an_account_with_no_connection_left(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        postgresql.administer("CREATE ROLE crowd LOGIN PASSWORD 'secret' CONNECTION LIMIT 0")
        address = postgresql.address("postgres", account="crowd", password="secret")
        is_refused(address, monkeypatch, errors.ServerBusy)

    def test_a_database_that_is_read_only(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address = postgresql.create("standby")
        monkeypatch.setenv(DATABASE_VARIABLE, address)
        open_store(NOWHERE).close()
        postgresql.administer("ALTER DATABASE standby SET default_transaction_read_only = on")
        is_refused(address, monkeypatch, errors.ServerReadOnly)

    @pytest.mark.parametrize(
        ("name", "statement", "kind"),
        [
            ("later", "UPDATE alembic_version SET version_num = '0999'", "NewerServerDatabase"),
            ("unmarked", "COMMENT ON TABLE alembic_version IS NULL", "ForeignServerDatabase"),
            ("unstamped", "DROP TABLE alembic_version", "ForeignServerDatabase"),
        ],
    )
    def test_what_another_program_or_version_wrote_is_not_touched(
        self,
        postgresql: Server,
        monkeypatch: pytest.MonkeyPatch,
        name: str,
        statement: str,
        kind: str,
    ) -> None:
        address = postgresql.create(name)
        monkeypatch.setenv(DATABASE_VARIABLE, address)
        with open_store(NOWHERE) as store:
            store.add_player("Zoé")
        postgresql.administer(statement, name)
        is_refused(address, monkeypatch, getattr(errors, kind))
        with postgresql.connection(name) as connection:
            assert connection.execute("SELECT name FROM players").fetchall() == [("Zoé",)]

    def test_a_database_with_tables_of_another_program(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address = postgresql.create("paie")
        postgresql.administer("CREATE TABLE agents (name text)", "paie")
        is_refused(address, monkeypatch, errors.ForeignServerDatabase)
        with postgresql.connection("paie") as connection:
            tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            assert connection.execute(tables).fetchall() == [("agents",)]


class TestFaultsOnTheWay:
    def test_a_full_server(
        self, in_postgresql: str, postgresql: Server, store: Store, new_play: NewPlay
    ) -> None:
        """The answer of a server that has no room left, brought about by a trigger."""
        assert in_postgresql
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        postgresql.administer(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;"
            "CREATE TRIGGER full_disk BEFORE INSERT ON decisions EXECUTE FUNCTION full_disk()",
            "tables",
        )
        try:
            with pytest.raises(errors.ServerFull):
                play_on(store, play_id, 1)
        finally:
            postgresql.administer("DROP FUNCTION full_disk CASCADE", "tables")
        assert choices_of(store, play_id) == ["differer"] * 2
        play_on(store, play_id, 1)
        assert choices_of(store, play_id) == ["differer"] * 3

    def test_one_who_waits_too_long_is_told(
        self,
        in_postgresql: str,
        postgresql: Server,
        new_play: NewPlay,
        store: Store,
    ) -> None:
        assert in_postgresql
        play_id = store.begin_play(new_play).id
        with (
            postgresql.connection("tables") as other,
            open_store(NOWHERE, patience_seconds=0.1) as hurried,
        ):
            other.execute("BEGIN")
            other.execute("SELECT * FROM plays FOR UPDATE")
            with pytest.raises(errors.ServerBusy):
                hurried.append_decision(play_id, decision(0), take=0)
            other.execute("ROLLBACK")
            hurried.append_decision(play_id, decision(0), take=0)
        assert choices_of(store, play_id) == ["differer"]

    def test_cut_connections_are_made_again_unnoticed(
        self, in_postgresql: str, postgresql: Server, new_play: NewPlay, store: Store
    ) -> None:
        assert in_postgresql
        play_id = store.begin_play(new_play).id
        postgresql.administer(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tables'"
        )
        play_on(store, play_id, 1)
        assert choices_of(store, play_id) == ["differer"]

    def test_a_play_of_which_the_name_cannot_be_one(self, in_postgresql: str, store: Store) -> None:
        assert in_postgresql
        for typed in ("a\0b", "\ud800", "' OR 1=1 --", "x" * 5000):
            with pytest.raises(errors.NoSuchPlay):
                store.play(typed)


class TestServerKilled:
    @pytest.fixture
    def own_server(self, postgresql: Server) -> Iterator[Server]:
        with running_server(postgresql.programs) as server:
            yield server

    def test_in_the_middle_of_a_play_loses_no_confirmed_decision(
        self, own_server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(DATABASE_VARIABLE, own_server.create("parties"))
        with open_store(NOWHERE, patience_seconds=2) as store:
            player = store.add_player("Zoé")
            text = store.keep_text(TEXT)
            play_id = store.begin_play(NewPlay(player.id, "appel", 1, text, 7, "practice")).id
            play_on(store, play_id, 3)
            own_server.kill()
            with pytest.raises(errors.ServerUnreachable) as fault:
                store.append_decision(play_id, decision(3), take=0)
            assert PASSWORD not in Messages("fr")(fault.value.key, **fault.value.params)
            with store.without_saving() as memory:
                assert memory.players() == ()
                assert not memory.saves
            own_server.start()
            store.append_decision(play_id, decision(3), take=0)
            store.append_decision(play_id, decision(3), take=0)
            assert choices_of(store, play_id) == ["differer"] * 4


class TestErasing:
    SECRETS = ("Hélène Courtade", "une note que personne ne lira", "un énoncé en attente")

    def fill(self, store: Store) -> int:
        name, note, waiting = self.SECRETS
        player = store.add_player(name)
        text = store.keep_text(TEXT)
        play = store.begin_play(NewPlay(player.id, "appel", 1, text, 7, "practice"))
        store.append_decision(play.id, decision(0, note=note), take=0)
        store.set_reflection(play.id, Reflection(note, "", "", note))
        statement = QueuedStatement("1", play.id, {"said": waiting})
        store.queue_statements("https://lrs.example", [statement])
        store.set_current_player(player.id)
        return player.id

    def test_leaves_nothing_in_the_tables_nor_in_their_files(
        self, in_postgresql: str, postgresql: Server, store: Store
    ) -> None:
        assert in_postgresql
        other = store.add_player("Karim")
        player_id = self.fill(store)
        erasure = store.erase_player(player_id)
        assert (erasure.plays, erasure.decisions, erasure.compacted) == (1, 1, True)
        assert erasure.cleaned_copies == erasure.copies_left == ()
        assert store.players() == (other,)
        assert store.current_player() is None
        postgresql.administer("CHECKPOINT")
        files = [path for path in (postgresql.folder / "data/base").rglob("*") if path.is_file()]
        held = b"".join(path.read_bytes() for path in files)
        assert b"Karim" in held
        for secret in self.SECRETS:
            assert secret.encode() not in held

    def test_everything_kept_is_handed_out(self, in_postgresql: str, store: Store) -> None:
        assert in_postgresql
        data = store.personal_data(self.fill(store))
        told = repr(data)
        for secret in self.SECRETS:
            assert secret in told


def test_a_backup_restored_elsewhere_is_the_same_store(
    in_postgresql: str,
    postgresql: Server,
    store: Store,
    new_play: NewPlay,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As docs/exploitation.md says, with the programs of PostgreSQL."""
    play_id = store.begin_play(new_play).id
    play_on(store, play_id, 3)
    backup, restored = tmp_path / "duettiste.dump", postgresql.create("restored")
    for program, *words in (
        ("pg_dump", "--format=custom", f"--file={backup}", in_postgresql),
        ("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={restored}", str(backup)),
    ):
        subprocess.run([postgresql.programs / program, *words], check=True, capture_output=True)
    play_on(store, play_id, 1)
    monkeypatch.setenv(DATABASE_VARIABLE, restored)
    with open_store(NOWHERE) as other:
        assert choices_of(other, play_id) == ["differer"] * 3
        assert other.add_player("Quelqu’un d’après").id > new_play.player_id


def test_moments_names_and_numbers_come_back_as_they_were_written(
    in_postgresql: str, store: Store, new_play: NewPlay, clock: Callable[[], datetime]
) -> None:
    assert in_postgresql
    assert clock().tzinfo is not None
    play_id = store.begin_play(new_play).id
    written = decision(0, choice="\u00e9\u202f! \U0001f642", note="« À revoir » ; 100 % : \\ ' \"")
    store.append_decision(play_id, written, take=0)
    (kept,) = store.play(play_id).decisions
    assert kept.same_answer(written)
    assert (kept.note, kept.seconds) == (written.note, 12.5)
    assert store.play(play_id).header.begun_at.tzinfo is not None
    assert store.play(play_id).header.seed == 7


def test_every_table_is_counted_by_the_fixture_that_empties_them(
    in_postgresql: str, postgresql: Server
) -> None:
    assert in_postgresql
    with postgresql.connection("tables") as connection:
        for table in metadata.tables:
            assert connection.execute(f'SELECT 1 FROM "{table}"').fetchone() is None
