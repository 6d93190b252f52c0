"""The forms that a file of plays can have, and the tables that it can hold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Form(StrEnum):
    """What a file of plays can be."""

    PLAY = "play"
    """One play, whole, that another machine can take in."""
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    XAPI = "xapi"


_ENDINGS = {
    ".csv": Form.CSV,
    ".xlsx": Form.XLSX,
    ".parquet": Form.PARQUET,
    ".jsonl": Form.XAPI,
}
TABLE_NAMES = ("plays", "decisions", "stakes", "relations")
"""The tables of game/exports/tables.py, which need not be imported to name them."""


def form_of(path: Path) -> Form:
    """The form that the ending of ``path`` tells; a play where it tells none."""
    return _ENDINGS.get(path.suffix.lower(), Form.PLAY)
