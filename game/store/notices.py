"""What the opening of the store has to tell the player."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.store.errors import StoreError


@dataclass(frozen=True, slots=True)
class OpeningNotice:
    """``cause`` says what is wrong, ``key`` and ``params`` what was done about it."""

    cause: StoreError
    key: str
    params: Mapping[str, str] = field(default_factory=dict)
