"""The first line of a playing screen: where we are on the left, decision and time on the right."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_GAP = 2
"""Cells kept between the two sides."""


class SceneHeader(Widget):
    """``left`` gives way to ``right`` where the line is short; ``urgent`` stresses the right."""

    right: reactive[str] = reactive("")
    urgent: reactive[bool] = reactive(False)

    def __init__(self, left: str, right: str) -> None:
        super().__init__()
        self.left = left
        self.set_reactive(SceneHeader.right, right)

    def render(self) -> Content:
        width = self.content_size.width
        room = max(0, width - cell_len(self.right) - _GAP)
        left = self.left
        if cell_len(left) > room:
            left = set_cell_size(left, max(0, room - 1)).rstrip() + "…"
        gap = " " * max(0, width - cell_len(left) - cell_len(self.right))
        return Content.assemble(
            (left, "bold"), gap, (self.right, "bold $alert" if self.urgent else "$soft")
        )
