"""What facilitators do that moves nothing: names, tables, their notes, the group's commitments."""

from __future__ import annotations

from sqlalchemy import delete, insert, update

from game.store.workshop_tables import (
    workshop_commitments,
    workshop_notes,
    workshop_participants,
)
from game.workshop import typed
from game.workshop.batch import Batch
from game.workshop.deeds import Deed, Remove, Rename, Seat, WriteCommitments, WriteNote
from game.workshop.faults import NotAnOption, SettingRefused, UnknownParticipant
from game.workshop.records import WorkshopRecord
from game.workshop.settings import MOST_COMMITMENTS
from game.workshop.voting import check_seat, forget


def host(batch: Batch, workshop: WorkshopRecord, deed: Deed) -> None:
    """Do one of the deeds that can be done again without harm."""
    match deed:
        case Rename():
            name = typed.pseudonym(deed.pseudonym)
            _set_participant(batch, workshop, deed.number, pseudonym=name)
        case Remove():
            _set_participant(
                batch, workshop, deed.number, removed=True, pseudonym="", commitment=""
            )
            forget(batch.connection, workshop, deed.number)
        case Seat():
            check_seat(workshop, deed.seat)
            _set_participant(batch, workshop, deed.number, seat=deed.seat)
        case WriteNote():
            _write_note(batch, workshop, deed)
        case WriteCommitments():
            _write_commitments(batch, workshop, deed)
        case _:
            raise ValueError(f"{deed.name} moves the workshop")


def _write_note(batch: Batch, workshop: WorkshopRecord, deed: WriteNote) -> None:
    if deed.scene not in batch.rules(workshop).scene_index:
        raise NotAnOption
    key = {"workshop_id": workshop.id, "scene": deed.scene}
    batch.upsert(workshop_notes, key, {"text": typed.text(deed.text)})


def _write_commitments(batch: Batch, workshop: WorkshopRecord, deed: WriteCommitments) -> None:
    lines = [line for line in map(typed.line, deed.lines) if line]
    if len(lines) > MOST_COMMITMENTS:
        raise SettingRefused("too_many_commitments", limit=MOST_COMMITMENTS)
    table = workshop_commitments
    batch.connection.execute(delete(table).where(table.c.workshop_id == workshop.id))
    for number, line in enumerate(lines, start=1):
        batch.connection.execute(
            insert(table).values(workshop_id=workshop.id, number=number, text=line)
        )


def _set_participant(batch: Batch, workshop: WorkshopRecord, number: int, **values: object) -> None:
    table = workshop_participants
    changed = batch.connection.execute(
        update(table)
        .where(
            table.c.workshop_id == workshop.id,
            table.c.number == number,
            table.c.removed.is_(False),
        )
        .values(**values)
    )
    if not changed.rowcount:
        raise UnknownParticipant
