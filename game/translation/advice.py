"""What the checks of a scenario say of its translation: a choice may have become the longest."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Diagnostic
from engine.reading import read_scenario
from engine.scenario import Scenario
from engine.writing import write_scenario
from game.content import load_catalogue, load_frames
from game.translation.playing import told_in
from game.translation.texts import Translation


def new_diagnostics(scenario: Scenario, translation: Translation) -> tuple[Diagnostic, ...]:
    """The diagnostics that the scenario has in the words of ``translation`` and not in its own."""
    own = {_known_by(one) for one in _diagnostics(scenario)}
    told = told_in(scenario, translation)
    return tuple(one for one in _diagnostics(told) if _known_by(one) not in own)


def _diagnostics(scenario: Scenario) -> Iterator[Diagnostic]:
    text = write_scenario(scenario)
    yield from read_scenario(text, catalogue=load_catalogue(), frames=load_frames()).diagnostics


def _known_by(one: Diagnostic) -> tuple[str, str]:
    return one.code, str(sorted(one.params.items()))
