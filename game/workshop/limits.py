"""How often an address may try: a bucket of attempts that fills again with time.

Knows no clock: the caller hands in the time, in seconds of any clock that only goes forward.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple


class _Bucket(NamedTuple):
    """``left`` attempts at the time ``at``."""

    left: float
    at: float


class Limiter:
    """At most ``attempts`` at once for a key, given back evenly over ``seconds``.

    ``most_keys`` bounds the memory: the key that tried longest ago is forgotten first.
    """

    def __init__(self, attempts: int, seconds: float, most_keys: int = 10_000) -> None:
        self._attempts = attempts
        self._per_second = attempts / seconds
        self._most_keys = most_keys
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def allows(self, key: str, now: float) -> bool:
        """Whether ``key`` may try at ``now``; a refused attempt costs nothing more."""
        with self._lock:
            left = self._left(key, now)
            allowed = left >= 1
            self._buckets[key] = _Bucket(left - 1 if allowed else left, now)
            self._buckets.move_to_end(key)
            while len(self._buckets) > self._most_keys:
                self._buckets.popitem(last=False)
        return allowed

    def seconds_to_wait(self, key: str, now: float) -> float:
        """How long until ``key`` may try again; 0 when it may now."""
        with self._lock:
            return max(0.0, (1 - self._left(key, now)) / self._per_second)

    def forgive(self, key: str) -> None:
        """Forget what ``key`` tried: it has proved to belong here."""
        with self._lock:
            self._buckets.pop(key, None)

    def _left(self, key: str, now: float) -> float:
        bucket = self._buckets.get(key)
        if bucket is None:
            return float(self._attempts)
        gained = max(0.0, now - bucket.at) * self._per_second
        return min(float(self._attempts), bucket.left + gained)
