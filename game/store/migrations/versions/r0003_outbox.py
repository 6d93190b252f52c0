"""Statements on their way to a learning record store, kept until it has acknowledged them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("play_id", sa.String(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.String(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "endpoint", "statement_id", name=op.f("uq_outbox_endpoint_statement_id")
        ),
        sa.ForeignKeyConstraint(["play_id"], ["plays.id"], name=op.f("fk_outbox_play_id")),
    )
    op.create_index(op.f("ix_outbox_play_id"), "outbox", ["play_id"])
