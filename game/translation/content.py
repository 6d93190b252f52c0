"""The texts of the content that is no scenario: principles, divergences, documents, frames.

A text is named by the keys that lead to it in its file; the same walk finds and replaces them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Say = Callable[[str, str], str]

_SAID = frozenset({"title", "line", "statement", "does", "subject", "consequence", "who", "what"})
"""Keys whose value people read."""
_SAID_TABLES = frozenset({"says", "vocabulary", "also"})
"""Keys of tables from identifiers, or words, to texts that people read."""


def texts_of_content(data: Mapping[str, object]) -> dict[str, str]:
    """Every text that people read in the plain data of a file, by its name."""
    found: dict[str, str] = {}

    def gathered(name: str, text: str) -> str:
        found[name] = text
        return text

    content_retold(data, gathered)
    return found


def content_with(data: Mapping[str, object], texts: Mapping[str, str]) -> dict[str, object]:
    """The same data with ``texts`` in place of those of their names."""
    return content_retold(data, lambda name, text: texts.get(name, text))


def content_retold(data: Mapping[str, object], say: Say) -> dict[str, object]:
    """The same data with ``say(name, text)`` in place of every text that people read."""
    return {
        key: _retold(value, key, key, say, all_said=_is_said_table(key, value))
        for key, value in data.items()
    }


def _retold(value: object, key: str, name: str, say: Say, *, all_said: bool) -> object:
    if isinstance(value, str):
        return say(name, value) if all_said or key in _SAID else value
    if isinstance(value, Mapping):
        return {
            inner: _retold(
                one,
                inner,
                f"{name}.{inner}",
                say,
                all_said=all_said or _is_said_table(inner, one),
            )
            for inner, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [
            _retold(one, key, f"{name}.{number}", say, all_said=False)
            for number, one in enumerate(value, start=1)
        ]
    return value


def _is_said_table(key: str, value: object) -> bool:
    """``roles`` names functions where it goes from identifiers to texts (principles.yaml)."""
    if not isinstance(value, Mapping):
        return False
    names_alone = key == "roles" and all(isinstance(one, str) for one in value.values())
    return key in _SAID_TABLES or names_alone
