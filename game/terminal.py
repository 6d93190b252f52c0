"""Whether a full screen can be drawn here, and streams that can say French whatever the locale.

Imports nothing heavy: it is asked before anything else.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

_WITHOUT_SCREEN = frozenset({"dumb", "unknown"})


def can_show_screens() -> bool:
    """Whether someone reads and types at a terminal that can move its cursor."""
    if os.environ.get("TERM", "").lower() in _WITHOUT_SCREEN:
        return False
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether ``stream`` is open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def speak_utf8() -> None:
    """Make the standard streams UTF-8: what cannot be written or read becomes a mark."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.closed:
            stream.reconfigure(encoding="utf-8", errors="replace")


def drop_output() -> None:
    """Nobody reads any more: what is still to be written goes nowhere, without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                os.dup2(nowhere, stream.fileno())
            except (OSError, ValueError, io.UnsupportedOperation):
                continue
    os.close(nowhere)
