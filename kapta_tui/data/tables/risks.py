"""Account risks with their ordered reasons and resolutions."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from kapta_tui.data.tables.base import Base, Record, foreign


class Risk(Record, table=True):
    """A danger to an account; the partial index lets an account have one active risk (mission S0)."""

    __table_args__: ClassVar[Any] = (
        Index(
            "one_active_risk_per_account",
            "account_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    account_id: int = foreign("account")
    status: str = "open"
    severity: str | None = None
    likelihood: str | None = None
    priority: str | None = None
    priority_by_hand: bool = False
    assignee_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    details: str | None = None
    opened_at: date
    closed_at: date | None = None
    position: int = Field(default=0, index=True)


class RiskReason(Base, table=True):
    """A reason of a risk at its place in the order of importance; `code` is empty for own words."""

    __tablename__ = "risk_reason"

    account_id: int = foreign("account")
    risk_id: int = foreign("risk")
    position: int
    code: str | None = None
    label: str


class RiskResolution(Base, table=True):
    """How a risk ended; `code` is empty for own words."""

    __tablename__ = "risk_resolution"

    account_id: int = foreign("account")
    risk_id: int = foreign("risk")
    position: int
    code: str | None = None
    label: str


class RiskStage(Base, table=True):
    """A status of a risk and the day since which it has it (features: row 34); the stages follow each other by id."""

    __tablename__ = "risk_stage"

    account_id: int = foreign("account")
    risk_id: int = foreign("risk")
    status: str
    since: date
