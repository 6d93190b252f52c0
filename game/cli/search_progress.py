"""How far a search has come, on the error stream of a terminal, and its interruption by Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from engine.proof.budget import Progress
from game.authoring.exploration_running import Limits
from game.locale import Messages
from game.plain.lines import neutralised
from game.terminal import is_terminal

if TYPE_CHECKING:
    from rich import progress as bars

_SECONDS_BEFORE_A_BAR = 0.4
"""A search shorter than this says nothing: a bar that flickers tells nobody anything."""


class SearchProgress:
    """A bar while a search lasts. Ctrl-C ends the search; a second time, or later, it raises."""

    def __init__(self, name: str, limits: Limits, messages: Messages) -> None:
        self._name = neutralised(name)
        self._limits = limits
        self._say = messages
        self._bar: bars.Progress | None = None
        self._interrupted = False
        self._searching = True
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._interrupted or not self._searching:
            raise KeyboardInterrupt
        self._interrupted = True

    def told(self, progress: Progress, seconds: float) -> bool:
        """Show how far the search has come; False once it is interrupted."""
        if self._bar is None and seconds > _SECONDS_BEFORE_A_BAR and _can_draw():
            self._bar = _bar()
        if self._bar is not None:
            words = self._say(
                "exploring.progress.searching",
                name=self._name,
                states=self._say.number(progress.states),
                decisions=progress.decisions,
            )
            share = self._limits.share(progress, seconds)
            self._bar.update(self._bar.task_ids[0], description=words, completed=share)
        return not self._interrupted

    def judging(self) -> None:
        """The search is over: what follows takes its time too."""
        self._searching = False
        if self._bar is not None:
            words = self._say("exploring.progress.judging", name=self._name)
            self._bar.update(self._bar.task_ids[0], description=words, total=None)


def _can_draw() -> bool:
    return is_terminal(sys.stderr) and os.environ.get("TERM", "").lower() not in ("dumb", "unknown")


def _bar() -> bars.Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    made = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    made.add_task("", total=1.0)
    made.start()
    return made
