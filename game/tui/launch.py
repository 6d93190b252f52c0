"""Running the game in a terminal, from the command line."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    gc.disable()  # nothing made before the first screen is garbage; the app turns it on again
    from game.tui.app import DuettisteApp

    app = DuettisteApp(
        home,
        language,
        open_play=open_play,
        open_debrief=open_debrief,
        first_play=first_play,
    )
    try:
        app.run()
    finally:
        gc.enable()
    if app.broken_by is not None:
        from game.crash import announce

        announce(app.broken_by, home, app.messages)
        return CRASHED
    return app.return_code or 0
