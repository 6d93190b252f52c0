"""A workshop as tables: every vote, the distributions, what each voter showed.

The names of the columns are a promise, as in game/exports/tables.py. For the facilitator: the
votes and the scores are each somebody's, under a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.content import load_catalogue
from game.exports.rows import answer_id, interaction, rounded
from game.exports.tables import Column, FilledTable, Holds, Row, Table, Value
from game.exports.workshop_votes import VoteMade, answer_text, votes_made
from game.workshop.debriefing import Held
from game.workshop.group_debrief import GroupDebrief, GroupDecision, VoterScore
from game.workshop.scoring_votes import voter_score
from game.workshop.snapshots import Distribution

WORDS = "workshop_files"
"""The area of the catalogue of messages that explains these tables."""

BOOK_TITLE = "workshop_files.book.title"


def _table(name: str, /, **columns: Holds) -> Table:
    held = (Column(key, holds) for key, holds in {"workshop_id": Holds.TEXT, **columns}.items())
    return Table(name, tuple(held), WORDS)


VOTES = _table(
    "votes",
    turn=Holds.WHOLE,
    decision=Holds.WHOLE,
    scene_id=Holds.TEXT,
    scene_title=Holds.TEXT,
    round=Holds.WHOLE,
    last_round=Holds.TRUTH,
    voter=Holds.TEXT,
    table=Holds.TEXT,
    interaction=Holds.TEXT,
    answer_id=Holds.TEXT,
    answer_text=Holds.TEXT,
    reason=Holds.TEXT,
    seconds=Holds.NUMBER,
    voted_at=Holds.MOMENT,
    followed=Holds.TRUTH,
    taken_back=Holds.TRUTH,
    credit=Holds.NUMBER,
    best_credit=Holds.NUMBER,
)

DISTRIBUTIONS = _table(
    "distributions",
    decision=Holds.WHOLE,
    scene_id=Holds.TEXT,
    scene_title=Holds.TEXT,
    round=Holds.WHOLE,
    table=Holds.TEXT,
    item_id=Holds.TEXT,
    item_text=Holds.TEXT,
    answer_id=Holds.TEXT,
    answer_text=Holds.TEXT,
    rank=Holds.WHOLE,
    votes=Holds.WHOLE,
    all_votes=Holds.WHOLE,
)

SCORES = _table(
    "scores",
    voter=Holds.TEXT,
    table=Holds.TEXT,
    axis=Holds.TEXT,
    axis_title=Holds.TEXT,
    opportunities=Holds.WHOLE,
    quality=Holds.NUMBER,
)

WORKSHOP_TABLES = (VOTES, DISTRIBUTIONS, SCORES)


def workshop_tables(held: Held, debrief: GroupDebrief) -> tuple[FilledTable, ...]:
    """Every table of a workshop, in the order of WORKSHOP_TABLES."""
    made = votes_made(held)
    return (
        FilledTable(VOTES, tuple(_vote(held, one) for one in made)),
        FilledTable(DISTRIBUTIONS, tuple(_distributions(held, debrief.decisions))),
        FilledTable(SCORES, tuple(_scores(held, made))),
    )


def _vote(held: Held, made: VoteMade) -> Row:
    vote, scene, scenario = made.vote, made.scene, held.rules.scenario
    score = made.report.score if made.report else None
    values: dict[str, Value] = {
        "workshop_id": held.workshop.id,
        "turn": vote.turn,
        "decision": made.position,
        "scene_id": scene.id,
        "scene_title": scenario.fill(scene.title) or None,
        "round": vote.round or None,
        "last_round": made.last,
        "voter": vote.voter,
        "table": made.table or None,
        "interaction": interaction(vote.action),
        "answer_id": answer_id(vote.action),
        "answer_text": answer_text(scenario, scene, vote.action),
        "reason": vote.reason or None,
        "seconds": None if made.seconds is None else round(made.seconds, 3),
        "voted_at": vote.cast_at,
        "followed": made.followed,
        "taken_back": made.taken_back,
        "credit": None if score is None else rounded(score.credit),
        "best_credit": None if score is None else rounded(score.best_credit),
    }
    return VOTES.row(values)


def _distributions(held: Held, decisions: Sequence[GroupDecision]) -> Iterable[Row]:
    for decision in decisions:
        for shown in (*decision.rounds, *decision.by_seat):
            seat = held.workshop.seat(shown.seat)
            about: dict[str, Value] = {
                "workshop_id": held.workshop.id,
                "decision": decision.position + 1,
                "scene_id": decision.scene.id,
                "scene_title": decision.scene.title or None,
                "round": shown.round,
                "table": seat.name if seat else None,
                "all_votes": shown.votes,
            }
            for counted in _counted(shown):
                yield DISTRIBUTIONS.row(_NOTHING | about | counted)


_NOTHING: dict[str, Value] = dict.fromkeys(
    ("item_id", "item_text", "answer_id", "answer_text", "rank")
)


def _counted(shown: Distribution) -> Iterable[dict[str, Value]]:
    for choice in shown.choices:
        yield {"answer_id": choice.id, "answer_text": choice.text, "votes": choice.votes}
    for item in shown.items:
        for column in item.columns:
            yield {
                "item_id": item.id,
                "item_text": item.text,
                "answer_id": column.id,
                "answer_text": column.text,
                "votes": column.votes,
            }
    for step in shown.steps:
        for rank, votes in enumerate(step.ranks, 1):
            yield {"item_id": step.id, "item_text": step.text, "rank": rank, "votes": votes}


def _scores(held: Held, made: Sequence[VoteMade]) -> Iterable[Row]:
    by_voter: dict[str, list[VoteMade]] = {}
    for one in made:
        if one.last and one.report is not None:
            by_voter.setdefault(one.vote.voter, []).append(one)
    for voter, own in sorted(by_voter.items(), key=lambda pair: (pair[0][:1], int(pair[0][1:]))):
        scores = [one.report.score for one in own if one.report is not None]
        told = voter_score("", scores, load_catalogue())
        about: dict[str, Value] = {
            "workshop_id": held.workshop.id,
            "voter": voter,
            "table": own[-1].table or None,
        }
        for shown in _shown(told):
            yield SCORES.row(about | shown)


def _shown(score: VoterScore) -> Iterable[dict[str, Value]]:
    yield {
        "axis": None,
        "axis_title": None,
        "opportunities": score.decisions,
        "quality": score.overall,
    }
    for family in score.families:
        yield {
            "axis": family.id,
            "axis_title": family.title,
            "opportunities": family.opportunities,
            "quality": family.quality,
        }
