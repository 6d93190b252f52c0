"""When the program breaks: a report without anything a person wrote, and what to do.

Textual's own report prints the values of local variables, notes and names among them.
"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

REPORTS = "rapports"
"""The folder of the reports, in the folder of the plays."""

_LINKS = 10
"""Causes told of one error at most."""


def write_report(error: BaseException, home: Path, now: datetime) -> Path | None:
    """Write where the program broke under ``home``; None where nothing can be written."""
    folder = home / REPORTS
    path = folder / f"{now:%Y-%m-%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report(error, now), encoding="utf-8")
    except OSError:
        return None
    return path


def report(error: BaseException, now: datetime) -> str:
    """What broke and where: types, files, lines and functions; no value of any variable.

    The text of an exception is left out too: it often repeats what was typed.
    """
    lines = [
        f"duettiste {_version('duettiste')}, textual {_version('textual')}, "
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
    ]
    for link in _chain(error):
        lines.append("")
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        )
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what caused it."""
    link: BaseException | None = error
    for _ in range(_LINKS):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
