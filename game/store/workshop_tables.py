"""The tables of live workshops. A change here needs a migration, as in ``tables.py``.

A *turn* is one scene that the group came to decide in; going back to a decision takes turns back
but erases nothing, so that votes stay in the history. Nothing here belongs to a player of this
machine: participants are known by a pseudonym at most, and by the hash of their token.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from game.store.tables import AnySize, JsonText, Moment, metadata

workshops = Table(
    "workshops",
    metadata,
    Column("id", String, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("scenario_id", String, nullable=False),
    Column("scenario_version", Integer, nullable=False),
    Column("text_hash", ForeignKey("texts.hash"), nullable=False),
    Column("title", String, nullable=False),
    Column("seed", AnySize, nullable=False),
    Column("way", String, nullable=False),
    Column("settings", JsonText, nullable=False),
    Column("phase", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("strides", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("paused_at", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("moved_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("expires_at", Moment, nullable=False),
    Index(None, "expires_at"),
)

workshop_secrets = Table(
    "workshop_secrets",
    metadata,
    Column("secret_hash", String, primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
)

workshop_seats = Table(
    "workshop_seats",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("briefing", Text, nullable=False),
)

workshop_participants = Table(
    "workshop_participants",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("token_hash", String, nullable=False, unique=True),
    Column("pseudonym", String, nullable=False),
    Column("seat", Integer, nullable=False),
    Column("strides", Integer, nullable=False),
    Column("commitment", String, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("removed", Boolean, nullable=False),
)

workshop_turns = Table(
    "workshop_turns",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("scene", String, nullable=False),
    Column("action", JsonText, nullable=False),
    Column("chosen", String, nullable=False),
    Column("taken_back", Boolean, nullable=False),
    Column("graded", Boolean, nullable=False),
)

workshop_rounds = Table(
    "workshop_rounds",
    metadata,
    Column("workshop_id", String, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("deadline", Moment),
    Column("shown", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["workshop_id", "turn"], ["workshop_turns.workshop_id", "workshop_turns.turn"]
    ),
)

workshop_votes = Table(
    "workshop_votes",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("voter", String, primary_key=True),
    Column("cast_by", Integer),
    Column("action", JsonText, nullable=False),
    Column("reason", String, nullable=False),
    Column("cast_at", Moment, nullable=False),
)

workshop_notes = Table(
    "workshop_notes",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("scene", String, primary_key=True),
    Column("text", Text, nullable=False),
)

workshop_commitments = Table(
    "workshop_commitments",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", String, nullable=False),
)

OF_A_WORKSHOP = (
    workshop_votes,
    workshop_rounds,
    workshop_turns,
    workshop_participants,
    workshop_seats,
    workshop_secrets,
    workshop_notes,
    workshop_commitments,
)
"""Every table with rows of one workshop, in an order in which they can be deleted."""
