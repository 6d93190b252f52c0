"""A scenario with its plays: found beside one another, read, run; for the command and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import Diagnostic
from engine.rules import Rules
from game.authoring.plays import WrittenPlay, plays_file_beside, scenario_file_beside
from game.authoring.plays_reading import read_plays_bytes
from game.authoring.plays_running import Difference, differences
from game.content import PLAYS_SUFFIX
from game.library import read_entry

_LARGEST_BYTES = 8_000_001
"""One byte more than reading accepts: enough to refuse a file without holding all of it."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A play that was run, and everything in which it is not as expected."""

    play: WrittenPlay
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        return not self.differences


@dataclass(frozen=True, slots=True)
class Suite:
    """A file of plays after its run; with a mistake in it, nothing was run."""

    path: Path
    text: str
    diagnostics: tuple[Diagnostic, ...]
    rehearsed: tuple[Rehearsed, ...]

    @property
    def holds(self) -> bool:
        return not self.diagnostics and all(one.holds for one in self.rehearsed)


def plays_files(target: Path) -> tuple[Path, ...]:
    """The files of plays that ``target`` stands for: a scenario, a file of plays, a folder."""
    if target.is_dir():
        return tuple(sorted(target.glob(f"*{PLAYS_SUFFIX}")))
    return (target if target.name.endswith(PLAYS_SUFFIX) else plays_file_beside(target),)


def run_suite(path: Path) -> Suite:
    """Read and run a file of plays. Raises OSError, UnreadableScenarioError."""
    with path.open("rb") as opened:
        data = opened.read(_LARGEST_BYTES)
    scenario = read_entry(scenario_file_beside(path)).scenario
    reading = read_plays_bytes(data, scenario)
    text = data.decode("utf-8", "replace")
    if not reading.sound:
        return Suite(path, text, reading.diagnostics, ())
    rules = Rules(scenario)
    rehearsed = tuple(Rehearsed(play, differences(rules, play)) for play in reading.plays)
    return Suite(path, text, reading.diagnostics, rehearsed)
