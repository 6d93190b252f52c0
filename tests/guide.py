"""Doing what docs/auteurs/guide.md says to do, in an empty folder, as its reader would.

Its ``console`` blocks are commands (``> duettiste …``) and what they answer; a yaml block under
``<!-- remplacer -->`` is to be replaced in the scenario by the next one, under ``<!-- par -->``;
one under ``<!-- ajouter -->`` goes at the end of the file. In an answer, ``[…]`` stands for the
lines left out, once at most. Everything else is for the reader alone.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from game.cli.program import run

GUIDE_PAGE = Path(__file__).resolve().parent.parent / "docs" / "auteurs" / "guide.md"
_BLOCK = re.compile(r"(?:<!-- (\w+) -->\n)?```(\w+)\n(.*?)```\n", re.DOTALL)
_COMMAND = "> duettiste "
_ANYTHING = "[…]"
_SECONDS = re.compile(r"\b\d+,\d s\b")
_COLUMNS = 100
"""Columns of the terminal in which the answers are shown."""


class GuideError(AssertionError):
    """The guide asks for something that cannot be done."""


def guide_page() -> str:
    """The text of docs/auteurs/guide.md, followed in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="duettiste-guide-") as folder:
        return guide_as_done(GUIDE_PAGE.read_text(encoding="utf-8"), Path(folder))


def guide_as_done(page: str, folder: Path) -> str:
    """``page`` with the answers that its commands really give when it is followed in ``folder``."""
    reader = _Reader(folder)
    return _BLOCK.sub(reader.read, page)


class _Reader:
    """Follows the guide; ``folder`` is where its scenario is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._to_replace = ""

    def read(self, block: re.Match[str]) -> str:
        mark, language, content = block[1], block[2], block[3]
        if language == "console":
            return block[0].replace(content, self._answered(content))
        match mark:
            case "remplacer":
                self._to_replace = content
            case "par":
                self._write(self._to_replace, content)
            case "ajouter":
                self._write("", content)
        return block[0]

    def _write(self, old: str, new: str) -> None:
        file = self._scenario()
        text = file.read_text(encoding="utf-8")
        if old and text.count(old) != 1:
            raise GuideError(f"{text.count(old)} times in {file.name}:\n{old}")
        text = text.replace(old, new) if old else f"{text.rstrip()}\n\n{new}"
        file.write_text(text, encoding="utf-8")

    def _scenario(self) -> Path:
        found = [
            file for file in self._folder.glob("*.yaml") if not file.name.endswith(".plays.yaml")
        ]
        if len(found) != 1:
            raise GuideError(f"one scenario expected in the folder, not {len(found)}")
        return found[0]

    def _answered(self, console: str) -> str:
        """The commands of a block, each with its answer as it is now."""
        return "".join(
            f"{command}\n{self._fit(expected, self._answer(command))}"
            for command, expected in _commands(console)
        )

    def _answer(self, command: str) -> str:
        words = shlex.split(command.removeprefix(_COMMAND))
        said = io.StringIO()
        surroundings = {
            "COLUMNS": str(_COLUMNS),
            "DUETTISTE_HOME": str(self._folder / ".parties"),
            "DUETTISTE_LANG": "fr",
        }
        with (
            contextlib.chdir(self._folder),
            mock.patch.dict(os.environ, surroundings),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            run(words)
        return plain(said.getvalue())

    def _fit(self, expected: str, found: str) -> str:
        """``found``, cut where ``expected`` is: as many lines before and after ``[…]``."""
        head, cut, tail = expected.partition(f"{_ANYTHING}\n")
        if not cut:
            return found
        lines = found.splitlines(keepends=True)
        first, last = head.count("\n"), tail.count("\n")
        if first + last >= len(lines):
            return found
        return "".join([*lines[:first], cut, *lines[len(lines) - last :]])


def plain(text: str) -> str:
    """``text`` as it is typed: ordinary spaces and apostrophes, and the same seconds every time."""
    for typeset, typed in (("\u202f", " "), ("\u00a0", " "), ("’", "'")):
        text = text.replace(typeset, typed)
    return _SECONDS.sub("0,1 s", text)


def _commands(console: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with the answer written under it."""
    parts = re.split(r"^(> .*)\n", console, flags=re.MULTILINE)
    for command, answer in zip(parts[1::2], parts[2::2], strict=True):
        if not command.startswith(_COMMAND):
            raise GuideError(f"not a command of ours: {command}")
        yield command, answer
