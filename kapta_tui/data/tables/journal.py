"""Events and the row images that hang on them."""

from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from kapta_tui.data.tables.base import Base, foreign

_MERGES = text("verb = 'merge_accounts'")


class Event(Base, table=True):
    """One change made by a person or script: when, who, which verb, and a sentence for the feed.

    `undone` is 0 while the change stands; an undone event carries a number that grows with each undo, so
    that redo takes the last one undone.
    """

    __table_args__: ClassVar[Any] = (
        # What went up in an account is asked with its activity: without a look at all that was done to it.
        Index("event_merge", "account_id", sqlite_where=_MERGES, postgresql_where=_MERGES),
        {"sqlite_autoincrement": True},
    )

    at: str
    user: str
    verb: str
    sentence: str
    account_id: int | None = Field(default=None, index=True)
    undone: int = Field(default=0)


class Change(Base, table=True):
    """One row touched by an event.

    `before` is the row as JSON before the change, empty for an inserted row; `after` is filled when the
    event is undone, for redo. The newer image of a standing change is the next change's `before` or the row.
    """

    __table_args__: ClassVar[Any] = (Index("change_of_row", "tbl", "row_id"), {"sqlite_autoincrement": True})

    event_id: int = foreign("event")
    tbl: str
    row_id: int
    account_id: int | None = None
    before: str | None = None
    after: str | None = None


class JournalState(SQLModel, table=True):
    """One row: the event that row triggers write to, empty outside a verb."""

    __tablename__ = "journal_state"

    id: int = Field(default=1, primary_key=True)
    event_id: int | None = None
