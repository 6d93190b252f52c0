"""A sheet of text: paragraphs, lists and pictures laid out for the width they are given.

Textual wraps text without hanging indents; a sheet has them. All text is literal: no markup, no
control character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.tui.line_breaking import break_positions

NARROWEST = 12
"""Columns below which nothing is laid out any narrower: the screen crops instead."""


class Block(Protocol):
    """Something that can be drawn in lines of at most ``width`` cells."""

    def lines(self, width: int) -> list[Content]: ...


def literal(text: str, style: str = "") -> Content:
    """``text`` as it is, without what a terminal would take for an order."""
    visible = "".join(
        sign if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs") else " "
        for sign in text
    )
    return Content.styled(visible, style) if style else Content(visible)


def joined(*parts: Content | str) -> Content:
    """Pieces of text one after the other."""
    return Content("").join(literal(part) if isinstance(part, str) else part for part in parts)


def broken(text: Content, width: int) -> list[Content]:
    """``text`` in lines of at most ``width`` cells, broken where French typography allows it."""
    lines: list[Content] = []
    for line in text.split("\n", allow_blank=True):
        pieces = line.divide(break_positions(line.plain, max(width, 1)))
        lines.extend(piece.rstrip(" ") for piece in pieces)
    return lines


@dataclass(frozen=True)
class Paragraph:
    """Text whose first line begins with ``lead`` and whose others are under it."""

    text: Content
    lead: Content = field(default_factory=lambda: Content(""))

    def lines(self, width: int) -> list[Content]:
        indent = self.lead.cell_length
        room = max(width - indent, NARROWEST)
        first, *others = broken(self.text, room) or [Content("")]
        under = Content(" " * indent)
        return [self.lead + first, *(under + line for line in others)]


@dataclass(frozen=True)
class Gap:
    """An empty line."""

    def lines(self, width: int) -> list[Content]:
        del width
        return [Content("")]


@dataclass
class Prose:
    """Blocks gathered one after the other."""

    blocks: list[Block] = field(default_factory=list)

    def add(self, block: Block) -> None:
        self.blocks.append(block)

    def gap(self) -> None:
        """An empty line, unless there is one already or nothing yet."""
        if self.blocks and not isinstance(self.blocks[-1], Gap):
            self.blocks.append(Gap())

    def heading(self, text: str) -> None:
        self.gap()
        self.blocks.append(Paragraph(literal(text, "bold $lead")))

    def text(self, text: str, style: str = "", indent: int = 0) -> None:
        self.blocks.append(Paragraph(literal(text, style), Content(" " * indent)))

    def texts(self, texts: Iterable[str], indent: int = 0) -> None:
        """Paragraphs, with an empty line between them."""
        for position, text in enumerate(texts):
            if position:
                self.gap()
            self.text(text, indent=indent)

    def bullet(self, text: Content | str, sign: str = "–", indent: int = 0) -> None:
        shown = literal(text) if isinstance(text, str) else text
        self.blocks.append(Paragraph(shown, literal(f"{' ' * indent}{sign} ")))

    def pair(self, label: str, text: str) -> None:
        """A label, which ends with its own colon, and its text on the same line."""
        self.blocks.append(Paragraph(joined(literal(f"{label} ", "bold"), text)))


class Sheet(Widget, can_focus=False):
    """Shows a prose; as high as it needs to be."""

    def __init__(
        self, prose: Prose | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._blocks: Sequence[Block] = prose.blocks if prose else ()
        self._laid_out: LRUCache[int, Content] = LRUCache(4)

    def show(self, prose: Prose) -> None:
        self._blocks = prose.blocks
        self._laid_out.clear()
        self.refresh(layout=True)

    @property
    def plain(self) -> str:
        """What is shown, at the present width."""
        return self._content(self.content_size.width or 80).plain

    def _content(self, width: int) -> Content:
        found = self._laid_out.get(width)
        if found is None:
            lines = [line for block in self._blocks for line in block.lines(width)]
            found = self._laid_out[width] = Content("\n").join(lines)
        return found

    def get_content_width(self, container: Size, viewport: Size) -> int:
        del viewport
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return self._content(width).plain.count("\n") + 1

    def render(self) -> Content:
        return self._content(self.content_size.width)
