"""What is known about an account: products it has, documents, SWOT, voice of customer, reviews, metrics; logos."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from kapta_tui.data.migrations.productnames import name_apart

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and the column, and let the flag alone say who is archived."""
    op.add_column("account", sa.Column("logo", sa.String(), nullable=True))
    op.execute("UPDATE account SET archived = 1, type = 'normal' WHERE type = 'archived'")
    # Undo and redo put images back as they are.
    for side in ("before", "after"):
        op.execute(
            f"UPDATE change SET {side} = json_set({side}, '$.archived', 1, '$.type', 'normal') "
            f"WHERE tbl = 'account' AND json_extract({side}, '$.type') = 'archived'"
        )
    op.execute(
        "UPDATE account_summary SET children = "
        "(SELECT count(*) FROM account c WHERE c.parent_id = account_summary.account_id AND NOT c.archived)"
    )
    op.create_index(
        "event_merge", "event", ["account_id"], unique=False, sqlite_where=sa.text("verb = 'merge_accounts'")
    )
    _name_products_apart()
    _account_product()
    _document()
    _metric()
    _qbr()
    _swot()
    _metric_value()
    _qbr_colleague()
    _qbr_contact()
    _relationship()
    _voc()


def _name_products_apart() -> None:
    """Let one product alone bear a name; of those that shared one, the later ones get a number behind it."""
    for former, name in name_apart(op.get_bind()):
        _tell(f"The upgrade named a second product '{former}' '{name}': a name is borne by one alone")
    op.drop_index(op.f("ix_product_name_folded"), table_name="product")
    op.create_index(op.f("ix_product_name_folded"), "product", ["name_folded"], unique=True)


def _tell(sentence: str) -> None:
    """Write a sentence into the activity feed, which is where people look for what happened to their records."""
    config = op.get_context().config
    assert config is not None
    op.get_bind().exec_driver_sql(
        'INSERT INTO event (at, "user", verb, sentence, undone) VALUES (?, ?, ?, ?, 0)',
        (config.attributes["now"], "kapta", "edit_product", sentence),
    )


def _record() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _account_product() -> None:
    op.create_table(
        "account_product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account_id", "product_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_account_product_account_id"), "account_product", ["account_id"], unique=False)
    op.create_index(op.f("ix_account_product_product_id"), "account_product", ["product_id"], unique=False)


def _document() -> None:
    op.create_table(
        "document",
        *_record(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("checksum", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_account_id"), "document", ["account_id"], unique=False)
    op.create_index(op.f("ix_document_external_id"), "document", ["external_id"], unique=False)
    op.create_index(op.f("ix_document_name_folded"), "document", ["name_folded"], unique=False)


def _metric() -> None:
    op.create_table(
        "metric",
        *_record(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("metric_named", "metric", ["account_id", "name_folded"], unique=True)
    op.create_index(op.f("ix_metric_account_id"), "metric", ["account_id"], unique=False)
    op.create_index(op.f("ix_metric_external_id"), "metric", ["external_id"], unique=False)
    op.create_index(op.f("ix_metric_name_folded"), "metric", ["name_folded"], unique=False)


def _qbr() -> None:
    op.create_table(
        "qbr",
        *_record(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("agenda", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("rating", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_qbr_account_id"), "qbr", ["account_id"], unique=False)
    op.create_index(op.f("ix_qbr_external_id"), "qbr", ["external_id"], unique=False)
    op.create_index(op.f("ix_qbr_name_folded"), "qbr", ["name_folded"], unique=False)
    op.create_index(op.f("ix_qbr_owner_id"), "qbr", ["owner_id"], unique=False)


def _swot() -> None:
    op.create_table(
        "swot",
        *_record(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("quadrant", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lens", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_swot_account_id"), "swot", ["account_id"], unique=False)
    op.create_index(op.f("ix_swot_external_id"), "swot", ["external_id"], unique=False)


def _metric_value() -> None:
    op.create_table(
        "metric_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("metric_id", "date"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_metric_value_account_id"), "metric_value", ["account_id"], unique=False)
    op.create_index(op.f("ix_metric_value_metric_id"), "metric_value", ["metric_id"], unique=False)


def _qbr_colleague() -> None:
    op.create_table(
        "qbr_colleague",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("qbr_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["qbr_id"], ["qbr.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_qbr_colleague_account_id"), "qbr_colleague", ["account_id"], unique=False)
    op.create_index(op.f("ix_qbr_colleague_qbr_id"), "qbr_colleague", ["qbr_id"], unique=False)
    op.create_index(op.f("ix_qbr_colleague_user_id"), "qbr_colleague", ["user_id"], unique=False)


def _qbr_contact() -> None:
    op.create_table(
        "qbr_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("qbr_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["qbr_id"], ["qbr.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_qbr_contact_account_id"), "qbr_contact", ["account_id"], unique=False)
    op.create_index(op.f("ix_qbr_contact_contact_id"), "qbr_contact", ["contact_id"], unique=False)
    op.create_index(op.f("ix_qbr_contact_qbr_id"), "qbr_contact", ["qbr_id"], unique=False)


def _relationship() -> None:
    op.create_table(
        "relationship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("strength", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contact_id", "user_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_relationship_account_id"), "relationship", ["account_id"], unique=False)
    op.create_index(op.f("ix_relationship_contact_id"), "relationship", ["contact_id"], unique=False)
    op.create_index(op.f("ix_relationship_user_id"), "relationship", ["user_id"], unique=False)


def _voc() -> None:
    op.create_table(
        "voc",
        *_record(),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_voc_account_id"), "voc", ["account_id"], unique=False)
    op.create_index(op.f("ix_voc_asked_by_id"), "voc", ["asked_by_id"], unique=False)
    op.create_index(op.f("ix_voc_contact_id"), "voc", ["contact_id"], unique=False)
    op.create_index(op.f("ix_voc_external_id"), "voc", ["external_id"], unique=False)
