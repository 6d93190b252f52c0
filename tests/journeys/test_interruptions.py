"""Kills, two windows on one play, and inputs that end: no confirmed decision is ever lost."""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
from pathlib import Path

import pytest

from game.store import open_store
from tests.journeys.program import PATIENCE_SECONDS, command, environment, plainly, run
from tests.journeys.week import DECISIONS, write_week

CONFIRMED = "Vous avez décidé"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "parties"


@pytest.fixture
def play(tmp_path: Path) -> tuple[str, ...]:
    """The words that begin a play of ten decisions."""
    return ("play", str(write_week(tmp_path)), "--plain", "--seed", "4")


class Window:
    """A running program that is typed to; what it said so far is gathered beside."""

    def __init__(self, home: Path, *words: str) -> None:
        self._process = subprocess.Popen(
            command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(home),
        )
        self._heard = bytearray()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while chunk := os.read(self._process.stdout.fileno(), 4096):
            self._heard += chunk

    @property
    def said(self) -> str:
        return plainly(bytes(self._heard).decode("utf-8", "ignore").encode())

    def type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def wait_for(self, words: str, times: int = 1) -> None:
        limit = time.monotonic() + PATIENCE_SECONDS
        while self.said.count(words) < times:
            assert time.monotonic() < limit, self.said[-2000:]
            time.sleep(0.005)

    def kill(self) -> None:
        self._process.kill()
        self._end()

    def close(self) -> int:
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._end()

    def _end(self) -> int:
        code = self._process.wait(PATIENCE_SECONDS)
        self._thread.join(PATIENCE_SECONDS)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None and not stream.closed:
                stream.close()
        return code


def decisions(home: Path) -> tuple[str, int]:
    """The only play of ``home`` and how many decisions it has."""
    with open_store(home) as store:
        (header,) = store.plays(store.players()[0].id)
        return header.id, header.length


def journal(home: Path, play_id: str) -> list[object]:
    with open_store(home) as store:
        return [decision.action for decision in store.play(play_id).decisions]


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_point_a_play_has_every_confirmed_decision(
    home: Path, play: tuple[str, ...], seed: int
) -> None:
    chance = random.Random(seed)
    last = chance.randrange(1, DECISIONS)
    answers = [chance.choice("12") for _ in range(DECISIONS)]
    window = Window(home, *play)
    for number, answer in enumerate(answers[:last]):
        window.wait_for("Votre décision (", number + 1)
        window.type(answer)
    time.sleep(chance.uniform(0, 0.05))
    window.kill()
    shown = window.said.count(CONFIRMED)
    play_id, kept = decisions(home)
    assert shown <= kept <= last
    resumed = run(home, "resume", "--plain", typed="\n".join(answers[kept:]) + "\n")
    assert resumed.code == 0
    assert f"Vous reprenez la partie {play_id}" in resumed.out
    assert f"Partie {play_id} finie." in resumed.out
    assert decisions(home) == (play_id, DECISIONS)


def test_two_windows_on_one_play_never_mix_their_decisions(
    home: Path, play: tuple[str, ...]
) -> None:
    first = Window(home, *play)
    first.type("1")
    first.wait_for(CONFIRMED)
    play_id, _ = decisions(home)
    second = run(home, "resume", play_id, "--plain", typed="1\n1\n")
    assert second.out.count(CONFIRMED) == 2
    before = journal(home, play_id)
    first.type("2")
    first.wait_for("a avancé dans une autre fenêtre")
    first.type("1")
    first.wait_for("Jour 4.")
    assert first.close() == 0
    assert journal(home, play_id) == before
    assert len(before) == 3


def test_the_end_of_input_saves_and_says_how_to_resume(home: Path, play: tuple[str, ...]) -> None:
    ended = run(home, *play, typed="1\n2\n1\n")
    play_id, kept = decisions(home)
    assert (ended.code, kept) == (0, 3)
    assert f"duettiste resume {play_id} --plain" in ended.out
    assert ended.errors == ""


def test_an_answer_cut_by_the_end_of_input_still_counts(home: Path, play: tuple[str, ...]) -> None:
    run(home, *play, typed="1")
    assert decisions(home)[1] == 1
