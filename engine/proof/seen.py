"""The states of one scene met so far, each with the wave of the search that first met it."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.proof.packing import Numbers

Waves = NDArray[np.uint16]

UNSEEN = np.iinfo(np.uint16).max
BLOCK = 1 << 15
"""States treated at a time once they are all met: their arrays stay in a core's cache."""
LARGEST_DENSE = 1 << 20
"""Up to this many codes a scene has a cell for each; beyond, only those met are kept, sorted."""
_SCANNING_PAYS = 16
"""A frontier is read off the cells when they are at most this many for each new state."""


class Seen(Protocol):
    """What the search asks of the states of a scene. ``wave`` numbers only ever grow."""

    def add(self, codes: Numbers, wave: int) -> None:
        """Note states met in a wave, those met before included."""

    def fresh(self, wave: int) -> Numbers:
        """The states first met in ``wave``, ascending, once the wave is over."""

    def between(self, first: int, last: int) -> Numbers:
        """The states first met in these waves, both included, ascending."""

    def codes(self) -> Numbers:
        """Every state met, ascending."""

    def waves_of(self, codes: Numbers) -> Waves:
        """The waves that first met these states."""

    def slots(self, codes: Numbers) -> Numbers:
        """Where an array of ``slot_count`` cells keeps what belongs to these states."""

    @property
    def slot_count(self) -> int: ...

    @property
    def count(self) -> int:
        """How many states were met."""
        ...

    @property
    def bytes(self) -> int: ...


def seen_states(size: int) -> Seen:
    """Room for the states of a scene with ``size`` codes."""
    return _Cells(size) if size <= LARGEST_DENSE else _Sorted()


class _Cells:
    """One cell for each code that exists: its wave, or ``UNSEEN``."""

    def __init__(self, size: int) -> None:
        self._waves: Waves = np.full(size, UNSEEN, dtype=np.uint16)
        self._new: list[Numbers] = []
        self.count = 0

    def add(self, codes: Numbers, wave: int) -> None:
        new = codes[self._waves[codes] == UNSEEN]
        if len(new):
            self._waves[new] = wave
            self._new.append(new)

    def fresh(self, wave: int) -> Numbers:
        if not self._new:
            return _NOTHING
        if sum(map(len, self._new)) * _SCANNING_PAYS > len(self._waves):
            found = np.flatnonzero(self._waves == wave)
        else:
            found = _without_repeats(self._new)
        self._new.clear()
        self.count += len(found)
        return found

    def between(self, first: int, last: int) -> Numbers:
        return np.flatnonzero((self._waves >= first) & (self._waves <= last))

    def codes(self) -> Numbers:
        return np.flatnonzero(self._waves != UNSEEN)

    def waves_of(self, codes: Numbers) -> Waves:
        return self._waves[codes]

    def slots(self, codes: Numbers) -> Numbers:
        return codes

    @property
    def slot_count(self) -> int:
        return len(self._waves)

    @property
    def bytes(self) -> int:
        return self._waves.nbytes


class _Sorted:
    """The codes met, ascending, and beside them their waves."""

    def __init__(self) -> None:
        self._codes: Numbers = _NOTHING
        self._waves: Waves = np.empty(0, dtype=np.uint16)
        self._new: list[Numbers] = []

    def add(self, codes: Numbers, _wave: int) -> None:
        self._new.append(codes)

    def fresh(self, wave: int) -> Numbers:
        if not self._new:
            return _NOTHING
        met = _without_repeats(self._new)
        self._new.clear()
        places = np.searchsorted(self._codes, met)
        if len(self._codes):
            known = self._codes[np.minimum(places, len(self._codes) - 1)] == met
            met, places = met[~known], places[~known]
        self._codes = np.insert(self._codes, places, met)
        self._waves = np.insert(self._waves, places, np.uint16(wave))
        return met

    def between(self, first: int, last: int) -> Numbers:
        return self._codes[(self._waves >= first) & (self._waves <= last)]

    def codes(self) -> Numbers:
        return self._codes

    def waves_of(self, codes: Numbers) -> Waves:
        return self._waves[np.searchsorted(self._codes, codes)]

    def slots(self, codes: Numbers) -> Numbers:
        return np.searchsorted(self._codes, codes)

    @property
    def slot_count(self) -> int:
        return len(self._codes)

    @property
    def count(self) -> int:
        return len(self._codes)

    @property
    def bytes(self) -> int:
        return self._codes.nbytes + self._waves.nbytes


_NOTHING: Numbers = np.empty(0, dtype=np.int64)


def _without_repeats(parts: list[Numbers]) -> Numbers:
    """The numbers of all parts once each, ascending. Far cheaper than ``np.unique``."""
    codes = np.concatenate(parts)
    codes.sort()
    return codes[np.concatenate(([True], codes[1:] != codes[:-1]))]
