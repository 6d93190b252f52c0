"""An analysis as data: JSON for programs, and one table of rows for a spreadsheet.

Values are plain: shares and correlations as numbers, null (an empty cell) where there is none. A
number of plays below SMALLEST_SHOWN is null too. Each key and column is told in docs/analyse.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from game.analysis.formulas import Interval
from game.analysis.results import Analysis, Answer, Decision, Figure, Story
from game.exports.csv_form import FOR_FRENCH_EXCEL, FOR_PROGRAMS, to_csv
from game.exports.rows import rounded
from game.exports.tables import Column, FilledTable, Holds, Table, Value
from game.store.records import JsonObject

FORMAT = "duettiste-analysis"
FORMAT_VERSION = 1

_INTERVAL = ("", "_low", "_high")


def analysis_json(analysis: Analysis) -> bytes:
    """UTF-8 JSON."""
    content: JsonObject = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "plays": analysis.plays,
        "turns": analysis.turns.value,
        "files": analysis.files,
        "plays_in_several_files": analysis.twice,
        "foreign_files": list(analysis.foreign),
        "scenarios": [_story(story) for story in analysis.stories],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def _story(story: Story) -> JsonObject:
    return {
        "scenario": story.scenario_id,
        "title": story.title,
        "version": story.version,
        "text_hash": story.text_hash,
        "mode": story.mode,
        "plays": story.plays,
        "plays_left_aside": story.left_aside,
        "alpha": {
            **_figure(story.coherence.figure),
            "scenes": list(story.coherence.scenes),
        },
        "decisions": [_decision(decision) for decision in story.decisions if story.plays],
    }


def _decision(decision: Decision) -> JsonObject:
    figures = (decision.facility, decision.best, decision.discrimination)
    names = ("facility", "best_answer", "discrimination")
    return {
        "scene": decision.scene_id,
        "title": decision.title,
        "interaction": decision.interaction,
        "scored": decision.scored,
        "plays": decision.count,
        "median_seconds": None if decision.seconds is None else rounded(decision.seconds),
        **{
            name: None if figure is None else _figure(figure)
            for name, figure in zip(names, figures, strict=True)
        },
        "answers": [_answer(answer) for answer in decision.answers],
    }


def _figure(figure: Figure) -> JsonObject:
    return {"plays": figure.count, "plays_needed": figure.needed, **_interval(figure.interval)}


def _interval(interval: Interval | None) -> JsonObject:
    if interval is None:
        return {"value": None, "low": None, "high": None}
    return {
        "value": rounded(interval.value),
        "low": rounded(interval.low),
        "high": rounded(interval.high),
    }


def _answer(answer: Answer) -> JsonObject:
    return {
        "answer": answer.id,
        "text": answer.text,
        "timed_out": answer.timed_out,
        "answers_together": answer.together,
        "plays": answer.count,
        "share": _interval(answer.share),
        "mean_credit": None if answer.credit is None else rounded(answer.credit),
    }


def _numbers(name: str) -> dict[str, Holds]:
    return {f"{name}{end}": Holds.NUMBER for end in _INTERVAL}


def _figures(name: str) -> dict[str, Holds]:
    return {f"{name}_plays": Holds.WHOLE, **_numbers(name)}


_COLUMNS = {
    "scenario_id": Holds.TEXT,
    "scenario_title": Holds.TEXT,
    "scenario_version": Holds.WHOLE,
    "scenario_hash": Holds.TEXT,
    "mode": Holds.TEXT,
    "turns": Holds.TEXT,
    "scenario_plays": Holds.WHOLE,
    **_figures("alpha"),
    "scene_id": Holds.TEXT,
    "scene_title": Holds.TEXT,
    "interaction": Holds.TEXT,
    "scored": Holds.TRUTH,
    "scene_plays": Holds.WHOLE,
    **_figures("facility"),
    **_figures("best_answer"),
    **_figures("discrimination"),
    "median_seconds": Holds.NUMBER,
    "answer_id": Holds.TEXT,
    "answer_text": Holds.TEXT,
    "timed_out": Holds.TRUTH,
    "answers_together": Holds.WHOLE,
    "answer_plays": Holds.WHOLE,
    **_numbers("share"),
    "mean_credit": Holds.NUMBER,
}
ANSWERS = Table("analysis", tuple(Column(name, holds) for name, holds in _COLUMNS.items()))
"""One row an answer; a decision or a scenario without one has a row of its own."""


def analysis_csv(analysis: Analysis, *, excel: bool = False) -> bytes:
    """The rows of ``ANSWERS``, for programs or for a French Excel; formulas have no effect."""
    filled = FilledTable(ANSWERS, tuple(ANSWERS.row(row) for row in _rows(analysis)))
    return to_csv(filled, FOR_FRENCH_EXCEL if excel else FOR_PROGRAMS).encode("utf-8")


def _rows(analysis: Analysis) -> Iterator[dict[str, Value]]:
    empty: dict[str, Value] = dict.fromkeys(_COLUMNS)
    for story in analysis.stories:
        of_story = {**empty, **_cells_of_story(story), "turns": analysis.turns.value}
        if not story.plays or not story.decisions:
            yield of_story
            continue
        for decision in story.decisions:
            of_decision = {**of_story, **_cells_of_decision(decision)}
            if not decision.answers:
                yield of_decision
            for answer in decision.answers:
                yield {**of_decision, **_cells_of_answer(answer)}


def _cells_of_story(story: Story) -> dict[str, Value]:
    return {
        "scenario_id": story.scenario_id,
        "scenario_title": story.title or None,
        "scenario_version": story.version,
        "scenario_hash": story.text_hash,
        "mode": story.mode,
        "scenario_plays": story.plays,
        **_cells_of_figure("alpha", story.coherence.figure),
    }


def _cells_of_decision(decision: Decision) -> dict[str, Value]:
    return {
        "scene_id": decision.scene_id,
        "scene_title": decision.title or None,
        "interaction": decision.interaction or None,
        "scored": decision.scored,
        "scene_plays": decision.count,
        **_cells_of_figure("facility", decision.facility),
        **_cells_of_figure("best_answer", decision.best),
        **_cells_of_figure("discrimination", decision.discrimination),
        "median_seconds": decision.seconds,
    }


def _cells_of_answer(answer: Answer) -> dict[str, Value]:
    return {
        "answer_id": answer.id or None,
        "answer_text": answer.text or None,
        "timed_out": answer.timed_out,
        "answers_together": answer.together,
        "answer_plays": answer.count,
        **_cells_of("share", answer.share),
        "mean_credit": answer.credit,
    }


def _cells_of_figure(name: str, figure: Figure | None) -> dict[str, Value]:
    if figure is None:
        return {}
    return {f"{name}_plays": figure.count, **_cells_of(name, figure.interval)}


def _cells_of(name: str, interval: Interval | None) -> dict[str, Value]:
    if interval is None:
        return {}
    values = (interval.value, interval.low, interval.high)
    return {f"{name}{end}": rounded(value) for end, value in zip(_INTERVAL, values, strict=True)}
