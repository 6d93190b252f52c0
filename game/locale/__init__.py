"""The one catalogue of messages: what the interface says, in French and in English.

Each area is a file, ``<language>/<area>.toml``; a message is known by ``area.table.key``. A
message that depends on a number is a table with ``one`` and ``other``.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from game.typography import NARROW_NO_BREAK, typeset, typeset_english

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parent


class Messages:
    """The messages of one language. Raises KeyError for a message that does not exist."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"unknown language {language!r}")
        self.language = language

    def __call__(self, key: str, **params: object) -> str:
        """The message named ``key``; ``count`` among ``params`` picks ``one`` or ``other``.

        ``params`` are put in as they are: a path or a name keeps its own signs.
        """
        area, _, rest = key.partition(".")
        found: object = _area(self.language, area)
        for part in rest.split("."):
            if not isinstance(found, dict) or part not in found:
                raise KeyError(key)
            found = found[part]
        if isinstance(found, dict) and "other" in found:
            found = found[self._plural(params["count"])]
        if not isinstance(found, str):
            raise KeyError(key)
        words = self.typeset(found)
        return words.format_map(params) if params else words

    def has(self, key: str) -> bool:
        """Whether the message exists."""
        try:
            self(key)
        except KeyError as missing:
            return bool(missing.args[0] != key)
        return True

    def typeset(self, text: str) -> str:
        """``text`` with the spaces and apostrophes that the language's typography wants."""
        return typeset(text) if self.language == "fr" else typeset_english(text)

    def number(self, value: float, decimals: int = 0) -> str:
        """``value`` written with the language's decimal mark and groups of three digits."""
        written = f"{value:,.{decimals}f}"
        if self.language != "fr":
            return written
        return written.replace(",", NARROW_NO_BREAK).replace(".", ",")

    def _plural(self, count: object) -> str:
        """French counts 0 and 1 as one; English only 1."""
        assert isinstance(count, int | float)
        alone = abs(count) < 2 if self.language == "fr" else count == 1
        return "one" if alone else "other"


@cache
def _area(language: str, area: str) -> dict[str, object]:
    path = _FOLDER / language / f"{area}.toml"
    if not area.isidentifier() or not path.is_file():
        raise KeyError(area)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def preferred_language(option: str | None = None) -> str:
    """The language asked for, else that of the environment, else French."""
    if option in LANGUAGES:
        return str(option)
    for name in ("DUETTISTE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = os.environ.get(name, "")[:2].lower()
        if language in LANGUAGES:
            return language
    return "fr"
