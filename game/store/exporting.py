"""A play as one file: JSON, with the texts it was played on and a checksum."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from game.store import errors
from game.store.people import find_player
from game.store.personal import rows_about
from game.store.plays import find_play, plays_of
from game.store.records import JsonObject, PersonalData, Play, StoredDecision
from game.store.reflections import find_reflection
from game.store.tables import metadata
from game.store.texts import find_text

FORMAT = "duettiste-play"
FORMAT_VERSION = 2
"""1 was without ``reflection``; it can still be read."""


def export_document(connection: Connection, play_id: str, now: datetime) -> JsonObject:
    """The whole content of the export file of a play."""
    play = find_play(connection, play_id)
    hashes = {play.header.text_hash, *(taken.text_hash for taken in play.rewound)}
    texts: JsonObject = {
        text_hash: find_text(connection, text_hash) for text_hash in sorted(hashes)
    }
    reflection = find_reflection(connection, play.header.id)
    content: JsonObject = {
        "play": play_content(play),
        "texts": texts,
        "reflection": asdict(reflection),
    }
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "exported_at": now.isoformat(),
        "player": find_player(connection, play.header.player_id).name,
        "checksum": checksum(content),
        **content,
    }


def personal_data(connection: Connection, player_id: int, now: datetime) -> PersonalData:
    """Everything kept about a player. Raises NoSuchPlayer."""
    player = find_player(connection, player_id)
    tables = rows_about(connection, metadata, player_id)
    headers = plays_of(connection, player_id, None, unfinished_only=False)
    documents = (export_document(connection, header.id, now) for header in headers)
    return PersonalData(player, tables, {_file_name(document): document for document in documents})


def play_content(play: Play) -> JsonObject:
    """The play as JSON, without its player: equal plays give equal contents."""
    header = play.header
    branch = header.branch
    return {
        "id": header.id,
        "scenario": header.scenario_id,
        "scenario_version": header.scenario_version,
        "text": header.text_hash,
        "seed": header.seed,
        "mode": header.mode,
        "settings": header.settings,
        "branched_from": None if branch is None else branch.play_id,
        "branched_at": None if branch is None else branch.position,
        "take": header.take,
        "begun_at": header.begun_at.isoformat(),
        "moved_at": header.moved_at.isoformat(),
        "finished_at": None if header.finished_at is None else header.finished_at.isoformat(),
        "ending": header.ending,
        "overall": header.overall,
        "summary": play.summary,
        "decisions": [_decision_content(decision) for decision in play.decisions],
        "rewound": [
            {
                **_decision_content(taken.decision),
                "position": taken.decision.position,
                "take": taken.take,
                "text": taken.text_hash,
                "reason": taken.reason,
                "rewound_at": taken.rewound_at.isoformat(),
            }
            for taken in play.rewound
        ],
    }


def checksum(content: JsonObject) -> str:
    """SHA-256 of the canonical JSON of ``content``; it tells accidents, not forgeries."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def write_export(document: JsonObject, target: Path) -> Path:
    """Write ``document`` to ``target``, or into that folder under a name of its own.

    The file appears whole or not at all. Raises ExportExists rather than replace a file.
    """
    path = target / _file_name(document) if target.is_dir() else target
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise errors.ExportExists(path)
        _write_durably(partial, text)
        partial.rename(path)
    except OSError as failure:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        if failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise errors.DiskFull(path) from failure
        raise errors.ExportFailed(path, failure.strerror or "") from failure
    return path


def _write_durably(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _file_name(document: JsonObject) -> str:
    play = document["play"]
    if not isinstance(play, dict):
        raise TypeError("an export document holds a play")
    return f"duettiste-{play['scenario']}-{play['id']}.json"


def _decision_content(decision: StoredDecision) -> JsonObject:
    decided_at = decision.decided_at
    return {
        "scene": decision.scene,
        "action": dict(decision.action),
        "seconds": decision.seconds,
        "timed_out": decision.timed_out,
        "note": decision.note,
        "decided_at": None if decided_at is None else decided_at.isoformat(),
    }
