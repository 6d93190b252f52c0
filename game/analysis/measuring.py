"""The figures of an analysis, counted by the database over the tables that were gathered."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from game.analysis.answers import Counted, answers_of, shown_answers, titles_of
from game.analysis.formulas import (
    Interval,
    correlation,
    cronbach_alpha,
    mean_of_shares,
    wilson,
)
from game.analysis.results import (
    ALPHA_FROM,
    DISCRIMINATION_FROM,
    FACILITY_FROM,
    SMALLEST_SHOWN,
    TRUNK_SHARE,
    Coherence,
    Decision,
    Figure,
    Story,
    shown_count,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]
"""One row that the database answers, by the names of its columns."""

_NO_TRUNK = Coherence((), Figure(0, ALPHA_FROM, None))


def measured_stories(database: DuckDBPyConnection, files: Sequence[str]) -> tuple[Story, ...]:
    """Every story with its figures, in alphabetical order, the newest version first.

    ``files`` hold the decisions: their texts are looked up there.
    """
    coherences = _coherences(database)
    decisions = _decisions(database, files)
    return tuple(
        Story(
            scenario_id=row["scenario_id"],
            title=row["title"] or "",
            version=row["scenario_version"],
            text_hash=row["scenario_hash"],
            mode=row["mode"],
            plays=shown_count(row["analysed"]),
            left_aside=shown_count(row["kept"] - row["analysed"]),
            decisions=tuple(decisions[row["story"]]),
            coherence=coherences.get(row["story"], _NO_TRUNK),
            texts=row["texts"],
        )
        for row in _rows(database, _STORIES)
    )


def _rows(database: DuckDBPyConnection, query: str) -> list[Row]:
    found = database.execute(query)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _decisions(database: DuckDBPyConnection, files: Sequence[str]) -> dict[int, list[Decision]]:
    """By story, its decisions in the order in which they are met."""
    answers = answers_of(database, files)
    titles = titles_of(database, files)
    found: dict[int, list[Decision]] = defaultdict(list)
    for row in _rows(database, _DECISIONS):
        title = titles.get((row["scenario_hash"], row["scene_id"]), ("", ""))
        found[row["story"]].append(_decision(row, answers[row["story"], row["scene_id"]], *title))
    return found


def _decision(row: Row, counted: list[Counted], title: str, interaction: str) -> Decision:
    scored = bool(row["scored"])
    return Decision(
        scene_id=row["scene_id"],
        title=title,
        interaction=interaction,
        scored=scored,
        count=shown_count(row["plays"]),
        answers=shown_answers(counted),
        facility=_facility(row) if scored else None,
        best=_best(row) if scored else None,
        discrimination=_discrimination(row) if scored else None,
        seconds=row["seconds"] if row["plays"] >= SMALLEST_SHOWN else None,
    )


def _facility(row: Row) -> Figure:
    judged = row["judged"]
    enough = judged >= FACILITY_FROM
    interval = mean_of_shares(row["mean"], row["variance"], judged) if enough else None
    return Figure(shown_count(judged), FACILITY_FROM, interval)


def _best(row: Row) -> Figure:
    """The share of the best answer, unless those who gave it, or the others, are too few."""
    judged, best = row["judged"], row["best"]
    if None in (shown_count(judged), shown_count(best), shown_count(judged - best)):
        return Figure(None, SMALLEST_SHOWN, None)
    return Figure(judged, SMALLEST_SHOWN, wilson(best, judged) if judged else None)


def _discrimination(row: Row) -> Figure:
    pairs, found = row["pairs"], row["correlation"]
    defined = found is not None and math.isfinite(found)
    interval = correlation(found, pairs) if pairs >= DISCRIMINATION_FROM and defined else None
    return Figure(shown_count(pairs), DISCRIMINATION_FROM, interval)


def _coherences(database: DuckDBPyConnection) -> Mapping[int, Coherence]:
    """By story; those without two scenes that nearly everybody met are left out."""
    database.execute(_TRUNK, {"share": TRUNK_SHARE})
    database.execute(_COMPLETE)
    totals = {row["story"]: row for row in _rows(database, _TOTALS)}
    scenes: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(database, _TRUNK_SCENES):
        scenes[row["story"]].append(row)
    return {story: _coherence(trunk, totals.get(story)) for story, trunk in scenes.items()}


def _coherence(trunk: list[Row], total: Row | None) -> Coherence:
    complete = 0 if total is None else total["plays"]
    alpha: Interval | None = None
    if total is not None and complete >= ALPHA_FROM:
        alpha = cronbach_alpha([row["variance"] for row in trunk], total["variance"], complete)
    ids = tuple(row["scene_id"] for row in trunk)
    return Coherence(ids, Figure(shown_count(complete), ALPHA_FROM, alpha))


_DECISIONS = """
WITH total AS (
    SELECT play, sum(credit) AS credit, sum(best_credit) AS best FROM met GROUP BY play
),
judged AS (
    SELECT met.*, CASE WHEN quality IS NOT NULL AND total.best - met.best_credit > 1e-6
        THEN round((total.credit - met.credit) / (total.best - met.best_credit), 9) END AS rest
    FROM met LEFT JOIN total USING (play)
)
SELECT
    story, scenario_hash, scene_id, bool_or(scored) AS scored, count(*) AS plays,
    count(quality) AS judged, avg(quality) AS mean, var_samp(quality) AS variance,
    count_if(quality >= 1 - 1e-5) AS best,
    count(rest) AS pairs, corr(quality, rest) AS correlation,
    median(seconds) AS seconds
FROM judged JOIN story USING (story)
GROUP BY story, scenario_hash, scene_id
ORDER BY story, avg(position), scene_id
"""
"""``rest`` is the quality of the rest of the path: its credit over the best that was open."""

_TRUNK = """
CREATE TEMP TABLE trunk AS
SELECT story, scene_id, avg(position) AS position, count(*) OVER (PARTITION BY story) AS scenes
FROM met JOIN (SELECT story, count(*) AS plays FROM analysed GROUP BY story) USING (story)
WHERE quality IS NOT NULL
GROUP BY story, scene_id, plays
HAVING count(*) >= $share * plays
"""

_COMPLETE = """
CREATE TEMP TABLE complete AS
SELECT story, play, sum(quality) AS total
FROM met JOIN trunk USING (story, scene_id)
WHERE quality IS NOT NULL AND scenes >= 2
GROUP BY story, play, scenes
HAVING count(*) = scenes
"""
"""Plays that met every scene of the trunk: nothing is put in the place of what is missing."""

_TOTALS = """
SELECT story, count(*) AS plays, var_samp(total) AS variance FROM complete GROUP BY story
"""

_TRUNK_SCENES = """
SELECT story, scene_id, variance
FROM trunk LEFT JOIN (
    SELECT story, scene_id, var_samp(quality) AS variance
    FROM met SEMI JOIN complete USING (play) GROUP BY story, scene_id
) USING (story, scene_id)
WHERE scenes >= 2
ORDER BY story, position, scene_id
"""

_STORIES = """
SELECT story.*, title, coalesce(analysed, 0) AS analysed, kept,
    count(*) OVER (PARTITION BY scenario_id, scenario_version, mode) AS texts
FROM story
JOIN (SELECT story, count(*) AS kept FROM play GROUP BY story) USING (story)
LEFT JOIN (SELECT story, count(*) AS analysed FROM analysed GROUP BY story) USING (story)
LEFT JOIN (
    SELECT scenario_id, scenario_hash, max(title) AS title FROM title GROUP BY ALL
) USING (scenario_id, scenario_hash)
ORDER BY story
"""
