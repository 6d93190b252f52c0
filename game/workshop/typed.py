"""What people type in a workshop: cleaned, or refused before it is kept.

Texts stay inert everywhere: nothing here escapes them, every front end shows them as text.
"""

from __future__ import annotations

import unicodedata

from game.store import errors
from game.store.wording import is_plain, note_line, player_name
from game.workshop.faults import TextRefused
from game.workshop.settings import LINE_LIMIT, PSEUDONYM_LIMIT, TEXT_LIMIT

_KEPT_CONTROLS = "\n\t"


def pseudonym(typed: str) -> str:
    """A pseudonym or the name of a table; empty for none. Raises TextRefused."""
    if not typed.strip():
        return ""
    try:
        name = player_name(typed)
    except errors.PlayerNameRefused as refusal:
        reason = refusal.key.rpartition(".")[2]
        raise TextRefused(reason, limit=PSEUDONYM_LIMIT) from refusal
    if len(name) > PSEUDONYM_LIMIT:
        raise TextRefused("name_too_long", limit=PSEUDONYM_LIMIT)
    return name


def line(typed: str) -> str:
    """A reason or a commitment, on one line. Raises TextRefused."""
    try:
        written = " ".join(note_line(typed).split())
    except errors.NoteTooLong as refusal:
        raise TextRefused("line_too_long", limit=LINE_LIMIT) from refusal
    if len(written) > LINE_LIMIT:
        raise TextRefused("line_too_long", limit=LINE_LIMIT)
    return written


def text(typed: str) -> str:
    """A note or a private briefing, its paragraphs kept. Raises TextRefused."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    written = "".join(
        sign for sign in lines if sign in _KEPT_CONTROLS or unicodedata.category(sign)[0] != "C"
    ).strip()
    if len(written) > TEXT_LIMIT or not is_plain(written):
        raise TextRefused("text_too_long", limit=TEXT_LIMIT)
    return written
