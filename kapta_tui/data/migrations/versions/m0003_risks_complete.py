"""What addresses a risk, what work was made from, and how long a risk had each status."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kapta_tui.data.migrations.riskstages import fill_stages

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WORK = ("goal", "action", "task")


def upgrade() -> None:
    """Create the columns and the table, and fill them from what is stored and what the journal tells."""
    for table in _WORK:
        # Added in place: a table made anew would drop what refers to it, and its triggers.
        addressed = sa.Column("risk_id", sa.Integer(), sa.ForeignKey("risk.id", ondelete="SET NULL"))
        op.add_column(table, addressed, inline_references=True)
        op.create_index(op.f(f"ix_{table}_risk_id"), table, ["risk_id"], unique=False)
    for table in ("action", "task"):
        op.add_column(table, sa.Column("source", sa.String(), nullable=True))
        op.add_column(table, sa.Column("source_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE goal SET risk_id = source_id "
        "WHERE source = 'risk' AND source_id IN (SELECT r.id FROM risk r WHERE r.account_id = goal.account_id)"
    )
    # Undo and redo put images back as they are, and a goal that was removed comes back by them.
    for side in ("before", "after"):
        op.execute(
            f"UPDATE change SET {side} = json_set({side}, '$.risk_id', json_extract({side}, '$.source_id')) "
            f"WHERE tbl = 'goal' AND json_extract({side}, '$.source') = 'risk' "
            f"AND json_extract({side}, '$.source_id') IN (SELECT id FROM risk)"
        )
    _stages()
    fill_stages(op.get_bind())


def _stages() -> None:
    op.create_table(
        "risk_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("risk_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["risk_id"], ["risk.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_risk_stage_account_id"), "risk_stage", ["account_id"], unique=False)
    op.create_index(op.f("ix_risk_stage_risk_id"), "risk_stage", ["risk_id"], unique=False)
