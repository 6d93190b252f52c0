"""French typography, done at display: the author writes plain spaces and straight apostrophes.

Rules of the Imprimerie nationale: a narrow no-break space before ``; ! ?`` and inside quotation
marks, a no-break space before a colon, groups of three digits kept together.
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

_BEFORE_HIGH_SIGN = re.compile(r"[ \u00a0\u202f]+([;!?»])")
_AFTER_OPENING = re.compile(r"«[ \u00a0\u202f]+")
_BEFORE_COLON = re.compile(r"[ \u00a0\u202f]+:")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_BEFORE_UNIT = re.compile(r"(?<=[\d}]) (?=(?:%|€|h\b|km\b|m²|habitant))")
_AFTER_HOUR = re.compile(r"(?<=[\d\u00a0]h) (?=\d)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=\w)")
_ENGLISH_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'")


def typeset(text: str) -> str:
    """``text`` with the spaces and apostrophes of French typography. Idempotent."""
    text = _BEFORE_HIGH_SIGN.sub(rf"{NARROW_NO_BREAK}\1", text)
    text = _AFTER_OPENING.sub(f"«{NARROW_NO_BREAK}", text)
    text = _BEFORE_COLON.sub(f"{NO_BREAK}:", text)
    text = _BETWEEN_DIGITS.sub(NARROW_NO_BREAK, text)
    text = _BEFORE_UNIT.sub(NO_BREAK, text)
    text = _AFTER_HOUR.sub(NO_BREAK, text)
    return _APOSTROPHE.sub("\u2019", text)


def typeset_english(text: str) -> str:
    """``text`` with curved apostrophes, those that end a word too. Idempotent."""
    return _ENGLISH_APOSTROPHE.sub("\u2019", text)
