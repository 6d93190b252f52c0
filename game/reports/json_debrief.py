"""The debrief of a play as JSON, for programs: values as numbers, everything named by its id.

Its form is published as a JSON Schema (json_schema). Positions count decisions from 1; shares,
credits and amounts are from 0 to 1 unless the schema says otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from engine.debrief import (
    Consequence,
    DecisionReport,
    OptionReport,
    PlacementReport,
    Relation,
    StakeAnswer,
)
from engine.hindsight import DecisionHindsight, LineStep
from engine.panel import split_of
from engine.principles import Catalogue, Place
from engine.scenario import Scenario
from engine.scoring import Tally
from game.actions import encode
from game.content import load_catalogue
from game.reports.play_report import Conditions, PlayReport

FORMAT = "duettiste-debrief"
FORMAT_VERSION = 1
_DIGITS = 6

Record = dict[str, Any]
"""A JSON object, as the schema describes it."""


def to_json(report: PlayReport, language: str) -> str:
    """``report`` as JSON text; ``language`` is that of the sentences made by the program."""
    record = debrief_record(report, language, load_catalogue())
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def debrief_record(report: PlayReport, language: str, catalogue: Catalogue) -> Record:
    """The same as plain values."""
    debrief, hindsight = report.debrief, report.hindsight
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "language": language,
        "made_at": _moment(report.conditions.made_at),
        "play": _play(report.conditions, debrief.scenario),
        "reflection": {
            "reaction": report.reflection.reaction or None,
            "strongest": report.reflection.strongest or None,
            "weakest": report.reflection.weakest or None,
            "commitment": report.reflection.commitment or None,
        },
        "ending": _ending(report),
        "overall": _share(debrief.overall),
        "axes": [
            {"id": family, "title": catalogue.families[family].title, **_tally(tally)}
            for family, tally in debrief.families.items()
        ],
        "principles": [
            _principle(principle, tally, debrief.scenario.frame, catalogue)
            for principle, tally in debrief.principles.items()
        ],
        "red_lines": [
            {"position": line.position + 1, "principle": line.principle}
            for line in debrief.red_lines
        ],
        "relations": [_relation(relation) for relation in debrief.relations],
        "decisions": [
            _decision(decision, before)
            for decision, before in zip(debrief.decisions, report.interludes, strict=False)
        ],
        "still_to_come": [_consequence(one) for one in debrief.never_came],
        "hindsight": {
            "exact": hindsight.exact,
            "error": hindsight.error,
            "states": hindsight.states,
            "total_loss": hindsight.total_loss,
            "least_loss": hindsight.least_loss,
            "turning_points": [position + 1 for position in hindsight.turning_points],
            "decisions": [_given_away(one) for one in hindsight.decisions],
            "best_line": _line(hindsight.best_line),
        },
        "work_on": list(report.view.weakest),
        "next": [
            {"scenario": one.id, "title": one.title, "why": one.why} for one in report.next_plays
        ],
    }


def _play(conditions: Conditions, scenario: Scenario) -> Record:
    branch = conditions.branch
    return {
        "id": conditions.play_id,
        "player": conditions.player or None,
        "scenario": {
            "id": conditions.scenario_id,
            "version": conditions.scenario_version,
            "text_hash": conditions.text_hash,
            "title": scenario.title,
            "kind": scenario.kind.value,
            "frame": scenario.frame,
            "role": scenario.role,
            "level": scenario.level,
        },
        "mode": conditions.mode,
        "timers": conditions.timers,
        "seed": conditions.seed,
        "begun_at": _moment(conditions.begun_at),
        "ended_at": _moment(conditions.ended_at),
        "deciding_seconds": round(conditions.deciding_seconds, 3),
        "taken_back": conditions.taken_back,
        "branched_from": None
        if branch is None
        else {"play": branch.play_id, "position": branch.position + 1},
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _share(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS)


def _ending(report: PlayReport) -> Record | None:
    scene = report.debrief.ending
    if scene is None or scene.ending is None:
        return None
    return {
        "scene": scene.id,
        "title": scene.ending.title,
        "grade": scene.ending.grade.value,
        "before": list(report.interludes[-1]),
        "text": list(report.debrief.ending_text),
    }


def _tally(tally: Tally) -> Record:
    return {
        "quality": _share(tally.quality),
        "opportunities": tally.opportunities,
        "enough": tally.enough,
    }


def _principle(principle_id: str, tally: Tally, system: str, catalogue: Catalogue) -> Record:
    principle = catalogue.principle(principle_id)
    places = catalogue.places_in(principle_id, system) or principle.places
    return {
        "id": principle_id,
        "axis": principle.family,
        "title": principle.title,
        "statement": principle.statement,
        "force": principle.force.value,
        "transposed": catalogue.is_transposed(principle_id, system),
        "places": [_place(place, catalogue) for place in places],
        **_tally(tally),
        "access": _share(tally.access),
    }


def _place(place: Place, catalogue: Catalogue) -> Record:
    cite = catalogue.document_of(place).cite
    return {
        "document": place.document,
        "cite": cite,
        "where": place.where,
        "lines": place.lines,
    }


def _relation(relation: Relation) -> Record:
    meter = relation.meter
    return {
        "id": meter.id,
        "label": meter.label,
        "range": [meter.low, meter.high],
        "target": None if meter.target is None else list(meter.target),
        "ends": None if meter.ends is None else list(meter.ends),
        "values": list(relation.values),
    }


def _decision(decision: DecisionReport, before: tuple[str, ...]) -> Record:
    score = decision.score
    best: Mapping[str, Fraction] = score.best_stakes if score else {}
    return {
        "position": decision.position + 1,
        "scene": decision.scene.id,
        "title": decision.scene.title,
        "before": list(before),
        "text": list(decision.text),
        "action": encode(decision.decision.action),
        "seconds": round(decision.decision.seconds, 3),
        "timed_out": decision.decision.timed_out,
        "note": decision.decision.note,
        "credit": None if score is None else _share(score.credit),
        "best_credit": None if score is None else _share(score.best_credit),
        "stakes": [
            {**_answer(answer), "best_credit": _share(best[answer.principle])}
            for answer in decision.answers
        ],
        "options": [_option(option) for option in decision.options],
        "panel": _panel(decision),
        "placements": [_placement(placement) for placement in decision.placements],
        "ranking": None
        if decision.ranking is None
        else {"given": list(decision.ranking.given), "right": list(decision.ranking.right)},
        "because": decision.because,
        "red_lines": list(decision.breach),
        "outcome": decision.outcome,
        "consequences": [_consequence(one) for one in decision.fell_due],
        "relations_before": dict(decision.meters_before),
        "relations_after": dict(decision.meters_after),
    }


def _answer(answer: StakeAnswer) -> Record:
    return {
        "principle": answer.principle,
        "grade": None if answer.grade is None else answer.grade.value,
        "credit": _share(answer.credit),
    }


def _option(option: OptionReport) -> Record:
    return {
        "id": option.id,
        "text": option.text,
        "chosen": option.chosen,
        "open": option.open,
        "why_not": option.why_not,
        "credit": _share(option.credit),
        "stakes": [_answer(answer) for answer in option.answers],
        "because": option.because,
        "red_lines": list(option.breach),
    }


def _panel(decision: DecisionReport) -> Record | None:
    split = split_of(decision.scene.panel)
    if split is None:
        return None
    return {
        "votes": dict(split.votes),
        "agreement": _share(split.agreement),
        "even": split.even,
    }


def _placement(placement: PlacementReport) -> Record:
    return {
        "text": placement.text,
        "placed": placement.placed,
        "right": placement.right,
        "acceptable": list(placement.acceptable),
        "credit": _share(placement.credit),
        "principle": placement.principle,
        "because": placement.because,
    }


def _consequence(one: Consequence) -> Record:
    return {"text": one.text, "called_at": one.called_at + 1}


def _given_away(one: DecisionHindsight) -> Record:
    return {
        "position": one.position + 1,
        "loss": one.loss,
        "given_away": one.given_away,
        "luck": one.luck,
        "best_line": _line(one.best_line),
    }


def _line(steps: Iterable[LineStep]) -> list[Record]:
    return [{"scene": step.scene, "action": encode(step.action)} for step in steps]
