"""Live workshops: who joined, what was voted in each round, what the group followed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _workshops()
    _belonging(
        "secrets",
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        key=("secret_hash",),
    )
    _belonging(
        "seats",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("briefing", sa.Text(), nullable=False),
        key=("workshop_id", "number"),
    )
    _belonging(
        "participants",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("strides", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("joined_at", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("token_hash", name=op.f("uq_workshop_participants_token_hash")),
        key=("workshop_id", "number"),
    )
    _belonging(
        "turns",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("graded", sa.Boolean(), nullable=False),
        key=("workshop_id", "turn"),
    )
    _rounds()
    _belonging(
        "votes",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(), nullable=False),
        sa.Column("cast_by", sa.Integer()),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cast_at", sa.String(), nullable=False),
        key=("workshop_id", "turn", "round", "voter"),
    )
    _belonging(
        "notes",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        key=("workshop_id", "scene"),
    )
    _belonging(
        "commitments",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        key=("workshop_id", "number"),
    )


def _workshops() -> None:
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("scenario_version", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("strides", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("paused_at", sa.String()),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("moved_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String()),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sa.UniqueConstraint("code", name=op.f("uq_workshops_code")),
        sa.ForeignKeyConstraint(["text_hash"], ["texts.hash"], name=op.f("fk_workshops_text_hash")),
    )
    op.create_index(op.f("ix_workshops_expires_at"), "workshops", ["expires_at"])


def _rounds() -> None:
    op.create_table(
        "workshop_rounds",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String()),
        sa.Column("deadline", sa.String()),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "turn", "round", name=op.f("pk_workshop_rounds")),
        sa.ForeignKeyConstraint(
            ["workshop_id", "turn"],
            ["workshop_turns.workshop_id", "workshop_turns.turn"],
            name=op.f("fk_workshop_rounds_workshop_id_turn"),
        ),
    )


def _belonging(name: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...]) -> None:
    """A table with the rows of workshops."""
    table = f"workshop_{name}"
    op.create_table(
        table,
        *parts,
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f(f"fk_{table}_workshop_id")
        ),
    )
