"""Drawing in SVG: shapes and texts of a chart, with what it takes to set words in a width.

Lengths are in user units, a CSS pixel when nothing scales the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from game.reports.inert import in_one_line

_NARROW_SIGNS = frozenset("fijlrtI.,:;!'’|()[] \u00a0\u202f-·")
_WIDE_SIGNS = frozenset("mwMW%—…@")
_NARROW, _USUAL, _WIDE, _CAPITAL = 0.4, 0.63, 1.0, 0.74
"""Widths of a sign for a size of 1, on the safe side of the usual sans-serif faces."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart, as CSS values, and its font. ``lines`` are those of the curves."""

    ink: str
    quiet: str
    rule: str
    fill: str
    band: str
    paper: str
    lines: tuple[str, ...]
    font: str


PRINTED = Palette(
    ink="#1b2430",
    quiet="#535b66",
    rule="#868d97",
    fill="#1f4e79",
    band="#e3ebe2",
    paper="#ffffff",
    lines=("#1f4e79", "#9a3b12", "#1b6b4a", "#6b3fa0", "#4a4a4a", "#8a1f5c"),
    font="Arial, Helvetica, sans-serif",
)
"""Real colours, which also keep apart in black and white."""

THEMED = Palette(
    ink="var(--ink)",
    quiet="var(--quiet)",
    rule="var(--rule)",
    fill="var(--accent)",
    band="var(--band)",
    paper="var(--paper)",
    lines=tuple(f"var(--line-{number})" for number in range(1, 7)),
    font="var(--sans)",
)
"""The colours of the page around the drawing, light or dark."""


def width_of(text: str, size: float) -> float:
    """About how wide ``text`` is set at ``size``."""
    return size * sum(_width_of_sign(sign) for sign in text)


def _width_of_sign(sign: str) -> float:
    if sign in _NARROW_SIGNS:
        return _NARROW
    if sign in _WIDE_SIGNS:
        return _WIDE
    return _CAPITAL if sign.isupper() else _USUAL


def wrapped(text: str, width: float, size: float, most: int = 3) -> tuple[str, ...]:
    """``text`` in lines of ``width``, at most ``most`` of them; what is cut ends with ``…``."""
    lines = [""]
    for word in in_one_line(text).split(" "):
        for piece in _pieces(word, width, size):
            longer = f"{lines[-1]} {piece}".lstrip()
            if lines[-1] and width_of(longer, size) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    if len(lines) > most:
        lines[most - 1 :] = [_shortened(lines[most - 1], width, size)]
    return tuple(lines)


def _pieces(word: str, width: float, size: float) -> list[str]:
    """A word too long for a line, cut in pieces that are not."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _shortened(line: str, width: float, size: float) -> str:
    while line and width_of(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


class Drawing:
    """Shapes in the order in which they are painted. ``name`` starts every id it gives."""

    def __init__(self, palette: Palette, name: str) -> None:
        self._palette = palette
        self._name = name
        self._shapes: list[str] = []

    def shape(self, element: str, style: str = "", **attributes: object) -> None:
        """Attributes with ``_`` for ``-``; numbers are rounded to a tenth.

        ``style`` is written as attributes too: pages may forbid styles that stand in a page.
        """
        said = "".join(
            f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
        )
        parts = (part.partition(":") for part in style.split(";") if part)
        look = "".join(f' {name}="{_attribute(value)}"' for name, _, value in parts)
        self._shapes.append(f"<{element}{said}{look}/>")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        color: str,
        anchor: str = "start",
        weight: str = "normal",
    ) -> None:
        """One line of text on the base line ``y``."""
        where = f'x="{_value(x)}" y="{_value(y)}" font-size="{_value(size)}" text-anchor="{anchor}"'
        look = f' font-weight="{weight}" fill="{_attribute(color)}"'
        self._shapes.append(f"<text {where}{look}>{escape(in_one_line(words))}</text>")

    def lines(
        self,
        x: float,
        y: float,
        lines: tuple[str, ...],
        size: float,
        color: str,
        leading: float,
        weight: str = "normal",
    ) -> None:
        """Lines of text, the first on the base line ``y``."""
        for position, line in enumerate(lines):
            self.text(x, y + position * leading, line, size, color, weight=weight)

    def hatching(self, color: str) -> str:
        """The CSS value that fills a shape with hatches of ``color``."""
        self._shapes.append(
            f'<defs><pattern id="{self._name}_hatch" width="6" height="6"'
            ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="6" height="6" fill="{_attribute(self._palette.paper)}"/>'
            f'<rect width="2.4" height="6" fill="{_attribute(color)}"/></pattern></defs>'
        )
        return f"url(#{self._name}_hatch)"

    def finished(self, width: float, height: float, title: str, description: str) -> str:
        """The whole drawing, named and described for those who do not see it."""
        ids = f"{self._name}_title {self._name}_desc"
        wide, high = _value(width), _value(height)
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"'
            f' width="{wide}" height="{high}" role="img" aria-labelledby="{ids}"'
            f' font-family="{_attribute(self._palette.font)}">'
        )
        said = (
            f'<title id="{self._name}_title">{escape(in_one_line(title))}</title>'
            f'<desc id="{self._name}_desc">{escape(in_one_line(description))}</desc>'
        )
        return "\n".join((opening, said, *self._shapes, "</svg>"))


def _value(value: object) -> str:
    if isinstance(value, int | float):
        return f"{round(value, 1):g}"
    return _attribute(str(value))


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
