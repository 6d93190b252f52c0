"""Plays as rows of the tables of an export (game/exports/tables.py).

Shares, credits and seconds are rounded to six decimals. Several values in one cell are written
``a; b`` or ``id=value; id=value``, in the order of the scenario. Positions count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from engine.debrief import DecisionReport
from engine.principles import Catalogue
from engine.rules import Action, Choose, Place, Rank
from game.exports.recorded import RecordedPlay
from game.exports.tables import (
    DECISIONS,
    PLAYS,
    RELATIONS,
    STAKES,
    FilledTable,
    Row,
    Value,
)
from game.views.words import unfolded

DECIMALS = 6
_JOIN = "; "


def filled_tables(
    plays: Iterable[RecordedPlay], catalogue: Catalogue, *, with_notes: bool = False
) -> tuple[FilledTable, ...]:
    """Every table with the rows of ``plays``, in the order of ``tables.TABLES``.

    Without ``with_notes`` the columns of free texts are there, and empty.
    """
    held = tuple(plays)
    return (
        FilledTable(PLAYS, tuple(play_row(play, with_notes) for play in held)),
        FilledTable(
            DECISIONS, tuple(row for play in held for row in decision_rows(play, with_notes))
        ),
        FilledTable(STAKES, tuple(row for play in held for row in stake_rows(play, catalogue))),
        FilledTable(RELATIONS, tuple(row for play in held for row in relation_rows(play))),
    )


def rounded(value: Fraction | float) -> float:
    return round(float(value), DECIMALS)


def play_row(play: RecordedPlay, with_notes: bool) -> Row:
    """One row for the play; its quality is that of the decisions made, ended or not."""
    header, debrief = play.header, play.debrief
    scores = [report.score for report in debrief.decisions if report.score is not None]
    ending = debrief.ending
    return PLAYS.row(
        {
            **_of_the_play(play),
            "scenario_title": debrief.scenario.title,
            "level": debrief.scenario.level,
            "timers": str(header.settings.get("timers", "normal")),
            "seed": str(header.seed),
            "branched_from": None if header.branch is None else header.branch.play_id,
            "rewinds": header.take,
            "begun_at": header.begun_at,
            "moved_at": header.moved_at,
            "finished_at": header.finished_at,
            "finished": header.finished,
            "decisions": len(debrief.decisions),
            "scored_decisions": len(scores),
            "timed_out_decisions": sum(it.decision.timed_out for it in debrief.decisions),
            "seconds": rounded(sum(it.decision.seconds for it in debrief.decisions)),
            "credit": rounded(sum((score.credit for score in scores), Fraction(0))),
            "best_credit": rounded(sum((score.best_credit for score in scores), Fraction(0))),
            "quality": _share(debrief.overall),
            "ending_id": None if ending is None else ending.id,
            "ending_title": ending.ending.title if ending and ending.ending else None,
            "ending_grade": ending.ending.grade.value if ending and ending.ending else None,
            "red_lines": _joined(line.principle for line in debrief.red_lines),
            "red_line_count": len(debrief.red_lines),
            "meters_start": _pairs({it.meter.id: it.values[0] for it in debrief.relations}),
            "meters_end": _pairs({it.meter.id: it.values[-1] for it in debrief.relations}),
            "own_strongest": play.reflection.strongest or None,
            "own_weakest": play.reflection.weakest or None,
            "reaction": (play.reflection.reaction or None) if with_notes else None,
            "commitment": (play.reflection.commitment or None) if with_notes else None,
        }
    )


def decision_rows(play: RecordedPlay, with_notes: bool) -> tuple[Row, ...]:
    """One row a decision."""
    return tuple(_decision_row(play, report, with_notes) for report in play.debrief.decisions)


def _decision_row(play: RecordedPlay, report: DecisionReport, with_notes: bool) -> Row:
    score, decision = report.score, report.decision
    grades = {it.principle: it.grade.value for it in report.answers if it.grade is not None}
    return DECISIONS.row(
        {
            **_of_the_play(play),
            "position": report.position + 1,
            "decided_at": play.decided_at[report.position],
            "scene_id": report.scene.id,
            "scene_title": report.scene.title or None,
            "interaction": interaction(report.decision.action),
            "answer_id": answer_id(report.decision.action),
            "answer_text": answer_text(report),
            "open_options": sum(option.open for option in report.options) or None,
            "seconds": rounded(decision.seconds),
            "timed_out": decision.timed_out,
            "scored": score is not None,
            "credit": None if score is None else rounded(score.credit),
            "best_credit": None if score is None else rounded(score.best_credit),
            "quality": None if score is None else _share(score.quality),
            "grades": _pairs(grades),
            "principles": _joined(report.scene.stakes),
            "breach": _joined(report.breach),
            "meters_before": _pairs(report.meters_before),
            "meters_after": _pairs(report.meters_after),
            "note": (decision.note or None) if with_notes else None,
        }
    )


def stake_rows(play: RecordedPlay, catalogue: Catalogue) -> tuple[Row, ...]:
    """One row for each stake of each scored decision."""
    rows = []
    for report in play.debrief.decisions:
        for answer in report.answers:
            assert report.score is not None
            family = catalogue.family_of(answer.principle)
            values: dict[str, Value] = {
                **_of_the_play(play),
                "position": report.position + 1,
                "scene_id": report.scene.id,
                "principle": answer.principle,
                "principle_title": catalogue.principle(answer.principle).title,
                "family": family.id,
                "family_title": family.title,
                "grade": None if answer.grade is None else answer.grade.value,
                "credit": rounded(answer.credit),
                "best_credit": rounded(report.score.best_stakes[answer.principle]),
                "breach": answer.principle in report.breach,
                "transposed": answer.transposed,
            }
            rows.append(STAKES.row(values))
    return tuple(rows)


def relation_rows(play: RecordedPlay) -> tuple[Row, ...]:
    """One row for each relation at the start (position 0) and after each decision."""
    rows = []
    for relation in play.debrief.relations:
        meter = relation.meter
        low, high = meter.target or (None, None)
        for position, value in enumerate(relation.values):
            values: dict[str, Value] = {
                **_of_the_play(play),
                "position": position,
                "meter": meter.id,
                "meter_label": meter.label,
                "value": value,
                "low": meter.low,
                "high": meter.high,
                "target_low": low,
                "target_high": high,
            }
            rows.append(RELATIONS.row(values))
    return tuple(rows)


def interaction(action: Action) -> str:
    """``choice``, ``sort`` or ``order``."""
    match action:
        case Place():
            return "sort"
        case Rank():
            return "order"
        case _:
            return "choice"


def answer_id(action: Action) -> str | None:
    """The id of the choice; ``item=column`` of a sort; the steps of an order as ranked."""
    match action:
        case Choose(choice):
            return choice
        case Place(placements):
            return _pairs(dict(placements))
        case Rank(steps):
            return _joined(steps)
        case _:
            return None


def answer_text(report: DecisionReport) -> str | None:
    """The answer as the player read it."""
    if report.ranking is not None:
        return _joined(report.ranking.given)
    if report.placements:
        placed = (it for it in report.placements if it.placed is not None)
        return _joined(f"{it.text} → {it.placed}" for it in placed)
    return next((unfolded(option.text) for option in report.options if option.chosen), None)


def _of_the_play(play: RecordedPlay) -> dict[str, Value]:
    header, scenario = play.header, play.debrief.scenario
    return {
        "play_id": header.id,
        "player": play.called,
        "scenario_id": header.scenario_id,
        "scenario_version": header.scenario_version,
        "scenario_hash": header.text_hash,
        "frame": scenario.frame,
        "role": scenario.role,
        "kind": scenario.kind.value,
        "mode": header.mode,
    }


def _share(value: Fraction | None) -> float | None:
    return None if value is None else rounded(value)


def _joined(values: Iterable[str]) -> str | None:
    return _JOIN.join(values) or None


def _pairs(values: Mapping[str, object]) -> str | None:
    return _joined(f"{key}={value}" for key, value in values.items())
