"""What guards speak of must exist, and be of the right type."""

from __future__ import annotations

from engine.checks.knowledge import Draft
from engine.checks.parts import guards
from engine.expressions import type_problems
from engine.records import GUARD_CODES


def check_guards(draft: Draft) -> None:
    """Report unknown names, unknown scenes and operands of the wrong type in every guard."""
    scenario = draft.scenario
    meters, flags = scenario.meters.keys(), scenario.flags.keys()
    scenes = scenario.scenes.keys()
    names = [*meters, *flags]
    for path, guard in guards(draft):
        for problem in type_problems(guard, meters, flags, scenes):
            place = draft.places.in_text(path, problem.column)
            code = GUARD_CODES[problem.code]
            name = problem.params.get("name", "")
            if code == "E411":
                draft.findings.suggest(code, place, name, names)
            elif code == "E412":
                draft.findings.suggest(code, place, name, scenes)
            else:
                draft.findings.add(code, place, word=name)
