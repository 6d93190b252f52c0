"""Several processes on one server: nothing is lost, mixed or done twice; two really race."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from game.store import ImportOutcome, NewPlay, Store, open_store
from game.store import schema as schema_module
from game.store.errors import NoSuchPlayer, NoSuchText, PlayerNameRefused, PlayMovedOn
from game.store.home import DATABASE_VARIABLE
from game.store.plays import hold_play
from game.store.schema import REVISIONS
from tests.game.store.conftest import TEXT
from tests.game.store.journals import choices_of, decision, play_on
from tests.game.store.test_processes import begin, lines_of, next_line, rest_of, start
from tests.postgresql import Server

NOWHERE = Path("/nowhere")
SOON = 10.0
T = TypeVar("T")


@pytest.fixture
def rivals(in_postgresql: str) -> Iterator[tuple[Store, Store]]:
    """Two stores on one database, each with connections of its own."""
    assert in_postgresql
    with open_store(NOWHERE) as one, open_store(NOWHERE) as other:
        yield one, other


def together(*deeds: Callable[[], T]) -> list[T | Exception]:
    """The result of each deed, all begun at the same moment."""
    ready = threading.Barrier(len(deeds))

    def run(deed: Callable[[], T]) -> T | Exception:
        ready.wait(SOON)
        try:
            return deed()
        except Exception as failure:
            return failure

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


class TestOnePlay:
    def test_who_comes_second_waits_and_is_told(self, rivals: tuple[Store, Store]) -> None:
        one, other = rivals
        play_id = begin(one)
        with ThreadPoolExecutor(1) as thread:
            with one.database.writing() as connection:
                assert hold_play(connection, play_id).length == 0
                second = thread.submit(other.append_decision, play_id, decision(0, "b"), take=0)
                assert other.play(play_id).header.length == 0  # reading waits for nobody
                with pytest.raises(TimeoutError):
                    second.result(0.2)
                connection.exec_driver_sql(
                    "INSERT INTO decisions VALUES"
                    f" ('{play_id}', 0, 's', '{{\"choose\":\"a\"}}', 1, false, '', '2026-03-02')"
                )
            with pytest.raises(PlayMovedOn):
                second.result(SOON)
        assert choices_of(one, play_id) == ["a"]

    def test_only_one_of_two_decisions_is_taken_each_time(
        self, rivals: tuple[Store, Store]
    ) -> None:
        play_id = begin(rivals[0])
        for position in range(25):
            results = together(
                lambda: rivals[0].append_decision(play_id, decision(position, "a"), take=0),  # noqa: B023
                lambda: rivals[1].append_decision(play_id, decision(position, "b"), take=0),  # noqa: B023
            )
            kinds = sorted(type(result).__name__ for result in results)
            assert kinds == ["NoneType", "PlayMovedOn"]
            winner = "ab"[results.index(None)]
            assert choices_of(rivals[0], play_id)[position] == winner

    def test_the_same_decision_sent_twice_is_taken_once(self, rivals: tuple[Store, Store]) -> None:
        play_id = begin(rivals[0])
        for position in range(10):
            same = decision(position)
            results = together(
                lambda: rivals[0].append_decision(play_id, same, take=0),  # noqa: B023
                lambda: rivals[1].append_decision(play_id, same, take=0),  # noqa: B023
            )
            assert results == [None, None]
        assert choices_of(rivals[0], play_id) == ["differer"] * 10

    def test_deciding_while_someone_takes_back(self, rivals: tuple[Store, Store]) -> None:
        one, other = rivals
        for _ in range(10):
            play_id = begin(one)
            play_on(one, play_id, 3)
            together(
                lambda: one.rewind(play_id, 1, take=0),  # noqa: B023
                lambda: other.append_decision(play_id, decision(3), take=0),  # noqa: B023
            )
            play = one.play(play_id)
            assert (play.header.take, play.header.length) == (1, 1)
            taken = [each.decision.position for each in play.rewound]
            assert taken in ([1, 2], [1, 2, 3])


class TestPeople:
    def test_a_name_is_given_once(self, rivals: tuple[Store, Store]) -> None:
        one, other = rivals
        for number in range(10):
            results = together(
                lambda: one.add_player(f"Zoé {number}"),  # noqa: B023
                lambda: other.add_player(f"ZOÉ {number}"),  # noqa: B023
            )
            assert sorted(isinstance(each, PlayerNameRefused) for each in results) == [False, True]
        first, second = one.add_player("a"), one.add_player("b")
        results = together(
            lambda: one.rename_player(first.id, "c"), lambda: other.rename_player(second.id, "C")
        )
        assert sorted(isinstance(each, PlayerNameRefused) for each in results) == [False, True]

    def test_the_secret_of_the_pseudonyms_is_drawn_once(self, rivals: tuple[Store, Store]) -> None:
        one, other = rivals
        drawn = together(one.pseudonym_secret, other.pseudonym_secret)
        assert drawn[0] == drawn[1] == one.pseudonym_secret()

    def test_a_file_taken_in_twice_at_once_is_added_once(
        self, rivals: tuple[Store, Store], tmp_path: Path
    ) -> None:
        one, other = rivals
        player = one.add_player("Karim")
        play_id = begin(one)
        play_on(one, play_id, 2)
        file = one.export_play(play_id, tmp_path / "p.json")
        one.erase_player(one.play(play_id).header.player_id)
        results = together(
            lambda: one.import_play(file, player.id), lambda: other.import_play(file, player.id)
        )
        outcomes = {each.outcome for each in results if not isinstance(each, Exception)}
        assert outcomes == {ImportOutcome.ADDED, ImportOutcome.ALREADY_HERE}
        assert len(one.plays(player.id)) == 1

    def test_erasing_someone_who_begins_a_play(self, rivals: tuple[Store, Store]) -> None:
        one, other = rivals
        for number in range(5):
            player = one.add_player(f"Zoé {number}")
            new = NewPlay(player.id, "appel", 1, one.keep_text(TEXT), 7, "practice")
            erased, begun = together(
                lambda: one.erase_player(player.id),  # noqa: B023
                lambda: other.begin_play(new),  # noqa: B023
            )
            assert not isinstance(erased, Exception)
            assert not isinstance(begun, Exception) or isinstance(begun, NoSuchPlayer | NoSuchText)
        assert one.players() == ()
        with one.database.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM plays").scalar() == 0


class TestProcesses:
    def test_a_kill_loses_no_confirmed_decision(self, rivals: tuple[Store, Store]) -> None:
        store = rivals[0]
        play_id = begin(store)
        writer = start("append-for-ever", NOWHERE, play_id)
        confirmed = [next_line(writer) for _ in range(20)]
        writer.kill()
        confirmed += rest_of(writer).rpartition("\n")[0].split()
        positions = [each.position for each in store.play(play_id).decisions]
        assert positions == list(range(len(positions)))
        assert len(positions) in (int(confirmed[-1]) + 1, int(confirmed[-1]) + 2)

    def test_two_processes_on_one_play_never_mix_or_lose_a_decision(
        self, rivals: tuple[Store, Store]
    ) -> None:
        play_id = begin(rivals[0])
        writers = {
            name: start("append-some", NOWHERE, play_id, name, 40) for name in ("un", "deux")
        }
        confirmed = {
            int(position): name for name, writer in writers.items() for position in lines_of(writer)
        }
        assert choices_of(rivals[0], play_id) == [confirmed[position] for position in range(40)]

    def test_processes_that_make_the_tables_together_make_them_once(
        self, postgresql: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv(DATABASE_VARIABLE, postgresql.create("together"))
        names = ["joueur 0", "joueur 1", "joueur 2"]
        openers = [start("open-together", NOWHERE, name, tmp_path / "go") for name in names]
        for opener in openers:
            assert next_line(opener) == "ready"
        (tmp_path / "go").touch()
        for opener in openers:
            lines_of(opener)
        with open_store(NOWHERE) as store:
            assert [player.name for player in store.players()] == names


def test_stores_opened_together_upgrade_an_older_database_once(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, postgresql.create("older"))
    with open_store(NOWHERE) as store:
        store.add_player("Zoé")
    upgrades: list[str] = []

    def upgrade_slowly(connection: object, _scripts: object, revision: str) -> None:
        upgrades.append(revision)
        from sqlalchemy import Connection

        assert isinstance(connection, Connection)
        connection.exec_driver_sql("SELECT pg_sleep(0.2)")
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")

    monkeypatch.setattr(schema_module, "REVISIONS", (*REVISIONS, "9999"))
    monkeypatch.setattr("game.store.migrations.upgrading.upgrade", upgrade_slowly)
    results = together(*[lambda: open_store(NOWHERE)] * 3)
    for opened in results:
        assert isinstance(opened, Store), opened
        assert [player.name for player in opened.players()] == ["Zoé"]
        opened.close()
    assert upgrades == ["9999"]
