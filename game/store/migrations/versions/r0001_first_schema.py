"""The first schema: players, their settings, scenario texts, plays and their decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x44554554


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id={APPLICATION_ID}")
    _create_people()
    _create_plays()
    _create_journal()


def _create_people() -> None:
    op.create_table(
        "machine",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_machine")),
    )
    op.create_table(
        "players",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_players")),
        sa.UniqueConstraint("name_key", name=op.f("uq_players_name_key")),
    )
    op.create_table(
        "settings",
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("player_id", "key", name=op.f("pk_settings")),
        sa.ForeignKeyConstraint(["player_id"], ["players.id"], name=op.f("fk_settings_player_id")),
    )


def _create_plays() -> None:
    op.create_table(
        "texts",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_texts")),
    )
    op.create_table(
        "plays",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("scenario_version", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("branched_from", sa.String()),
        sa.Column("branched_at", sa.Integer()),
        sa.Column("take", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.String(), nullable=False),
        sa.Column("moved_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String()),
        sa.Column("ending", sa.String()),
        sa.Column("overall", sa.Float()),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("import_checksum", sa.String()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plays")),
        sa.CheckConstraint("mode IN ('practice', 'assessment')", name=op.f("ck_plays_mode")),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (ending IS NULL)", name=op.f("ck_plays_finished")
        ),
        sa.CheckConstraint(
            "overall IS NULL OR overall BETWEEN 0 AND 1", name=op.f("ck_plays_overall")
        ),
        sa.ForeignKeyConstraint(["player_id"], ["players.id"], name=op.f("fk_plays_player_id")),
        sa.ForeignKeyConstraint(["text_hash"], ["texts.hash"], name=op.f("fk_plays_text_hash")),
    )
    op.create_index(op.f("ix_plays_player_id_moved_at"), "plays", ["player_id", "moved_at"])
    op.create_index(op.f("ix_plays_import_checksum"), "plays", ["import_checksum"])


def _create_journal() -> None:
    op.create_table(
        "decisions",
        sa.Column("play_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("timed_out", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("play_id", "position", name=op.f("pk_decisions")),
        sa.CheckConstraint("position >= 0", name=op.f("ck_decisions_position")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_decisions_seconds")),
        sa.ForeignKeyConstraint(["play_id"], ["plays.id"], name=op.f("fk_decisions_play_id")),
    )
    op.create_table(
        "rewound_decisions",
        sa.Column("play_id", sa.String(), nullable=False),
        sa.Column("take", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("timed_out", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("rewound_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("play_id", "take", "position", name=op.f("pk_rewound_decisions")),
        sa.ForeignKeyConstraint(
            ["play_id"], ["plays.id"], name=op.f("fk_rewound_decisions_play_id")
        ),
        sa.ForeignKeyConstraint(
            ["text_hash"], ["texts.hash"], name=op.f("fk_rewound_decisions_text_hash")
        ),
    )
