"""Health: what it is, what it was day by day, and how pleased customers were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; the satisfaction that accounts have is the first value of its history."""
    _satisfaction()
    op.create_table(
        "account_health",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("playbook_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Integer(), nullable=True),
        sa.Column("measured", sa.Integer(), nullable=False),
        sa.Column("deduction", sa.Integer(), nullable=False),
        sa.Column("band", sa.String(), nullable=True),
        sa.Column("delta", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id"),
    )
    op.create_index("health_computed", "account_health", ["day", "playbook_id"], unique=False)
    op.create_table(
        "health_day",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Integer(), nullable=True),
        sa.Column("measured", sa.Integer(), nullable=False),
        sa.Column("deduction", sa.Integer(), nullable=False),
        sa.Column("profile", sa.Integer(), nullable=True),
        sa.Column("plan", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Integer(), nullable=True),
        sa.Column("qbr", sa.Integer(), nullable=True),
        sa.Column("freshness", sa.Integer(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("delivery", sa.Integer(), nullable=True),
        sa.Column("profile_weight", sa.Integer(), nullable=False),
        sa.Column("plan_weight", sa.Integer(), nullable=False),
        sa.Column("notes_weight", sa.Integer(), nullable=False),
        sa.Column("qbr_weight", sa.Integer(), nullable=False),
        sa.Column("freshness_weight", sa.Integer(), nullable=False),
        sa.Column("satisfaction_weight", sa.Integer(), nullable=False),
        sa.Column("delivery_weight", sa.Integer(), nullable=False),
        sa.Column("playbook_id", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "health_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complete_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("INSERT INTO health_state (id) VALUES (1)")


def _satisfaction() -> None:
    op.create_table(
        "satisfaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account_id", "date"),
        sqlite_autoincrement=True,
    )
    for column in ("account_id", "author_id", "external_id"):
        op.create_index(op.f(f"ix_satisfaction_{column}"), "satisfaction", [column], unique=False)
    op.execute(
        "INSERT INTO satisfaction (account_id, date, score, created_at, updated_at, version) "
        "SELECT id, satisfaction_on, satisfaction, updated_at, updated_at, 1 FROM account "
        "WHERE satisfaction IS NOT NULL AND satisfaction_on IS NOT NULL"
    )
