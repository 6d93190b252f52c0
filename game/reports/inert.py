"""Untrusted text made inert: what no form of a report may pass on, whatever its own escaping."""

from __future__ import annotations

from engine.source.characters import FORBIDDEN, REPLACEMENT

_BLANKS = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n", "\r": None})


def inert(text: str) -> str:
    """``text`` without control characters, invisible signs or changes of writing direction.

    Line ends stay; half of a surrogate pair, which no file can hold, becomes ``\\ufffd``.
    """
    whole = text.translate(_BLANKS)
    return FORBIDDEN.sub(lambda found: _stand_in(found[0]), whole)


def in_one_line(text: str) -> str:
    """The inert text with its line ends and runs of spaces made one space."""
    return " ".join(line.strip() for line in inert(text).splitlines() if line.strip())


def _stand_in(character: str) -> str:
    lost = "\ud800" <= character <= "\udfff" or character == REPLACEMENT
    return REPLACEMENT if lost else ""
