"""A disk that refuses to write: said so, what was saved stays, one can go on."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from game.store import NewPlay, Store, open_store, open_store_or_memory
from game.store.errors import DiskFull
from tests.game.store.journals import choices_of, decision, play_on

LONG_NOTE = "n" * 500


def begin(store: Store) -> str:
    player = store.add_player("Zoé")
    new = NewPlay(player.id, "appel", 1, store.keep_text("texte"), 7, "practice")
    return store.begin_play(new).id


def play_until_full(store: Store, play_id: str) -> int:
    """Number of decisions that were confirmed before the disk was full."""
    for position in range(10_000):
        try:
            store.append_decision(play_id, decision(position, note=LONG_NOTE), take=0)
        except DiskFull:
            return position
    raise AssertionError("the disk was never full")


class TestFullDatabase:
    """SQLite's own answer to a full disk, brought about by a limit on its pages."""

    @pytest.fixture
    def limited(self) -> Iterator[list[int]]:
        """While not empty, its first number is the most pages a database may have."""
        pages: list[int] = []

        def limit(connection: sqlite3.Connection, _record: object) -> None:
            if pages:
                connection.execute(f"PRAGMA max_page_count={pages[0]}")

        event.listen(Engine, "connect", limit)
        yield pages
        event.remove(Engine, "connect", limit)

    def test_the_decision_that_did_not_fit_can_be_made_again(
        self, home: Path, limited: list[int]
    ) -> None:
        with open_store(home) as store:
            play_id = begin(store)
            limited.append((home / "duettiste.db").stat().st_size // 4096 + 3)
            confirmed = play_until_full(store, play_id)
            assert confirmed > 0
            assert len(choices_of(store, play_id)) == confirmed
            limited.clear()
            store.append_decision(play_id, decision(confirmed, note=LONG_NOTE), take=0)
        with open_store(home) as store:
            assert len(choices_of(store, play_id)) == confirmed + 1

    def test_one_can_go_on_without_saving(self, home: Path, limited: list[int]) -> None:
        with open_store(home) as store:
            play_id = begin(store)
            limited.append((home / "duettiste.db").stat().st_size // 4096 + 3)
            confirmed = play_until_full(store, play_id)
            limited.clear()
            with store.without_saving() as memory:
                assert not memory.saves
                play_on(memory, play_id, 20)
                assert len(choices_of(memory, play_id)) == confirmed + 20


class TestTinyDisk:
    """A real file system of 192 KiB, where this machine lets one be mounted."""

    @pytest.fixture
    def tiny_disk(self, tmp_path: Path) -> Iterator[Path]:
        folder = tmp_path / "disque"
        folder.mkdir()
        mount = shutil.which("mount")
        command = ["-t", "tmpfs", "-o", "size=384k", "tmpfs", str(folder)]
        if (
            sys.platform != "linux"
            or mount is None
            or subprocess.run([mount, *command], capture_output=True, check=False).returncode
        ):
            pytest.skip("no file system can be mounted here; TestFullDatabase covers the answer")
        yield folder
        subprocess.run(["umount", str(folder)], check=True)

    def test_full_in_the_middle_of_a_play(self, tiny_disk: Path) -> None:
        with open_store(tiny_disk) as store:
            play_id = begin(store)
            ballast = tiny_disk / "ballast"
            ballast.write_bytes(b"x" * 40_000)
            confirmed = play_until_full(store, play_id)
            assert len(choices_of(store, play_id)) == confirmed
            with pytest.raises(DiskFull):
                store.export_play(play_id, tiny_disk)
            assert sorted(path.name for path in tiny_disk.iterdir()) == ["ballast", "duettiste.db"]
            ballast.unlink()
            play_on(store, play_id, 5)
            assert len(choices_of(store, play_id)) == confirmed + 5

    def test_full_from_the_start(self, tiny_disk: Path) -> None:
        free = shutil.disk_usage(tiny_disk).free
        (tiny_disk / "ballast").write_bytes(b"x" * free)
        assert shutil.disk_usage(tiny_disk).free == 0
        store, notice = open_store_or_memory(tiny_disk)
        assert notice is not None
        assert notice.cause.key == "store.fault.disk_full"
        assert choices_of(store, begin(store)) == []
        store.close()


QUOTA = """
import json, resource, sys
from pathlib import Path
from game.store import open_store
from game.store.errors import StoreError
from tests.game.store.journals import decision
home, play_id = Path(sys.argv[1]), sys.argv[2]
size = (home / "duettiste.db").stat().st_size
store = open_store(home)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192))
fault, position = None, 0
try:
    for position in range(10_000):
        store.append_decision(play_id, decision(position, note="n" * 500), take=0)
except StoreError as error:
    fault = error.key
print(json.dumps([fault, position, len(store.play(play_id).decisions)]))
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="quotas of POSIX systems")
def test_a_quota_that_the_system_enforces(home: Path) -> None:
    with open_store(home) as store:
        play_id = begin(store)
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", QUOTA, str(home), play_id],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env=dict(os.environ),
    )
    assert run.returncode == 0, run.stderr
    fault, confirmed, kept = json.loads(run.stdout)
    assert fault == "store.fault.storage_failed"
    assert kept == confirmed > 0
    with open_store(home) as store:
        assert len(choices_of(store, play_id)) == confirmed
    with closing(sqlite3.connect(home / "duettiste.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
