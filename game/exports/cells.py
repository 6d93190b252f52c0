"""Texts made harmless for the programs that open tables.

Formula injection, after the OWASP page "CSV Injection": a text that a spreadsheet would read as a
formula gets an apostrophe before the sign that begins it. A sign that follows a separator of
columns or of lines is met too: a file opened with another separator begins a cell there.
"""

from __future__ import annotations

import re
import unicodedata

_FORMULA_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""The four of OWASP and their full-width forms, which some spreadsheets take for the same."""
_FORMULA = re.compile(rf"(?:(?<=[;,|\t\n])|\A)([\s\u00a0\u202f\"']*)(?=[{_FORMULA_SIGNS}])")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029\v\f]")


def clean(text: str) -> str:
    """``text`` as NFC, its lines ended by ``\\n``, a tab as a space, nothing invisible.

    Controls, directions and lone surrogates are dropped: no program has to obey or refuse them.
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():
        return composed
    lines = _LINE_ENDS.sub("\n", composed).replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or _is_shown(sign))


def _is_shown(sign: str) -> bool:
    return sign.isprintable() or unicodedata.category(sign) == "Zs"


def without_formula(text: str) -> str:
    """``text`` with an apostrophe before each sign that could begin a formula in a cell."""
    return _FORMULA.sub(r"\1'", text)


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet could take the whole of ``text`` for a formula."""
    return _FORMULA.match(text) is not None
