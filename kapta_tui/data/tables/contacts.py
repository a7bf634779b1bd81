"""Key players and notes."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from kapta_tui.data.tables.base import Base, Record, foreign, json_object


class Contact(Record, table=True):
    """A person at the customer."""

    account_id: int = foreign("account")
    name: str
    name_folded: str = Field(index=True)
    title: str | None = None
    role: str | None = None
    friendliness: str | None = None
    power: str | None = None
    email: str | None = Field(default=None, index=True)
    phone: str | None = None
    reports_to_id: int | None = foreign("contact", on_delete="SET NULL", nullable=True)
    internal_contact_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    is_primary: bool = False
    has_left: bool = False
    description: str | None = None
    custom: dict[str, Any] = json_object()


class Relationship(Base, table=True):
    """How well a colleague knows a key player: a code of the playbook's relationship strengths."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("contact_id", "user_id"),
        {"sqlite_autoincrement": True},
    )

    account_id: int = foreign("account")
    contact_id: int = foreign("contact")
    user_id: int = foreign("user")
    strength: str


class Note(Record, table=True):
    """A note on an account; `risk_id`, `action_id` and `task_id` say what it was written about."""

    account_id: int = foreign("account")
    text: str
    type: str = "internal"
    date: date
    author_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    risk_id: int | None = foreign("risk", on_delete="SET NULL", nullable=True)
    action_id: int | None = foreign("action", on_delete="SET NULL", nullable=True)
    task_id: int | None = foreign("task", on_delete="SET NULL", nullable=True)


class NoteContact(Base, table=True):
    """A key player a note is about."""

    __tablename__ = "note_contact"

    account_id: int = foreign("account")
    note_id: int = foreign("note")
    contact_id: int = foreign("contact")
