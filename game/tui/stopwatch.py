"""How long a decision takes, without the moments that do not count."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class Stopwatch:
    """Runs from its making; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._before = 0.0
        self._since: float | None = clock()

    @property
    def elapsed(self) -> float:
        """Seconds counted so far."""
        running = 0.0 if self._since is None else self._clock() - self._since
        return self._before + running

    def stop(self) -> None:
        self._before = self.elapsed
        self._since = None

    def start(self) -> None:
        if self._since is None:
            self._since = self._clock()
