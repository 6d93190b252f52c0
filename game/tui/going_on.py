"""Where a debrief leads: a play from one of its decisions, the principles it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.store.errors import StoreError

if TYPE_CHECKING:
    from game.playing import LivePlay
    from game.tui.app import DuettisteApp


def replay_from(app: DuettisteApp, play: LivePlay, position: int) -> None:
    """A new play that takes over the first ``position`` decisions of ``play``."""
    try:
        branched = play.branch(position)
    except StoreError as fault:
        app.show_fault(fault)
        return
    app.conduct(branched)


def read_principles(app: DuettisteApp, play: LivePlay, focus: str | None) -> None:
    """The principles of the system played, open on ``focus`` where there is one."""
    from game.tui.screens.principles import PrinciplesScreen

    app.push_screen(PrinciplesScreen(play.scenario.frame, focus))
