"""``python -m tests.bench.growth``: how exploring grows, measured and drawn for the docs."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.exploration import explore
from engine.proof.budget import Budget
from engine.proof.packing import Questions
from engine.scenario import Scenario
from tests.bench.lattice import lattice_scenario

PICTURE = Path("docs/pictures/growth.svg")
ROUNDS = 3
SLOW_SECONDS = 1.0
"""A search longer than this is measured once."""
MOST_STATES = 200_000_000
MOST_DECADES = (3, 8)
"""The drawing goes from a thousand states to a hundred million."""
PANEL_WIDTH, PANEL_HEIGHT, LEFT, TOP, GAP = 250, 240, 84, 62, 34
WHOLE, SHRUNK = "#0b5c8a", "#b3510c"


@dataclass(frozen=True, slots=True)
class Panel:
    """What varies, and the scenario for each of its values; the rest stays as it is."""

    title: str
    kept: str
    values: tuple[int, ...]
    scenario: Callable[[int], Scenario]


@dataclass(frozen=True, slots=True)
class Point:
    """What a search of a scenario met, whole and without what no longer matters."""

    value: int
    whole: int
    shrunk: int
    whole_seconds: float
    shrunk_seconds: float


PANELS = (
    Panel(
        "scenes",
        "2 meters, 4 flags",
        (10, 20, 40, 80, 160, 300),
        lambda scenes: lattice_scenario(scenes=scenes, meters=2),
    ),
    Panel(
        "meters", "30 scenes, 4 flags", (1, 2, 3, 4), lambda meters: lattice_scenario(meters=meters)
    ),
    Panel(
        "flags",
        "30 scenes, 2 meters",
        (1, 2, 4, 6, 8),
        lambda flags: lattice_scenario(meters=2, flags=flags),
    ),
)


def measured(panel: Panel) -> list[Point]:
    """Each value of a panel, explored; the shortest of a few times is kept."""
    return [_point(value, panel.scenario(value)) for value in panel.values]


def _point(value: int, scenario: Scenario) -> Point:
    whole, whole_seconds = _explored(scenario, Questions.EVERYTHING)
    shrunk, shrunk_seconds = _explored(scenario, Questions.DECISIONS)
    return Point(value, whole, shrunk, whole_seconds, shrunk_seconds)


def _explored(scenario: Scenario, questions: Questions) -> tuple[int, float]:
    best, states, rounds = math.inf, 0, 0
    while rounds < ROUNDS and (rounds == 0 or best < SLOW_SECONDS):
        began = time.perf_counter()
        exploration = explore(scenario, Budget(states=MOST_STATES), questions)
        best = min(best, time.perf_counter() - began)
        assert exploration.complete
        states = exploration.states
        rounds += 1
    return states, best


def drawing(measures: Sequence[tuple[Panel, Sequence[Point]]]) -> str:
    """The panels side by side: states met against what varies, on a scale of powers of ten."""
    width = LEFT + len(measures) * (PANEL_WIDTH + GAP)
    height = TOP + PANEL_HEIGHT + 62
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title desc" font-family="sans-serif" font-size="12" fill="#222">',
        '<title id="title">How the states of a scenario grow</title>',
        f'<desc id="desc">{_described(measures)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        _legend(),
        f'<text x="{LEFT}" y="{height - 10}" font-size="10" fill="#555">Under each value, the '
        "time to meet every state with every variable kept.</text>",
    ]
    for number, (panel, points) in enumerate(measures):
        parts += _panel(LEFT + number * (PANEL_WIDTH + GAP), panel, points, labelled=number == 0)
    return "\n".join([*parts, "</svg>", ""])


def _described(measures: Sequence[tuple[Panel, Sequence[Point]]]) -> str:
    said = []
    for panel, points in measures:
        pairs = ", ".join(f"{it.value}: {it.whole:,} then {it.shrunk:,}" for it in points)
        said.append(f"By {panel.title} ({panel.kept}): {pairs}.")
    return "States met, whole then without what no longer matters. " + " ".join(said)


def _legend() -> str:
    return (
        f'<circle cx="{LEFT + 6}" cy="16" r="4" fill="{WHOLE}"/>'
        f'<text x="{LEFT + 16}" y="20">every variable kept (circles, full line)</text>'
        f'<rect x="{LEFT + 302}" y="12" width="8" height="8" fill="{SHRUNK}"/>'
        f'<text x="{LEFT + 316}" y="20">without what no longer matters (squares, dashes)</text>'
    )


def _panel(left: int, panel: Panel, points: Sequence[Point], *, labelled: bool) -> list[str]:
    parts = [f'<text x="{left}" y="{TOP - 14}"><tspan font-weight="bold">{panel.title}</tspan>']
    parts[0] += f" ({panel.kept})</text>"
    for decade in range(MOST_DECADES[0], MOST_DECADES[1] + 1):
        y = _height(10**decade)
        parts.append(
            f'<line x1="{left}" y1="{y}" x2="{left + PANEL_WIDTH}" y2="{y}" stroke="#ddd"/>'
        )
        if labelled:
            parts.append(
                f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{10**decade:,}</text>'
            )
    across = [left + 24 + (PANEL_WIDTH - 48) * it / (len(points) - 1) for it in range(len(points))]
    for x, point in zip(across, points, strict=True):
        base = TOP + PANEL_HEIGHT
        parts.append(f'<text x="{x:.0f}" y="{base + 18}" text-anchor="middle">{point.value}</text>')
        milliseconds = max(1, round(point.whole_seconds * 1000))
        parts.append(
            f'<text x="{x:.0f}" y="{base + 34}" text-anchor="middle" font-size="10" fill="#555">'
            f"{milliseconds:,} ms</text>"
        )
    parts.append(_curve(across, [it.whole for it in points], WHOLE, dashes=""))
    parts.append(_curve(across, [it.shrunk for it in points], SHRUNK, dashes="5 3"))
    return parts


def _curve(across: Sequence[float], states: Sequence[int], colour: str, dashes: str) -> str:
    places = [(x, _height(count)) for x, count in zip(across, states, strict=True)]
    line = " ".join(f"{x:.0f},{y:.1f}" for x, y in places)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    drawn = f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    for x, y in places:
        drawn += (
            f'<rect x="{x - 4:.0f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"/>'
            if dashes
            else f'<circle cx="{x:.0f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
        )
    return drawn


def _height(states: float) -> float:
    low, high = MOST_DECADES
    share = (math.log10(states) - low) / (high - low)
    return round(TOP + PANEL_HEIGHT * (1 - share), 1)


def main() -> int:
    measures = [(panel, measured(panel)) for panel in PANELS]
    for panel, points in measures:
        print(f"{panel.title} ({panel.kept})")
        for it in points:
            print(
                f"  {it.value:>4}  {it.whole:>12,} states in {it.whole_seconds * 1000:>6.0f} ms"
                f"  {it.shrunk:>12,} in {it.shrunk_seconds * 1000:>6.0f} ms"
            )
    PICTURE.write_text(drawing(measures), encoding="utf-8")
    print(f"{PICTURE} is drawn.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
