"""Players of this machine and their settings."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import IntegrityError

from game.store import errors
from game.store.conflicts import insert_into
from game.store.records import JsonObject, JsonValue, Player
from game.store.tables import machine, players, settings
from game.store.wording import name_key, player_name

_CURRENT_PLAYER = "current_player"
_PSEUDONYM_SECRET = "pseudonym_secret"
_SECRET_BYTES = 32


def all_players(connection: Connection) -> tuple[Player, ...]:
    rows = connection.execute(select(players.c.id, players.c.name).order_by(players.c.name_key))
    return tuple(Player(row.id, row.name) for row in rows)


def find_player(connection: Connection, player_id: int) -> Player:
    row = connection.execute(select(players.c.name).where(players.c.id == player_id)).first()
    if row is None:
        raise errors.NoSuchPlayer(player=player_id)
    return Player(player_id, row.name)


def add_player(connection: Connection, typed: str, now: datetime) -> Player:
    name = _free_name(connection, typed, None)
    values = {"name": name, "name_key": name_key(name), "added_at": now}
    adding = (
        insert_into(connection, players)
        .values(values)
        .on_conflict_do_nothing(index_elements=["name_key"])
        .returning(players.c.id)
    )
    row = connection.execute(adding).first()
    if row is None:  # someone else took the name since it was found free
        raise errors.PlayerNameRefused("taken", name=name)
    return Player(row.id, name)


def rename_player(connection: Connection, player_id: int, typed: str) -> Player:
    find_player(connection, player_id)
    name = _free_name(connection, typed, player_id)
    values = {"name": name, "name_key": name_key(name)}
    try:
        connection.execute(update(players).where(players.c.id == player_id).values(values))
    except IntegrityError as failure:  # someone else took the name since it was found free
        raise errors.PlayerNameRefused("taken", name=name) from failure
    return Player(player_id, name)


def current_player(connection: Connection) -> Player | None:
    row = connection.execute(
        select(machine.c.value).where(machine.c.key == _CURRENT_PLAYER)
    ).first()
    if row is None:
        return None
    name = connection.execute(select(players.c.name).where(players.c.id == row.value)).scalar()
    return None if name is None else Player(row.value, name)


def set_current_player(connection: Connection, player_id: int) -> None:
    find_player(connection, player_id)
    values = {"key": _CURRENT_PLAYER, "value": player_id}
    statement = insert_into(connection, machine).values(values)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": player_id})
    )


def pseudonym_secret(connection: Connection) -> str:
    """What the pseudonyms of this machine are made with: drawn once, then always the same."""
    drawn = insert_into(connection, machine).values(
        key=_PSEUDONYM_SECRET, value=secrets.token_hex(_SECRET_BYTES)
    )
    connection.execute(drawn.on_conflict_do_nothing())
    query = select(machine.c.value).where(machine.c.key == _PSEUDONYM_SECRET)
    return str(connection.execute(query).scalar_one())


def player_settings(connection: Connection, player_id: int) -> JsonObject:
    find_player(connection, player_id)
    rows = connection.execute(
        select(settings.c.key, settings.c.value).where(settings.c.player_id == player_id)
    )
    return {row.key: row.value for row in rows}


def set_setting(connection: Connection, player_id: int, key: str, value: JsonValue) -> None:
    find_player(connection, player_id)
    statement = insert_into(connection, settings).values(player_id=player_id, key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["player_id", "key"], set_={"value": statement.excluded.value}
        )
    )


def _free_name(connection: Connection, typed: str, own_id: int | None) -> str:
    name = player_name(typed)
    same = select(players.c.id).where(players.c.name_key == name_key(name))
    found = connection.execute(same).scalar()
    if found is not None and found != own_id:
        raise errors.PlayerNameRefused("taken", name=name)
    return name
