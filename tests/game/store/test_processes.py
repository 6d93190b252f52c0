"""Kills and rivals, with real processes."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from game.store import NewPlay, Store, open_store
from tests.game.store.journals import choices_of


def start(deed: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.game.store.writers", deed, *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def rest_of(process: subprocess.Popen[str]) -> str:
    """All it still said until its end."""
    assert process.stdout is not None
    with process:
        return process.stdout.read()


def lines_of(process: subprocess.Popen[str]) -> list[str]:
    """All it said until its end, which must be a good one."""
    said = rest_of(process).split()
    assert process.returncode == 0
    return said


def begin(store: Store) -> str:
    names = {player.name: player for player in store.players()}
    player = names.get("Zoé") or store.add_player("Zoé")
    new = NewPlay(player.id, "appel", 1, store.keep_text("texte"), 7, "practice")
    return store.begin_play(new).id


def is_sound(home: Path) -> bool:
    with closing(sqlite3.connect(home / "duettiste.db")) as raw:
        return bool(raw.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@pytest.mark.parametrize("seed", range(6))
def test_a_kill_loses_no_confirmed_decision(home: Path, seed: int) -> None:
    moments = random.Random(seed)
    with open_store(home) as store:
        play_id = begin(store)
    confirmed = -1
    for _ in range(2):
        writer = start("append-for-ever", home, play_id)
        confirmed = int(next_line(writer))
        time.sleep(moments.uniform(0, 0.15))
        writer.kill()
        whole_lines = rest_of(writer).rpartition("\n")[0].split()
        confirmed = int(whole_lines[-1]) if whole_lines else confirmed
        with open_store(home) as store:
            positions = [each.position for each in store.play(play_id).decisions]
        assert positions == list(range(len(positions)))
        assert len(positions) in (confirmed + 1, confirmed + 2)  # one may be saved but not yet said
    assert is_sound(home)


def test_a_kill_during_the_first_opening_does_no_harm(tmp_path: Path) -> None:
    moments = random.Random(1)
    for number in range(8):
        home = tmp_path / str(number)
        opener = start("open-to-be-killed", home)
        assert next_line(opener) == "ready"
        time.sleep(moments.uniform(0, 0.03))
        opener.kill()
        rest_of(opener)
        with open_store(home) as store:
            begin(store)
        assert is_sound(home)


def test_two_processes_on_different_plays_do_not_disturb_each_other(home: Path) -> None:
    with open_store(home) as store:
        plays = [begin(store) for _ in range(3)]
    writers = [start("append-some", home, play, f"c{play}", 40) for play in plays]
    for writer in writers:
        assert lines_of(writer) == [str(position) for position in range(40)]
    with open_store(home) as store:
        for play in plays:
            assert choices_of(store, play) == [f"c{play}"] * 40
    assert is_sound(home)


def test_two_processes_on_one_play_never_mix_or_lose_a_decision(home: Path) -> None:
    with open_store(home) as store:
        play_id = begin(store)
    writers = {name: start("append-some", home, play_id, name, 80) for name in ("un", "deux")}
    confirmed = {
        int(position): name for name, writer in writers.items() for position in lines_of(writer)
    }
    with open_store(home) as store:
        assert choices_of(store, play_id) == [confirmed[position] for position in range(80)]
    assert len(confirmed) == 80


def test_processes_that_make_the_database_together_share_it(home: Path, tmp_path: Path) -> None:
    signal = tmp_path / "go"
    names = [f"joueur {number}" for number in range(4)]
    openers = [start("open-together", home, name, signal) for name in names]
    for opener in openers:
        assert next_line(opener) == "ready"
    signal.touch()
    for opener in openers:
        lines_of(opener)
    with open_store(home) as store:
        assert [player.name for player in store.players()] == names
