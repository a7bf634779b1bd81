"""Goals without actions are worked on themselves, and a recurring task knows the one its series began with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kapta_tui.data.migrations.taskseries import link_series

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the columns, and give those of goals to the images of older changes, which undo and history read."""
    op.add_column("goal", sa.Column("status", sa.String(), nullable=False, server_default="not_started"))
    op.add_column("goal", sa.Column("status_note", sa.String(), nullable=True))
    op.add_column("goal", sa.Column("percent", sa.Integer(), nullable=True))
    op.add_column("goal", sa.Column("started_at", sa.Date(), nullable=True))
    for side in ("before", "after"):
        op.execute(
            f"UPDATE change SET {side} = json_insert({side}, '$.status', 'not_started', '$.status_note', NULL, "
            f"'$.percent', NULL, '$.started_at', NULL) WHERE tbl = 'goal' AND {side} IS NOT NULL"
        )
    op.add_column("task", sa.Column("series_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_task_series_id"), "task", ["series_id"], unique=False)
    link_series(op.get_bind())
