"""Where plain mode listens: whole lines, with or without a limit of time."""

from __future__ import annotations

import os
import sys
import time
from typing import Protocol, TextIO

LONGEST_LINE = 4_000
"""Characters kept of an answer; the rest of the line is dropped."""

_CHUNK_BYTES = 4096
_NAP_SECONDS = 0.25
_CAN_WAIT = os.name == "posix"
"""Only there can the program wait for a line and for a moment at once."""


class EndOfInput(Exception):  # noqa: N818 - what happened, not a fault
    """Nothing more will be typed."""


class TimeUp(Exception):  # noqa: N818 - what happened, not a fault
    """The time given passed before a line was finished."""


class Ear(Protocol):
    """``shows_typing`` says whether what is typed is already on the screen."""

    @property
    def shows_typing(self) -> bool: ...

    def line(self, until: float | None = None) -> str:
        """The next line, without its end. ``until`` is a moment of ``time.monotonic``.

        Raises EndOfInput; TimeUp, only where ``shows_typing``.
        """


class StreamEar:
    """Listens to a pipe, a file, or nothing at all. Never measures time."""

    shows_typing = False

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def line(self, until: float | None = None) -> str:  # noqa: ARG002 - a pipe is waited for
        if self._stream is None or self._stream.closed:
            raise EndOfInput
        try:
            typed = self._stream.readline(LONGEST_LINE)
            rest = typed
            while rest and not rest.endswith("\n"):
                rest = self._stream.readline(LONGEST_LINE)
        except OSError as failure:
            raise EndOfInput from failure
        if not typed:
            raise EndOfInput
        return typed.rstrip("\r\n")


class TerminalEar:
    """Listens to a terminal that hands over whole lines, and can stop waiting."""

    shows_typing = True

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._heard = bytearray()

    def line(self, until: float | None = None) -> str:
        while b"\n" not in self._heard:
            self._wait(until)
            self._hear()
        line, _, rest = bytes(self._heard).partition(b"\n")
        self._heard = bytearray(rest)
        return line[: LONGEST_LINE * 4].decode("utf-8", "replace")[:LONGEST_LINE].rstrip("\r")

    def _wait(self, until: float | None) -> None:
        """Until something can be heard.

        In short naps: a Ctrl+C that falls just before a wait begins does not break it, and would
        go unseen until the next line.
        """
        import select

        while True:
            left = _NAP_SECONDS if until is None else max(0.0, until - time.monotonic())
            ready, _, _ = select.select([self._descriptor], [], [], min(left, _NAP_SECONDS))
            if ready:
                return
            if left == 0:
                self._forget_half_typed()
                raise TimeUp

    def _forget_half_typed(self) -> None:
        """What was being typed answers a question that is over."""
        import termios

        self._heard.clear()
        termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def _hear(self) -> None:
        try:
            chunk = os.read(self._descriptor, _CHUNK_BYTES)
        except OSError as failure:  # the terminal is gone
            raise EndOfInput from failure
        if not chunk:
            raise EndOfInput
        self._heard += chunk


def standard_ear() -> Ear:
    """The ear on standard input, whatever it is."""
    stream = sys.stdin
    if stream is not None and not stream.closed and stream.isatty() and _CAN_WAIT:
        return TerminalEar(stream.fileno())
    return StreamEar(stream)
