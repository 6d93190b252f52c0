"""Bringing a file of translated texts in step with its source: nothing translated is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.translation.texts import TranslatedText, Translation, hash_of


@dataclass(frozen=True, slots=True)
class Extraction:
    """The translation brought in step, and how many of its texts are in each state."""

    translation: Translation
    missing: int
    to_review: int
    parked: int


def extract(
    of: str, language: str, sources: Mapping[str, str], before: Translation | None
) -> Extraction:
    """The translation of ``sources``, by name, with all that ``before`` held.

    A text whose source changed is marked to be reviewed, with what the source was. One that only
    has another name, as when a paragraph is put before it, keeps its translation. One that is gone
    is parked. Names of persons are their own translation until another is written.
    """
    known = {} if before is None else dict(before.parked) | dict(before.texts)
    by_hash = {text.hash: text for text in known.values() if text.text}
    texts = {
        name: _text(name, source, known.get(name), by_hash.get(hash_of(source)))
        for name, source in sources.items()
    }
    used = {text.text for text in texts.values()}
    parked = {
        name: text
        for name, text in known.items()
        if name not in texts and text.text and text.text not in used
    }
    return Extraction(
        Translation(of, language, texts, parked),
        missing=sum(not text.text for text in texts.values()),
        to_review=sum(text.review for text in texts.values()),
        parked=len(parked),
    )


def _text(
    name: str, source: str, here: TranslatedText | None, same: TranslatedText | None
) -> TranslatedText:
    """``here`` is what stood under this name, ``same`` what translates the same source."""
    hashed = hash_of(source)
    if here is not None and here.hash == hashed:
        return replace(here, source=source)
    if same is not None:
        return TranslatedText(source, hashed, same.text, same.review, same.was)
    if here is not None and here.text:
        was = here.was if here.review and here.was else here.source
        return TranslatedText(source, hashed, here.text, review=True, was=was)
    is_name = name.startswith("cast.") and name.endswith(".name")
    return TranslatedText(source, hashed, source if is_name else "")
