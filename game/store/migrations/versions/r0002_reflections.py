"""What players write about a play: a table of its own, no longer among their settings."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMN_OF = {"takeaway": "reaction", "commitment": "commitment"}
"""The settings of revision 0001, named ``takeaway:<play>``, and where they belong now."""


def upgrade() -> None:
    op.create_table(
        "reflections",
        sa.Column("play_id", sa.String(), nullable=False),
        sa.Column("reaction", sa.String(), nullable=False),
        sa.Column("strongest", sa.String(), nullable=False),
        sa.Column("weakest", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("play_id", name=op.f("pk_reflections")),
        sa.ForeignKeyConstraint(["play_id"], ["plays.id"], name=op.f("fk_reflections_play_id")),
    )
    for setting, column in _COLUMN_OF.items():
        _move(setting, column)


def _move(setting: str, column: str) -> None:
    """Hand the lines kept under ``setting`` to the plays they speak of."""
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            "SELECT plays.id, settings.value, settings.player_id, settings.key, "
            "coalesce(plays.finished_at, plays.moved_at) FROM settings JOIN plays "
            "ON settings.key = :prefix || plays.id AND settings.player_id = plays.player_id"
        ),
        {"prefix": f"{setting}:"},
    ).all()
    for play_id, value, player_id, key, moment in found:
        connection.execute(
            sa.text(
                "INSERT INTO reflections VALUES (:play, '', '', '', '', :moment) "
                "ON CONFLICT DO NOTHING"
            ),
            {"play": play_id, "moment": moment},
        )
        connection.execute(
            sa.text(f"UPDATE reflections SET {column} = :line WHERE play_id = :play"),  # noqa: S608
            {"line": str(json.loads(value)), "play": play_id},
        )
        connection.execute(
            sa.text("DELETE FROM settings WHERE player_id = :player AND key = :key"),
            {"player": player_id, "key": key},
        )
