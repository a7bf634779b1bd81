"""Contracts, opportunities and products in SQL."""

from __future__ import annotations

from kapta_tui.data.read.money import in_force
from kapta_tui.data.read.sources.base import COMMON, OF_ACCOUNT, OWNED, Source, mine, named, share

CONTRACTS = Source(
    kind="contracts",
    tables=f"contract t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "name": "t.name",
        "description": "t.description",
        "value": "t.value_minor",
        "currency": "t.currency",
        "start": "t.start",
        "end": 't."end"',
        "notice_date": "t.notice_date",
        "auto_renew": "t.auto_renew",
        "is_archived": "t.is_archived",
        "active": in_force("t"),
    },
    words=("t.name_folded", "t.description", "a.name_folded"),
    ready=OF_ACCOUNT,
    order={"name": "t.name_folded", "account": "a.name_folded"},
    custom="t.custom",
)

OPPORTUNITIES = Source(
    kind="opportunities",
    tables=f"opportunity t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "name": "t.name",
        "stage": "t.stage",
        "probability": "coalesce(t.probability, {stage_percent})",
        "amount": "t.amount_minor",
        "currency": "t.currency",
        "close_date": "t.close_date",
        "owner": named("user", "t.owner_id"),
        "product": named("product", "t.product_id"),
        "description": "t.description",
        "weighted_value": share("t.amount_minor", "coalesce(t.probability, {stage_percent})"),
    },
    words=("t.name_folded", "t.description", "a.name_folded"),
    ready=OF_ACCOUNT | {"mine": mine("t.owner_id")},
    aliases={"value": "amount", "close": "close_date"},
    order={"name": "t.name_folded", "account": "a.name_folded"},
    custom="t.custom",
)

PRODUCTS = Source(
    kind="products",
    tables="product t",
    fields=COMMON
    | {
        "name": "t.name",
        "code": "t.code",
        "family": "t.family",
        "price": "t.price_minor",
        "currency": "t.currency",
        "description": "t.description",
    },
    words=("t.name_folded", "t.code", "t.family"),
    order={"name": "t.name_folded"},
    hides_archived=False,
)
