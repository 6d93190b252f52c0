"""What a scenario must be beyond the shape of its file: each rule a diagnostic when broken.

The checks work on a draft: parts that could not be read are missing from it, have been reported
already, and are not reported again here.
"""

from __future__ import annotations

from engine.checks.advice import check_advice
from engine.checks.guards import check_guards
from engine.checks.knowledge import Draft, Knowledge, PlayableFrame
from engine.checks.panel import check_panel
from engine.checks.references import check_references
from engine.checks.routes import check_routes
from engine.checks.scoring import check_scoring
from engine.checks.settings import check_settings
from engine.checks.structure import check_structure
from engine.diagnostics import Findings
from engine.places import Places
from engine.scenario import Scenario

__all__ = ["Knowledge", "PlayableFrame", "check_scenario"]


def check_scenario(
    scenario: Scenario, places: Places, knowledge: Knowledge, findings: Findings
) -> None:
    """Report every broken rule of the format in a draft of a scenario."""
    draft = Draft(scenario, places, knowledge, findings)
    check_settings(draft)
    check_structure(draft)
    check_references(draft)
    check_guards(draft)
    check_scoring(draft)
    check_panel(draft)
    check_routes(draft)
    check_advice(draft)
