"""When a scene with a timer was first shown, kept so that no reload or restart gives time back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from game.store.conflicts import insert_into
from game.store.plays import find_header
from game.store.records import ShownScene
from game.store.tables import shown_scenes


def show_scene(
    connection: Connection, play_id: str, take: int, position: int, now: datetime
) -> ShownScene:
    """The first showing counts; showing again changes nothing. Raises NoSuchPlay."""
    header = find_header(connection, play_id)
    first = insert_into(connection, shown_scenes).values(
        play_id=header.id, take=take, position=position, shown_at=now, stopped_seconds=0.0
    )
    connection.execute(first.on_conflict_do_nothing())
    found = find_shown(connection, header.id, take, position)
    assert found is not None
    return found


def find_shown(connection: Connection, play_id: str, take: int, position: int) -> ShownScene | None:
    row = connection.execute(select(shown_scenes).where(_key(play_id, take, position))).first()
    if row is None:
        return None
    return ShownScene(row.shown_at, row.stopped_at, row.stopped_seconds)


def stop_time(
    connection: Connection, play_id: str, take: int, position: int, now: datetime
) -> None:
    """Nothing changes where the time is stopped already or the scene was not shown."""
    running = (_key(play_id, take, position), shown_scenes.c.stopped_at.is_(None))
    connection.execute(update(shown_scenes).where(*running).values(stopped_at=now))


def restart_time(
    connection: Connection, play_id: str, take: int, position: int, now: datetime
) -> None:
    """Nothing changes where the time runs already."""
    found = find_shown(connection, play_id, take, position)
    if found is None or found.stopped_at is None:
        return
    stopped = found.stopped_seconds + (now - found.stopped_at).total_seconds()
    connection.execute(
        update(shown_scenes)
        .where(_key(play_id, take, position), shown_scenes.c.stopped_at == found.stopped_at)
        .values(stopped_at=None, stopped_seconds=stopped)
    )


def _key(play_id: str, take: int, position: int) -> ColumnElement[bool]:
    table = shown_scenes.c
    return (table.play_id == play_id) & (table.take == take) & (table.position == position)
