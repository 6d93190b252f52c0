"""Seconds to read and check a file, with the catalogue and the frames known."""

from __future__ import annotations

from functools import partial

from engine.reading import read_scenario
from engine.writing import write_scenario
from game.content import load_catalogue, load_frames
from tests.bench.measuring import Figure, best_seconds, seconds_below
from tests.bench.synthetic import synthetic_scenario

ROUNDS = 5
LIMITS = {30: 0.1, 300: 0.8}
"""Seconds allowed to read and check a file of so many scenes."""


def reading_figures() -> list[Figure]:
    """Files of both sizes, read and checked as ``duettiste check`` does."""
    files = {scenes: write_scenario(synthetic_scenario(scenes)) for scenes in LIMITS}
    seconds = best_seconds(
        ROUNDS, {str(scenes): partial(check, text) for scenes, text in files.items()}
    )
    return [
        seconds_below(
            f"read and check {scenes} scenes ({len(files[scenes].encode()) // 1000} kB)",
            seconds[str(scenes)],
            limit,
        )
        for scenes, limit in LIMITS.items()
    ]


def check(text: str) -> None:
    """Read and check a file that must be without a fault."""
    reading = read_scenario(
        text, file="synthetic.yaml", catalogue=load_catalogue(), frames=load_frames()
    )
    assert reading.scenario is not None, reading.diagnostics
