"""Chance as a pure function of a seed: the same seed always gives the same play.

The mixing function is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
generators", 2014), which turns a counter into 64 well-spread bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeVar

_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15

Chance = Callable[[int, Fraction], bool]
"""Says whether the draw of a given number (from 0) comes up, at a given probability."""

T = TypeVar("T")


def _bits(seed: int, counter: int) -> int:
    """64 bits for this seed and counter."""
    z = (seed * 0xD1342543DE82EF95 + (counter + 1) * _GAMMA) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def seeded_chance(seed: int) -> Chance:
    """The chance of one play: draw number ``n`` depends on ``seed`` and ``n`` only."""

    def comes_up(draw: int, probability: Fraction) -> bool:
        return _bits(seed, draw) * probability.denominator < probability.numerator << 64

    return comes_up


def shuffled(seed: int, key: str, items: Iterable[T]) -> tuple[T, ...]:
    """``items`` in an order that depends only on ``seed`` and ``key`` (Fisher and Yates)."""
    order = list(items)
    stream = seed
    for character in key:
        stream = _bits(stream, ord(character))
    for last in range(len(order) - 1, 0, -1):
        other = _bits(stream, last) % (last + 1)
        order[last], order[other] = order[other], order[last]
    return tuple(order)


class Draws:
    """A stream of draws that depends on its seed only: for sampling plays, not for playing one."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._drawn = 0

    def _next(self) -> int:
        self._drawn += 1
        return _bits(self._seed, self._drawn)

    def random(self) -> float:
        """A share from 0 (included) to 1 (left out)."""
        return (self._next() >> 11) / (1 << 53)

    def randrange(self, count: int) -> int:
        """A whole number from 0 to ``count`` - 1."""
        return self._next() % count

    def shuffle(self, items: list[T]) -> None:
        """Put ``items`` in another order, in place (Fisher and Yates)."""
        for last in range(len(items) - 1, 0, -1):
            other = self.randrange(last + 1)
            items[last], items[other] = items[other], items[last]
