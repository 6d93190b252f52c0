"""What a player writes about a play, kept with it as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.store.errors import StoreError
from game.store.records import Reflection
from game.store.wording import note_line

if TYPE_CHECKING:
    from game.store import Store

LINES = ("reaction", "commitment")
MARKS = ("strongest", "weakest")


class KeptReflection:
    """The reflection of one play: ``said`` is what is shown, ``keep`` writes what changed."""

    def __init__(self, store: Store, play_id: str) -> None:
        self._store = store
        self._play_id = play_id
        try:
            self.said = store.reflection(play_id)
        except StoreError:
            self.said = Reflection()

    @property
    def marked(self) -> bool:
        """Whether both axes were marked."""
        return bool(self.said.strongest and self.said.weakest)

    def keep(self, **parts: str) -> None:
        """Write these parts beside the others, as they are now on the disk. Raises StoreError."""
        cleaned = {
            name: note_line(typed) if name in LINES else typed for name, typed in parts.items()
        }
        here = self._store.reflection(self._play_id)
        wanted = replace(here, **cleaned)
        if wanted != here:
            self._store.set_reflection(self._play_id, wanted)
        self.said = wanted

    def mark(self, side: str, family: str) -> None:
        """Mark an axis; one that was marked at the other end is marked there no longer.

        Raises StoreError.
        """
        (other,) = (mark for mark in MARKS if mark != side)
        marks = {side: family}
        if getattr(self.said, other) == family:
            marks[other] = ""
        self.keep(**marks)
