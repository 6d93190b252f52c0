"""What is left of an unexpected fault: a report without any value, and a calm sentence.

A report says where in the program it broke, never what a person wrote: no local variables, no
text of an exception (it often repeats what was typed), no folder of this machine.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from game.locale import Messages

REPORTS = "rapports"
"""The folder of the reports, in the folder of the plays."""


def write_report(error: BaseException, home: Path) -> Path | None:
    """Write the report of ``error`` in ``home``, else in the temporary folder; its path.

    None when it can be written nowhere.
    """
    now = datetime.now(UTC)
    text = report_of(error, now)
    for folder in (home / REPORTS, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"duettiste-{now:%Y%m%d-%H%M%S-%f}.txt"
            path.write_text(text, encoding="utf-8", errors="replace")
        except OSError:
            continue
        return path
    return None


def report_of(error: BaseException, now: datetime) -> str:
    """The report as text: versions, then each error with the lines it went through."""
    opening = [
        f"Duettiste {version()}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{now:%Y-%m-%d %H:%M:%S} UTC",
        "",
    ]
    return "\n".join(opening) + "\n".join(_told(one) for one in _chain(error))


def sentences(report: Path | None, messages: Messages) -> tuple[str, ...]:
    """What to say to the person: it broke, nothing is lost, where the report is."""
    shown = None if report is None else str(report).encode("utf-8", "replace").decode("utf-8")
    return (
        messages("cli.crash.broke"),
        messages("cli.crash.kept"),
        messages("cli.crash.no_report")
        if shown is None
        else messages("cli.crash.report", path=shown),
    )


def version() -> str:
    """The version of the game, or an empty string when it is not installed."""
    try:
        return metadata.version("duettiste")
    except metadata.PackageNotFoundError:
        return ""


def _chain(error: BaseException) -> list[BaseException]:
    """The error and those behind it, the first that happened first."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return found[::-1]


def _told(error: BaseException) -> str:
    kind = type(error)
    lines = [f"{kind.__module__}.{kind.__qualname__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}: {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n".join(lines) + "\n"


def announce(error: BaseException, home: Path, messages: Messages) -> None:
    """Write the report and say so on standard error."""
    report = write_report(error, home)
    if sys.stderr is not None:
        print("", *sentences(report, messages), sep="\n", file=sys.stderr)  # noqa: T201
