"""How often one address may ask for something costly."""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock

_MOST_ADDRESSES = 10_000


class Limiter:
    """At most ``most`` times in ``seconds``, for each address."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, address: str, now: float) -> bool:
        """Count one more time at ``now`` (seconds of any clock that never goes back).

        False, and nothing is counted, where that is too many.
        """
        with self._lock:
            times = self._times.setdefault(address, deque())
            self._times.move_to_end(address)
            while len(self._times) > _MOST_ADDRESSES:
                self._times.popitem(last=False)
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return False
            times.append(now)
            return True
