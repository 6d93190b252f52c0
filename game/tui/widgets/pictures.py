"""Pictures of the debrief drawn with characters: bars, the balance of the duo, relations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content

from game.tui.widgets.sheet import broken, joined, literal
from game.views.debrief import HistoryView

_FULL, _EMPTY = "█", "░"
_PARTS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_STEPS = "▁▂▃▄▅▆▇█"
_WIDE_ENOUGH_FOR_ONE_LINE = 72
_LONGEST_AXIS = 44


def share_bar(share: float | None, cells: int, style: str = "$lead") -> Content:
    """A share from 0 to 1 as a bar of ``cells``; dotted when there is nothing to judge."""
    if share is None:
        return literal("·" * cells, "$soft")
    eighths = round(max(0.0, min(1.0, share)) * cells * 8)
    drawn = _FULL * (eighths // 8) + _PARTS[eighths % 8]
    return joined(literal(drawn, style), literal(_EMPTY * (cells - len(drawn)), "$soft"))


@dataclass(frozen=True)
class ShareRow:
    """A title, its bar, its share in figures and on how many occasions it rests."""

    title: str
    share: float | None
    quality: str
    occasions: str
    enough: bool

    def lines(self, width: int) -> list[Content]:
        style = "$lead" if self.enough else "$soft"
        figures = literal(f" {self.quality:>6}", "bold" if self.enough else "")
        occasions = literal(f"  {self.occasions}", "" if self.enough else "italic")
        if width < _WIDE_ENOUGH_FOR_ONE_LINE:
            bar = share_bar(self.share, 12, style)
            return [
                *broken(literal(self.title, "bold"), width),
                *_under(joined("  ", bar, figures), occasions, width),
            ]
        title_cells = min(_LONGEST_AXIS, width // 2 - 4)
        bar = share_bar(self.share, max(8, min(20, width - title_cells - 36)), style)
        left = broken(literal(self.title), title_cells)
        right = _under(joined(bar, figures), occasions, width - title_cells - 1, indent=0)
        return _beside(left, right, title_cells + 1)


def _beside(left: list[Content], right: list[Content], right_at: int) -> list[Content]:
    """Two columns of lines, the second beginning at the cell ``right_at``."""
    rows = zip_longest(left, right, fillvalue=Content(""))
    return [
        joined(first.pad_right(right_at - first.cell_length), second) if second else first
        for first, second in rows
    ]


def _under(drawn: Content, text: Content, width: int, indent: int = 2) -> list[Content]:
    """``text`` after ``drawn`` when there is room, else under it."""
    if drawn.cell_length + text.cell_length <= width:
        return [joined(drawn, text)]
    room = max(width - indent, 12)
    below = broken(literal(text.plain.strip()), room)
    return [drawn, *(joined(" " * indent, line) for line in below)]


@dataclass(frozen=True)
class BalancePicture:
    """A balance over the play, one line a decision, time going down; its words beside it.

    ``begin`` names the first line, ``zone`` explains the signs.
    """

    history: HistoryView
    begin: str
    zone: str

    def lines(self, width: int) -> list[Content]:
        relation = self.history.relation
        label_cells = max(len(self.begin), len(str(len(self.history.values)))) + 1
        words_cells = max((len(word) for word in self.history.words), default=0) + 1
        beside = width - label_cells - words_cells >= 31
        cells = width - label_cells - 1 - (words_cells if beside else 0)
        cells = min(61, max(15, cells - (1 - cells % 2)))
        ends = _both_ends(*relation.ends, cells)
        lines = [joined(" " * label_cells, ends)]
        for position, value in enumerate(self.history.values):
            label = self.begin if position == 0 else str(position)
            track = self._track(value, cells)
            word = f" {self.history.words[position]}" if beside else ""
            lines.append(joined(f"{label:>{label_cells - 1}} ", track, word))
        lines.extend(broken(joined(literal(self.zone, "$soft")), width))
        return lines

    def _track(self, value: int, cells: int) -> Content:
        relation = self.history.relation
        column = _column(relation.low, relation.high, cells)
        low, high = relation.target or (relation.low, relation.high)
        first, last, here = column(low), column(high), column(value)
        centre = column((low + high) // 2)
        pieces = []
        for cell in range(cells):
            inside = first <= cell <= last
            if cell == here:
                pieces.append(literal("●", "bold $lead" if inside else "bold $frail"))
            elif cell == centre:
                pieces.append(literal("│", "$soft"))
            else:
                pieces.append(literal("─" if inside else "·", "$soft"))
        return joined(*pieces)


@dataclass(frozen=True)
class RelationRow:
    """A relation from its start to the end: a small curve, two numbers, a word."""

    history: HistoryView
    change: str

    def lines(self, width: int) -> list[Content]:
        relation, values = self.history.relation, self.history.values
        curve = "".join(_STEPS[_step(value, relation.low, relation.high)] for value in values)
        figures = f"{values[0]} → {values[-1]}"
        drawn = joined(
            literal(relation.label, "bold"), "  ", literal(curve, "$lead"), f"  {figures}"
        )
        return _under(drawn, literal(f"  {relation.word}, {self.change}"), width)


def _step(value: int, low: int, high: int) -> int:
    return min(len(_STEPS) - 1, (value - low) * len(_STEPS) // max(high - low, 1))


def _column(low: int, high: int, cells: int) -> Callable[[int], int]:
    """From a value to its cell on the line."""

    def column(value: int) -> int:
        return round((value - low) / max(high - low, 1) * (cells - 1))

    return column


def _both_ends(left: str, right: str, cells: int) -> Content:
    space = cells - len(left) - len(right)
    if space < 1:
        return literal(f"{left} / {right}"[:cells], "italic")
    return literal(f"{left}{' ' * space}{right}", "italic")
