"""Goals without actions are worked on themselves: they have a status, a note, a percent and a day of their start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the columns; images of older changes go without them, and what they put back holds the defaults."""
    op.add_column("goal", sa.Column("status", sa.String(), nullable=False, server_default="not_started"))
    op.add_column("goal", sa.Column("status_note", sa.String(), nullable=True))
    op.add_column("goal", sa.Column("percent", sa.Integer(), nullable=True))
    op.add_column("goal", sa.Column("started_at", sa.Date(), nullable=True))
