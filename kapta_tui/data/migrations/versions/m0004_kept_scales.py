"""More is kept beside the text of a playbook than labels; every upgrade takes that from the texts again."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table: a store of this revision has what lists need before the playbook is read."""
