"""Shares side by side, drawn: a row each, its words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from game.locale import Messages
from game.reports.document import Bar, Bars
from game.reports.svg import Drawing, Palette, width_of, wrapped
from game.reports.values import NO_VALUE

_LABEL, _REMARK = 14.0, 12.0
"""Sizes of the texts."""
_LINE, _REMARK_LINE = 18.0, 15.0
_THICKNESS = 13.0
_BETWEEN_ROWS = 16.0
_GAP = 14.0
_SWATCH = 26.0
_NARROWEST_IN_COLUMNS = 480.0


@dataclass(frozen=True, slots=True)
class _Look:
    """What the rows are drawn with."""

    drawing: Drawing
    palette: Palette
    hatched: str
    width: float


def draw_bars(
    drawing: Drawing, bars: Bars, messages: Messages, palette: Palette, width: float
) -> float:
    """Draws the rows and, where one needs it, what their looks mean. Gives the height used."""
    look = _Look(drawing, palette, drawing.hatching(palette.fill), width)
    row = _row_in_columns if width >= _NARROWEST_IN_COLUMNS else _row_stacked
    top = 4.0
    for bar in bars.rows:
        top = row(look, bar, top) + _BETWEEN_ROWS
    return _legend(look, bars, messages, top)


def _row_in_columns(look: _Look, bar: Bar, top: float) -> float:
    """The label, the bar, the words with the remark below. Gives the bottom of the row."""
    label_width, words_width = look.width * 0.36, look.width * 0.26
    start = label_width + _GAP
    length = look.width - start - _GAP - words_width
    label = wrapped(bar.label, label_width, _LABEL)
    look.drawing.lines(0, top + _LABEL, label, _LABEL, look.palette.ink, _LINE)
    _bar(look, bar, start, top + 3, length)
    words_bottom = _words(look, bar, start + length + _GAP, top, words_width)
    return max(top + len(label) * _LINE, words_bottom)


def _row_stacked(look: _Look, bar: Bar, top: float) -> float:
    """The label, the bar below, the words below it: for a phone."""
    label = wrapped(bar.label, look.width, _LABEL)
    look.drawing.lines(0, top + _LABEL, label, _LABEL, look.palette.ink, _LINE)
    below = top + len(label) * _LINE + 3
    _bar(look, bar, 0.5, below, look.width - 1)
    return _words(look, bar, 0, below + _THICKNESS + 3, look.width)


def _bar(look: _Look, bar: Bar, left: float, top: float, length: float) -> None:
    palette = look.palette
    place = {"x": left, "y": top, "height": _THICKNESS}
    dashes = "" if bar.share is not None else ";stroke-dasharray:4 4"
    outline = f"fill:none;stroke:{palette.rule};stroke-width:1{dashes}"
    look.drawing.shape("rect", outline, width=length, **place)
    if bar.share is not None:
        share = min(max(bar.share, 0.0), 1.0)
        filling = palette.fill if bar.sure else look.hatched
        edge = f"fill:{filling};stroke:{palette.fill};stroke-width:1"
        look.drawing.shape("rect", edge, width=length * share, **place)


def _words(look: _Look, bar: Bar, left: float, top: float, width: float) -> float:
    palette, words = look.palette, bar.words or NO_VALUE
    said = wrapped(words, width, _LABEL, most=2)
    look.drawing.lines(left, top + _LABEL, said, _LABEL, palette.ink, _LINE, weight="bold")
    bottom = top + len(said) * _LINE
    if not bar.remark:
        return bottom
    remark = wrapped(bar.remark, width, _REMARK)
    look.drawing.lines(left, bottom + 11, remark, _REMARK, palette.quiet, _REMARK_LINE)
    return bottom + len(remark) * _REMARK_LINE


def _legend(look: _Look, bars: Bars, messages: Messages, top: float) -> float:
    """What hatches and dashes mean, where there are any."""
    fill, rule = look.palette.fill, look.palette.rule
    meanings = []
    if any(bar.share is not None and not bar.sure for bar in bars.rows):
        hatched = f"fill:{look.hatched};stroke:{fill};stroke-width:1"
        meanings.append((hatched, messages("forms.chart.unsure")))
    if any(bar.share is None for bar in bars.rows):
        dashed = f"fill:none;stroke:{rule};stroke-width:1;stroke-dasharray:4 4"
        meanings.append((dashed, messages("forms.chart.unmeasured")))
    left = 0.5
    for style, words in meanings:
        needed = _SWATCH + 8 + width_of(words, _REMARK)
        if left > 1 and left + needed > look.width:
            left, top = 0.5, top + _LINE
        look.drawing.shape("rect", style, x=left, y=top, width=_SWATCH, height=10)
        look.drawing.text(left + _SWATCH + 8, top + 9.5, words, _REMARK, look.palette.quiet)
        left += needed + 2 * _GAP
    return top + (_LINE if meanings else 0)
