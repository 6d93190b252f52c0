"""What is costly to make and the same for everyone or for long: kept at hand in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

from game.content import scenario_files
from game.library import Library, read_library
from game.playing import read_rules

if TYPE_CHECKING:
    from engine.rules import Rules
    from game.reports.play_report import PlayReport
    from game.store import Store

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_MOST_RULES = 128
_MOST_REPORTS = 64
_LOOK_AGAIN_SECONDS = 2.0


class Shelf(Generic[Key, Value]):
    """The ``most`` values asked for last. Two threads may make the same value; one is kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        made = make()
        with self._lock:
            kept = self._values.setdefault(key, made)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
            return kept


class RulesShelf:
    """The compiled rules of the texts that are being played, by the hash of the text."""

    def __init__(self) -> None:
        self._shelf: Shelf[str, Rules] = Shelf(_MOST_RULES)

    def rules(self, store: Store, text_hash: str) -> Rules:
        """Raises StoreError, UnreadableTextError."""
        return self._shelf.get(text_hash, lambda: read_rules(store, text_hash))


class ReportShelf:
    """The reports of finished plays, which look at every decision again."""

    def __init__(self) -> None:
        self._shelf: Shelf[tuple[str, str], PlayReport] = Shelf(_MOST_REPORTS)

    def report(self, play_id: str, language: str, make: Callable[[], PlayReport]) -> PlayReport:
        return self._shelf.get((play_id, language), make)


class LibraryShelf:
    """The scenarios that come with the game, read again when a file of theirs changes."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._looked = float("-inf")
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._libraries: dict[str, Library] = {}

    def library(self, language: str) -> Library:
        """Every scenario, told in ``language`` where it is translated."""
        with self._lock:
            if self._clock() - self._looked >= _LOOK_AGAIN_SECONDS:
                self._looked = self._clock()
                seen = _state_of_files()
                if seen != self._seen:
                    self._libraries, self._seen = {}, seen
            if language not in self._libraries:
                self._libraries[language] = read_library(language)
            return self._libraries[language]


def _state_of_files() -> tuple[tuple[str, int, int], ...]:
    """Name, time of change and size of each file of a scenario that is there."""
    found = []
    for path in scenario_files():
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(found)
