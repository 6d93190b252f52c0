"""The charts of a report as SVG of our own: legible in black and white, named and described."""

from __future__ import annotations

from typing import assert_never

from game.locale import Messages
from game.reports.bar_chart import draw_bars
from game.reports.curve_chart import draw_curves
from game.reports.document import Bars, Curves, Figure
from game.reports.svg import PRINTED, Drawing, Palette

WIDE, NARROW = 680.0, 340.0
"""Widths in user units: for a page, for a phone."""


def chart_svg(
    figure: Figure,
    messages: Messages,
    palette: Palette = PRINTED,
    width: float = WIDE,
    name: str = "chart",
) -> str:
    """One ``svg`` element that needs nothing else; ``name`` makes its ids its own in a page."""
    drawing = Drawing(palette, name)
    match figure.chart:
        case Bars() as bars:
            height = draw_bars(drawing, bars, messages, palette, width)
        case Curves() as curves:
            height = draw_curves(drawing, curves, messages, palette, width, figure.step_name)
        case _:
            assert_never(figure.chart)
    return drawing.finished(width, height, figure.title, figure.summary)
