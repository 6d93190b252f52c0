"""What can be translated: a scenario, or a file of content; its name and its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.scenario import Scenario
from engine.texts import texts_of
from game.content import CATALOGUE_FILES, read_plain_yaml
from game.library import read_entry
from game.translation.content import texts_of_content


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its texts by name; ``scenario`` is None for a file of content."""

    path: Path
    of: str
    language: str
    texts: Mapping[str, str]
    scenario: Scenario | None


def read_source(path: Path) -> Source:
    """The file at ``path``. Raises OSError, UnreadableScenarioError, ContentError."""
    if path.name in CATALOGUE_FILES or path.parent.name == "frames":
        return Source(path, path.stem, "fr", texts_of_content(read_plain_yaml(path)), None)
    scenario = read_entry(path).scenario
    return Source(path, scenario.id, scenario.language, texts_of(scenario), scenario)
