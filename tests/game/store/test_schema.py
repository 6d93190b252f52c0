from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from game.store import Reflection, Store, open_store
from game.store import schema as schema_module
from game.store.errors import ForeignDatabase, NewerDatabase
from game.store.migrations.upgrading import upgrade
from game.store.schema import MIGRATIONS, REVISIONS, create_tables
from game.store.sqlite import SqliteDatabase
from game.store.tables import metadata
from tests.game.store.journals import choices_of, play_on

OLDEST = Path(__file__).with_name("databases") / "revision-0001.sql"
"""What version 0001 of the game wrote, dumped by sqlite3: three plays and lines about them."""

NEXT = f"{int(REVISIONS[-1]) + 1:04}"
NEXT_STEP = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISIONS[-1]}"


def upgrade():
    with op.batch_alter_table("players", recreate="always") as players:
        players.add_column(sa.Column("colour", sa.String(), server_default="blue"))
    {{then}}
"""


@pytest.fixture
def memory() -> Iterator[SqliteDatabase]:
    database = SqliteDatabase.in_memory()
    yield database
    database.close()


@pytest.fixture
def scripts_with_a_next_step(tmp_path: Path) -> Path:
    """The real migrations and one more, as a later version of the game would bring."""
    scripts = tmp_path / "100% migrations"
    versions = scripts / "versions"
    versions.mkdir(parents=True)
    (scripts / "env.py").write_text((MIGRATIONS / "env.py").read_text())
    for step in (MIGRATIONS / "versions").glob("*.py"):
        (versions / step.name).write_text(step.read_text())
    (versions / "next.py").write_text(NEXT_STEP.format(then=""))
    return scripts


def shape_of(database: SqliteDatabase) -> dict[str, object]:
    """Columns, keys and indexes of every table, as SQLite itself tells them."""
    shape: dict[str, object] = {}
    with database.reading() as connection:

        def told(pragma: str) -> list[tuple[object, ...]]:
            return sorted(tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {pragma}"))

        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).scalars()
        for table in list(tables):
            indexes = [row[1:] for row in told(f"index_list({table})")]
            shape[table] = (
                told(f"table_xinfo({table})"),
                told(f"foreign_key_list({table})"),
                sorted(indexes, key=str),
            )
        shape["application"] = told("application_id")
        shape["revision"] = connection.exec_driver_sql(
            "SELECT version_num FROM alembic_version"
        ).scalar()
    return shape


def checks_of(database: SqliteDatabase) -> set[str]:
    """The conditions of every table, without their layout."""
    with database.reading() as connection:
        definitions = connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars()
        lines = [line.strip(" ,\t") for text in definitions if text for line in text.split("\n")]
    return {line for line in lines if " CHECK " in line}


def test_migrations_and_direct_creation_make_the_same_database(memory: SqliteDatabase) -> None:
    with memory.writing() as connection:
        create_tables(memory, connection)
    migrated = SqliteDatabase.in_memory()
    with migrated.migrating() as connection:
        upgrade(connection, MIGRATIONS, REVISIONS[-1])
    assert shape_of(migrated) == shape_of(memory)
    assert checks_of(migrated) == checks_of(memory)
    assert len(checks_of(memory)) == 5
    with migrated.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    migrated.close()


def test_every_revision_is_known_to_the_opening() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    steps = [step.revision for step in scripts.walk_revisions()]
    assert tuple(reversed(steps)) == REVISIONS


class TestOlderDatabase:
    @pytest.fixture
    def older(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, scripts_with_a_next_step: Path
    ) -> str:
        """A play in a database of today, opened by a game that knows one revision more."""
        from game.store import NewPlay

        with open_store(home) as store:
            player = store.add_player("Zoé")
            text_hash = store.keep_text("texte")
            play_id = store.begin_play(NewPlay(player.id, "a", 1, text_hash, 1, "practice")).id
            play_on(store, play_id, 3)
        monkeypatch.setattr(schema_module, "REVISIONS", (*REVISIONS, NEXT))
        monkeypatch.setattr(schema_module, "MIGRATIONS", scripts_with_a_next_step)
        return play_id

    def test_is_upgraded_and_keeps_everything(self, home: Path, older: str) -> None:
        for _ in range(2):
            with open_store(home) as store:
                assert choices_of(store, older) == ["differer"] * 3
        with closing(sqlite3.connect(home / "duettiste.db")) as raw:
            assert raw.execute("SELECT colour FROM players").fetchall() == [("blue",)]

    def test_a_copy_of_it_is_kept(self, home: Path, older: str) -> None:
        open_store(home).close()
        with closing(sqlite3.connect(home / f"duettiste-before-{NEXT}.db")) as raw:
            assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (
                REVISIONS[-1],
            )
            kept = raw.execute("SELECT count(*) FROM decisions WHERE play_id = ?", (older,))
            assert kept.fetchone() == (3,)

    @pytest.mark.parametrize(
        "failure", ['raise RuntimeError("step")', 'op.execute("DELETE FROM players")']
    )
    @pytest.mark.usefixtures("older")
    def test_a_step_that_fails_leaves_it_as_it_was(
        self, home: Path, scripts_with_a_next_step: Path, failure: str
    ) -> None:
        step = scripts_with_a_next_step / "versions" / "next.py"
        step.write_text(NEXT_STEP.format(then=failure))
        with pytest.raises(Exception, match=r"step|foreign key|damaged"):
            open_store(home)
        with closing(sqlite3.connect(home / "duettiste.db")) as raw:
            assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (
                REVISIONS[-1],
            )
            assert raw.execute("SELECT count(*) FROM players").fetchone() == (1,)
            columns = raw.execute("SELECT name FROM pragma_table_info('players')").fetchall()
            assert ("colour",) not in columns


class TestFirstRevision:
    """A database of the first version of the game, as it really wrote it."""

    @pytest.fixture
    def upgraded(self, home: Path) -> Iterator[Store]:
        home.mkdir(parents=True)
        with closing(sqlite3.connect(home / "duettiste.db")) as raw:
            raw.executescript(OLDEST.read_text(encoding="utf-8"))
        with open_store(home) as store:
            yield store

    def test_keeps_what_players_wrote_about_their_plays(self, upgraded: Store) -> None:
        assert upgraded.reflection("aaa111") == Reflection(
            reaction="Le circuit « écrit » ; l'appel du soir",
            commitment="Répondre jeudi, à froid",
        )
        assert upgraded.reflection("bbb222") == Reflection()
        assert upgraded.reflection("ccc333") == Reflection(commitment="Dire oui moins vite")

    def test_keeps_plays_and_settings(self, upgraded: Store) -> None:
        helene, bruno = sorted(upgraded.players(), key=lambda player: player.id)
        assert [play.id for play in upgraded.plays(bruno.id)] == ["ccc333"]
        assert {play.id for play in upgraded.plays(helene.id)} == {"aaa111", "bbb222"}
        assert upgraded.play("bbb222").decisions[0].note == "à revoir"
        assert upgraded.settings(helene.id) == {"theme": "duo-dark"}
        assert upgraded.settings(bruno.id) == {"takeaway:zzz999": "une partie effacée"}

    def test_a_copy_of_it_is_kept(self, home: Path, upgraded: Store) -> None:
        assert upgraded.saves
        with closing(sqlite3.connect(home / f"duettiste-before-{REVISIONS[-1]}.db")) as raw:
            assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
            assert raw.execute("SELECT count(*) FROM settings").fetchone() == (5,)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE alembic_version SET version_num = '0999'", NewerDatabase),
        ("PRAGMA application_id = 12", ForeignDatabase),
        ("DROP TABLE alembic_version", ForeignDatabase),
    ],
)
def test_what_another_program_or_version_wrote_is_not_touched(
    home: Path, statement: str, fault: type[Exception]
) -> None:
    open_store(home).close()
    path = home / "duettiste.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()
    before = path.read_bytes()
    with pytest.raises(fault):
        open_store(home)
    assert path.read_bytes() == before
    assert [each.name for each in home.iterdir()] == ["duettiste.db"]


def test_an_empty_file_left_by_a_killed_first_start_is_a_new_database(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "duettiste.db").touch()
    with open_store(home) as store:
        assert store.players() == ()
