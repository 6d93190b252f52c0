"""Text as lines: neutralised, wrapped, and never broken before a French punctuation sign."""

from __future__ import annotations

import re
import textwrap
import unicodedata

from game.typography import NO_BREAK

_SPACE_BEFORE_SIGN = re.compile(r" (?=[;:!?»](?:\s|$))")
_NO_ROOM = 10
"""Columns under which wrapping would do more harm than long lines."""


def neutralised(text: str) -> str:
    """``text`` without anything a terminal would obey: controls, escapes, directions.

    Newlines stay; a tab becomes a space; the others become U+FFFD or, when invisible, nothing.
    """
    return "".join(map(_harmless, text))


def _harmless(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    if character in "\t\u2028\u2029\x85":
        return " "
    category = unicodedata.category(character)
    if category == "Zs":
        return character
    return "" if category == "Cf" else "\N{REPLACEMENT CHARACTER}"


def wrapped(text: str, width: int | None, indent: str = "") -> list[str]:
    """The lines of ``text``, at most ``width`` columns; not wrapped when ``width`` is None.

    Lines after the first of each paragraph begin with ``indent``.
    """
    lines: list[str] = []
    for paragraph in neutralised(text).split("\n"):
        held = _SPACE_BEFORE_SIGN.sub(NO_BREAK, paragraph.rstrip())
        if width is None or width - len(indent) < _NO_ROOM:
            lines.append(held)
            continue
        lines.extend(
            textwrap.wrap(
                held,
                width,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            or [""]
        )
    return lines
