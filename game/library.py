"""The scenarios that can be played: those that come with the game and those given as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.diagnostics import Diagnostic, Severity
from engine.scenario import Scenario
from game.content import load_catalogue, load_frames, scenario_files


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A scenario with its exact text, as it will be kept with each play."""

    path: Path
    text: str
    scenario: Scenario


class UnreadableScenarioError(ValueError):
    """A scenario file with errors: its text and its diagnostics, for the one who wrote it."""

    def __init__(self, path: Path, text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(str(path))
        self.path = path
        self.text = text
        self.diagnostics = diagnostics


def read_entry(path: Path) -> LibraryEntry:
    """The scenario in a file. Raises OSError, UnreadableScenarioError."""
    from engine.reading import read_scenario_bytes

    data = path.read_bytes()
    reading = read_scenario_bytes(
        data, file=path.name, catalogue=load_catalogue(), frames=load_frames()
    )
    text = data.decode("utf-8", errors="replace")
    errors = [found for found in reading.diagnostics if found.severity is Severity.ERROR]
    if reading.scenario is None or errors:
        raise UnreadableScenarioError(path, text, reading.diagnostics)
    return LibraryEntry(path, text, reading.scenario)


@cache
def bundled() -> Mapping[str, LibraryEntry]:
    """The scenarios that come with the game, by id. Raises UnreadableScenarioError."""
    entries = (read_entry(path) for path in scenario_files())
    return {entry.scenario.id: entry for entry in entries}


def find_entry(wanted: str) -> LibraryEntry | None:
    """A scenario by its id, or by the path of its file; None when there is no such.

    Raises OSError, UnreadableScenarioError.
    """
    found = bundled().get(wanted)
    if found is not None:
        return found
    path = Path(wanted).expanduser()
    return read_entry(path) if path.is_file() else None
