"""Finding words in texts whatever their accents and capitals."""

from __future__ import annotations

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "\u202f": " ", "\u00a0": " "})


def folded(text: str) -> str:
    """``text`` without accents, capitals, ligatures or typographic spaces, to compare by."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.translate(_LIGATURES)
