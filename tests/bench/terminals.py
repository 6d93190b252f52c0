"""A program in a terminal of its own, timed by what it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

ROWS, COLUMNS = 24, 80
LAST_LINE = f"\x1b[{ROWS};1H".encode()
"""What a whole screen ends with: the cursor sent to its last line."""
LONGEST_WAIT = 20.0
QUIET = 0.08
"""Seconds without output after which a repaint is over."""


class SilentProgramError(RuntimeError):
    """A program that did not write what was awaited."""


class Terminal:
    """``command`` in a pseudo-terminal of 80 columns and 24 lines, ended on leaving."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.output = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **environment, "TERM": "xterm-256color"},
            start_new_session=True,
            preexec_fn=_take_the_terminal,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def wait_for(self, seen: Callable[[bytes], bool]) -> float:
        """Seconds from the start until ``seen`` holds of all that was written."""
        while not seen(self.output):
            if not self._read(LONGEST_WAIT):
                tail = self.output[-500:].decode(errors="replace")
                raise SilentProgramError(f"nothing awaited came: {tail!r}")
        return time.perf_counter() - self.began

    def settle(self, quiet: float = QUIET) -> None:
        """Read until nothing comes for ``quiet`` seconds."""
        while self._read(quiet):
            pass

    def press(self, keys: str) -> float:
        """Seconds from the keys sent to the last thing written because of them."""
        pressed = last = time.perf_counter()
        os.write(self._master, keys.encode())
        wait = LONGEST_WAIT
        while self._read(wait):
            last = time.perf_counter()
            wait = QUIET
        if wait == LONGEST_WAIT:
            raise SilentProgramError(f"no answer to {keys!r}")
        return last - pressed

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], wait)
        if not ready:
            return False
        try:
            self.output += os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            return False
        return True


def _take_the_terminal() -> None:
    """In the program to be: if its terminal goes, even by a kill, it is told and goes too."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def whole_screen(output: bytes) -> bool:
    """Whether a screen was painted down to its last line."""
    return LAST_LINE in output
