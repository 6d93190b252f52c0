"""Writing an author's files: whole or not at all, and never over what was not meant."""

from __future__ import annotations

import os
from pathlib import Path


def create_file(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises FileExistsError, OSError."""
    with path.open("x", encoding="utf-8", newline="") as opened:
        try:
            opened.write(text)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def replace_file(path: Path, text: str) -> None:
    """Write a file in place of the one that is there, with its rights. Raises OSError."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("x", encoding="utf-8", newline="") as opened:
            opened.write(text)
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
