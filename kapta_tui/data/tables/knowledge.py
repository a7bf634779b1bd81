"""Documents, SWOT items, answers of the customer, business reviews and metrics."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from kapta_tui.data.tables.base import Base, Record, foreign


class Document(Record, table=True):
    """A file or link about an account; `checksum` and `size` are those of the file when it was added."""

    account_id: int = foreign("account")
    name: str
    name_folded: str = Field(index=True)
    path: str
    description: str | None = None
    checksum: str | None = None
    size: int | None = None


class Swot(Record, table=True):
    """One strength, weakness, opportunity or threat."""

    account_id: int = foreign("account")
    quadrant: str
    text: str
    lens: str = "relationship"
    theme: str | None = None
    reviewed_on: date


class Voc(Record, table=True):
    """One answer of the customer to a question of the playbook."""

    account_id: int = foreign("account")
    question: str
    text: str
    date: date
    contact_id: int | None = foreign("contact", on_delete="SET NULL", nullable=True)
    asked_by_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)


class Qbr(Record, table=True):
    """A business review, planned or held."""

    account_id: int = foreign("account")
    name: str
    name_folded: str = Field(index=True)
    type: str = "quarterly"
    stage: str = "planned"
    date: date
    owner_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    agenda: str | None = None
    summary: str | None = None
    rating: str | None = None
    description: str | None = None


class QbrContact(Base, table=True):
    """A key player who takes part in a review."""

    __tablename__ = "qbr_contact"

    account_id: int = foreign("account")
    qbr_id: int = foreign("qbr")
    contact_id: int = foreign("contact")


class QbrColleague(Base, table=True):
    """A colleague who takes part in a review."""

    __tablename__ = "qbr_colleague"

    account_id: int = foreign("account")
    qbr_id: int = foreign("qbr")
    user_id: int = foreign("user")


class Metric(Record, table=True):
    """What is measured about an account, each under one name; numbers are decimal texts, so that no digit is lost."""

    __table_args__: ClassVar[Any] = (
        # An index, not a constraint: a merge drops rows of the other account that break those.
        Index("metric_named", "account_id", "name_folded", unique=True),
        {"sqlite_autoincrement": True},
    )

    account_id: int = foreign("account")
    name: str
    name_folded: str = Field(index=True)
    unit: str = "number"
    currency: str
    start: str | None = None
    target: str | None = None
    description: str | None = None
    position: int = 0


class MetricValue(Base, table=True):
    """One measurement; a metric has at most one a day."""

    __tablename__ = "metric_value"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("metric_id", "date"),
        {"sqlite_autoincrement": True},
    )

    account_id: int = foreign("account")
    metric_id: int = foreign("metric")
    date: date
    value: str
