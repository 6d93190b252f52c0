"""The finished plays of a player with what their lists and progress need, in two queries."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import CompoundSelect, Connection, func, null, select, union_all

from game.store.plays import headers_query, read_header
from game.store.records import FinishedPlay
from game.store.tables import decisions, plays, rewound_decisions


def finished_plays(connection: Connection, player_id: int) -> tuple[FinishedPlay, ...]:
    """The finished plays of a player, the oldest first."""
    first = _first_decisions(connection, player_id)
    query = (
        headers_query()
        .where(plays.c.player_id == player_id, plays.c.finished_at.is_not(None))
        .order_by(plays.c.finished_at, plays.c.id)
    )
    return tuple(
        FinishedPlay(
            read_header(row), row._mapping["summary"], first.get(row._mapping["id"], _NONE)
        )
        for row in connection.execute(query)
    )


_NONE: frozenset[int] = frozenset()


def _first_decisions(connection: Connection, player_id: int) -> defaultdict[str, frozenset[int]]:
    """By play, the positions of the decisions made in a scene never decided in before.

    The very first answer counts, in whatever play it was made; where it was taken back, none does.
    """
    made = _made_by(player_id).subquery()
    rank = func.row_number().over(
        partition_by=(made.c.scenario_id, made.c.scene),
        order_by=(made.c.decided_at, made.c.play_id, made.c.position),
    )
    ranked = select(made.c.play_id, made.c.position, rank.label("rank")).subquery()
    query = select(ranked.c.play_id, ranked.c.position).where(
        ranked.c.rank == 1, ranked.c.position.is_not(None)
    )
    found: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for play_id, position in connection.execute(query):
        found[play_id] |= {position}
    return found


def _made_by(player_id: int) -> CompoundSelect[tuple[str, str, object, str, int | None]]:
    """Every decision the player made, those taken back without their position."""
    kept = (
        select(
            plays.c.scenario_id,
            decisions.c.scene,
            decisions.c.decided_at,
            decisions.c.play_id,
            decisions.c.position,
        )
        .join(plays, plays.c.id == decisions.c.play_id)
        .where(plays.c.player_id == player_id)
    )
    taken_back = (
        select(
            plays.c.scenario_id,
            rewound_decisions.c.scene,
            rewound_decisions.c.decided_at,
            rewound_decisions.c.play_id,
            null().label("position"),
        )
        .join(plays, plays.c.id == rewound_decisions.c.play_id)
        .where(plays.c.player_id == player_id)
    )
    return union_all(kept, taken_back)
