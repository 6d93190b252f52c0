"""Reading a workshop from its tables."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from engine.rules import Action
from game.actions import decode
from game.store.workshop_tables import (
    workshop_commitments,
    workshop_notes,
    workshop_participants,
    workshop_rounds,
    workshop_seats,
    workshop_secrets,
    workshop_turns,
    workshop_votes,
    workshops,
)
from game.workshop.codes import hashed, same
from game.workshop.deeds import Phase
from game.workshop.faults import (
    ParticipantRemoved,
    UnknownCode,
    UnknownParticipant,
    UnknownSecret,
    UnknownWorkshop,
)
from game.workshop.records import (
    ParticipantRecord,
    RoundRecord,
    SeatRecord,
    TurnRecord,
    VoteRecord,
    WorkshopHeader,
    WorkshopRecord,
)
from game.workshop.settings import Way


def find_workshop(connection: Connection, workshop_id: str) -> WorkshopRecord:
    """Raises UnknownWorkshop."""
    row = connection.execute(select(workshops).where(workshops.c.id == workshop_id)).first()
    if row is None:
        raise UnknownWorkshop
    found = dict(row._mapping)
    found |= {"way": Way(row.way), "phase": Phase(row.phase)}
    return WorkshopRecord(
        **found,
        seats=_seats(connection, workshop_id),
        turns=_turns(connection, workshop_id),
        rounds=_rounds(connection, workshop_id),
        notes=_notes(connection, workshop_id),
        commitments=_commitments(connection, workshop_id),
    )


def id_of_code(connection: Connection, code: str | None) -> str:
    """The workshop that this code joins. Raises UnknownCode."""
    query = select(workshops.c.id).where(workshops.c.code == code)
    found = None if code is None else connection.execute(query).scalar()
    if found is None:
        raise UnknownCode
    return str(found)


def id_of_secret(connection: Connection, secret: str) -> str:
    """The workshop that this secret facilitates. Raises UnknownSecret."""
    table, wanted = workshop_secrets, hashed(secret)
    query = select(table.c.secret_hash, table.c.workshop_id).where(table.c.secret_hash == wanted)
    row = connection.execute(query).first()
    if row is None or not same(row.secret_hash, wanted):
        raise UnknownSecret
    return str(row.workshop_id)


def version_of(connection: Connection, workshop_id: str) -> int:
    """Raises UnknownWorkshop."""
    query = select(workshops.c.version).where(workshops.c.id == workshop_id)
    found = connection.execute(query).scalar()
    if found is None:
        raise UnknownWorkshop
    return int(found)


def participant_of(connection: Connection, token: str) -> ParticipantRecord:
    """Whose token this is. Raises UnknownParticipant, ParticipantRemoved."""
    table, wanted = workshop_participants, hashed(token)
    row = connection.execute(select(table).where(table.c.token_hash == wanted)).first()
    if row is None or not same(row.token_hash, wanted):
        raise UnknownParticipant
    if row.removed:
        raise ParticipantRemoved
    found = dict(row._mapping)
    del found["token_hash"]
    return ParticipantRecord(**found)


def participants_in(connection: Connection, workshop_id: str) -> tuple[ParticipantRecord, ...]:
    """Those who are in the workshop, in the order in which they joined."""
    table = workshop_participants
    query = select(*(column for column in table.c if column is not table.c.token_hash)).where(
        table.c.workshop_id == workshop_id, table.c.removed.is_(False)
    )
    rows = connection.execute(query.order_by(table.c.number))
    return tuple(ParticipantRecord(**row._mapping) for row in rows)


def count_participants(connection: Connection, workshop_id: str) -> int:
    table = workshop_participants
    query = select(func.count()).where(
        table.c.workshop_id == workshop_id, table.c.removed.is_(False)
    )
    return int(connection.execute(query).scalar_one())


def votes_in(
    connection: Connection, workshop_id: str, turn: int | None = None, voter: str | None = None
) -> tuple[VoteRecord, ...]:
    """The votes of a workshop, or of one turn or voter, in the order of turns, rounds, voters."""
    table = workshop_votes
    query = select(table).where(table.c.workshop_id == workshop_id)
    if turn is not None:
        query = query.where(table.c.turn == turn)
    if voter is not None:
        query = query.where(table.c.voter == voter)
    rows = connection.execute(query.order_by(table.c.turn, table.c.round, table.c.voter))
    return tuple(
        VoteRecord(
            row.turn,
            row.round,
            row.voter,
            row.cast_by,
            decode(row.action),
            row.reason,
            row.cast_at,
        )
        for row in rows
    )


def headers(connection: Connection) -> tuple[WorkshopHeader, ...]:
    """Every workshop kept, the one opened last first."""
    table = workshop_participants
    present = (
        select(func.count())
        .where(table.c.workshop_id == workshops.c.id, table.c.removed.is_(False))
        .scalar_subquery()
        .label("participants")
    )
    query = select(workshops, present).order_by(workshops.c.opened_at.desc(), workshops.c.id)
    return tuple(
        WorkshopHeader(
            row.id,
            row.code,
            row.title,
            Way(row.way),
            Phase(row.phase),
            row.participants,
            row.opened_at,
            row.ended_at,
            row.expires_at,
        )
        for row in connection.execute(query)
    )


def expired_ids(connection: Connection, now: datetime) -> tuple[str, ...]:
    query = select(workshops.c.id).where(workshops.c.expires_at <= now)
    return tuple(connection.execute(query).scalars())


def ids_with_timers(connection: Connection, now: datetime) -> tuple[str, ...]:
    """The workshops in which the time of an open round is over by ``now``."""
    rounds = workshop_rounds
    query = (
        select(workshops.c.id)
        .join(
            rounds,
            (rounds.c.workshop_id == workshops.c.id)
            & (rounds.c.turn == workshops.c.turn)
            & (rounds.c.round == workshops.c.round),
        )
        .where(
            workshops.c.phase == Phase.VOTING.value,
            workshops.c.paused_at.is_(None),
            rounds.c.deadline <= now,
        )
    )
    return tuple(connection.execute(query).scalars())


def _seats(connection: Connection, workshop_id: str) -> tuple[SeatRecord, ...]:
    table = workshop_seats
    query = select(table).where(table.c.workshop_id == workshop_id).order_by(table.c.number)
    return tuple(
        SeatRecord(row.number, row.name, row.briefing) for row in connection.execute(query)
    )


def _turns(connection: Connection, workshop_id: str) -> tuple[TurnRecord, ...]:
    table = workshop_turns
    query = select(table).where(table.c.workshop_id == workshop_id).order_by(table.c.turn)
    return tuple(
        TurnRecord(
            row.turn,
            row.position,
            row.scene,
            _followed(row.action),
            row.chosen,
            row.taken_back,
            row.graded,
        )
        for row in connection.execute(query)
    )


def _followed(data: dict[str, object] | None) -> Action | None:
    return None if data is None else decode(data)  # type: ignore[arg-type]


def _rounds(connection: Connection, workshop_id: str) -> tuple[RoundRecord, ...]:
    table = workshop_rounds
    query = select(table).where(table.c.workshop_id == workshop_id)
    return tuple(
        RoundRecord(row.turn, row.round, row.opened_at, row.closed_at, row.deadline, row.shown)
        for row in connection.execute(query.order_by(table.c.turn, table.c.round))
    )


def _notes(connection: Connection, workshop_id: str) -> dict[str, str]:
    table = workshop_notes
    query = select(table.c.scene, table.c.text).where(table.c.workshop_id == workshop_id)
    return {row.scene: row.text for row in connection.execute(query.order_by(table.c.scene))}


def _commitments(connection: Connection, workshop_id: str) -> tuple[str, ...]:
    table = workshop_commitments
    query = select(table.c.text).where(table.c.workshop_id == workshop_id)
    return tuple(connection.execute(query.order_by(table.c.number)).scalars())
