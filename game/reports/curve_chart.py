"""Values over the same steps, drawn: a dash and a marker a curve, its name at its end."""

from __future__ import annotations

from dataclasses import dataclass

from game.locale import Messages
from game.reports.document import Curve, Curves
from game.reports.svg import Drawing, Palette, width_of, wrapped

_TEXT, _SMALL = 13.0, 12.0
"""Sizes of the texts."""
_BOLDER = 1.18
"""How much wider bold letters are."""
_LINE, _SMALL_LINE = 16.0, 15.0
_HEIGHT = 230.0
"""Of the part where the curves are; more when their names need it."""
_TOP = 28.0
"""Height of the word of the high end, over the curves."""
_TICKS = 44.0
"""Height of the steps and of the word of the low end, under the curves."""
_LEFT = 16.0
_NAMES_MARGIN = 34.0
_BETWEEN_NAMES = 7.0
_NAME_OVER, _NAME_UNDER = 6.0, 15.0
"""From an edge of the band to the base line of its name, over the edge and under it."""
_CLEARANCE = 5.0
"""Between a word and a curve: a marker and a little more."""
_MARKER = 4.0
_MOST_MARKERS = 20
_DASHES = ("", "8 4", "2 4", "10 3 2 3", "5 3", "12 4 2 4 2 4")
_MARKERS = ("circle", "square", "triangle", "diamond", "ring", "cross")


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values stand: ``left`` to ``right`` the steps, ``bottom`` to ``top`` low to high."""

    curves: Curves
    left: float
    right: float
    top: float
    bottom: float

    def x(self, step: int) -> float:
        last = max(len(self.curves.steps) - 1, 1)
        return self.left + (self.right - self.left) * step / last

    def y(self, value: float) -> float:
        span = (self.curves.high - self.curves.low) or 1.0
        share = min(max((value - self.curves.low) / span, 0.0), 1.0)
        return self.bottom - (self.bottom - self.top) * share

    def height_at(self, curve: Curve, x: float) -> float | None:
        """Where ``curve`` passes at ``x``; None where it has ended."""
        last = max(len(self.curves.steps) - 1, 1)
        place = (x - self.left) / ((self.right - self.left) or 1.0) * last
        step = int(max(place, 0.0))
        values = curve.values[step : step + 2]
        if not values:
            return None
        before, after = self.y(values[0]), self.y(values[-1])
        return before + (after - before) * (place - step)


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a curve and its last words, set in lines; ``aim`` is where its curve ends."""

    position: int
    label: tuple[str, ...]
    words: tuple[str, ...]
    aim: float

    @property
    def height(self) -> float:
        return len(self.label) * _LINE + len(self.words) * _SMALL_LINE


def draw_curves(
    drawing: Drawing,
    curves: Curves,
    messages: Messages,
    palette: Palette,
    width: float,
    step_name: str,
) -> float:
    """Draws the whole chart; gives the height used."""
    drawn = [(at, curve) for at, curve in enumerate(curves.curves) if curve.values]
    widest = max((_width_of_name(curve) for _, curve in drawn), default=0.0)
    names_width = min(width * 0.27, widest)
    needed = sum(_name(at, curve, names_width, 0).height + _BETWEEN_NAMES for at, curve in drawn)
    right = width - names_width - _NAMES_MARGIN
    left = max(_LEFT, width_of(curves.steps[0], _SMALL) / 2 + 1) if curves.steps else _LEFT
    frame = _Frame(curves, left, right, _TOP, _TOP + max(_HEIGHT, needed))
    _ground(drawing, frame, messages, palette)
    _band(drawing, frame, messages, palette)
    _ticks(drawing, frame, step_name, palette)
    for at, curve in drawn:
        _curve(drawing, frame, at, curve, palette)
    names = [_name(at, curve, names_width, frame.y(curve.values[-1])) for at, curve in drawn]
    _write_names(drawing, frame, names, palette)
    return frame.bottom + _TICKS


def _name(at: int, curve: Curve, width: float, aim: float) -> _Name:
    last = curve.words[-1] if curve.words else ""
    words = wrapped(last, width, _SMALL, most=2) if last else ()
    return _Name(at, wrapped(curve.label, width, _TEXT * _BOLDER, most=4), words, aim)


def _width_of_name(curve: Curve) -> float:
    words = width_of(curve.words[-1], _SMALL) if curve.words else 0.0
    return 1 + max(width_of(curve.label, _TEXT * _BOLDER), words)


def _ground(drawing: Drawing, frame: _Frame, messages: Messages, palette: Palette) -> None:
    middle = (frame.top + frame.bottom) / 2
    for y, dashes in ((frame.top, "1 4"), (middle, "1 4"), (frame.bottom, "none")):
        style = f"stroke:{palette.rule};stroke-width:1;stroke-dasharray:{dashes}"
        drawing.shape("line", style, x1=frame.left, x2=frame.right, y1=y, y2=y)
    low, high = _ends(frame.curves, messages)
    drawing.text(0, frame.top - 12, f"↑ {high}", _SMALL, palette.quiet)
    drawing.text(0, frame.bottom + 38, f"↓ {low}", _SMALL, palette.quiet)


def _ends(curves: Curves, messages: Messages) -> tuple[str, str]:
    """What the low and the high end are called: their words, else their values."""
    values = (curves.low, curves.high)
    numbers = [messages.number(value, 0 if float(value).is_integer() else 1) for value in values]
    return curves.ends[0] or numbers[0], curves.ends[1] or numbers[1]


