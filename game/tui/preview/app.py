"""The preview as a program: the game's own application, with one screen and no player's seat."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from game.tui.app import DuettisteApp
from game.tui.preview.screen import PreviewScreen

if TYPE_CHECKING:
    from textual.screen import Screen


class PreviewApp(DuettisteApp):
    """Plays the scenario of one file. No store is opened: nothing of it is kept."""

    CSS_PATH: ClassVar = [
        "../app.tcss",
        "../screens/page.tcss",
        "../screens/playing.tcss",
        "../screens/telling.tcss",
        "preview.tcss",
    ]

    def __init__(self, path: Path, home: Path, language: str | None = None, seed: int = 0) -> None:
        super().__init__(home, language)
        self._path = path
        self._seed_wanted = seed

    def get_default_screen(self) -> Screen[None]:
        return PreviewScreen(self._path, self._seed_wanted)

    def _go_on_starting(self) -> None:
        gc.enable()


def run_preview(path: Path, home: Path, language: str | None = None, seed: int = 0) -> int:
    """Show the preview until its author leaves; returns the exit code."""
    from game.crash import announce

    app = PreviewApp(path, home, language, seed)
    app.run()
    if app.broken_by is not None:
        announce(app.broken_by, home, app.messages)
        return 1
    return app.return_code or 0
