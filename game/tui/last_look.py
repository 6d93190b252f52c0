"""The theme and language last used, kept beside the plays so that the first screen has them.

The first screen is painted before the store is open; without this it would change colours and
words under the eyes of whoever chose others than the usual ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FILE = "apparence.txt"
_LONGEST = 200
"""Characters beyond which the file is not ours."""


@dataclass(frozen=True, slots=True)
class Look:
    """``language`` is empty when it is that of the environment."""

    theme: str
    language: str


def read_look(home: Path) -> Look | None:
    """What was used last; None where nothing readable says so."""
    try:
        with (home / _FILE).open(encoding="utf-8") as file:
            lines = file.read(_LONGEST).split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return Look(lines[0], lines[1]) if len(lines) >= 2 else None


def keep_look(home: Path, look: Look) -> None:
    """Keep it for the next start. Where it cannot be written, that start changes its colours."""
    if look == read_look(home):
        return
    try:
        (home / _FILE).write_text(f"{look.theme}\n{look.language}\n", encoding="utf-8")
    except OSError:
        return
