"""What an identifier may look like, and what a word that is not one could become."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")
"""Identifiers of the file, of its scenes, choices, items, principles."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""Identifiers that guards and texts speak of: no hyphen, a guard would read a subtraction."""
RESERVED = frozenset({"and", "or", "not", "visited", "true", "false"})
"""Words that guards keep for themselves."""


def as_id(word: str, joint: str) -> str:
    """``word`` as an identifier could be written: lower case, no accent, no space."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", joint, plain.lower()).strip(joint)
    return joined[:64] if ID.fullmatch(joined[:64]) else ""


def is_id(word: str) -> bool:
    """Whether ``word`` is a well-formed identifier."""
    return ID.fullmatch(word) is not None
