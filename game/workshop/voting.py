"""What participants do: join, vote, take their vote back, leave and erase what is theirs.

Each function is one job of the writer (``game.workshop.writing``): it enters the workshop, checks,
and only then writes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from engine.rules import Action
from engine.session import Phase as SessionPhase
from game.actions import encode
from game.store.workshop_tables import workshop_participants, workshop_votes
from game.workshop import typed
from game.workshop.batch import Batch
from game.workshop.deeds import Phase
from game.workshop.faults import (
    NoSuchSeat,
    NotNow,
    SeatNeeded,
    VoteNotOpen,
    VoteTooLate,
    WorkshopEnded,
    WorkshopFull,
    WorkshopPaused,
)
from game.workshop.records import ParticipantRecord, Receipt, WorkshopRecord
from game.workshop.rows import (
    count_participants,
    participant_of,
    votes_in,
)
from game.workshop.settings import MOST_PARTICIPANTS, Way
from game.workshop.story import checked_action, own_session


def voter_of(way: Way, participant: ParticipantRecord) -> str:
    """In whose name a participant votes: their table in teams, else their own."""
    return f"t{participant.seat}" if way is Way.TEAMS else f"p{participant.number}"


def join(
    batch: Batch,
    workshop_id: str,
    token_hash: str,
    name: str,
    seat: int,
    now: datetime,
) -> int:
    """The number of a new participant; of the same one where the token has joined already."""
    connection, workshop = batch.connection, batch.enter(workshop_id)
    if workshop.phase is Phase.ENDED:
        raise WorkshopEnded
    check_seat(workshop, seat)
    if count_participants(connection, workshop_id) >= MOST_PARTICIPANTS:
        raise WorkshopFull(limit=MOST_PARTICIPANTS)
    table = workshop_participants
    known = select(table.c.number).where(table.c.token_hash == token_hash)
    if (number := connection.execute(known).scalar()) is not None:
        return int(number)
    last = select(func.max(table.c.number)).where(table.c.workshop_id == workshop_id)
    number = (connection.execute(last).scalar() or 0) + 1
    connection.execute(
        insert(table).values(
            workshop_id=workshop_id,
            number=number,
            token_hash=token_hash,
            pseudonym=name,
            seat=seat,
            strides=0,
            commitment="",
            joined_at=now,
            removed=False,
        )
    )
    return number


def check_seat(workshop: WorkshopRecord, seat: int) -> None:
    """Raises NoSuchSeat, or SeatNeeded where one votes from a table."""
    if workshop.way in (Way.TEAMS, Way.ROLES):
        if seat == 0:
            raise SeatNeeded
    elif seat == 0:
        return
    if workshop.seat(seat) is None:
        raise NoSuchSeat


def cast_vote(
    batch: Batch,
    token: str,
    turn: int,
    number: int,
    action: Action,
    reason: str,
    now: datetime,
) -> Receipt:
    """Store the vote of a round, in the place of the voter's earlier one."""
    participant, workshop, version = _entered(batch, token)
    _check_open(workshop, turn, number, now)
    if workshop.way in (Way.TEAMS, Way.ROLES) and participant.seat == 0:
        raise SeatNeeded
    rules, state = batch.rules(workshop), batch.session(workshop).state
    values = {
        "cast_by": participant.number,
        "action": encode(checked_action(rules, state, workshop.seed, action)),
        "reason": typed.line(reason),
        "cast_at": now,
    }
    key = {
        "workshop_id": workshop.id,
        "turn": turn,
        "round": number,
        "voter": voter_of(workshop.way, participant),
    }
    batch.upsert(workshop_votes, key, values)
    return Receipt(workshop.id, turn, number, version)


def withdraw(batch: Batch, token: str, turn: int, number: int, now: datetime) -> Receipt:
    """Take back the vote of a round that is still open. Harmless when there is none."""
    participant, workshop, version = _entered(batch, token)
    _check_open(workshop, turn, number, now)
    votes = workshop_votes
    batch.connection.execute(
        delete(votes).where(
            votes.c.workshop_id == workshop.id,
            votes.c.turn == turn,
            votes.c.round == number,
            votes.c.voter == voter_of(workshop.way, participant),
        )
    )
    return Receipt(workshop.id, turn, number, version)


def decide_alone(
    batch: Batch,
    token: str,
    decisions: int,
    action: Action,
    reason: str,
    now: datetime,
) -> Receipt:
    """The next decision of someone who plays alone and has made ``decisions`` already.

    Deciding again what is decided already changes nothing.
    """
    participant, workshop, version = _entered(batch, token)
    _check_own_pace(workshop)
    voter = voter_of(workshop.way, participant)
    votes = votes_in(batch.connection, workshop.id, voter=voter)
    turn = decisions + 1
    receipt = Receipt(workshop.id, turn, 0, version)
    if any(vote.turn == turn for vote in votes):
        return receipt
    rules = batch.rules(workshop)
    session = own_session(rules, workshop, participant, votes)
    if session.phase != SessionPhase.DECIDING or decisions != len(session.steps):
        raise VoteNotOpen
    batch.connection.execute(
        insert(workshop_votes).values(
            workshop_id=workshop.id,
            turn=turn,
            round=0,
            voter=voter,
            cast_by=participant.number,
            action=encode(checked_action(rules, session.state, workshop.seed, action)),
            reason=typed.line(reason),
            cast_at=now,
        )
    )
    _set(batch.connection, participant, strides=0)
    return receipt


