"""The facilitator's screen as a program: the game's own application, with one screen."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from game.tui.app import DuettisteApp
from game.tui.workshop.screen import FacilitatorScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from game.tui.workshop.hosted import Hosted


class WorkshopApp(DuettisteApp):
    """Holds one workshop. Leaving it loses nothing: the workshop is kept."""

    CSS_PATH: ClassVar = ["../app.tcss", "../screens/playing.tcss", "workshop.tcss"]

    def __init__(self, hosted: Hosted, home: Path, language: str | None = None) -> None:
        super().__init__(home, language)
        self._hosted = hosted

    def get_default_screen(self) -> Screen[None]:
        return FacilitatorScreen(self._hosted)

    def action_help_quit(self) -> None:
        """Ctrl+C copies in many windows: it stops nothing here, and says what does."""
        self.notify(self.say("workshop_screen.leave.how"), markup=False)

    def _go_on_starting(self) -> None:
        gc.enable()


def run_workshop(hosted: Hosted, home: Path, language: str | None = None) -> int:
    """Show the screen until the facilitator leaves; returns the exit code."""
    from game.crash import announce

    app = WorkshopApp(hosted, home, language)
    app.run()
    if app.broken_by is not None:
        announce(app.broken_by, home, app.messages)
        return 1
    return app.return_code or 0
