"""The migrations on a server: they make the tables that direct creation makes, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from game.store import Reflection, open_store
from game.store import schema as schema_module
from game.store.home import DATABASE_VARIABLE
from game.store.migrations.upgrading import upgrade
from game.store.postgresql import PostgresqlDatabase
from game.store.schema import MIGRATIONS, REVISIONS, create_tables
from game.store.tables import metadata
from tests.game.store.test_schema import NEXT, NEXT_STEP, scripts_with_a_next_step
from tests.postgresql import Server

NOWHERE = Path("/nowhere")
with_next_step = scripts_with_a_next_step

COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"


@pytest.fixture
def new_database(
    postgresql: Server, request: pytest.FixtureRequest
) -> Iterator[PostgresqlDatabase]:
    postgresql.administer(f'DROP DATABASE IF EXISTS "{request.node.name}" WITH (FORCE)')
    database = PostgresqlDatabase.at(postgresql.create(request.node.name), 5.0)
    yield database
    database.close()


def shape_of(database: PostgresqlDatabase) -> list[list[tuple[object, ...]]]:
    with database.reading() as connection:
        return [
            [tuple(row) for row in connection.exec_driver_sql(query.replace("%", "%%"))]
            for query in (COLUMNS, CONSTRAINTS, INDEXES)
        ]


def test_migrations_and_direct_creation_make_the_same_database(
    new_database: PostgresqlDatabase, postgresql: Server
) -> None:
    with new_database.migrating() as connection:
        create_tables(new_database, connection)
    migrated = PostgresqlDatabase.at(postgresql.create("migrated"), 5.0)
    with migrated.migrating() as connection:
        upgrade(connection, MIGRATIONS, REVISIONS[-1])
    assert shape_of(migrated) == shape_of(new_database)
    assert all(shape_of(migrated))
    with migrated.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
    migrated.close()


def test_rows_of_the_first_revision_are_carried_along(
    new_database: PostgresqlDatabase, postgresql: Server
) -> None:
    with new_database.migrating() as connection:
        upgrade(connection, MIGRATIONS, REVISIONS[0])
        new_database.mark_as_ours(connection)
    name = str(new_database.place).rpartition("/")[2]
    with postgresql.connection(name) as raw:
        raw.execute(
            "INSERT INTO players (name, name_key, added_at)"
            " VALUES ('Zoé', 'zoé', '2026-03-02T09:00:00+00:00')"
        )
        raw.execute("INSERT INTO texts VALUES ('h', 'texte', '2026-03-02T09:00:00+00:00')")
        raw.execute(
            "INSERT INTO plays VALUES ('aaa111', 1, 's', 1, 'h', '7', 'practice', '{}', NULL, NULL,"
            " 0, '2026-03-02T09:00:00+00:00', '2026-03-02T09:00:00+00:00', NULL, NULL, NULL, '{}')"
        )
        raw.execute(
            "INSERT INTO settings VALUES (1, 'takeaway:aaa111', %s)", [json.dumps("L’élan")]
        )
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(DATABASE_VARIABLE, postgresql.address(name))
        with open_store(NOWHERE) as store:
            assert store.reflection("aaa111") == Reflection(reaction="L’élan")
            assert store.settings(1) == {}
            assert store.add_player("Karim").id > 0


@pytest.mark.parametrize("then", ["", 'raise RuntimeError("step")'])
def test_a_step_happens_wholly_or_not_at_all(
    then: str,
    postgresql: Server,
    monkeypatch: pytest.MonkeyPatch,
    with_next_step: Path,
) -> None:
    name = "step" if then else "stepped"
    monkeypatch.setenv(DATABASE_VARIABLE, postgresql.create(name))
    with open_store(NOWHERE) as store:
        store.add_player("Zoé")
    step = NEXT_STEP.replace(', recreate="always"', "").format(then=then)
    (with_next_step / "versions" / "next.py").write_text(step)
    monkeypatch.setattr(schema_module, "REVISIONS", (*REVISIONS, NEXT))
    monkeypatch.setattr(schema_module, "MIGRATIONS", with_next_step)
    if then:
        with pytest.raises(RuntimeError):
            open_store(NOWHERE)
    else:
        open_store(NOWHERE).close()
    with postgresql.connection(name) as raw:
        stamp = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        assert stamp == ((REVISIONS[-1] if then else NEXT),)
        columns = {row[1] for row in raw.execute(COLUMNS.encode()) if row[0] == "players"}
        assert ("colour" in columns) is not bool(then)
        assert raw.execute("SELECT name FROM players").fetchall() == [("Zoé",)]