def go_on_alone(batch: Batch, token: str, decisions: int, strides: int) -> int:
    """Read on, for someone who plays alone, from ``strides`` after ``decisions`` decisions.

    Harmless when they have gone on already (a page sent twice). Returns the version.
    """
    participant, workshop, version = _entered(batch, token)
    _check_own_pace(workshop)
    votes = votes_in(batch.connection, workshop.id, voter=voter_of(workshop.way, participant))
    rules = batch.rules(workshop)
    session = own_session(rules, workshop, participant, votes)
    if (len(session.steps), participant.strides) != (decisions, strides):
        return version
    if session.phase in (SessionPhase.BRIEFING, SessionPhase.OUTCOME, SessionPhase.INTERLUDE):
        _set(batch.connection, participant, strides=strides + 1)
    return version


def take_seat(batch: Batch, token: str, seat: int) -> int:
    """Sit at another table. Raises NoSuchSeat, SeatNeeded."""
    participant, workshop, version = _entered(batch, token)
    check_seat(workshop, seat)
    _set(batch.connection, participant, seat=seat)
    return version


def write_commitment(batch: Batch, token: str, written: str) -> int:
    """What the participant means to do; an empty line removes it."""
    participant, workshop, version = _entered(batch, token)
    if workshop.phase not in (Phase.OWN_PACE, Phase.DEBRIEF):
        raise NotNow
    _set(batch.connection, participant, commitment=written)
    return version


def erase(batch: Batch, token: str) -> None:
    """Forget a participant for good.

    Their own vote of a round still open goes. Those of closed rounds stay in the sums, which others
    have seen, but as nobody's: without reason, author or place in any other list; so does a vote
    they gave for their table. What they decided alone goes altogether.
    """
    participant = participant_of(batch.connection, token)
    workshop = batch.enter(participant.workshop_id)
    forget(batch.connection, workshop, participant.number)
    table = workshop_participants
    batch.connection.execute(
        delete(table).where(
            table.c.workshop_id == workshop.id, table.c.number == participant.number
        )
    )


def forget(connection: Connection, workshop: WorkshopRecord, number: int) -> None:
    """Take a participant's votes out of the open round and their name off all others."""
    votes = workshop_votes
    here = votes.c.workshop_id == workshop.id
    mine = here & (votes.c.cast_by == number)
    open_round = (votes.c.turn == workshop.turn) & (votes.c.round == workshop.round)
    if workshop.phase is Phase.VOTING:
        alone = votes.c.voter == f"p{number}"
        connection.execute(delete(votes).where(mine & alone & open_round))
    connection.execute(delete(votes).where(mine & (votes.c.round == 0)))
    connection.execute(update(votes).where(mine).values(cast_by=None, reason=""))
    _rename_voter(connection, workshop.id, f"p{number}")


def _rename_voter(connection: Connection, workshop_id: str, voter: str) -> None:
    """Give the votes of ``voter`` to a number that is nobody's; the same one in every round."""
    votes = workshop_votes
    here = votes.c.workshop_id == workshop_id
    nobodies = select(func.count(votes.c.voter.distinct())).where(here, votes.c.voter.like("x%"))
    free = connection.execute(nobodies).scalar_one() + 1
    connection.execute(update(votes).where(here, votes.c.voter == voter).values(voter=f"x{free}"))


def _entered(batch: Batch, token: str) -> tuple[ParticipantRecord, WorkshopRecord, int]:
    """Whose token it is, their workshop as it is now, and the version this job makes."""
    participant = participant_of(batch.connection, token)
    workshop = batch.enter(participant.workshop_id)
    if workshop.phase is Phase.ENDED:
        raise WorkshopEnded
    return participant, workshop, batch.versions[workshop.id]


def _check_open(workshop: WorkshopRecord, turn: int, number: int, now: datetime) -> None:
    if (workshop.turn, workshop.round) != (turn, number) or number == 0:
        raise VoteNotOpen
    held = workshop.present_round
    deadline = held.deadline if held else None
    if workshop.paused_at is not None:
        raise WorkshopPaused
    if deadline and workshop.phase is Phase.CLOSED and held and held.closed_at == deadline:
        raise VoteTooLate
    if workshop.phase is not Phase.VOTING:
        raise VoteNotOpen
    if deadline and deadline <= now:
        raise VoteTooLate


def _check_own_pace(workshop: WorkshopRecord) -> None:
    if workshop.paused_at is not None:
        raise WorkshopPaused
    if workshop.phase is not Phase.OWN_PACE:
        raise VoteNotOpen


def _set(connection: Connection, participant: ParticipantRecord, **values: object) -> None:
    table = workshop_participants
    connection.execute(
        update(table)
        .where(table.c.workshop_id == participant.workshop_id, table.c.number == participant.number)
        .values(**values)
    )
