"""How long decisions without a timer take: remembered in memory, nothing depends on it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic

_MOST_REMEMBERED = 20_000

Place = tuple[str, int, int]
"""A play, its take, the position of a decision from 0."""


class Watch:
    """``clock`` gives seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._shown: OrderedDict[Place, float] = OrderedDict()
        self._lock = Lock()

    def start(self, place: Place) -> None:
        """The scene is shown; only the first time counts."""
        with self._lock:
            self._shown.setdefault(place, self._clock())
            while len(self._shown) > _MOST_REMEMBERED:
                self._shown.popitem(last=False)

    def seconds(self, place: Place) -> float:
        """Since it was first shown; 0 where that is not known."""
        with self._lock:
            began = self._shown.get(place)
        return 0.0 if began is None else max(0.0, self._clock() - began)
