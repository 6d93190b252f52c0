"""What is drawn among the texts of a workshop: the code to scan, the bars of a vote."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from game.qr import drawn
from game.tui.widgets.sheet import joined, literal

_INK_ON_PAPER = "#000000 on #ffffff"
"""Readers want dark modules on a light ground, whatever the theme."""

_LONGEST_BAR, _SHORTEST_BAR = 30, 8


@dataclass(frozen=True)
class QrCode:
    """The code to scan that leads to ``address``."""

    address: str

    def lines(self, width: int) -> list[Content]:
        del width
        rows = drawn(self.address, colored=False).split("\n")
        return [Content.styled(row, _INK_ON_PAPER) for row in rows]


@dataclass(frozen=True)
class VoteBar:
    """``votes`` out of ``total`` as a bar, and in words after it."""

    votes: int
    total: int
    words: str

    def lines(self, width: int) -> list[Content]:
        room = min(_LONGEST_BAR, max(_SHORTEST_BAR, width - len(self.words) - 5))
        full = round(room * self.votes / self.total) if self.total else 0
        return [
            joined(
                "   ",
                literal("━" * full, "$lead"),
                literal("·" * (room - full), "$rule"),
                "  ",
                literal(self.words, "bold" if self.votes else "$soft"),
            )
        ]
