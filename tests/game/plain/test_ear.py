"""Listening to a terminal: what stops the wait for a line."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from game.plain.ear import TerminalEar, TimeUp

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are needed")

LONG_SECONDS = 20


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The side that types, and the side that listens."""
    typing, listening = os.openpty()
    yield typing, listening
    os.close(typing)
    os.close(listening)


@pytest.mark.parametrize("seconds", [None, LONG_SECONDS * 2])
def test_ctrl_c_is_seen_even_when_it_does_not_break_the_wait(
    terminal: tuple[int, int], seconds: int | None
) -> None:
    """A signal taken by another thread leaves the wait alone, as one that comes just before it."""
    typing, listening = terminal
    typed = threading.Event()

    def interrupt() -> None:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    def type_a_line() -> None:
        typed.set()
        os.write(typing, b"\n")

    timers = [threading.Timer(0.1, interrupt), threading.Timer(LONG_SECONDS, type_a_line)]
    for timer in timers:
        timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            TerminalEar(listening).line(None if seconds is None else time.monotonic() + seconds)
    finally:
        for timer in timers:
            timer.cancel()
            timer.join()
    assert not typed.is_set()


def test_a_line_is_heard_and_the_next_one_kept(terminal: tuple[int, int]) -> None:
    typing, listening = terminal
    os.write(typing, "été\ndeux\n".encode())
    ear = TerminalEar(listening)
    assert [ear.line(), ear.line()] == ["été", "deux"]


def test_time_that_is_up_forgets_what_was_half_typed(terminal: tuple[int, int]) -> None:
    typing, listening = terminal
    ear = TerminalEar(listening)
    os.write(typing, b"moi")
    with pytest.raises(TimeUp):
        ear.line(time.monotonic() + 0.3)
    os.write(typing, b"vous\n")
    assert ear.line() == "vous"
