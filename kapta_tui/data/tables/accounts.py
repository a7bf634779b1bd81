"""Users, accounts and the summary row kept for each account."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from kapta_tui.data.tables.base import Base, Record, foreign, json_object


def _some(name: str, column: str, where: str) -> Index:
    """Return an index of the rows alone for which `where` holds."""
    return Index(name, column, sqlite_where=text(where), postgresql_where=text(where))


class User(Record, table=True):
    """A colleague, or a queue that stands for a team."""

    name: str
    name_folded: str = Field(unique=True)
    email: str | None = None
    is_queue: bool = False


class Account(Record, table=True):
    """A customer."""

    __table_args__: ClassVar[Any] = (
        # The list the app opens with, in its order, without a look into the table.
        _some("account_shown", "name_folded", "NOT archived"),
        {"sqlite_autoincrement": True},
    )

    name: str
    name_folded: str = Field(index=True)
    owner_id: int = foreign("user", on_delete="RESTRICT")
    type: str = "normal"
    website: str | None = None
    description: str | None = None
    parent_id: int | None = foreign("account", on_delete="SET NULL", nullable=True)
    currency: str | None = None
    satisfaction: int | None = None
    satisfaction_on: date | None = None
    links: str | None = None
    logo: str | None = None
    is_customer: bool = True
    is_reseller: bool = False
    is_provider: bool = False
    archived: bool = False
    custom: dict[str, Any] = json_object()


class AccountContributor(Base, table=True):
    """A colleague who works on an account beside its owner."""

    __tablename__ = "account_contributor"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("account_id", "user_id"),
        {"sqlite_autoincrement": True},
    )

    account_id: int = foreign("account")
    user_id: int = foreign("user")


class AccountProduct(Base, table=True):
    """A product that an account has."""

    __tablename__ = "account_product"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("account_id", "product_id"),
        {"sqlite_autoincrement": True},
    )

    account_id: int = foreign("account")
    product_id: int = foreign("product")


class AccountSummary(SQLModel, table=True):
    """Derived facts of one account, kept by the writing transaction (architecture: two sides of data).

    The facts hold from `valid_from` to `valid_until`, both inclusive: the days on which no contract, action
    or task of the account starts, ends or falls due and no note is dated.
    `contract_value_minor` is the sum in `currency` alone; `other_currencies` says in how many more there are sums.
    """

    __tablename__ = "account_summary"
    __table_args__: ClassVar[Any] = (
        # Most accounts of a large store have no risk and no day ahead: these hold the few that do.
        _some("summary_severity", "risk_severity", "risk_severity IS NOT NULL"),
        _some("summary_since", "valid_from", "valid_from > '0001-01-01'"),
        _some("summary_until", "valid_until", "valid_until < '9999-12-31'"),
    )

    account_id: int = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    valid_from: date
    valid_until: date
    currency: str
    contract_value_minor: int = 0
    other_currencies: int = 0
    contracts: int = 0
    contract_expiration: date | None = Field(default=None, index=True)
    nearest_contract_end: date | None = None
    risk_id: int | None = None
    risk_severity: str | None = None
    risk_status: str | None = None
    open_actions: int = 0
    overdue: int = 0
    last_contact: date | None = Field(default=None, index=True)
    children: int = 0
