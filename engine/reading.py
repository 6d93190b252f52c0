"""Reading a scenario: from the text of a file to the model, with everything that is wrong.

Nothing here raises for what a file holds: every mistake becomes a diagnostic with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine import vocabulary
from engine.checks import Knowledge, PlayableFrame, check_scenario
from engine.diagnostics import Diagnostic, Findings, Severity
from engine.drafting import draft_scenario
from engine.places import Places
from engine.principles import Catalogue
from engine.records import Record
from engine.scenario import Scenario
from engine.source.document import read_document
from engine.source.lines import Lines, decoded


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read. ``scenario`` is None when there is an error among ``diagnostics``.

    ``places`` tells where each part of the scenario stands in the file.
    """

    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    places: Places = field(default_factory=lambda: Places(Lines([], [])), compare=False)


def read_scenario(
    text: str,
    *,
    file: str = "",
    catalogue: Catalogue | None = None,
    frames: Mapping[str, PlayableFrame] | None = None,
) -> Reading:
    """Read the text of a scenario file.

    ``file`` is its name, which its ``id`` should repeat; without ``catalogue`` or ``frames``
    what refers to them is not checked.
    """
    findings = Findings()
    document = read_document(text, findings)
    places = Places(document.lines)
    if document.root is None:
        return Reading(None, findings.sorted(), places)
    places.put((), document.root)
    root = Record.read(document.root, (), vocabulary.SCENARIO, places, findings)
    scenario = draft_scenario(root)
    check_scenario(scenario, places, Knowledge.of(catalogue, frames, file), findings)
    diagnostics = findings.sorted()
    wrong = any(one.severity is Severity.ERROR for one in diagnostics)
    return Reading(None if wrong else scenario, diagnostics, places)


def read_scenario_bytes(
    data: bytes,
    *,
    file: str = "",
    catalogue: Catalogue | None = None,
    frames: Mapping[str, PlayableFrame] | None = None,
) -> Reading:
    """Read the bytes of a scenario file, which must be UTF-8 (a byte order mark may open it)."""
    findings = Findings()
    text = decoded(data, findings)
    if text is None:
        return Reading(None, findings.sorted())
    return read_scenario(text, file=file, catalogue=catalogue, frames=frames)
