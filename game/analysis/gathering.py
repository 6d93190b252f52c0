"""The rows of an export as the tables of an analysis: each play once, each scene once a play.

``story``: one text of a scenario in one mode. ``play``: one play, and the how-manieth of its
player on that scenario. ``met``: one row for each scene of each play analysed. Their texts are
looked up in the files once it is known which are shown: a million copies would fill the memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.analysis.faults import AnalysisError
from game.analysis.reading import Sources
from game.analysis.results import Turns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_STORIES = 5_000
"""More texts of scenarios than any institution has: the files are not what they seem."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """``plays`` were read, of which ``twice`` had come in another file too."""

    plays: int
    twice: int


def gather(
    database: DuckDBPyConnection, sources: Sources, turns: Turns, scenario: str | None
) -> Gathered:
    """Make the tables. ``scenario`` keeps to one, by id. Raises AnalysisError."""
    files = list(sources.decisions)
    database.execute(_READ_PLAYS, {"files": files, "scenario": scenario})
    _check(database, sources)
    database.execute(_STORIES)
    stories = _count(database, "SELECT count(*) FROM story")
    if stories > MOST_STORIES:
        raise AnalysisError("too_many", count=stories)
    if not stories:
        raise AnalysisError("no_plays" if scenario is None else "no_such_scenario")
    database.execute(_PLAYS)
    read = _count(database, "SELECT count(*) FROM read")
    kept = _count(database, "SELECT count(*) FROM play")
    wanted = {Turns.FIRST: (1, 1), Turns.AGAIN: (2, None), Turns.ALL: (1, None)}[turns]
    database.execute(_ANALYSED, wanted)
    database.execute(_MET, {"files": files})
    database.execute(_FIRST_MEETINGS)
    _keep_titles(database, sources)
    return Gathered(kept, read - kept)


def _count(database: DuckDBPyConnection, query: str) -> int:
    found = database.execute(query).fetchone()
    assert found is not None
    return int(found[0])


def _check(database: DuckDBPyConnection, sources: Sources) -> None:
    bad = database.execute(
        "SELECT file, sum(bad) FROM read GROUP BY file HAVING sum(bad) > 0 ORDER BY file LIMIT 1"
    ).fetchone()
    if bad is not None:
        raise AnalysisError("bad_values", file=sources.names[bad[0]], count=int(bad[1]))


def _keep_titles(database: DuckDBPyConnection, sources: Sources) -> None:
    database.execute(
        "CREATE TABLE title (scenario_id VARCHAR, scenario_hash VARCHAR, title VARCHAR)"
    )
    if sources.plays:
        database.execute(_TITLES, {"files": list(sources.plays)})


_READ_PLAYS = """
CREATE TEMP TABLE read AS
SELECT
    file, player, play_id, scenario_id, scenario_version, scenario_hash, mode,
    min(moment) AS begun, max(moment) AS moved, count(*) AS decisions,
    count_if(
        play_id IS NULL OR player IS NULL OR scenario_id IS NULL OR scenario_version IS NULL
        OR scenario_hash IS NULL OR scene_id IS NULL OR position IS NULL OR scored IS NULL
        OR mode IS NULL OR mode NOT IN ('practice', 'assessment')
        OR (scored AND (credit IS NULL OR best_credit IS NULL
            OR NOT (best_credit BETWEEN 0 AND 1 AND credit BETWEEN 0 AND best_credit + 1e-5)))
    ) AS bad
FROM (
    SELECT
        file, player::VARCHAR AS player, play_id::VARCHAR AS play_id,
        scenario_id::VARCHAR AS scenario_id, TRY_CAST(scenario_version AS BIGINT) AS
        scenario_version, scenario_hash::VARCHAR AS scenario_hash, mode::VARCHAR AS mode,
        scene_id, TRY_CAST(position AS BIGINT) AS position, epoch_us(decided_at) AS moment,
        scored, credit, best_credit
    FROM read_parquet($files, filename = 'file', union_by_name = true)
)
WHERE $scenario IS NULL OR scenario_id = $scenario
GROUP BY ALL
"""

_STORIES = """
CREATE TEMP TABLE story AS
SELECT (row_number() OVER (ORDER BY scenario_id, scenario_version DESC, last DESC,
        scenario_hash, mode))::INTEGER AS story, *
FROM (
    SELECT scenario_id, scenario_version, scenario_hash, mode, max(moved) AS last
    FROM read GROUP BY ALL
)
"""

_PLAYS = """
CREATE TEMP TABLE play AS
SELECT
    (row_number() OVER ())::INTEGER AS play, story, file, player, play_id,
    row_number() OVER (
        PARTITION BY player, scenario_id ORDER BY begun NULLS LAST, moved, play_id
    ) AS turn
FROM (
    SELECT * FROM read QUALIFY row_number() OVER (
        PARTITION BY player, play_id ORDER BY moved DESC NULLS LAST, decisions DESC, file
    ) = 1
)
JOIN story USING (scenario_id, scenario_version, scenario_hash, mode)
"""
"""A play that came in several files is read in the one that has most of it."""

_ANALYSED = """
CREATE TEMP TABLE analysed AS
SELECT play, story, file, player, play_id FROM play
WHERE turn >= ? AND turn <= coalesce(?, turn)
"""

_MET = """
CREATE TEMP TABLE met AS
SELECT
    play, story, scene_id, position, scored, timed_out, seconds, credit, best_credit,
    CASE WHEN timed_out THEN '' ELSE coalesce(answer_id, '') END AS answer_id,
    CASE WHEN best_credit > 0 THEN least(1, credit / best_credit) END AS quality
FROM (
    SELECT
        file, player::VARCHAR AS player, play_id::VARCHAR AS play_id,
        scene_id::VARCHAR AS scene_id, position::BIGINT AS position,
        scored, answer_id::VARCHAR AS answer_id,
        coalesce(timed_out, false) AS timed_out, TRY_CAST(seconds AS FLOAT) AS seconds,
        CASE WHEN scored THEN credit::DOUBLE END AS credit,
        CASE WHEN scored THEN best_credit::DOUBLE END AS best_credit
    FROM read_parquet($files, filename = 'file', union_by_name = true)
)
JOIN analysed USING (file, player, play_id)
"""

_FIRST_MEETINGS = """
DELETE FROM met USING (
    SELECT play, scene_id, arg_min(rowid, position) AS kept
    FROM met GROUP BY ALL HAVING count(*) > 1
) AS again
WHERE met.play = again.play AND met.scene_id = again.scene_id AND met.rowid <> again.kept
"""
"""Of the meetings of a scene in a play the first is kept, once where a row came twice."""

_TITLES = """
INSERT INTO title
SELECT scenario_id::VARCHAR, scenario_hash::VARCHAR, max(scenario_title::VARCHAR)
FROM read_parquet($files, union_by_name = true) GROUP BY ALL
"""
