"""The screen of a scene that only tells, between two decisions."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from game.tui import requests
from game.tui.screens.telling import TellingScreen


class InterludeScreen(TellingScreen):
    """Read, then go on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "further", "play.key.further"),
        Binding("enter", "go_on", "play.key.go_on"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]

    def right_words(self) -> str:
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "go_on" and self.more_below:
            return False
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        self.post_message(requests.GoOn())
