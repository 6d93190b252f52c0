"""xAPI statements in a file: one JSON array, or one statement a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from game.exports.written import write_whole
from game.store.records import JsonObject


def write_statements(statements: Sequence[JsonObject], target: Path) -> Path:
    """An array into a file whose name ends with ``.json``, else JSON Lines; returns the file.

    Raises ExportExists rather than replace a file, ExportFailed, DiskFull.
    """
    path = target / "duettiste.jsonl" if target.is_dir() else target
    if path.suffix.lower() == ".json":
        text = json.dumps(list(statements), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    else:
        text = "".join(_line(statement) for statement in statements)
    return write_whole(path, text.encode("utf-8"))


def _line(statement: JsonObject) -> str:
    return json.dumps(statement, ensure_ascii=False, allow_nan=False) + "\n"
