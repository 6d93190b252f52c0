"""What is wrong in a file, where, and with which details: codes and places, no prose.

The sentences (message and remedy, in each language) belong to the interfaces, keyed by code.
Codes never change meaning: E1 text and YAML, E2 structure, E3 references and routes, E4 guards,
E5 scoring are errors; W6 are advice and never prevent playing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process, utils

MAXIMUM_DIAGNOSTICS = 200
LONGEST_QUOTED_WORD = 60
LONGEST_LIST = 300
_QUOTED = dict.fromkeys(("word", "field", "scene", "found", "close"), LONGEST_QUOTED_WORD)
"""Params that quote the author; the others are lists that the engine makes."""
_CLOSE_ENOUGH = 70.0
"""Score out of 100 above which a known word is worth suggesting for an unknown one."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file; line and column count from 1, columns in characters."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``params`` fill its message; ``close`` among them is a word to suggest."""

    code: str
    place: Place
    params: Mapping[str, str | int] = field(default_factory=dict)
    mendable: bool = False

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that ``word`` was probably meant to be, or an empty string."""
    if not word or len(word) > LONGEST_QUOTED_WORD:
        return ""
    found = process.extractOne(
        word,
        list(known),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=_CLOSE_ENOUGH,
    )
    return found[0] if found is not None and found[0] != word else ""


def shortened(word: str, longest: int = LONGEST_QUOTED_WORD) -> str:
    """``word`` fit to be quoted in a message: one line, bounded length."""
    line = " ".join(word.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


class Findings:
    """Gathers diagnostics; past ``limit`` it only counts, so that no file can flood it."""

    def __init__(self, limit: int = MAXIMUM_DIAGNOSTICS) -> None:
        self._limit = limit
        self._found: dict[tuple[str, Place, str], Diagnostic] = {}
        self._left_out = 0

    @property
    def full(self) -> bool:
        return len(self._found) >= self._limit

    @property
    def count(self) -> int:
        """How many findings so far, those left out included."""
        return len(self._found) + self._left_out

    def has_any(self, codes: Iterable[str]) -> bool:
        """Whether something with one of these codes was found."""
        wanted = set(codes)
        return any(one.code in wanted for one in self._found.values())

    def forget_after(self, count: int) -> None:
        """Drop the findings made since there were ``count``: an attempt that is made anew."""
        while len(self._found) > max(count - self._left_out, 0):
            self._found.popitem()

    def add(self, code: str, place: Place, **params: str | int) -> None:
        """Record a finding once; long or broken words among ``params`` are shortened."""
        self._add(code, place, params, mendable=False)

    def add_mendable(self, code: str, place: Place, **params: str | int) -> None:
        """Record a finding that can be mended without changing a word."""
        self._add(code, place, params, mendable=True)

    def _add(
        self, code: str, place: Place, params: Mapping[str, str | int], *, mendable: bool
    ) -> None:
        if self.full:
            self._left_out += 1
            return
        quoted = {
            name: shortened(value, _QUOTED.get(name, LONGEST_LIST))
            if isinstance(value, str)
            else value
            for name, value in params.items()
        }
        diagnostic = Diagnostic(code, place, quoted, mendable)
        self._found.setdefault((code, place, str(quoted)), diagnostic)

    def suggest(self, code: str, place: Place, word: str, known: Iterable[str]) -> None:
        """Record an unknown ``word``, with the known one it resembles."""
        if self.full:
            self._left_out += 1
            return
        self.add(code, place, word=word, close=closest(word, known))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Everything found, by place; closed by E190 when some findings were left out."""
        ordered = sorted(self._found.values(), key=lambda one: (one.place, one.code))
        if self._left_out:
            last = ordered[-1].place
            ordered.append(Diagnostic("E190", last, {"count": self._left_out}))
        return tuple(ordered)
