"""A file of translated texts as values: what was translated from what, and whether it still holds.

``folder/translations/en/name.yaml`` translates ``folder/name.yaml`` into English.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "translations"
_HASH_DIGITS = 12
"""Of 64: a text is only compared with what it was before, nobody means to deceive."""
_REFERENCE = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """One text: its ``source``, and its translation in ``text``, empty where there is none.

    ``hash`` is that of the source that was translated. ``review`` is set where the source changed
    since, ``was`` is then what it was before. ``line`` counts from 1 in the file.
    """

    source: str
    hash: str
    text: str = ""
    review: bool = False
    was: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of ``of`` (the id of a scenario, the name of a file of content) in ``language``.

    ``parked`` are translations of texts that are gone, kept for when they come back.
    """

    of: str
    language: str
    texts: Mapping[str, TranslatedText]
    parked: Mapping[str, TranslatedText]


def hash_of(source: str) -> str:
    """The fingerprint of a source text: the head of its SHA-256, in hexadecimal."""
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:_HASH_DIGITS]


def references_in(text: str) -> frozenset[str]:
    """What ``text`` refers to: ``${maire.name}``."""
    return frozenset(_REFERENCE.findall(text))


def translation_file(source: Path, language: str) -> Path:
    """Where the translation of the file ``source`` stands."""
    return source.parent / FOLDER / language / source.name


def languages_of(source: Path, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages into which ``source`` has a translation, whole or not."""
    return tuple(one for one in languages if translation_file(source, one).is_file())
