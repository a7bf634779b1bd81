"""Contracts, opportunities and products."""

from datetime import date
from typing import Any

from sqlmodel import Field

from kapta_tui.data.tables.base import Record, foreign, json_object


class Contract(Record, table=True):
    """What a customer has signed."""

    account_id: int = foreign("account")
    name: str
    name_folded: str = Field(index=True)
    description: str | None = None
    value_minor: int | None = None
    currency: str
    start: date | None = None
    end: date | None = Field(default=None, index=True)
    notice_date: date | None = None
    auto_renew: bool = False
    is_archived: bool = False
    custom: dict[str, Any] = json_object()


class Opportunity(Record, table=True):
    """What a customer may sign."""

    account_id: int = foreign("account")
    name: str
    name_folded: str = Field(index=True)
    description: str | None = None
    stage: str = "discovery"
    probability: int | None = None
    amount_minor: int | None = None
    currency: str
    close_date: date | None = Field(default=None, index=True)
    owner_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    product_id: int | None = foreign("product", on_delete="SET NULL", nullable=True)
    custom: dict[str, Any] = json_object()


class Product(Record, table=True):
    """What one's own company sells."""

    name: str
    name_folded: str = Field(index=True, unique=True)
    code: str | None = Field(default=None, index=True)
    family: str | None = None
    price_minor: int | None = None
    currency: str
    description: str | None = None
