"""Finding where a quoted text ends, over the lines it spans."""

from __future__ import annotations

import re

MOST_LINES = 400
"""Beyond, the quotation mark was surely forgotten; keeps the search short on any file."""

_CLOSING = {
    '"': re.compile(r'(?:[^"\\]|\\.|\\$)*?"'),
    "'": re.compile(r"(?:[^']|'')*?'(?!')"),
}


def indentation(line: str) -> int:
    """Number of spaces before the first word of ``line``."""
    return len(line) - len(line.lstrip(" "))


def is_blank(line: str) -> bool:
    return not line or line.isspace()


def end_of_quoted(lines: list[str], line: int, column: int, indent: int) -> tuple[int, int] | None:
    """Line and column just after the mark that closes the one at (``line``, ``column``).

    None when it is not closed before a line that is not deeper than ``indent``.
    """
    closing = _CLOSING[lines[line][column]]
    found = closing.match(lines[line], column + 1)
    if found:
        return line, found.end()
    for number in range(line + 1, min(line + MOST_LINES, len(lines))):
        if is_blank(lines[number]):
            continue
        if indentation(lines[number]) <= indent:
            return None
        found = closing.match(lines[number])
        if found:
            return number, found.end()
    return None
