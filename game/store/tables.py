"""The tables of the database. A change here needs a migration (``migrations/versions``)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as ISO 8601 text in UTC: it sorts and reads as it stands."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        return None if value is None else datetime.fromisoformat(value)


class JsonText(TypeDecorator[Any]):
    """A JSON value without spaces, ASCII only, no NaN; the order of its keys is kept."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ANN401, ARG002
        return json.dumps(value, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        return json.loads(value)


class AnySize(TypeDecorator[int]):
    """A whole number of any size, as text: a seed may exceed what SQLite counts in."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ANN401, ARG002
        return None if value is None else int(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

machine = Table(
    "machine",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", JsonText, nullable=False),
)

players = Table(
    "players",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("name_key", String, nullable=False, unique=True),
    Column("added_at", Moment, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("player_id", ForeignKey("players.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", JsonText, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("hash", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

plays = Table(
    "plays",
    metadata,
    Column("id", String, primary_key=True),
    Column("player_id", ForeignKey("players.id"), nullable=False),
    Column("scenario_id", String, nullable=False),
    Column("scenario_version", Integer, nullable=False),
    Column("text_hash", ForeignKey("texts.hash"), nullable=False),
    Column("seed", AnySize, nullable=False),
    Column("mode", String, nullable=False),
    Column("settings", JsonText, nullable=False),
    Column("branched_from", String),
    Column("branched_at", Integer),
    Column("take", Integer, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("moved_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("ending", String),
    Column("overall", Float),
    Column("summary", JsonText, nullable=False),
    Column("import_checksum", String),
    CheckConstraint("mode IN ('practice', 'assessment')", name="mode"),
    CheckConstraint("(finished_at IS NULL) = (ending IS NULL)", name="finished"),
    CheckConstraint("overall IS NULL OR overall BETWEEN 0 AND 1", name="overall"),
    Index(None, "player_id", "moved_at"),
    Index(None, "import_checksum"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("play_id", ForeignKey("plays.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("scene", String, nullable=False),
    Column("action", JsonText, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("timed_out", Boolean, nullable=False),
    Column("note", String, nullable=False),
    Column("decided_at", Moment, nullable=False),
    CheckConstraint("position >= 0", name="position"),
    CheckConstraint("seconds >= 0", name="seconds"),
)

reflections = Table(
    "reflections",
    metadata,
    Column("play_id", ForeignKey("plays.id"), primary_key=True),
    Column("reaction", String, nullable=False),
    Column("strongest", String, nullable=False),
    Column("weakest", String, nullable=False),
    Column("commitment", String, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("endpoint", String, nullable=False),
    Column("statement_id", String, nullable=False),
    Column("play_id", ForeignKey("plays.id"), nullable=False),
    Column("statement", JsonText, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("refusal", String, nullable=False),
    UniqueConstraint("endpoint", "statement_id"),
    Index(None, "play_id"),
)

links = Table(
    "links",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("player_id", ForeignKey("players.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "player_id"),
)

shown_scenes = Table(
    "shown_scenes",
    metadata,
    Column("play_id", ForeignKey("plays.id"), primary_key=True),
    Column("take", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("shown_at", Moment, nullable=False),
    Column("stopped_at", Moment),
    Column("stopped_seconds", Float, nullable=False),
)

rewound_decisions = Table(
    "rewound_decisions",
    metadata,
    Column("play_id", ForeignKey("plays.id"), primary_key=True),
    Column("take", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text_hash", ForeignKey("texts.hash"), nullable=False),
    Column("scene", String, nullable=False),
    Column("action", JsonText, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("timed_out", Boolean, nullable=False),
    Column("note", String, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("reason", String, nullable=False),
    Column("rewound_at", Moment, nullable=False),
)
