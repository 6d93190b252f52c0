"""The notice that covers a screen in a terminal too small for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from game.tui.app import DuettisteApp


class TooSmall(Widget):
    """Shown by the class ``-too-small`` of its screen; says which size is needed."""

    def render(self) -> Content:
        from game.tui.screen import LEAST_HEIGHT, LEAST_WIDTH

        size = self.app.size
        return Content(
            cast("DuettisteApp", self.app).say(
                "play.too_small",
                width=size.width,
                height=size.height,
                least_width=LEAST_WIDTH,
                least_height=LEAST_HEIGHT,
            )
        )
