"""A report as data: sections of blocks, in the order in which they are read.

Whoever writes a report makes a Document; each form (HTML, Markdown, PDF) says all of its blocks.
Every text is plain, already typeset and untrusted: a form escapes it and gives it no effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Manner(StrEnum):
    """How a paragraph is spoken."""

    PLAIN = "plain"
    STORY = "story"
    """A text of the scenario, told again."""
    NOTE = "note"
    """Words of the player."""
    QUIET = "quiet"
    """A remark that may be passed over: a method, a place in a document."""


class Weight(StrEnum):
    """What a notice asks for."""

    RED_LINE = "red-line"
    CAUTION = "caution"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Mark:
    """A judgement: a sign and a word, never a colour alone. ``level`` is a grade's value."""

    sign: str
    word: str
    level: str = ""


Cell: TypeAlias = str | Mark
"""What one cell of a table holds."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    manner: Manner = Manner.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are worth, in pairs."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    numeric: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as long as ``columns``; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` of the full length, from 0 to 1; None where nothing could be measured.

    ``words`` say the value, ``remark`` what it rests on. ``sure`` is False on little evidence.
    """

    label: str
    share: float | None
    words: str
    remark: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares side by side, a row each."""

    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """One value at each step of the chart; ``words`` say each of them."""

    label: str
    values: tuple[float, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """Values over the same ``steps``, between ``low`` and ``high``.

    ``band`` is the part aimed at; ``ends`` are the words of the low and the high end.
    """

    steps: tuple[str, ...]
    curves: tuple[Curve, ...]
    low: float
    high: float
    band: tuple[float, float] | None = None
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart. ``summary`` says in a sentence or two what it shows, for those who do not see it;
    its values stand in a table beside it in every form."""

    title: str
    summary: str
    chart: Bars | Curves
    step_name: str = ""
    """What a step of ``Curves`` is, as the head of the column of its table: "décision"."""


@dataclass(frozen=True, slots=True)
class ToFill:
    """A question to answer by hand: what was answered, else ``lines`` blank lines."""

    question: str
    answer: str = ""
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Notice:
    weight: Weight
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded under its summary where a form can fold; open on paper."""

    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """``id`` is a word of ASCII letters, figures and hyphens, unique in the document."""

    id: str
    title: str
    blocks: tuple[Block, ...]


Block: TypeAlias = (
    "Paragraph | Bullets | Facts | Table | Figure | ToFill | Notice | Folded | Section"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``language`` is that of its interface, ``fr`` or ``en``.

    ``story_language`` is that of the scenario's texts, where it may be another.
    """

    title: str
    subtitle: str
    language: str
    facts: tuple[tuple[str, Cell], ...]
    sections: tuple[Section, ...]
    story_language: str = ""
    closing: str = ""
    """A line at the end: what made this document, when."""
