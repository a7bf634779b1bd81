"""The administrator's rules, kept with their history."""

from kapta_tui.data.tables.base import Base


class PlaybookVersion(Base, table=True):
    """One text of the playbook; the newest is in force."""

    __tablename__ = "playbook_version"

    text: str
    labels: str
    """Catalogue to code to label as JSON, derived from the text (`kapta_tui.data.labels`)."""
    created_at: str
    created_by: str
