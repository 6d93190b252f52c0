"""Exports of cohorts made for tests, with the columns and by the writers of real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.exports.parquet import to_parquet
from game.exports.tables import DECISIONS, PLAYS, FilledTable, Table, Value

BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)
_DECISION: dict[str, Value] = {
    **dict.fromkeys(DECISIONS.names),
    "play_id": "p1",
    "player": "j-1",
    "scenario_id": "essai",
    "scenario_version": 1,
    "scenario_hash": "a" * 64,
    "mode": "assessment",
    "position": 1,
    "decided_at": BEGINNING,
    "scene_id": "appel",
    "scene_title": "L'appel",
    "interaction": "choice",
    "answer_id": "oui",
    "answer_text": "Répondre oui",
    "seconds": 10.0,
    "timed_out": False,
    "scored": True,
    "credit": 1.0,
    "best_credit": 1.0,
}

Rows = list[dict[str, Value]]


def decision(**values: Value) -> dict[str, Value]:
    """The row of a decision, as an export has it but for ``values``."""
    unknown = values.keys() - _DECISION.keys()
    assert not unknown
    return {**_DECISION, **values}


def plays_of_answers(answers: Iterable[str], **values: Value) -> Rows:
    """One play of one decision for each answer, each by somebody else."""
    return [
        decision(play_id=f"p{number}", player=f"j-{number}", answer_id=answer, **values)
        for number, answer in enumerate(answers)
    ]


def plays_of_credits(credits: NDArray[np.float64], **values: Value) -> Rows:
    """A play a row and a scene a column of ``credits``; NaN where a play did not meet a scene."""
    rows = []
    for play, row in enumerate(credits):
        met = [(scene, float(credit)) for scene, credit in enumerate(row) if not np.isnan(credit)]
        rows += [
            decision(
                play_id=f"p{play}",
                player=f"j-{play}",
                scene_id=f"s{scene}",
                scene_title=f"Scène {scene}",
                position=position,
                decided_at=BEGINNING + timedelta(minutes=play, seconds=position),
                answer_id="juste" if credit == 1 else "autre",
                answer_text="Une réponse",
                credit=credit,
                **values,
            )
            for position, (scene, credit) in enumerate(met, 1)
        ]
    return rows


def written(path: Path, rows: Rows, table: Table = DECISIONS) -> Path:
    """``rows`` as a Parquet file."""
    path.write_bytes(to_parquet(filled(rows, table)))
    return path


def filled(rows: Iterable[Mapping[str, Value]], table: Table = DECISIONS) -> FilledTable:
    return FilledTable(table, tuple(table.row(row) for row in rows))


def written_title(path: Path, title: str, **values: Value) -> Path:
    """The file of the plays, which says how a scenario is called."""
    about: dict[str, Value] = {key: _DECISION.get(key) for key in PLAYS.names}
    return written(path, [{**about, "scenario_title": title, **values}], PLAYS)
