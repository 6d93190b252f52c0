"""Writing a play: its beginning, each decision, taking back, its end.

Every write holds its play, and says the take and the place it continues from. Another process
that went on with the same play in between is thus noticed (PlayMovedOn) instead of being
overwritten or mixed in.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from game.store import errors
from game.store.people import find_player
from game.store.plays import find_decision, find_decisions, find_header, hold_play
from game.store.records import (
    JsonObject,
    NewPlay,
    PlayHeader,
    RewoundDecision,
    StoredDecision,
)
from game.store.rows import decision_row, play_row, rewound_row
from game.store.tables import decisions, plays, rewound_decisions
from game.store.texts import has_text
from game.store.wording import note_line

REWIND = "rewind"
NEW_TEXT = "new-text"

_ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""No vowel and no look-alike: an id is easy to dictate and never a word."""
_ID_LENGTH = 6


def begin_play(
    connection: Connection, new: NewPlay, first_decisions: Sequence[StoredDecision], now: datetime
) -> PlayHeader:
    """Begin a play, with the decisions that a branched play takes over."""
    find_player(connection, new.player_id)
    if not has_text(connection, new.text_hash):
        raise errors.NoSuchText(hash=new.text_hash[:12])
    play_id = free_id(connection)
    header = PlayHeader(
        id=play_id,
        player_id=new.player_id,
        scenario_id=new.scenario_id,
        scenario_version=new.scenario_version,
        text_hash=new.text_hash,
        seed=new.seed,
        mode=new.mode,
        settings=new.settings,
        branch=new.branch,
        take=0,
        length=0,
        begun_at=now,
        moved_at=now,
    )
    connection.execute(insert(plays).values(play_row(header) | {"summary": {}}))
    for decision in first_decisions:
        append_decision(connection, play_id, decision, 0, now)
    return find_header(connection, play_id)


def append_decision(
    connection: Connection, play_id: str, decision: StoredDecision, take: int, now: datetime
) -> None:
    """Add ``decision`` at the end of the journal; saying the same one twice adds it once."""
    if not (math.isfinite(decision.seconds) and decision.seconds >= 0):
        raise ValueError(f"not a duration in seconds: {decision.seconds}")
    header = hold_play(connection, play_id)
    if header.take != take or decision.position > header.length:
        raise _moved_on(header)
    if decision.position < header.length:
        stored = find_decision(connection, header.id, decision.position)
        if stored is None or not stored.same_answer(decision):
            raise _moved_on(header)
        return
    if header.finished:
        raise errors.PlayFinished(play=header.id)
    kept = replace(decision, note=note_line(decision.note), decided_at=decision.decided_at or now)
    connection.execute(insert(decisions).values(decision_row(kept, header.id)))
    _update(connection, header, moved_at=now)


def set_note(connection: Connection, play_id: str, position: int, note: str) -> None:
    """Write, change or empty the private note of a decision, of a finished play too."""
    header = hold_play(connection, play_id)
    changed = connection.execute(
        update(decisions)
        .where(decisions.c.play_id == header.id, decisions.c.position == position)
        .values(note=note_line(note))
    )
    if changed.rowcount == 0:
        raise errors.NoSuchDecision(play=header.id, number=position + 1)


def rewind(
    connection: Connection, play_id: str, length: int, take: int, now: datetime
) -> PlayHeader:
    """Keep the first ``length`` decisions; the others go to the history."""
    header = _open_play(connection, play_id, take)
    if header.mode != "practice":
        raise errors.RewindNotAllowed(play=header.id)
    if not 0 <= length <= header.length:
        raise errors.NoSuchDecision(play=header.id, number=length + 1)
    if length < header.length:
        _take_back(connection, header, length, REWIND, now)
    return find_header(connection, header.id)


def adopt_text(
    connection: Connection,
    play_id: str,
    text_hash: str,
    scenario_version: int,
    kept_decisions: int,
    take: int,
    now: datetime,
) -> PlayHeader:
    """Go on with an unfinished play on another text, from its first ``kept_decisions``."""
    header = _open_play(connection, play_id, take)
    if not has_text(connection, text_hash):
        raise errors.NoSuchText(hash=text_hash[:12])
    if not 0 <= kept_decisions <= header.length:
        raise errors.NoSuchDecision(play=header.id, number=kept_decisions + 1)
    _take_back(connection, header, kept_decisions, NEW_TEXT, now)
    _update(connection, header, text_hash=text_hash, scenario_version=scenario_version)
    return find_header(connection, header.id)


def finish_play(
    connection: Connection,
    play_id: str,
    ending: str,
    overall: float | None,
    summary: JsonObject,
    length: int,
    take: int,
    now: datetime,
) -> PlayHeader:
    """Close a play of ``length`` decisions; saying the same end twice closes it once."""
    header = hold_play(connection, play_id)
    if (header.take, header.length) != (take, length):
        raise _moved_on(header)
    if header.finished:
        if header.ending != ending:
            raise errors.PlayFinished(play=header.id)
        return header
    if overall is not None and not 0 <= overall <= 1:
        raise ValueError(f"not a share between 0 and 1: {overall}")
    _update(
        connection,
        header,
        ending=ending,
        overall=overall,
        summary=summary,
        finished_at=now,
        moved_at=now,
    )
    return find_header(connection, header.id)


def free_id(connection: Connection) -> str:
    """A short id that no play of this database has."""
    while True:
        play_id = "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        if connection.execute(select(plays.c.id).where(plays.c.id == play_id)).first() is None:
            return play_id


def _open_play(connection: Connection, play_id: str, take: int) -> PlayHeader:
    header = hold_play(connection, play_id)
    if header.take != take:
        raise _moved_on(header)
    if header.finished:
        raise errors.PlayFinished(play=header.id)
    return header


def _take_back(
    connection: Connection, header: PlayHeader, length: int, reason: str, now: datetime
) -> None:
    taken = find_decisions(connection, header.id)[length:]
    for decision in taken:
        row = RewoundDecision(decision, header.take, header.text_hash, reason, now)
        connection.execute(insert(rewound_decisions).values(rewound_row(row, header.id)))
    connection.execute(
        delete(decisions).where(decisions.c.play_id == header.id, decisions.c.position >= length)
    )
    _update(connection, header, take=header.take + 1, moved_at=now)


def _update(connection: Connection, header: PlayHeader, **values: object) -> None:
    connection.execute(update(plays).where(plays.c.id == header.id).values(**values))


def _moved_on(header: PlayHeader) -> errors.PlayMovedOn:
    return errors.PlayMovedOn(play=header.id, length=header.length)
