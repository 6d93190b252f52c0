"""Records as rows of the tables, for every writer of plays."""

from __future__ import annotations

from typing import Any

from game.store.records import PlayHeader, RewoundDecision, StoredDecision

Row = dict[str, Any]


def play_row(header: PlayHeader) -> Row:
    """The columns of ``plays`` that a header tells (all but summary and import_checksum)."""
    branch = header.branch
    return {
        "id": header.id,
        "player_id": header.player_id,
        "scenario_id": header.scenario_id,
        "scenario_version": header.scenario_version,
        "text_hash": header.text_hash,
        "seed": header.seed,
        "mode": header.mode,
        "settings": header.settings,
        "branched_from": None if branch is None else branch.play_id,
        "branched_at": None if branch is None else branch.position,
        "take": header.take,
        "begun_at": header.begun_at,
        "moved_at": header.moved_at,
        "finished_at": header.finished_at,
        "ending": header.ending,
        "overall": header.overall,
    }


def decision_row(decision: StoredDecision, play_id: str) -> Row:
    return {
        "play_id": play_id,
        "position": decision.position,
        "scene": decision.scene,
        "action": dict(decision.action),
        "seconds": decision.seconds,
        "timed_out": decision.timed_out,
        "note": decision.note,
        "decided_at": decision.decided_at,
    }


def rewound_row(taken: RewoundDecision, play_id: str) -> Row:
    return decision_row(taken.decision, play_id) | {
        "take": taken.take,
        "text_hash": taken.text_hash,
        "reason": taken.reason,
        "rewound_at": taken.rewound_at,
    }
