"""What a search may use, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come: decisions from the start, states and edges met, bytes held."""

    decisions: int
    states: int
    edges: int
    bytes: int


def go_on(_progress: Progress) -> bool:
    """Never stops a search before its end."""
    return True


@dataclass(frozen=True, slots=True)
class Budget:
    """What a search may use. ``proceed`` is asked every so often: False stops the search.

    Time is not measured here: whoever holds a clock says so through ``proceed``.
    """

    states: int = 20_000_000
    bytes: int = 1 << 30
    proceed: Callable[[Progress], bool] = go_on
