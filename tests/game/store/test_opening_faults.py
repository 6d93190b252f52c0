"""What keeps the store from opening: said clearly, nothing lost, the game still playable."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from game.store import NewPlay, Store, open_memory_store, open_store, open_store_or_memory
from game.store.errors import (
    CannotOpen,
    Damaged,
    ForeignDatabase,
    HomeIsFile,
    Locked,
    NewerDatabase,
    NoSuchPlay,
    StoreError,
)
from game.store.opening import set_damaged_aside
from tests.game.store.journals import choices_of, play_on

NOBODY = 65534


def store_with_a_play(home: Path, decisions: int = 3) -> str:
    with open_store(home) as store:
        return begin(store, decisions)


def begin(store: Store, decisions: int) -> str:
    player = store.add_player("Zoé")
    new = NewPlay(player.id, "appel", 1, store.keep_text("texte" * 2000), 7, "practice")
    play_id = store.begin_play(new).id
    play_on(store, play_id, decisions)
    return play_id


def damage(home: Path) -> bytes:
    """Write over all pages but the first, as a failing disk would."""
    path = home / "duettiste.db"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    return bytes(data)


def can_play(store: Store) -> bool:
    play_id = begin(store, 2)
    return choices_of(store, play_id) == ["differer", "differer"]


class TestHome:
    def test_that_is_a_file(self, tmp_path: Path) -> None:
        home = tmp_path / "parties"
        home.write_text("une lettre")
        for folder in (home, home / "dedans"):
            with pytest.raises(HomeIsFile) as fault:
                open_store(folder)
            assert str(folder) in str(fault.value.params["path"])
        store, notice = open_store_or_memory(home)
        assert notice is not None
        assert notice.key == "store.notice.without_saving"
        assert not store.saves
        assert can_play(store)
        store.close()
        assert home.read_text() == "une lettre"

    def test_whose_name_is_too_long(self, tmp_path: Path) -> None:
        with pytest.raises(CannotOpen):
            open_store(tmp_path / ("x" * 300))

    def test_where_the_database_is_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "duettiste.db").mkdir()
        with pytest.raises(CannotOpen):
            open_store(tmp_path)

    def test_with_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9p\xf4t"))
        store_with_a_play(home)
        with open_store(home) as store:
            assert len(store.players()) == 1
        home.joinpath("duettiste.db").write_bytes(b"not a database, and long enough" * 9)
        with pytest.raises(Damaged) as fault:
            open_store(home)
        str(fault.value.params["path"]).encode("utf-8")


class TestDamaged:
    def test_is_refused_and_left_alone(self, home: Path) -> None:
        store_with_a_play(home)
        data = damage(home)
        with pytest.raises(Damaged):
            open_store(home)
        assert (home / "duettiste.db").read_bytes() == data

    @pytest.mark.parametrize("content", ["pages", "text"])
    def test_is_set_aside_whole_and_a_new_one_begun(
        self, home: Path, clock: Callable[[], datetime], content: str
    ) -> None:
        store_with_a_play(home)
        if content == "pages":
            data = damage(home)
        else:
            data = b"Ceci n'est pas une base." * 200
            (home / "duettiste.db").write_bytes(data)
        (home / "duettiste.db-journal").write_bytes(b"")
        store, notice = open_store_or_memory(home, clock=clock)
        assert notice is not None
        assert isinstance(notice.cause, Damaged)
        assert notice.key == "store.notice.set_aside"
        aside = Path(notice.params["path"])
        assert aside == home / "duettiste-damaged-2026-03-02.db"
        assert aside.read_bytes() == data
        assert store.saves
        assert can_play(store)
        store.close()
        assert open_store_or_memory(home)[1] is None

    def test_twice_the_same_day_keeps_both(self, home: Path) -> None:
        now = datetime(2026, 3, 2, tzinfo=UTC)
        for _ in range(2):
            store_with_a_play(home)
            damage(home)
            assert set_damaged_aside(home, now, 1.0) is not None
        names = sorted(path.name for path in home.iterdir())
        assert names == ["duettiste-damaged-2026-03-02-2.db", "duettiste-damaged-2026-03-02.db"]

    def test_a_sound_database_is_never_set_aside(self, home: Path) -> None:
        now = datetime(2026, 3, 2, tzinfo=UTC)
        play_id = store_with_a_play(home)
        assert set_damaged_aside(home, now, 1.0) is None
        with open_store(home) as store:
            assert len(choices_of(store, play_id)) == 3

    def test_that_shows_only_in_use_is_said_so(self, home: Path) -> None:
        with open_store(home) as store:
            play_id = begin(store, 3)
            damage(home)
            with pytest.raises(Damaged):
                store.play(play_id)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE alembic_version SET version_num = '0999'", NewerDatabase),
        ("PRAGMA application_id = 12", ForeignDatabase),
    ],
)
def test_a_database_of_others_is_left_and_one_plays_without_saving(
    home: Path, statement: str, fault: type[StoreError]
) -> None:
    store_with_a_play(home)
    path = home / "duettiste.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()
    before = path.read_bytes()
    store, notice = open_store_or_memory(home)
    assert notice is not None
    assert isinstance(notice.cause, fault)
    assert not store.saves
    assert can_play(store)
    store.close()
    assert path.read_bytes() == before


class TestLocked:
    @pytest.fixture
    def held(self, home: Path) -> Iterator[str]:
        """A play in a database that someone else is holding."""
        play_id = store_with_a_play(home)
        with closing(sqlite3.connect(home / "duettiste.db", isolation_level=None)) as raw:
            raw.execute("BEGIN EXCLUSIVE")
            yield play_id
            raw.execute("ROLLBACK")

    def test_is_said_after_some_patience(self, home: Path, held: str) -> None:
        with pytest.raises(Locked):
            open_store(home, patience_seconds=0.1)
        store, notice = open_store_or_memory(home, patience_seconds=0.1)
        assert notice is not None
        assert isinstance(notice.cause, Locked)
        with pytest.raises(NoSuchPlay):
            store.play(held)
        assert can_play(store)
        store.close()

    def test_a_short_hold_is_waited_for(self, home: Path) -> None:
        play_id = store_with_a_play(home)
        holder = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sqlite3, sys, time\n"
                "raw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                "raw.execute('BEGIN EXCLUSIVE'); print('held', flush=True); time.sleep(0.5)\n"
                "raw.execute('COMMIT'); raw.close()\n",
                str(home / "duettiste.db"),
            ],
            stdout=subprocess.PIPE,
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with holder.stdout, open_store(home, patience_seconds=20) as store:
            play_on(store, play_id, 1)
            assert len(choices_of(store, play_id)) == 4
        assert holder.wait() == 0


class TestFileThatGoesAway:
    def test_is_noticed_at_the_next_decision(self, home: Path) -> None:
        with open_store(home) as store:
            play_id = begin(store, 2)
            (home / "duettiste.db").rename(home / "ailleurs.db")
            with pytest.raises(CannotOpen):
                play_on(store, play_id, 1)
            assert not (home / "duettiste.db").exists()
            (home / "ailleurs.db").rename(home / "duettiste.db")
            play_on(store, play_id, 1)
            assert len(choices_of(store, play_id)) == 3

    def test_one_can_go_on_without_saving(self, home: Path) -> None:
        with open_store(home) as store:
            play_id = begin(store, 2)
            with store.without_saving() as memory:
                play_on(memory, play_id, 1)
                assert len(choices_of(memory, play_id)) == 3
            assert len(choices_of(store, play_id)) == 2
            shutil.rmtree(home)
            with store.without_saving() as memory:
                assert can_play(memory)


def test_a_store_in_memory_is_whole(tmp_path: Path) -> None:
    with open_memory_store() as store:
        play_id = begin(store, 2)
        path = store.export_play(play_id, tmp_path)
        with open_store(tmp_path / "home") as kept:
            player = kept.add_player("Zoé")
            assert kept.import_play(path, player.id).play_id == play_id


AS_ANOTHER_PERSON = """
import json, os, sys
from pathlib import Path
import game.store.opening
from game.store import open_store, open_store_or_memory
from game.store.errors import StoreError
from tests.game.store.journals import choices_of, play_on
home, play_id = Path(sys.argv[1]), sys.argv[2]
if os.geteuid() == 0:
    os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
