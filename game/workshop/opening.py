"""Opening a workshop, and letting one go: the rows it begins with, and erasing them all."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from engine.scenario import Scenario
from game.store.texts import keep_text
from game.store.workshop_tables import (
    OF_A_WORKSHOP,
    workshop_notes,
    workshop_seats,
    workshop_secrets,
    workshops,
)
from game.workshop import typed
from game.workshop.codes import Draw, draw_code, draw_id, draw_token, hashed
from game.workshop.deeds import Phase
from game.workshop.faults import SettingRefused
from game.workshop.records import Opened
from game.workshop.settings import (
    LONGEST_RETENTION_DAYS,
    LONGEST_ROUND_SECONDS,
    MOST_SEATS,
    SeatSetting,
    Way,
    WorkshopSettings,
)


def checked_settings(settings: WorkshopSettings, scenario: Scenario) -> WorkshopSettings:
    """The settings with their texts cleaned. Raises SettingRefused, TextRefused."""
    needs_seats = settings.way in (Way.TEAMS, Way.ROLES)
    if needs_seats and len(settings.seats) < 2:
        raise SettingRefused("too_few_seats")
    if len(settings.seats) > MOST_SEATS:
        raise SettingRefused("too_many_seats", limit=MOST_SEATS)
    if settings.seconds is not None and not 0 <= settings.seconds <= LONGEST_ROUND_SECONDS:
        raise SettingRefused("bad_seconds", limit=LONGEST_ROUND_SECONDS)
    if not 1 <= settings.retention_days <= LONGEST_RETENTION_DAYS:
        raise SettingRefused("bad_retention", limit=LONGEST_RETENTION_DAYS)
    seats = tuple(
        SeatSetting(typed.pseudonym(seat.name), typed.text(seat.briefing))
        for seat in (settings.seats if needs_seats else ())
    )
    names = [seat.name.casefold() for seat in seats]
    if not all(names) or len(set(names)) != len(names):
        raise SettingRefused("bad_seat_names")
    notes = {scene: typed.text(text) for scene, text in settings.notes.items()}
    for scene in notes:
        if scene not in scenario.scenes:
            raise SettingRefused("unknown_scene", scene=scene)
    return WorkshopSettings(
        settings.way, seats, settings.seconds, notes, settings.retention_days, settings.seed
    )


def open_workshop(
    connection: Connection,
    text: str,
    scenario: Scenario,
    settings: WorkshopSettings,
    draw: Draw,
    now: datetime,
) -> Opened:
    """Begin a workshop in its lobby. ``settings`` are checked ones."""
    workshop_id, secret = draw_id(draw), draw_token(draw)
    code = _free_code(connection, draw)
    seed = int.from_bytes(draw(4), "big") if settings.seed is None else settings.seed
    connection.execute(
        insert(workshops).values(
            id=workshop_id,
            code=code,
            scenario_id=scenario.id,
            scenario_version=scenario.version,
            text_hash=keep_text(connection, text, now),
            title=scenario.title,
            seed=seed,
            way=settings.way.value,
            settings=settings.as_json(),
            phase=Phase.LOBBY.value,
            version=1,
            step=1,
            strides=0,
            turn=0,
            round=0,
            opened_at=now,
            moved_at=now,
            expires_at=now + timedelta(days=settings.retention_days),
        )
    )
    for number, seat in enumerate(settings.seats, start=1):
        connection.execute(
            insert(workshop_seats).values(
                workshop_id=workshop_id, number=number, name=seat.name, briefing=seat.briefing
            )
        )
    for scene, note in settings.notes.items():
        connection.execute(
            insert(workshop_notes).values(workshop_id=workshop_id, scene=scene, text=note)
        )
    add_secret(connection, workshop_id, secret, now)
    return Opened(workshop_id, code, secret)


def add_secret(connection: Connection, workshop_id: str, secret: str, now: datetime) -> None:
    """Let the holder of ``secret`` facilitate; only its hash is kept."""
    connection.execute(
        insert(workshop_secrets).values(
            secret_hash=hashed(secret), workshop_id=workshop_id, made_at=now
        )
    )


def erase_rows(connection: Connection, workshop_id: str) -> None:
    """Delete everything about a workshop, but for the text of its scenario."""
    for table in OF_A_WORKSHOP:
        connection.execute(delete(table).where(table.c.workshop_id == workshop_id))
    connection.execute(delete(workshops).where(workshops.c.id == workshop_id))


def _free_code(connection: Connection, draw: Draw) -> str:
    while True:
        code = draw_code(draw)
        taken = select(workshops.c.id).where(workshops.c.code == code)
        if connection.execute(taken).first() is None:
            return code
