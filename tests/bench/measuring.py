"""Measuring several things in one run, turn by turn, so that they share the machine's moods."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. ``holds`` says whether the target is met; None where there is none."""

    what: str
    measured: str
    target: str = ""
    holds: bool | None = None


def best_rates(rounds: int, tasks: Mapping[str, Callable[[], int]]) -> dict[str, float]:
    """How many a second each task does at its best; a task returns how many it did."""
    best = dict.fromkeys(tasks, 0.0)
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            began = time.perf_counter()
            done = task()
            best[name] = max(best[name], done / (time.perf_counter() - began))
    return best


def best_seconds(rounds: int, tasks: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest time of each task, after one run that does not count."""

    def once(task: Callable[[], object]) -> Callable[[], int]:
        def run() -> int:
            task()
            return 1

        return run

    rates = best_rates(rounds, {name: once(task) for name, task in tasks.items()})
    return {name: 1 / rate for name, rate in rates.items()}


def rate_at_least(what: str, rate: float, target: float) -> Figure:
    """A number of things a second that should not be lower than ``target``."""
    return Figure(what, f"{rate:,.0f} /s", f"≥ {target:,.0f} /s", rate >= target)


def seconds_below(what: str, seconds: float, target: float) -> Figure:
    return Figure(what, f"{seconds * 1000:.0f} ms", f"< {target * 1000:.0f} ms", seconds < target)


def ratio_at_most(what: str, ratio: float, target: float) -> Figure:
    return Figure(what, f"× {ratio:.2f}", f"≤ × {target:.2f}", ratio <= target)


def table(figures: list[Figure]) -> str:
    """The figures as aligned text, one a line."""
    marks = {True: "yes", False: "NO", None: ""}
    rows = [("what", "measured", "target", "met")]
    rows += [(one.what, one.measured, one.target, marks[one.holds]) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
