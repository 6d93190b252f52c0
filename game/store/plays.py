"""Plays as they are read: one with its journal, or lists for the screens."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, Select, func, select

from game.store import errors
from game.store.records import (
    BestResult,
    Branch,
    Play,
    PlayHeader,
    RewoundDecision,
    StoredDecision,
)
from game.store.tables import decisions, plays, rewound_decisions
from game.store.wording import is_identifier

_LENGTH = (
    select(func.count())
    .select_from(decisions)
    .where(decisions.c.play_id == plays.c.id)
    .scalar_subquery()
    .label("length")
)


def find_header(connection: Connection, play_id: str) -> PlayHeader:
    """The play of that id, in whatever case it was typed. Raises NoSuchPlay."""
    wanted = play_id.strip().lower()
    if not is_identifier(wanted):
        raise errors.NoSuchPlay(play=play_id)
    row = connection.execute(headers_query().where(plays.c.id == wanted)).first()
    if row is None:
        raise errors.NoSuchPlay(play=play_id)
    return read_header(row)


def hold_play(connection: Connection, play_id: str) -> PlayHeader:
    """The play, which nobody else can write to until the transaction ends. Raises NoSuchPlay.

    It is locked first and read afterwards: what was read before waiting for the lock could be old.
    """
    wanted = play_id.strip().lower()
    connection.execute(select(plays.c.id).where(plays.c.id == wanted).with_for_update())
    return find_header(connection, play_id)


def find_play(connection: Connection, play_id: str) -> Play:
    header = find_header(connection, play_id)
    summary = connection.execute(select(plays.c.summary).where(plays.c.id == header.id)).scalar()
    return Play(
        header,
        find_decisions(connection, header.id),
        find_rewound(connection, header.id),
        summary or {},
    )


def find_decisions(connection: Connection, play_id: str) -> tuple[StoredDecision, ...]:
    query = select(decisions).where(decisions.c.play_id == play_id).order_by(decisions.c.position)
    return tuple(_decision(row) for row in connection.execute(query))


def find_decision(connection: Connection, play_id: str, position: int) -> StoredDecision | None:
    query = select(decisions).where(
        decisions.c.play_id == play_id, decisions.c.position == position
    )
    row = connection.execute(query).first()
    return None if row is None else _decision(row)


def find_rewound(connection: Connection, play_id: str) -> tuple[RewoundDecision, ...]:
    table = rewound_decisions
    query = select(table).where(table.c.play_id == play_id).order_by(table.c.take, table.c.position)
    return tuple(
        RewoundDecision(_decision(row), row.take, row.text_hash, row.reason, row.rewound_at)
        for row in connection.execute(query)
    )


def plays_of(
    connection: Connection, player_id: int, scenario_id: str | None, unfinished_only: bool
) -> tuple[PlayHeader, ...]:
    """The plays of a player, the one that moved last first."""
    query = headers_query().where(plays.c.player_id == player_id)
    if scenario_id is not None:
        query = query.where(plays.c.scenario_id == scenario_id)
    if unfinished_only:
        query = query.where(plays.c.finished_at.is_(None))
    query = query.order_by(plays.c.moved_at.desc(), plays.c.id)
    return tuple(read_header(row) for row in connection.execute(query))


def best_results(connection: Connection, player_id: int) -> dict[str, BestResult]:
    """By scenario, the best scored play that was finished; the earliest of equals."""
    finished = plays_of(connection, player_id, None, unfinished_only=False)
    by_scenario: dict[str, list[PlayHeader]] = {}
    for header in finished:
        if header.finished_at is not None and header.overall is not None:
            by_scenario.setdefault(header.scenario_id, []).append(header)
    return {scenario_id: _best(headers) for scenario_id, headers in by_scenario.items()}


def _best(headers: Sequence[PlayHeader]) -> BestResult:
    ends = {header.id: header.finished_at or header.moved_at for header in headers}
    by_end = sorted(headers, key=lambda header: ends[header.id])
    best = max(by_end, key=lambda header: header.overall or 0.0)
    return BestResult(
        scenario_id=best.scenario_id,
        play_id=best.id,
        overall=best.overall or 0.0,
        mode=best.mode,
        finished_plays=len(headers),
        last_finished_at=ends[by_end[-1].id],
    )


def headers_query() -> Select[*tuple[object, ...]]:
    """The rows that ``read_header`` reads."""
    return select(plays, _LENGTH)


def read_header(row: Row[*tuple[object, ...]]) -> PlayHeader:
    values = row._mapping
    branched_from = values["branched_from"]
    branch = None if branched_from is None else Branch(branched_from, values["branched_at"])
    return PlayHeader(
        id=values["id"],
        player_id=values["player_id"],
        scenario_id=values["scenario_id"],
        scenario_version=values["scenario_version"],
        text_hash=values["text_hash"],
        seed=values["seed"],
        mode=values["mode"],
        settings=values["settings"],
        branch=branch,
        take=values["take"],
        length=values["length"],
        begun_at=values["begun_at"],
        moved_at=values["moved_at"],
        finished_at=values["finished_at"],
        ending=values["ending"],
        overall=values["overall"],
    )


def _decision(row: Row[*tuple[object, ...]]) -> StoredDecision:
    values = row._mapping
    return StoredDecision(
        position=values["position"],
        scene=values["scene"],
        action=values["action"],
        seconds=values["seconds"],
        timed_out=values["timed_out"],
        note=values["note"],
        decided_at=values["decided_at"],
    )
