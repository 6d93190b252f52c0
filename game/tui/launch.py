"""Running the game in a terminal, from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.locale import Messages
    from game.tui.app import FirstPlay

CRASHED = 1
"""Exit code when the program broke; what was decided is kept."""


def run_app(
    home: Path,
    language: str | None = None,
    *,
    open_play: str | None = None,
    open_debrief: str | None = None,
    first_play: FirstPlay | None = None,
) -> int:
    """Run the game until the player leaves; returns the exit code.

    ``open_play`` resumes a play, ``open_debrief`` reads a finished one, ``first_play`` begins one.
    """
    from game.tui.app import DuettisteApp

    app = DuettisteApp(
        home,
        language,
        open_play=open_play,
        open_debrief=open_debrief,
        first_play=first_play,
    )
    app.run()
    if app.broken_by is not None:
        _tell_crash(app.broken_by, home, app.messages)
        return CRASHED
    return app.return_code or 0


def _tell_crash(error: BaseException, home: Path, messages: Messages) -> None:
    """On standard error: that nothing is lost, and where the report is."""
    from datetime import datetime

    from game.tui.crash import REPORTS, write_report

    path = write_report(error, home, datetime.now())
    lines = [messages("play.crash.apology")]
    if path is None:
        lines.append(messages("play.crash.no_report", path=home / REPORTS))
    else:
        lines.append(messages("play.crash.report", path=path))
        lines.append(messages("play.crash.send"))
    print(*lines, sep="\n", file=sys.stderr)  # noqa: T201  (the terminal is ours again)
