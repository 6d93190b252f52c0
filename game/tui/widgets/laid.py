"""A line of a list laid out like a sheet: what does not fit goes under its own text."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from game.tui.widgets.sheet import Block, Paragraph, literal


class Laid(Visual):
    """Blocks one under the other, as the prompt of an option."""

    def __init__(self, *blocks: Block) -> None:
        self._blocks = blocks

    def _content(self, width: int) -> Content:
        return Content("\n").join(line for block in self._blocks for line in block.lines(width))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        return self._content(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        del rules
        return self._content(width).plain.count("\n") + 1


def titled(lead: str, title: str, about: str = "", *, strong: bool = True) -> Laid:
    """A title after ``lead``, and under it what is said of it."""
    style = "bold" if strong else ""
    blocks: list[Block] = [Paragraph(literal(title, style), literal(lead))]
    if about:
        blocks.append(Paragraph(literal(about), literal(" " * len(lead))))
    return Laid(*blocks)
