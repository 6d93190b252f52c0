"""The preview at a real terminal, while its file is written by somebody else's hands."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.game.tui.evening import EVENING
from tests.journeys.program import environment, run

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are needed")

ROWS, COLUMNS = 24, 80
PATIENCE_SECONDS = 30
BROKEN = EVENING.replace("        next: fin\n", "        next: fln\n")


class Window:
    """The program at a pseudo-terminal; what can be read on it now is ``text``."""

    def __init__(self, home: Path, *words: str) -> None:
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "game", *words],
            env=environment(home, TERM="xterm-256color"),
            dimensions=(ROWS, COLUMNS),
        )
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.written = b""

    @property
    def text(self) -> str:
        spaces = str.maketrans({"\u202f": " ", "\u00a0": " "})
        return " ".join(" ".join(self._screen.display).translate(spaces).split())

    def see(self, words: str) -> None:
        """Wait until ``words`` can be read."""
        end = time.monotonic() + PATIENCE_SECONDS
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"
            self._listen()

    def see_no_more(self, words: str) -> None:
        """Wait until ``words`` can no longer be read."""
        end = time.monotonic() + PATIENCE_SECONDS
        while words in self.text:
            assert time.monotonic() < end, f"{words!r} never went:\n{self.text}"
            self._listen()

    def _listen(self) -> None:
        try:
            heard = self._child.read_nonblocking(1 << 16, timeout=0.2)
        except pexpect.TIMEOUT:
            return
        self.written += heard
        self._stream.feed(heard)

    def send(self, keys: str) -> None:
        self._child.send(keys)

    def end(self) -> int:
        self._child.expect(pexpect.EOF, timeout=PATIENCE_SECONDS)
        self.written += self._child.before
        self._child.close()
        return int(self._child.exitstatus)

    def kill(self) -> None:
        self._child.close(force=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "un-soir.yaml"
    path.write_text(EVENING, "utf-8")
    return path


@pytest.fixture
def window(tmp_path: Path, file: Path) -> Iterator[Window]:
    window = Window(tmp_path / "home", "preview", str(file), "--seed", "1")
    yield window
    window.kill()


def test_a_story_is_written_broken_mended_and_played(window: Window, file: Path) -> None:
    window.see("Entrée continuer")
    window.send("\r")
    window.see("Que faites-vous ?")
    file.write_text(BROKEN, "utf-8")
    window.see("avant les fautes : le fichier a maintenant 2 erreurs")
    window.send("2")
    window.see("› 2")
    window.send("\r")
    window.see("décision 1 · la suite")
    beside = file.with_suffix(".swp")
    beside.write_text(EVENING.replace("Le calme", "La paix"), "utf-8")
    beside.replace(file)
    window.see_no_more("avant les fautes")
    window.send("e")
    window.see("graine 1")
    window.send("\x1b")
    window.see_no_more("graine 1")
    window.send("\x1b")
    window.see("Fermer l’aperçu ?")
    window.send("\r")
    assert window.end() == 0
    assert b"Traceback" not in window.written
    assert not list(file.parent.rglob("*.db"))


@pytest.mark.parametrize(
    ("words", "code"), [(("un-soir.yaml",), 1), (("absent.yaml",), 2), ((), 2)]
)
def test_without_a_terminal_or_a_file_it_says_what_to_do(
    tmp_path: Path, file: Path, words: tuple[str, ...], code: int
) -> None:
    said = run(tmp_path, "preview", *(str(file.parent / word) for word in words))
    assert said.code == code
    assert "Traceback" not in said.errors
    assert "duettiste" in said.errors
    assert said.out == ""


def test_a_folder_is_refused(tmp_path: Path) -> None:
    said = run(tmp_path, "preview", str(tmp_path))
    assert said.code == 2
    assert "donnez un fichier, pas un dossier" in said.errors
