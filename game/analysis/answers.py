"""The answers to each decision: how many gave each one, and how the small ones are hidden.

An answer that fewer than SMALLEST_SHOWN gave is never told alone: small ones are taken together,
with the next larger one where they are still too few, so that no subtraction finds them again
(the threshold rule with complementary suppression: A. Hundepool and others, "Statistical
disclosure control", Wiley, 2012, chapter 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.analysis.formulas import wilson
from game.analysis.results import SMALLEST_SHOWN, Answer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ANSWERS = 8
"""Answers told one by one: a choice has fewer, a board of many items has thousands."""

Place = tuple[int, str]
"""A story and one of its scenes."""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many plays that gave one answer, or one of several; ``credits`` is the sum of theirs."""

    id: str
    count: int
    credits: float | None
    timed_out: bool = False
    together: int = 1
    text: str = ""


def answers_of(database: DuckDBPyConnection, files: Sequence[str]) -> dict[Place, list[Counted]]:
    """The answers given in each scene, the commonest first, those beyond MOST_ANSWERS together."""
    found: dict[Place, list[Counted]] = defaultdict(list)
    database.execute(_ANSWERS, {"most": MOST_ANSWERS})
    database.execute(_TEXTS, {"files": list(files)})
    for story, scene, id_, timed_out, together, count, credits, text in database.execute(
        _WITH_TEXTS
    ).fetchall():
        counted = Counted(id_ or "", count, credits, bool(timed_out), together, text or "")
        found[story, scene].append(counted)
    return found


def shown_answers(counted: Iterable[Counted]) -> tuple[Answer, ...]:
    """What may be told of the answers to one decision; nothing where too few decided."""
    held = sorted(counted, key=lambda it: (it.together > 1, -it.count, it.timed_out, it.id))
    total = sum(it.count for it in held)
    if total < SMALLEST_SHOWN:
        return ()
    alone = [it for it in held if it.together == 1 and it.count >= SMALLEST_SHOWN]
    hidden = [it for it in held if it not in alone]
    while hidden and alone and sum(it.count for it in hidden) < SMALLEST_SHOWN:
        hidden.append(alone.pop())
    rest = [_taken_together(hidden)] if hidden else []
    return tuple(_answer(it, total) for it in (*alone, *rest))


def _taken_together(counted: Sequence[Counted]) -> Counted:
    credits = [it.credits for it in counted if it.credits is not None]
    return Counted(
        id="",
        count=sum(it.count for it in counted),
        credits=sum(credits) if len(credits) == len(counted) else None,
        together=sum(it.together for it in counted),
    )


def _answer(counted: Counted, total: int) -> Answer:
    return Answer(
        id=counted.id,
        text=counted.text,
        count=counted.count,
        share=wilson(counted.count, total),
        credit=None if counted.credits is None else counted.credits / counted.count,
        timed_out=counted.timed_out,
        together=counted.together,
    )


def titles_of(
    database: DuckDBPyConnection, files: Sequence[str]
) -> Mapping[tuple[str, str], tuple[str, str]]:
    """By text and scene: the title, which may be empty, and the kind of interaction."""
    rows = database.execute(_TITLES, {"files": list(files)}).fetchall()
    return {(text, scene): (title or "", kind or "") for text, scene, title, kind in rows}


_ANSWERS = """
CREATE TEMP TABLE answer AS
SELECT story, scene_id, answer_id, timed_out,
    count(*)::INTEGER AS together, sum(plays)::BIGINT AS plays, sum(credits) AS credits
FROM (
    SELECT story, scene_id, plays, credits,
        CASE WHEN place <= $most THEN answer_id END AS answer_id,
        timed_out AND place <= $most AS timed_out
    FROM (
        SELECT story, scene_id, answer_id, timed_out, count(*) AS plays, sum(credit) AS credits,
            row_number() OVER (
                PARTITION BY story, scene_id ORDER BY count(*) DESC, timed_out, answer_id
            ) AS place
        FROM met GROUP BY story, scene_id, answer_id, timed_out
    )
)
GROUP BY story, scene_id, answer_id, timed_out
"""

_TEXTS = """
CREATE TEMP TABLE answer_text AS
SELECT scenario_hash, scene_id, answer_id, left(max(text), 2000) AS text
FROM (
    SELECT scenario_hash::VARCHAR AS scenario_hash, scene_id::VARCHAR AS scene_id,
        answer_id::VARCHAR AS answer_id, answer_text::VARCHAR AS text
    FROM read_parquet($files, union_by_name = true)
)
SEMI JOIN (SELECT * FROM answer JOIN story USING (story))
    USING (scenario_hash, scene_id, answer_id)
GROUP BY ALL
"""

_WITH_TEXTS = """
SELECT story, scene_id, answer_id, timed_out, together, plays, credits, text
FROM answer JOIN story USING (story)
LEFT JOIN answer_text USING (scenario_hash, scene_id, answer_id)
ORDER BY story, scene_id, plays DESC
"""

_TITLES = """
SELECT scenario_hash::VARCHAR, scene_id::VARCHAR, left(max(scene_title::VARCHAR), 2000),
    max(interaction::VARCHAR)
FROM read_parquet($files, union_by_name = true)
GROUP BY scenario_hash, scene_id
"""
