"""The scenarios that can be played: those that come with the game and those given as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


def read_entry(path: Path, language: str | None = None) -> LibraryEntry:
    """The scenario in a file, told in ``language`` where it is wholly translated.

    The text of a translated one is the whole scenario in its new words: what a play keeps.
    Raises OSError, UnreadableScenarioError.
    """
    from engine.reading import read_scenario_bytes

    data = path.read_bytes()
    reading = read_scenario_bytes(
        data, file=path.name, catalogue=load_catalogue(), frames=load_frames()
    )
    text = data.decode("utf-8", errors="replace")
    errors = [found for found in reading.diagnostics if found.severity is Severity.ERROR]
    if reading.scenario is None or errors:
        raise UnreadableScenarioError(path, text, reading.diagnostics)
    entry = LibraryEntry(path, text, reading.scenario)
    if language is None or language == reading.scenario.language:
        return entry
    return _told_in(language, entry)


def _told_in(language: str, entry: LibraryEntry) -> LibraryEntry:
    from engine.writing import write_scenario
    from game.translation.playing import translated_scenario

    told = translated_scenario(entry.scenario, entry.path, language)
    return entry if told is None else LibraryEntry(entry.path, write_scenario(told), told)


@dataclass(frozen=True, slots=True)
class Library:
    """``entries`` by id; ``faulty`` are the names of the files with errors, left out of them."""

    entries: Mapping[str, LibraryEntry]
    faulty: tuple[str, ...]


def read_library(language: str | None = None) -> Library:
    """Every scenario that comes with the game, told in ``language`` where it is translated.

    A faulty file never hides the others.
    """
    entries: dict[str, LibraryEntry] = {}
    faulty = []
    for path in scenario_files():
        try:
            entry = read_entry(path, language)
        except (OSError, UnreadableScenarioError):
            faulty.append(path.name)
        else:
            entries[entry.scenario.id] = entry
    return Library(entries, tuple(faulty))


def scenario_ids() -> tuple[str, ...]:
    """The ids of the scenarios that come with the game: the names of their files."""
    return tuple(path.stem for path in scenario_files())


def entry_in_library(scenario_id: str, language: str | None = None) -> LibraryEntry | None:
    """The scenario of that id as it is now; None when it is gone or has errors.

    With ``language``, None as well where it is not told in it. Only its own file is read.
    """
    path = next((path for path in scenario_files() if path.stem == scenario_id), None)
    try:
        entry = None if path is None else read_entry(path, language)
    except (OSError, UnreadableScenarioError):
        return None
    told = entry is not None and language in (None, entry.scenario.language)
    return entry if told else None
