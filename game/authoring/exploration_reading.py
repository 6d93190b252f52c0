"""Reading a scenario to explore: whole, or with the mistakes that exploring shows best."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import Diagnostic, Severity
from engine.places import Places
from engine.reading import read_scenario_bytes
from engine.scenario import Scenario
from game.authoring.graph_source import draft_of
from game.content import load_catalogue, load_frames, scenario_files
from game.store.errors import shown

_LARGEST_BYTES = 8_000_001
"""One byte more than reading accepts: enough to refuse a file without holding all of it."""
SHOWN_BY_EXPLORING = frozenset(("E249", "E320", "E321", "E322", "E323"))
"""Mistakes of where scenes lead: the scenario has a meaning, and its states tell what is wrong."""


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario to explore: its file as it was named, and where each part of it stands.

    ``mistakes`` keep it from being played; it is explored all the same.
    """

    path: Path
    scenario: Scenario
    places: Places
    mistakes: tuple[Diagnostic, ...] = ()

    @property
    def name(self) -> str:
        return shown(self.path)

    @property
    def word(self) -> str:
        """What names it in a command: its id where it comes with the game, else its file."""
        return self.path.stem if self.path in scenario_files() else self.name


@dataclass(frozen=True, slots=True)
class Unexplorable:
    """A file with ``mistakes`` that leave nothing to explore."""

    path: Path
    text: str
    mistakes: tuple[Diagnostic, ...]


def read_to_explore(file: Path) -> Source | Unexplorable:
    """The scenario in a file. Raises OSError."""
    with file.open("rb") as opened:
        data = opened.read(_LARGEST_BYTES)
    reading = read_scenario_bytes(
        data, file=file.name, catalogue=load_catalogue(), frames=load_frames()
    )
    if reading.scenario is not None:
        return Source(file, reading.scenario, reading.places)
    mistakes = tuple(it for it in reading.diagnostics if it.severity is Severity.ERROR)
    draft = draft_of(data) if all(it.code in SHOWN_BY_EXPLORING for it in mistakes) else None
    if draft is None:
        return Unexplorable(file, data.decode("utf-8", "replace"), mistakes)
    return Source(file, draft, reading.places, mistakes)
