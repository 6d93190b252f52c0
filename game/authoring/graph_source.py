"""The scenario of a file to draw: whole where it is sound, else as far as it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine import vocabulary
from engine.diagnostics import Diagnostic, Findings, Severity
from engine.drafting import draft_scenario
from engine.places import Places
from engine.reading import read_scenario_bytes
from engine.records import Record
from engine.scenario import Scenario
from engine.source.document import read_document
from engine.source.lines import decoded
from game.content import load_catalogue, load_frames

_LARGEST_BYTES = 8_000_001
"""One byte more than reading accepts: enough to refuse a file without holding all of it."""


@dataclass(frozen=True, slots=True)
class Drawable:
    """``scenario`` is None when no scene can be read; ``errors`` are what is wrong in the file."""

    scenario: Scenario | None
    errors: tuple[Diagnostic, ...]
    text: str


def drawable(path: Path) -> Drawable:
    """What can be drawn of the scenario in a file. Raises OSError."""
    with path.open("rb") as opened:
        data = opened.read(_LARGEST_BYTES)
    reading = read_scenario_bytes(
        data, file=path.name, catalogue=load_catalogue(), frames=load_frames()
    )
    errors = tuple(it for it in reading.diagnostics if it.severity is Severity.ERROR)
    text = data.decode("utf-8", "replace")
    if reading.scenario is not None:
        return Drawable(reading.scenario, errors, text)
    return Drawable(draft_of(data), errors, text)


def draft_of(data: bytes) -> Scenario | None:
    """The scenario as far as its mistakes, told elsewhere, let it be read."""
    findings = Findings()
    text = decoded(data, findings)
    document = None if text is None else read_document(text, findings)
    if document is None or document.root is None:
        return None
    root = Record.read(document.root, (), vocabulary.SCENARIO, Places(document.lines), findings)
    draft = draft_scenario(root)
    return draft if draft.scenes else None
