"""The first screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from game.tui.screen import GameScreen
from game.tui.widgets.key_bar import KeyBar


class HomeScreen(GameScreen[None]):
    """Painted before anything heavy is imported."""

    def compose(self) -> ComposeResult:
        yield Static("Duettiste", markup=False, classes="heading")
        yield KeyBar()
