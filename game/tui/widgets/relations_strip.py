"""The relations at a glance: a short bar, a number, an arrow since the last decision."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.views.scene import RelationView

BAR_CELLS = 5
BALANCE_CELLS = 11
_NARROW_BALANCE_CELLS = 9
_LEVELS = "▁▂▃▄▅▆▇█"
_MOST_LINES, _MOST_LINES_TALL = 2, 4
_TALL = 34
"""Lines beyond which pictures are drawn narrower (bars upright), and in a terminal this tall."""
_NO_BREAK = "\u00a0"
_GAP = "  "


class RelationsStrip(Widget):
    """Every relation on as few lines as they take; no relation is broken over two lines."""

    def __init__(self, relations: tuple[RelationView, ...]) -> None:
        super().__init__()
        self._relations = relations
        if not relations:
            self.display = False

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = _laid_out([glimpse(it) for it in self._relations], width)
        most = _MOST_LINES_TALL if self.app.size.height >= _TALL else _MOST_LINES
        if len(lines) <= most:
            return lines
        return _laid_out([glimpse(it, narrow=True) for it in self._relations], width)


def _laid_out(items: list[Content], width: int) -> list[Content]:
    lines: list[Content] = []
    for item in items:
        if lines and lines[-1].cell_length + len(_GAP) + item.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], _GAP, item)
        else:
            lines.append(item)
    return lines


def glimpse(relation: RelationView, *, narrow: bool = False) -> Content:
    """One relation: its label, its picture and its last move."""
    picture = _narrow_picture(relation) if narrow else picture_of(relation)
    label = relation.label.replace(" ", _NO_BREAK)
    return Content.assemble(f"{label}{_NO_BREAK}", picture, (arrow(relation.change), "bold $lead"))


def picture_of(relation: RelationView) -> Content:
    """The bar and its number, or the line of a balance between its two ends."""
    if relation.target is not None:
        return _balance(relation, BALANCE_CELLS)
    filled = round(_share(relation) * BAR_CELLS)
    return Content.assemble(
        ("━" * filled, "$lead"),
        ("─" * (BAR_CELLS - filled), "$rule"),
        f"{_NO_BREAK}{relation.value}",
    )


def _narrow_picture(relation: RelationView) -> Content:
    if relation.target is not None:
        return _balance(relation, _NARROW_BALANCE_CELLS)
    level = _LEVELS[round(_share(relation) * (len(_LEVELS) - 1))]
    return Content.assemble((level, "$lead"), f"{_NO_BREAK}{relation.value}")


def _balance(relation: RelationView, width: int) -> Content:
    low, high = (end.replace(" ", _NO_BREAK) for end in relation.ends)
    cells = ["·"] * width
    cells[width // 2] = "│"
    cells[round(_share(relation) * (width - 1))] = "●"
    return Content.assemble(
        (f"{low}{_NO_BREAK}" if low else "", "$soft"),
        ("".join(cells), "$lead"),
        (f"{_NO_BREAK}{high}" if high else "", "$soft"),
    )


def _share(relation: RelationView) -> float:
    return (relation.value - relation.low) / (relation.high - relation.low)


def arrow(change: int) -> str:
    """Which way a relation moved, and by how many points; empty when it did not."""
    if change == 0:
        return ""
    return f"{_NO_BREAK}{'↑' if change > 0 else '↓'}{abs(change)}"
