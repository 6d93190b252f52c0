"""A file of translated texts as YAML that a translator reads: each text under its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.locale import Messages
from game.translation.texts import TranslatedText, Translation

_STEP = "  "
_REFERENCE = "${maire.name}"
_WIDTH = 110
"""Columns of the comment at the head."""


def write_translation(translation: Translation, messages: Messages) -> str:
    """The text of the file; ``messages`` say at its head how to fill it in.

    What the file holds does not depend on their language.
    """
    return "\n".join(_lines(translation, messages)) + "\n"


def _lines(translation: Translation, messages: Messages) -> Iterator[str]:
    from textwrap import wrap

    for key in ("what", "how", "review"):
        words = messages(f"translation.file.{key}", sign=_REFERENCE)
        yield from (f"# {line}" for line in wrap(words, _WIDTH, break_long_words=False))
    yield f"of: {translation.of}"
    yield f"language: {translation.language}"
    yield from _table("texts", translation.texts)
    if translation.parked:
        yield ""
        words = messages("translation.file.parked")
        yield from (f"# {line}" for line in wrap(words, _WIDTH, break_long_words=False))
        yield from _table("parked", translation.parked)


def _table(key: str, texts: Mapping[str, TranslatedText]) -> Iterator[str]:
    yield f"{key}:" if texts else f"{key}: {{}}"
    for name, text in texts.items():
        yield ""
        yield f"{_STEP}{_key(name)}:"
        yield from _prose("source", text.source)
        yield f"{_STEP * 2}hash: {text.hash}"
        if text.review:
            yield f"{_STEP * 2}review: true"
        if text.was:
            yield from _prose("was", text.was)
        yield from _prose("text", text.text)


def _key(name: str) -> str:
    """Names made of identifiers stand bare; others, such as words of a glossary, in quotes."""
    if name.isascii() and " " not in name:
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _prose(key: str, text: str) -> Iterator[str]:
    if not text:
        yield f"{_STEP * 2}{key}:"
        return
    yield f"{_STEP * 2}{key}: |-"
    for line in text.split("\n"):
        yield f"{_STEP * 3}{line}" if line else ""
