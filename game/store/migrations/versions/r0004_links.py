"""Personal links of the players in a browser, and when timed scenes were shown there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "links",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_links")),
        sa.ForeignKeyConstraint(["player_id"], ["players.id"], name=op.f("fk_links_player_id")),
    )
    op.create_index(op.f("ix_links_player_id"), "links", ["player_id"])
    op.create_table(
        "shown_scenes",
        sa.Column("play_id", sa.String(), nullable=False),
        sa.Column("take", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("shown_at", sa.String(), nullable=False),
        sa.Column("stopped_at", sa.String(), nullable=True),
        sa.Column("stopped_seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("play_id", "take", "position", name=op.f("pk_shown_scenes")),
        sa.ForeignKeyConstraint(["play_id"], ["plays.id"], name=op.f("fk_shown_scenes_play_id")),
    )
