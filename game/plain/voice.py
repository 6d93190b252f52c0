"""Where plain mode speaks: one stream, lines only, no colour and no cursor movement."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from game.plain.lines import wrapped

_USUAL_WIDTH = 80
_WIDEST = 100
"""Columns beyond which prose is hard to read."""


class OutputFailed(Exception):  # noqa: N818 - named after what happened
    """What is said can no longer be written (a full disk…); its text says why."""


class Voice:
    """Says things on ``stream``. ``width`` None leaves each paragraph on one line."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self._stream = stream
        self._width = width
        self._after_gap = True

    def say(self, text: str, indent: str = "") -> None:
        """A paragraph; its lines after the first begin with ``indent``."""
        for line in wrapped(text, self._width, indent):
            self._write(f"{line.rstrip(' ')}\n")
        self._after_gap = False

    def say_all(self, texts: Iterable[str]) -> None:
        """Paragraphs with a blank line before each."""
        for text in texts:
            self.gap()
            self.say(text)

    def say_lines(self, texts: Iterable[str]) -> None:
        """Paragraphs one under the other."""
        for text in texts:
            self.say(text)

    def items(self, texts: Iterable[str]) -> None:
        """A list, one line each."""
        for text in texts:
            self.say(f"- {text}", "  ")

    def gap(self) -> None:
        """A blank line, never two in a row nor first."""
        if not self._after_gap:
            self._write("\n")
        self._after_gap = True

    def prompt(self, text: str) -> None:
        """A question that stays on its line, for the answer to follow."""
        lines = wrapped(text, self._width)
        self._write("\n".join(lines) + " ")
        self._after_gap = False
        self.flush()

    def end_prompt(self, answer: str) -> None:
        """Close the line of a question, with the answer when the terminal did not show it."""
        self._write("".join(wrapped(answer, None)) + "\n")

    def exactly(self, text: str) -> None:
        """Text laid out already, for people or for programs; the caller answers for its safety."""
        self._write(f"{text}\n")
        self._after_gap = False

    def flush(self) -> None:
        """Raises BrokenPipeError, OutputFailed."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as failure:
            raise OutputFailed(failure.strerror or "") from failure

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except BrokenPipeError:
            raise
        except OSError as failure:
            raise OutputFailed(failure.strerror or "") from failure


def voice_on(stream: TextIO | None) -> Voice:
    """The voice of a stream: wrapped at the width of a terminal, or at ``COLUMNS`` when set.

    A stream that is closed swallows what is said.
    """
    if stream is None:
        return Voice(io.StringIO())
    return Voice(stream, _width_of(stream))


def standard_voice() -> Voice:
    return voice_on(sys.stdout)


def error_voice() -> Voice:
    return voice_on(sys.stderr)


def width_of_terminal() -> int | None:
    """Columns to wrap what is said on standard output, None in a pipe."""
    return None if sys.stdout is None else _width_of(sys.stdout)


def _width_of(stream: TextIO) -> int | None:
    if not stream.isatty() and not os.environ.get("COLUMNS", "").isdigit():
        return None
    columns = shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns
    return min(columns, _WIDEST)
