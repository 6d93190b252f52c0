"""The debrief of a workshop's group as JSON, for programs. It names nobody and scores nobody.

Its shape is told in docs/exports.md. Positions count decisions from 1, shares are from 0 to 1.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from engine.debrief import Debrief
from game.workshop.group_debrief import GroupDebrief, GroupDecision
from game.workshop.snapshots import Distribution

FORMAT = "duettiste-workshop-debrief"
FORMAT_VERSION = 1
_DIGITS = 6

Record = dict[str, Any]
"""A JSON object."""


def group_json(debrief: GroupDebrief, language: str, made_at: datetime) -> str:
    """``debrief`` as JSON text; ``language`` is that of the sentences made by the program."""
    record = group_record(debrief, language, made_at)
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def group_record(debrief: GroupDebrief, language: str, made_at: datetime) -> Record:
    """The same as plain values."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "language": language,
        "made_at": _moment(made_at),
        "workshop": _workshop(debrief),
        "decisions": [_decision(decision) for decision in debrief.decisions],
        "most_divided": [position + 1 for position in debrief.most_divided],
        "profile": [
            {
                "axis": family.id,
                "title": family.title,
                "voters": family.voters,
                "mean": _share(family.mean),
                "lower_quarter": _share(family.lower_quarter),
                "upper_quarter": _share(family.upper_quarter),
            }
            for family in debrief.profile
        ],
        "ending": _ending(debrief.path),
        "commitments": {
            "group": list(debrief.group_commitments),
            "participants": list(debrief.commitments),
        },
    }


def _workshop(debrief: GroupDebrief) -> Record:
    facts = debrief.facts
    return {
        "id": facts.workshop_id,
        "scenario": {
            "id": facts.scenario_id,
            "version": facts.scenario_version,
            "title": facts.title,
        },
        "way": facts.way,
        "tables": list(facts.seats),
        "participants": facts.participants,
        "votes": facts.votes,
        "taken_back": facts.taken_back,
        "opened_at": _moment(facts.opened_at),
        "ended_at": None if facts.ended_at is None else _moment(facts.ended_at),
    }


def _decision(decision: GroupDecision) -> Record:
    followed, shift = decision.followed, decision.shift
    return {
        "position": decision.position + 1,
        "scene": decision.scene.id,
        "title": decision.scene.title or None,
        "scored": decision.scored,
        "division": _share(decision.division),
        "rounds": [_distribution(shown) for shown in decision.rounds],
        "tables": [{"table": it.seat, **_distribution(it)} for it in decision.by_seat],
        "shift": None
        if shift is None
        else {
            "from_round": shift.first,
            "to_round": shift.second,
            "voters": shift.voters,
            "changed": shift.changed,
        },
        "reasons": [asdict(reason) for reason in decision.reasons],
        "followed": None
        if followed is None
        else {
            "action": followed.action,
            "text": followed.text,
            "by_majority": followed.by_majority,
        },
        "grades": {
            choice.id: {stake.principle.id: stake.grade.level for stake in choice.stakes}
            for choice in decision.grades.choices
            if choice.stakes
        },
    }


def _distribution(shown: Distribution) -> Record:
    return {
        "round": shown.round,
        "votes": shown.votes,
        "choices": [{"id": it.id, "text": it.text, "votes": it.votes} for it in shown.choices],
        "items": [
            {
                "id": item.id,
                "text": item.text,
                "columns": [
                    {"id": it.id, "text": it.text, "votes": it.votes} for it in item.columns
                ],
            }
            for item in shown.items
        ],
        "steps": [
            {
                "id": step.id,
                "text": step.text,
                "mean_rank": _share(step.mean_rank),
                "ranks": list(step.ranks),
            }
            for step in shown.steps
        ],
    }


def _ending(path: Debrief | None) -> Record | None:
    ending = path.ending if path else None
    if ending is None or ending.ending is None:
        return None
    grade = ending.ending.grade
    return {
        "id": ending.id,
        "title": ending.ending.title,
        "grade": None if grade is None else grade.value,
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
