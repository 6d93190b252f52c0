"""How long a million plays take to be simulated, imported and analysed, and in how much memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from game.analysis.analysing import analyse
from tests.bench.cohorts import REPLAYS, write_cohort
from tests.bench.measuring import Figure
from tests.bundled import bundled

PLAYS = 1_000_000
SCENARIO = "la-somme-des-dix"
MOST_SECONDS = 60.0
MOST_MEGABYTES = 2048


def analysis_figures() -> list[Figure]:
    """Measured in a process of its own, whose memory nothing else has used before."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.analysis", str(PLAYS)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found = json.loads(done.stdout)
    seconds, megabytes = found["simulated"] + found["analysed"], found["megabytes"]
    what = f"{PLAYS:,} plays, {found['decisions']:,} decisions"
    parts = f"{found['simulated']:.0f} s to simulate, {found['analysed']:.0f} s to analyse"
    return [
        Figure(
            f"{what}: {parts}",
            f"{seconds:.0f} s",
            f"< {MOST_SECONDS:.0f} s",
            seconds < MOST_SECONDS,
        ),
        Figure(
            f"{what}: memory at its highest",
            f"{megabytes:.0f} MB",
            f"< {MOST_MEGABYTES} MB",
            megabytes < MOST_MEGABYTES,
        ),
    ]


def _measure(plays: int) -> dict[str, float]:
    """Seconds and megabytes to simulate so many plays and to analyse their files."""
    with TemporaryDirectory(prefix="duettiste-bench-") as folder:
        began = time.perf_counter()
        decisions = write_cohort(bundled()[SCENARIO].scenario, plays, Path(folder), seed=1)
        written = time.perf_counter()
        analysis = analyse([Path(folder)])
        ended = time.perf_counter()
    (story,) = analysis.stories
    if story.plays != round(plays * (1 - REPLAYS)):
        raise ValueError(f"{story.plays} plays of {plays} were analysed")
    return {
        "decisions": decisions,
        "simulated": written - began,
        "analysed": ended - written,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
