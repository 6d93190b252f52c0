"""The model of a scenario: what an author wrote, read and typed, frozen.

Texts are kept as written (``${person.name}`` included); ``Scenario.fill`` gives the text to show.
Everything refers to identifiers, never to positions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from engine.expressions import Expression

_REFERENCE = re.compile(r"\$\{([a-z][a-z0-9_]*)\.(name|title)\}")


class Kind(StrEnum):
    DILEMMA = "dilemma"
    NEUTRALITY_TEST = "neutrality-test"
    SHORT_CIRCUIT = "short-circuit"
    MIXED_ZONE = "mixed-zone"
    FRAMING = "framing"


class Language(StrEnum):
    """The language in which the texts of a scenario are written."""

    FRENCH = "fr"
    ENGLISH = "en"


class Grade(StrEnum):
    """How a choice answers one stake. ``credit`` follows design.md section 3."""

    EXEMPLARY = "exemplary"
    SOUND = "sound"
    WEAK = "weak"
    CONTRARY = "contrary"

    @property
    def credit(self) -> Fraction:
        """Share of the stake that the choice honours: 1, 2/3, 1/3 or 0."""
        return _CREDITS[self]


_CREDITS = {
    Grade.EXEMPLARY: Fraction(1),
    Grade.SOUND: Fraction(2, 3),
    Grade.WEAK: Fraction(1, 3),
    Grade.CONTRARY: Fraction(0),
}


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Experts who were asked what they would do: ``who`` they are, ``number``, ``when`` asked."""

    who: str
    number: int
    when: str


@dataclass(frozen=True, slots=True)
class Meter:
    """A relation followed during the play; ``target`` makes it a balance with two ``ends``."""

    id: str
    label: str
    start: int
    low: int = 0
    high: int = 100
    target: tuple[int, int] | None = None
    ends: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the case file that the player can open during a scene."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph shown only when ``condition`` holds."""

    condition: Expression
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision does to the meters (points added) and to the flags."""

    effects: Mapping[str, int] = field(default_factory=dict)
    set: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """A consequence that falls due once ``after`` more decisions have been made."""

    after: int
    text: str
    change: Change = Change()


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of ``next``: taken if its condition holds and its chance comes up."""

    go: str
    condition: Expression | None = None
    chance: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    text: str
    because: str = ""
    grades: Mapping[str, Grade] = field(default_factory=dict)
    breach: tuple[str, ...] = ()
    change: Change = Change()
    outcome: str = ""
    later: tuple[Later, ...] = ()
    next: tuple[Branch, ...] = ()
    condition: Expression | None = None
    why_not: str = ""
    once: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """What a level of success in a sorting or ordering exercise leads to.

    ``at_least`` is a percentage: of items rightly placed, or of pairs in the right order.
    An empty ``next`` means the scene's own.
    """

    at_least: int
    change: Change = Change()
    outcome: str = ""
    later: tuple[Later, ...] = ()
    next: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class SortItem:
    """An item to place. ``acceptable`` columns are graded sound, ``column`` exemplary."""

    id: str
    text: str
    column: str
    principle: str
    because: str
    acceptable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    columns: Mapping[str, str]
    items: Mapping[str, SortItem]
    bands: tuple[Band, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Steps in their right sequence, as the author wrote them."""

    steps: Mapping[str, str]
    bands: tuple[Band, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Timer:
    """``then`` is the choice made when time runs out; a board keeps what was placed so far."""

    seconds: int
    then: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    title: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene. It decides by ``choices``, ``sort`` or ``order``, continues, or ends.

    ``next`` is where a scene without choices goes on, and where the bands of a board lead.
    ``fallback`` is where the scene goes on when every choice is locked. ``panel`` counts the votes
    of the scenario's panel by choice; where they divide evenly, the scene is ``open``.
    """

    id: str
    text: str
    title: str = ""
    speaker: str | None = None
    also: tuple[Paragraph, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    stakes: tuple[str, ...] = ()
    open: bool = False
    timer: Timer | None = None
    choices: Mapping[str, Choice] = field(default_factory=dict)
    sort: Sort | None = None
    order: Order | None = None
    next: tuple[Branch, ...] = ()
    ending: Ending | None = None
    fallback: str | None = None
    panel: Mapping[str, int] = field(default_factory=dict)

    @property
    def decides(self) -> bool:
        """Whether the player makes a decision here (even if only a fallback may remain)."""
        return bool(self.choices) or self.sort is not None or self.order is not None

    @property
    def scored(self) -> bool:
        return self.decides and not self.open


@dataclass(frozen=True, slots=True)
class Scenario:
    id: str
    version: int
    title: str
    kind: Kind
    frame: str
    role: str
    level: int
    minutes: int
    summary: str
    start: str
    scenes: Mapping[str, Scene]
    objectives: tuple[str, ...] = ()
    notice: str = ""
    briefing: str = ""
    cast: Mapping[str, Person] = field(default_factory=dict)
    meters: Mapping[str, Meter] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    panel: Panel | None = None
    language: Language = Language.FRENCH

    def fill(self, text: str) -> str:
        """``text`` with every ``${person.name}`` and ``${person.title}`` of the cast filled in."""

        def person_words(match: re.Match[str]) -> str:
            person = self.cast.get(match[1])
            if person is None:
                return match[0]
            return person.name if match[2] == "name" else person.title

        return _REFERENCE.sub(person_words, text)

    @property
    def endings(self) -> tuple[Scene, ...]:
        return tuple(scene for scene in self.scenes.values() if scene.ending is not None)
