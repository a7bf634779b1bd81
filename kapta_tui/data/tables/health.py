"""Health of accounts: what it is, what it was day by day, and how pleased the customer was (domain.md 4)."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from kapta_tui.data.tables.base import Record, foreign


class Satisfaction(Record, table=True):
    """How pleased an account was on a day, 0 to 10; the newest value is kept in the account too."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("account_id", "date"),
        {"sqlite_autoincrement": True},
    )

    account_id: int = foreign("account")
    date: date
    score: int
    description: str | None = None
    author_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)


class AccountHealth(SQLModel, table=True):
    """The health of an account on `day`, derived from the rest of the store (domain.md 4.1).

    `score` is empty where nothing is scored. `raw` and `measured` (0..1) are ten-thousandths, `deduction` hundredths
    of a point. `delta` is the change of the score since the row of the day `since`, empty without an earlier one.
    `playbook_id` is the version of the rules.
    """

    __tablename__ = "account_health"
    # No index on what moves with every change: a list is sorted as a whole, and writing them would cost more.
    __table_args__: ClassVar[Any] = (Index("health_computed", "day", "playbook_id"),)

    account_id: int = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    day: date
    playbook_id: int
    score: int | None = None
    raw: int | None = None
    measured: int = 0
    deduction: int = 0
    band: str | None = None
    delta: int | None = None
    since: date | None = None


class HealthDay(SQLModel, table=True):
    """The health of an account on one day, kept for ever (domain.md 4.3).

    Without a foreign key, so that the history of an account comes back with the undo of its removal. Units are
    those of `AccountHealth`; factor scores are hundredths, empty where the factor was not scored; a weight of 0 is
    that of a factor which was switched off. `carried` says that the facts of the day are not known any more: the
    values are those of the day before.
    """

    __tablename__ = "health_day"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    account_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    day: date = Field(primary_key=True)
    score: int | None = None
    raw: int | None = None
    measured: int = 0
    deduction: int = 0
    profile: int | None = None
    plan: int | None = None
    notes: int | None = None
    qbr: int | None = None
    freshness: int | None = None
    satisfaction: int | None = None
    delivery: int | None = None
    profile_weight: int = 0
    plan_weight: int = 0
    notes_weight: int = 0
    qbr_weight: int = 0
    freshness_weight: int = 0
    satisfaction_weight: int = 0
    delivery_weight: int = 0
    playbook_id: int
    carried: bool = False


class HealthState(SQLModel, table=True):
    """One row: through which day every account has all its days of health; empty before anybody looked."""

    __tablename__ = "health_state"

    id: int = Field(default=1, primary_key=True)
    complete_until: date | None = None
