"""Texts that people type: cleaned or refused before they are kept."""

from __future__ import annotations

import re
import unicodedata

from game.store import errors
from game.store.records import NAME_LIMIT, NOTE_LIMIT

_INVISIBLE = ("C", "Zl", "Zp")
"""Unicode categories without a picture: controls, directions, surrogates, line separators."""


_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def player_name(typed: str) -> str:
    """``typed`` as a name: composed (NFC), single spaces. Raises PlayerNameRefused."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name:
        raise errors.PlayerNameRefused("empty")
    if len(name) > NAME_LIMIT:
        raise errors.PlayerNameRefused("too_long", limit=NAME_LIMIT)
    if any(_is_invisible(character) for character in name):
        raise errors.PlayerNameRefused("characters")
    return name


def name_key(name: str) -> str:
    """What two names that people would confuse have in common."""
    return unicodedata.normalize("NFKC", name).casefold()


def note_line(typed: str) -> str:
    """``typed`` on one line, without invisible characters. Raises NoteTooLong."""
    visible = (" " if character.isspace() else character for character in typed)
    line = " ".join(
        "".join(character for character in visible if not _is_invisible(character)).split(" ")
    ).strip()
    if len(line) > NOTE_LIMIT:
        raise errors.NoteTooLong(limit=NOTE_LIMIT)
    return line


def is_identifier(text: str) -> bool:
    """Whether ``text`` is letters, digits, ``_``, ``-`` and ``.``: safe in any path or screen."""
    return _IDENTIFIER.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Whether ``text`` can be written in UTF-8 (no lone surrogate) and holds no NUL."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character).startswith(_INVISIBLE)