try:
    open_store(home).close()
    fault = None
except StoreError as error:
    fault = error.key
store, notice = open_store_or_memory(home)
read = play_id and len(choices_of(store, play_id))
if play_id:
    play_on(store, play_id, 1)
print(json.dumps([fault, notice and notice.cause.key, store.saves, read]))
store.close()
"""


class TestRights:
    """Run by a person without rights: root would be stopped by none of them."""

    @pytest.fixture
    def open_place(self) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp(prefix="duettiste-rights-"))
        folder.chmod(0o755)
        yield folder
        for path in folder.rglob("*"):
            path.chmod(0o700)
        shutil.rmtree(folder)

    def told(self, home: Path, play_id: str) -> list[object]:
        script = AS_ANOTHER_PERSON.format(nobody=NOBODY)
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", script, str(home), play_id],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert run.returncode == 0, run.stderr
        answer: list[object] = json.loads(run.stdout)
        return answer

    def test_full_rights_open_it(self, open_place: Path) -> None:
        """What the other tests of this class would say if rights did not matter."""
        home = open_place / "home"
        play_id = store_with_a_play(home)
        home.chmod(0o777)
        (home / "duettiste.db").chmod(0o666)
        assert self.told(home, play_id) == [None, None, True, 3]

    @pytest.mark.parametrize(
        ("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)]
    )
    def test_read_only_plays_are_read_and_continued_without_saving(
        self, open_place: Path, file_mode: int, folder_mode: int
    ) -> None:
        home = open_place / "home"
        play_id = store_with_a_play(home)
        path = home / "duettiste.db"
        before = path.read_bytes()
        path.chmod(file_mode)
        home.chmod(folder_mode)
        key = "store.fault.read_only"
        assert self.told(home, play_id) == [key, key, False, 3]
        assert path.read_bytes() == before

    def test_a_folder_where_nothing_may_be_made(self, open_place: Path) -> None:
        home = open_place / "home"
        home.mkdir()
        home.chmod(0o555)
        key = "store.fault.no_permission"
        assert self.told(home, "") == [key, key, False, ""]
        assert self.told(home / "dedans", "") == [key, key, False, ""]

    def test_a_file_or_folder_that_may_not_be_read(self, open_place: Path) -> None:
        home = open_place / "home"
        store_with_a_play(home)
        key = "store.fault.no_permission"
        (home / "duettiste.db").chmod(0o000)
        home.chmod(0o777)
        assert self.told(home, "") == [key, key, False, ""]
        home.chmod(0o000)
        assert self.told(home, "") == [key, key, False, ""]
