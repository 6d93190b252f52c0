"""Plain mode at a real terminal: nothing but lines, timers that run out, ways to leave."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.game.plain.small import TEXT
from tests.journeys.program import environment, run

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are needed")

GO_ON = "Entrée pour continuer :"
SPACES = str.maketrans({"\u202f": " ", "\u00a0": " "})


class Terminal:
    """The program at a pseudo-terminal of 80 columns; ``seen`` gathers all it wrote."""

    def __init__(self, home: Path, *words: str, **more: str) -> None:
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "game", *words],
            env=environment(home, **more),
            encoding="utf-8",
            dimensions=(24, 80),
            timeout=30,
        )
        self.seen = ""

    def see(self, *words: str) -> str:
        """Wait for one of ``words``; returns which it was."""
        index: int = self._child.expect([self._pattern(each) for each in words])
        self.seen += self._child.before + self._child.after
        return words[index]

    def _pattern(self, words: str) -> str:
        return re.escape(words).replace(r"\ ", "[ \u00a0\u202f\r\n]+")

    def type(self, line: str) -> None:
        self._child.sendline(line)

    def send(self, keys: str) -> None:
        self._child.send(keys)

    def end(self) -> int:
        self._child.expect(pexpect.EOF)
        self.seen += self._child.before
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -1)

    @property
    def text(self) -> str:
        return self.seen.translate(SPACES).replace("\r\n", "\n")


@pytest.fixture
def hurried(tmp_path: Path) -> Path:
    """A scenario whose timers leave as little as the format allows."""
    path = tmp_path / "petit.yaml"
    path.write_text(re.sub(r"seconds: \d+", "seconds: 5", TEXT), encoding="utf-8")
    return path


def test_a_whole_play_is_only_lines_that_fit(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "play", "la-toiture-du-hall", "--plain", "--seed", "1")
    decided = 0
    while decided < 4:
        asked = terminal.see(GO_ON, "Votre décision (")
        terminal.type("" if asked == GO_ON else "1")
        decided += asked != GO_ON
    terminal.see(GO_ON)
    terminal.type("quit")
    assert terminal.end() == 0
    assert "\x1b" not in terminal.seen
    lines = terminal.text.split("\n")
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line.lstrip()[:1] in set(";:!?»")]
    assert "duettiste resume" in terminal.text


def test_time_that_runs_out_decides(tmp_path: Path, hurried: Path) -> None:
    terminal = Terminal(tmp_path, "play", str(hurried), "--plain", "--seed", "1")
    for asked, answer in (
        (GO_ON, ""),
        (GO_ON, ""),
        ("Votre décision (", "1"),
        (GO_ON, ""),
        ("Où le placer", "1"),
        ("Où le placer", "2"),
        ("pour valider", "ok"),
        (GO_ON, ""),
    ):
        terminal.see(asked)
        terminal.type(answer)
    terminal.see("Vous avez 5 secondes.")
    terminal.send("1")
    terminal.see("Le temps est écoulé.")
    terminal.see(GO_ON)
    terminal.type("")
    terminal.see("Un dernier mot.")
    terminal.see("Le temps a décidé : Se taire.")
    terminal.see(GO_ON)
    terminal.type("")
    terminal.see("qu’est-ce qui vous reste")
    terminal.see("pour passer")
    terminal.type("le dernier mot")
    terminal.see("Le temps s’est écoulé sur : Se taire.")
    terminal.see("quitter pour finir")
    terminal.type("quitter")
    assert terminal.end() == 0
    debrief = run(tmp_path, "debrief").out
    assert "temps écoulé" in debrief
    assert "Votre réponse : le dernier mot" in debrief


def test_timers_can_be_taken_away(tmp_path: Path, hurried: Path) -> None:
    words = ("play", str(hurried), "--plain", "--timers", "off")
    said = run(tmp_path, *words, typed="1\n1\n2\nok\n1 2 3\nok\n1\n")
    assert "Le temps est écoulé" not in said.out
    assert "Les minuteurs ont été retirés." in said.out


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 0)])
def test_ctrl_c_and_ctrl_d_leave_cleanly_and_keep_everything(
    tmp_path: Path, keys: str, code: int
) -> None:
    terminal = Terminal(tmp_path, "play", "la-toiture-du-hall", "--plain")
    terminal.see(GO_ON)
    terminal.type("")
    terminal.see("Votre décision (")
    terminal.type("1")
    terminal.see(GO_ON)
    terminal.send(keys)
    assert terminal.end() == code
    assert "Traceback" not in terminal.seen
    assert "gardé" in terminal.text
    assert "1 décision." in run(tmp_path, "history").out


def test_a_terminal_that_cannot_move_its_cursor_gets_lines(tmp_path: Path) -> None:
    welcome = Terminal(tmp_path, TERM="dumb")
    welcome.see("Quel scénario")
    welcome.type("3")
    welcome.see(GO_ON)
    welcome.type("quitter")
    assert welcome.end() == 0
    assert "\x1b" not in welcome.seen
    terminal = Terminal(tmp_path, "play", "la-toiture-du-hall", TERM="dumb")
    terminal.see(GO_ON)
    terminal.type("quitter")
    assert terminal.end() == 0
    assert "\x1b" not in terminal.seen
