"""Reading a file of translated texts with the reader of scenarios: every trap told, with its place.

Every scalar stays the text that was written.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import Diagnostic, Findings, Severity
from engine.places import Path, Places
from engine.records import Record
from engine.source.document import read_document
from engine.source.lines import decoded
from engine.source.tree import Scalar
from engine.vocabulary import Keys
from game.translation.texts import TranslatedText, Translation

FILE = Keys(required=("of", "language", "texts"), optional=("parked",))
TEXT = Keys(required=("source", "hash"), optional=("review", "was", "text"))
"""The keys of each part of the file."""


@dataclass(frozen=True, slots=True)
class TranslationReading:
    """A file as read. ``translation`` is None when there is an error among ``diagnostics``."""

    translation: Translation | None
    diagnostics: tuple[Diagnostic, ...]


def read_translation(data: bytes) -> TranslationReading:
    """Read the bytes of a file of translated texts; they must be UTF-8."""
    findings = Findings()
    text = decoded(data, findings)
    document = None if text is None else read_document(text, findings)
    if document is None or document.root is None:
        return TranslationReading(None, findings.sorted())
    places = Places(document.lines)
    root = Record.read(document.root, (), FILE, places, findings)
    translation = Translation(
        of=root.word("of") or "",
        language=root.word("language") or "",
        texts=_texts(root, "texts"),
        parked=_texts(root, "parked"),
    )
    diagnostics = findings.sorted()
    wrong = any(one.severity is Severity.ERROR for one in diagnostics)
    return TranslationReading(None if wrong else translation, diagnostics)


def _texts(root: Record, key: str) -> dict[str, TranslatedText]:
    return {
        name: _text(root.entry_record(node, path, TEXT), path)
        for name, node, path in root.entries(key, None)
    }


def _text(record: Record, path: Path) -> TranslatedText:
    return TranslatedText(
        source=record.text("source"),
        hash=record.word("hash") or "",
        text=_perhaps(record, "text"),
        review=record.yes("review"),
        was=_perhaps(record, "was"),
        line=record.places.at(path).line,
    )


def _perhaps(record: Record, key: str) -> str:
    """The prose under ``key``; a translator may not have written it yet."""
    value = record.value(key)
    if isinstance(value, Scalar) and not value.text.strip():
        return ""
    return record.text(key)
