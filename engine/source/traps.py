"""What a trap of YAML is: bare prose that YAML would cut, drop or take for something else.

Each trap says which characters to hide from the parser, so that reading can go on after it,
and how the value could be written instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from engine.source.characters import mask

MOST_TRAPS = 200
_MOST_HIDDEN = 500
"""In one value; past it, the parser stops at the next and reading goes on after the value."""
_COLON = re.compile(r":(?=\s|$)")
_HASH = re.compile(r"(?:^|(?<=\s))#")
_END_OF_SENTENCE = '.!?…»"”)'
_LABEL_ALONE = re.compile(r"[&*!]\S*\s*$")
"""Surely meant as an alias, an anchor or a tag: writing it as prose would not mend it."""
_SIGNS = "[]{}&*!|>%@`#,"
_SIGNS_BEFORE_SPACE = "-?:"


class Remedy(Enum):
    """How a value is mended without changing a word: not at all, as a block, in quotes."""

    NONE = "none"
    BLOCK = "block"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class Span:
    """A bare value: from (``line``, ``column``) to just before (``last_line``, ``end``).

    ``indent`` is the column of the key, or of the dash, that holds it.
    """

    line: int
    column: int
    last_line: int
    end: int
    indent: int


@dataclass(frozen=True, slots=True)
class Trap:
    """One trap, at a place counted from 0; ``hidden`` are (line, column, stand-in)."""

    code: str
    line: int
    column: int
    hidden: tuple[tuple[int, int, str], ...] = ()
    span: Span | None = None
    remedy: Remedy = Remedy.NONE


def bare_traps(lines: list[str], span: Span, remedy: Remedy, *, opening: bool) -> list[Trap]:
    """The traps in a bare value whose true comment, if any, lies outside ``span``.

    With ``opening``, its first character counts too, and then stands for all the others.
    """
    first = _opening_trap(lines, span, remedy) if opening else None
    traps = []
    for code, sign in (("E107", _COLON), ("E108", _HASH)):
        found = [
            (number, match.start())
            for number in range(span.line, span.last_line + 1)
            for match in sign.finditer(lines[number], *_bounds(lines, span, number))
            if (number, match.start()) != (span.line, span.column)
        ]
        if found:
            hidden = tuple(
                (line, column, mask(lines[line][column])) for line, column in found[:_MOST_HIDDEN]
            )
            line, column = found[0]
            traps.append(Trap(code, line, column, hidden, span, remedy))
    if first is None:
        return traps
    hidden = first.hidden + tuple(place for trap in traps for place in trap.hidden)
    return [replace(first, hidden=hidden)]


def _bounds(lines: list[str], span: Span, number: int) -> tuple[int, int]:
    first = span.column if number == span.line else 0
    last = span.end if number == span.last_line else len(lines[number])
    return first, last


def _opening_trap(lines: list[str], span: Span, remedy: Remedy) -> Trap | None:
    """A first character that YAML reads as a sign: a dash of dialogue, a star, a brace."""
    end = span.end if span.line == span.last_line else len(lines[span.line])
    text = lines[span.line][span.column : end]
    sign = text[:1]
    if sign not in _SIGNS and not (sign in _SIGNS_BEFORE_SPACE and text[1:2] in ("", " ")):
        return None
    code = "E110" if sign in "&*" else "E111" if sign == "!" else "E120"
    if _LABEL_ALONE.match(text):
        remedy = Remedy.NONE
    hidden = ((span.line, span.column, mask(sign)),)
    return Trap(code, span.line, span.column, hidden, span, remedy)


def comment_column(line: str, start: int, end: int) -> int:
    """Where a comment that the author meant begins between ``start`` and ``end``, else ``end``.

    A sign that follows a space is meant as a comment when it is set apart: followed by a
    space, and after two spaces or a finished sentence. Otherwise it swallows a sentence.
    """
    for found in _HASH.finditer(line, start, end):
        column = found.start()
        last = column - 1
        while last >= start and line[last] == " ":
            last -= 1
        apart = column - last > 2 or line[last] in _END_OF_SENTENCE
        followed = line[column + 1 : column + 2] in ("", " ")
        if last >= start and followed and apart:
            return column
    return end
