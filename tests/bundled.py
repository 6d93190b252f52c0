"""The scenarios that come with the game, read once for all tests of a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from game.library import LibraryEntry, read_library


@cache
def bundled() -> Mapping[str, LibraryEntry]:
    """By id; none of them may be faulty."""
    library = read_library()
    assert library.faulty == ()
    return library.entries
