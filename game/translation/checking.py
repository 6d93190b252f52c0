"""What a file of translated texts still lacks: each finding names its text and its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from game.translation.texts import TranslatedText, Translation, hash_of, references_in

_LONGER = 1.5
_ROOM = 40
"""A translation is too long beyond this many times its source, and this many more signs."""
_LONG_ENOUGH = 40
"""Signs from which a text that repeats its source is hardly a translation."""


class Lack(StrEnum):
    """What is wrong with a text."""

    MISSING = "missing"
    TO_REVIEW = "to_review"
    REFERENCES = "references"
    NOT_EXTRACTED = "not_extracted"
    GONE = "gone"
    TOO_LONG = "too_long"
    UNCHANGED = "unchanged"

    @property
    def is_error(self) -> bool:
        """Whether the translation is not finished; the others are advice."""
        return self not in (Lack.TOO_LONG, Lack.UNCHANGED)

    @property
    def prevents_playing(self) -> bool:
        """Whether the translation cannot be played: a text to review still can."""
        return self in (Lack.MISSING, Lack.REFERENCES, Lack.NOT_EXTRACTED)


@dataclass(frozen=True, slots=True)
class TextFinding:
    """One lack. ``details`` says more in the words of the file: what is missing, by how much."""

    lack: Lack
    name: str
    line: int
    details: str = ""


def findings_in(translation: Translation, sources: Mapping[str, str]) -> tuple[TextFinding, ...]:
    """Everything that ``translation`` lacks to say ``sources``, by name, in their order."""
    found = []
    for name, source in sources.items():
        text = translation.texts.get(name)
        if text is None:
            found.append(TextFinding(Lack.NOT_EXTRACTED, name, 0))
        else:
            found += [
                TextFinding(lack, name, text.line, details) for lack, details in _of(text, source)
            ]
    found += [
        TextFinding(Lack.GONE, name, text.line)
        for name, text in translation.texts.items()
        if name not in sources
    ]
    return tuple(found)


def _of(text: TranslatedText, source: str) -> Iterator[tuple[Lack, str]]:
    if not text.text:
        yield Lack.MISSING, ""
        return
    if text.review or text.hash != hash_of(source):
        yield Lack.TO_REVIEW, ""
    wanted, said = references_in(source), references_in(text.text)
    if wanted != said:
        yield Lack.REFERENCES, ", ".join(sorted(wanted ^ said))
    if len(text.text) > max(len(source) * _LONGER, len(source) + _ROOM):
        yield Lack.TOO_LONG, f"{len(source)} → {len(text.text)}"
    if text.text == source and len(source) >= _LONG_ENOUGH:
        yield Lack.UNCHANGED, ""
