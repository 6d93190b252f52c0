"""The head of a scenario: its identifier, its frame and role, its meters and flags."""

from __future__ import annotations

from engine.checks.knowledge import Draft
from engine.identifiers import is_id
from engine.scenario import Meter


def check_settings(draft: Draft) -> None:
    """Report what does not hold at the head of the file."""
    scenario = draft.scenario
    if scenario.id and not is_id(scenario.id):
        draft.report("E220", ("id",), word=scenario.id, close="")
    _check_frame(draft)
    for id_, meter in scenario.meters.items():
        _check_meter(draft, id_, meter)
        if id_ in scenario.flags:
            draft.report("E224", ("flags", id_), word=id_)
    if not scenario.scenes and draft.has("scenes") and not draft.is_broken("scenes"):
        draft.report("E225", ("scenes",))


def _check_frame(draft: Draft) -> None:
    scenario, roles = draft.scenario, draft.knowledge.roles
    if roles is None:
        return
    if not draft.unknown("E306", ("frame",), scenario.frame, roles.keys()) and scenario.frame:
        draft.unknown("E307", ("role",), scenario.role, roles[scenario.frame])


def _check_meter(draft: Draft, id_: str, meter: Meter) -> None:
    path = ("meters", id_)
    bounds = {"low": meter.low, "high": meter.high}
    if draft.is_broken(*path, "range"):
        return
    if not meter.low <= meter.start <= meter.high:
        draft.report("E226", (*path, "start"), **bounds)
    if meter.target is not None:
        first, last = meter.target
        if first < meter.low or last > meter.high:
            draft.report("E227", (*path, "target"), **bounds)
