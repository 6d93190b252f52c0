"""Which characters a file may hold, and how the others are named.

YAML traps are hidden from the parser by moving one character into the private area
(``mask``), so that lines and columns stay those of the author; ``unmask`` moves it back.
"""

from __future__ import annotations

import re
import unicodedata

_PRIVATE_AREA = 0xE000

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, ESC among them
    "\u2028\u2029"  # line and paragraph separators, line ends for some tools only
    "\u200b\u200e\u200f\u2060\u2061-\u2064\ufeff"  # invisible characters
    "\u202a-\u202e\u2066-\u2069"  # changes of writing direction
    "\ud800-\udfff\ue000-\uf8ff\ufff9-\uffff"  # surrogates, private use, not characters
    "\U000e0000-\U000e007f]"  # invisible tags
)
"""Never allowed in a file. The tab is dealt with apart: it can be mended."""

INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069]")
_MASKED = re.compile("[\ue000-\ue07f]")
"""Those of them that can be dropped without changing a word."""
INVISIBLE_CHARACTERS = frozenset(
    chr(code) for code in range(0x2000, 0x10000) if INVISIBLE.match(chr(code))
)
REPLACEMENT = "\ufffd"
NO_BREAK_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like one and do not count as indentation, as a class for ``re``."""


def named(character: str) -> str:
    """Code point of a character and its name when it has one: ``U+202E (RIGHT-TO-LEFT…)``."""
    name = unicodedata.name(character, "")
    code = f"U+{ord(character):04X}"
    return f"{code} ({name})" if name else code


def mask(character: str) -> str:
    """A stand-in for an ASCII character that YAML would take for a sign of its own."""
    return chr(_PRIVATE_AREA + ord(character))


def unmask(text: str) -> str:
    """``text`` with every stand-in replaced by what the author wrote."""
    if not _MASKED.search(text):
        return text
    return _MASKED.sub(lambda found: chr(ord(found[0]) - _PRIVATE_AREA), text)
