"""Taking in the file of a play. Nothing in it is trusted, and no other play is ever changed."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from game.store import errors
from game.store.errors import ImportRefused
from game.store.exporting import FORMAT, FORMAT_VERSION, checksum, play_content
from game.store.journal import NEW_TEXT, REWIND, free_id
from game.store.people import find_player
from game.store.plays import find_play
from game.store.records import (
    MODES,
    NOTE_LIMIT,
    Branch,
    Imported,
    ImportOutcome,
    JsonObject,
    Play,
    PlayHeader,
    Reflection,
    RewoundDecision,
    StoredDecision,
)
from game.store.reflections import set_reflection
from game.store.rows import decision_row, play_row, rewound_row
from game.store.tables import decisions, plays, rewound_decisions
from game.store.texts import content_hash, keep_text
from game.store.untrusted import MAX_DIGITS, Fields, parse_json, refused
from game.store.wording import note_line

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_TEXT_CHARACTERS = 8 * 1024 * 1024
MAX_DECISIONS = 20_000
MAX_TAKES = 1_000_000
MAX_SECONDS = 1e9

_PARTS: dict[int, tuple[str, ...]] = {
    1: ("play", "texts"),
    FORMAT_VERSION: ("play", "texts", "reflection"),
}
"""What a file of each format version holds and its checksum covers."""


@dataclass(frozen=True, slots=True)
class ReceivedPlay:
    """What a file holds, once proved sound. The play's ``player_id`` is the one who imports.

    ``checksum`` is that of the play and its texts, whatever was written about it since.
    """

    play: Play
    texts: dict[str, str]
    reflection: Reflection
    checksum: str


def read_export(path: Path) -> bytes:
    """The bytes of an export file. Raises ImportRefused when it is too big or unreadable."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as failure:
        raise ImportRefused("no_file", path=errors.shown(path)) from failure
    except OSError as failure:
        name = "folder" if failure.errno == errno.EISDIR else "unreadable"
        raise ImportRefused(name, path=errors.shown(path)) from failure
    if len(data) > MAX_FILE_BYTES:
        raise ImportRefused("too_big", megabytes=MAX_FILE_BYTES // 1024**2)
    return data


def receive(data: bytes, player_id: int) -> ReceivedPlay:
    """The play written in ``data``. Raises ImportRefused, with the place of what is wrong."""
    document = Fields(_document(data), "")
    version = document.value("format_version")
    if not isinstance(version, int) or version not in _PARTS:
        raise ImportRefused("newer_format")
    texts = _texts(document.inside("texts"))
    content: JsonObject = {part: document.value(part) for part in _PARTS[version]}
    if document.text("checksum", 64) != checksum(content):
        raise ImportRefused("checksum")
    play = _play(document.inside("play"), player_id)
    for text_hash in (play.header.text_hash, *(taken.text_hash for taken in play.rewound)):
        if text_hash not in texts:
            raise refused(f"texts.{text_hash[:12]}")
    reflection = Reflection()
    if "reflection" in content:
        reflection = _reflection(document.inside("reflection"))
    played: JsonObject = {"play": content["play"], "texts": content["texts"]}
    return ReceivedPlay(play, texts, reflection, checksum(played))


def add_received(
    connection: Connection, received: ReceivedPlay, player_id: int, now: datetime
) -> Imported:
    """Add the play, unless it is here already; under a new id if another play has its own."""
    find_player(connection, player_id)
    known = select(plays.c.id).where(plays.c.import_checksum == received.checksum)
    twin = connection.execute(known).scalar()
    if twin is not None:
        return Imported(twin, ImportOutcome.ALREADY_HERE)
    wanted = received.play.header.id
    outcome = ImportOutcome.ADDED
    if connection.execute(select(plays.c.id).where(plays.c.id == wanted)).first() is not None:
        if _holds(find_play(connection, wanted), received.play):
            return Imported(wanted, ImportOutcome.ALREADY_HERE)
        wanted = free_id(connection)
        outcome = ImportOutcome.ADDED_UNDER_NEW_ID
    for text in received.texts.values():
        keep_text(connection, text, now)
    _insert_play(connection, received, wanted)
    if received.reflection != Reflection():
        set_reflection(connection, wanted, received.reflection, now)
    return Imported(wanted, outcome)


def _holds(here: Play, received: Play) -> bool:
    """Whether the play that is here is the received one, as it is or further on."""
    if play_content(here) == play_content(received):
        return True
    same_start = _origin(here) == _origin(received) and here.header.take == received.header.take
    reached = here.decisions[: len(received.decisions)]
    return (
        same_start
        and not received.header.finished
        and len(reached) == len(received.decisions)
        and all(map(StoredDecision.same_answer, reached, received.decisions))
    )


def _origin(play: Play) -> tuple[object, ...]:
    header = play.header
    return (header.id, header.text_hash, header.seed, header.mode, header.begun_at)


def _document(data: bytes) -> JsonObject:
    value = parse_json(data)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ImportRefused("wrong_format")
    return value


def _texts(fields: Fields) -> dict[str, str]:
    texts = {key: fields.text(key, MAX_TEXT_CHARACTERS) for key in fields.names()}
    for text_hash, text in texts.items():
        if content_hash(text) != text_hash:
            raise refused(fields.place_of(text_hash[:12]))
    return texts


def _play(fields: Fields, player_id: int) -> Play:
    finished_at = fields.optional_moment("finished_at")
    ending = fields.optional_identifier("ending")
    if (finished_at is None) != (ending is None):
        raise refused(fields.place_of("ending"))
    kept = tuple(
        _decision(item, position)
        for position, item in enumerate(fields.items("decisions", MAX_DECISIONS))
    )
    seed_limit = 10 ** (MAX_DIGITS - 1)
    header = PlayHeader(
        id=fields.identifier("id").lower(),
        player_id=player_id,
        scenario_id=fields.identifier("scenario"),
        scenario_version=fields.whole("scenario_version", 0, 2**31 - 1),
        text_hash=fields.identifier("text"),
        seed=fields.whole("seed", -seed_limit, seed_limit),
        mode=fields.one_of("mode", MODES),
        settings=fields.object("settings"),
        branch=_branch(fields),
        take=fields.whole("take", 0, MAX_TAKES),
        length=len(kept),
        begun_at=fields.moment("begun_at"),
        moved_at=fields.moment("moved_at"),
        finished_at=finished_at,
        ending=ending,
        overall=None if fields.value("overall") is None else fields.number("overall", 0, 1),
    )
    return Play(header, kept, _rewound(fields, header), fields.object("summary"))


def _branch(fields: Fields) -> Branch | None:
    origin = fields.optional_identifier("branched_from")
    if origin is None:
        return None
    return Branch(origin, fields.whole("branched_at", 0, MAX_DECISIONS))


def _rewound(fields: Fields, header: PlayHeader) -> tuple[RewoundDecision, ...]:
    items = fields.items("rewound", MAX_DECISIONS)
    taken = tuple(_taken_back(item, header.take) for item in items)
    if len({(each.take, each.decision.position) for each in taken}) != len(taken):
        raise refused(fields.place_of("rewound"))
    return taken


def _taken_back(fields: Fields, present_take: int) -> RewoundDecision:
    return RewoundDecision(
        decision=_decision(fields, fields.whole("position", 0, MAX_DECISIONS)),
        take=fields.whole("take", 0, present_take - 1),
        text_hash=fields.identifier("text"),
        reason=fields.one_of("reason", (REWIND, NEW_TEXT)),
        rewound_at=fields.moment("rewound_at"),
    )


def _decision(fields: Fields, position: int) -> StoredDecision:
    return StoredDecision(
        position=position,
        scene=fields.identifier("scene"),
        action=fields.object("action"),
        seconds=fields.number("seconds", 0, MAX_SECONDS),
        timed_out=fields.yes_no("timed_out"),
        note=_line(fields, "note"),
        decided_at=fields.moment("decided_at"),
    )


def _reflection(fields: Fields) -> Reflection:
    return Reflection(
        reaction=_line(fields, "reaction"),
        strongest=fields.identifier_or_empty("strongest"),
        weakest=fields.identifier_or_empty("weakest"),
        commitment=_line(fields, "commitment"),
    )


def _line(fields: Fields, key: str) -> str:
    """What someone typed on one line, as the store would have kept it."""
    line = fields.text(key, NOTE_LIMIT)
    if note_line(line) != line:
        raise refused(fields.place_of(key))
    return line


def _insert_play(connection: Connection, received: ReceivedPlay, play_id: str) -> None:
    play = received.play
    connection.execute(
        insert(plays).values(
            play_row(replace(play.header, id=play_id))
            | {"summary": play.summary, "import_checksum": received.checksum}
        )
    )
    for decision in play.decisions:
        connection.execute(insert(decisions).values(decision_row(decision, play_id)))
    for taken in play.rewound:
        connection.execute(insert(rewound_decisions).values(rewound_row(taken, play_id)))