def _band(drawing: Drawing, frame: _Frame, messages: Messages, palette: Palette) -> None:
    if frame.curves.band is None:
        return
    bottom, top = (frame.y(value) for value in frame.curves.band)
    box = {"x": frame.left, "y": top, "width": frame.right - frame.left, "height": bottom - top}
    drawing.shape("rect", f"fill:{palette.band}", **box)
    for y in (top, bottom):
        style = f"stroke:{palette.rule};stroke-width:1;stroke-dasharray:6 3"
        drawing.shape("line", style, x1=frame.left, x2=frame.right, y1=y, y2=y)
    words = messages("forms.chart.band")
    x, y = _free_place(frame, width_of(words, _SMALL), top, bottom)
    drawing.text(x, y, words, _SMALL, palette.quiet)


def _free_place(frame: _Frame, width: float, top: float, bottom: float) -> tuple[float, float]:
    """Where the base line of the band's name begins: at a corner of the band, away from curves.

    Inside the band before outside, at its end before its beginning.
    """
    inside = (bottom - _NAME_OVER, top + _NAME_UNDER)
    outside = (top - _NAME_OVER, bottom + _NAME_UNDER)
    lines = [y for y in (*inside, *outside) if frame.top + _SMALL <= y <= frame.bottom]
    sides = (frame.right - width - _NAME_OVER, frame.left + _NAME_OVER)
    places = [(x, y) for y in lines for x in sides]
    clear = (place for place in places if _room(frame, place, width) >= _CLEARANCE)
    return next(clear, None) or max(places, key=lambda place: _room(frame, place, width))


def _room(frame: _Frame, place: tuple[float, float], width: float) -> float:
    """How far the curves pass from a word; 0 where one crosses it."""
    left, base = place
    columns = range(int(left), int(left + width) + 1, 2)
    crossed = [frame.height_at(curve, x) for curve in frame.curves.curves for x in columns]
    heights = [y for y in crossed if y is not None]
    return min((max(base - _SMALL - y, y - base, 0.0) for y in heights), default=_HEIGHT)


def _ticks(drawing: Drawing, frame: _Frame, step_name: str, palette: Palette) -> None:
    steps = frame.curves.steps
    if not steps:
        return
    widest = max(width_of(step, _SMALL) for step in steps) + 8
    apart = (frame.right - frame.left) / max(len(steps) - 1, 1)
    every = max(1, -int(-widest // max(apart, 0.1)))
    for position in range(0, len(steps), every):
        x = frame.x(position)
        style = f"stroke:{palette.rule};stroke-width:1"
        drawing.shape("line", style, x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 4)
        words = steps[position]
        drawing.text(x, frame.bottom + 17, words, _SMALL, palette.quiet, anchor="middle")
    if step_name:
        drawing.text(frame.right, frame.bottom + 38, step_name, _SMALL, palette.quiet, "end")


def _curve(drawing: Drawing, frame: _Frame, at: int, curve: Curve, palette: Palette) -> None:
    color = palette.lines[at % len(palette.lines)]
    points = [(frame.x(step), frame.y(value)) for step, value in enumerate(curve.values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = _DASHES[at % len(_DASHES)] or "none"
    style = f"fill:none;stroke:{color};stroke-width:2.2;stroke-linejoin:round"
    drawing.shape("polyline", f"{style};stroke-dasharray:{dashes}", points=path)
    every = max(1, -(-len(points) // _MOST_MARKERS))
    for x, y in points[::-every]:
        _marker(drawing, at, x, y, color, palette)


def _marker(drawing: Drawing, at: int, x: float, y: float, color: str, palette: Palette) -> None:
    shape, size = _MARKERS[at % len(_MARKERS)], _MARKER
    full = f"fill:{color};stroke:{palette.paper};stroke-width:1"
    hollow = f"fill:{palette.paper};stroke:{color};stroke-width:2"
    if shape in ("circle", "ring"):
        drawing.shape("circle", full if shape == "circle" else hollow, cx=x, cy=y, r=size)
        return
    if shape == "cross":
        across = f"l{2 * size} {2 * size}m0 {-2 * size}l{-2 * size} {2 * size}"
        path = f"M{x - size:.1f} {y - size:.1f}{across}"
        drawing.shape("path", f"fill:none;stroke:{color};stroke-width:2.2", d=path)
        return
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.3), (1.2, 0.9), (-1.2, 0.9)),
        "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    }[shape]
    points = " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in corners)
    drawing.shape("polygon", full, points=points)


def _write_names(drawing: Drawing, frame: _Frame, names: list[_Name], palette: Palette) -> None:
    left = frame.right + _NAMES_MARGIN
    for name, top in zip(names, _spread(names, frame.top - 6, frame.bottom + 6), strict=True):
        color = palette.lines[name.position % len(palette.lines)]
        line = top + _LINE / 2
        style = f"fill:none;stroke:{color};stroke-width:1"
        path = f"{frame.right + 6:.1f},{name.aim:.1f} {left - 18:.1f},{line:.1f}"
        drawing.shape("polyline", style, points=path)
        _marker(drawing, name.position, left - 10, line, color, palette)
        drawing.lines(left, top + 12.5, name.label, _TEXT, color, _LINE, weight="bold")
        words_top = top + len(name.label) * _LINE + 11.5
        drawing.lines(left, words_top, name.words, _SMALL, palette.quiet, _SMALL_LINE)


def _spread(names: list[_Name], top: float, bottom: float) -> list[float]:
    """The top of each name: as near as can be to the end of its curve, none over another."""
    order = sorted(range(len(names)), key=lambda at: names[at].aim)
    tops = [0.0] * len(names)
    free = top
    for at in order:
        tops[at] = max(free, names[at].aim - _LINE / 2)
        free = tops[at] + names[at].height + _BETWEEN_NAMES
    limit = bottom
    for at in reversed(order):
        tops[at] = min(tops[at], limit - names[at].height)
        limit = tops[at] - _BETWEEN_NAMES
    return tops
