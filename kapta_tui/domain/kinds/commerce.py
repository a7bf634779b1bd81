"""Contracts, opportunities and products (domain.md 1.1, 3.7)."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.kinds import common

CONTRACTS = Kind(
    name="contracts",
    noun="contract",
    table="contract",
    feature="contracts",
    columns=("name", "account", "value", "currency", "start", "end", "notice_date", "auto_renew"),
    sort=("end", "name"),
    synonyms=("contract", "subscription", "agreement"),
    fields=(
        common.ID,
        common.ACCOUNT,
        common.name("Name", "contract name", "contract number", "contract id", "subscription id", "number"),
        common.description(),
        Field(
            "value",
            FieldType.MONEY,
            "Value",
            synonyms=("contract value", "total commit value", "amount", "arr amount", "total value"),
        ),
        common.CURRENCY,
        Field(
            "start", FieldType.DATE, "Start", synonyms=("start date", "contract start date", "effective date")
        ),
        Field(
            "end",
            FieldType.DATE,
            "End",
            synonyms=("end date", "contract end date", "expiration date", "renewal date"),
        ),
        Field("notice_date", FieldType.DATE, "Notice date", help="Last day to give notice"),
        Field(
            "auto_renew",
            FieldType.FLAG,
            "Renews by itself",
            default=False,
            synonyms=("auto renew flag", "auto renewal"),
        ),
        Field("is_archived", FieldType.FLAG, "Archived", default=False),
        common.EXTERNAL,
        Field("active", FieldType.FLAG, "Active", writable=False),
        common.CREATED,
        common.UPDATED,
    ),
)

OPPORTUNITIES = Kind(
    name="opportunities",
    noun="opportunity",
    table="opportunity",
    feature="opportunities",
    columns=("name", "account", "stage", "probability", "amount", "currency", "close_date", "owner"),
    sort=("close_date", "name"),
    synonyms=("opportunity", "deal", "sales pipeline"),
    fields=(
        common.ID,
        common.ACCOUNT,
        common.name("Name", "opportunity name", "deal name", "opportunity", "opportunity id", "deal id"),
        Field(
            "stage",
            FieldType.CHOICE,
            "Stage",
            choices="opportunity_stage",
            default="discovery",
            synonyms=("stage name", "deal stage", "sales stage"),
        ),
        Field(
            "probability",
            FieldType.PERCENT,
            "Probability %",
            minimum=0,
            maximum=100,
            help="Empty means the stage's own",
        ),
        Field(
            "amount",
            FieldType.MONEY,
            "Amount",
            synonyms=("value", "deal amount", "close value", "expected revenue"),
        ),
        common.CURRENCY,
        Field(
            "close_date",
            FieldType.DATE,
            "Close date",
            synonyms=("close", "expected close date", "closing date"),
        ),
        common.user("owner", "Owner", "opportunity owner", "deal owner", "sales agent"),
        Field("product", FieldType.REFERENCE, "Product", target="products", synonyms=("product name",)),
        common.description(),
        common.EXTERNAL,
        Field("weighted_value", FieldType.MONEY, "Weighted", writable=False),
        common.CREATED,
        common.UPDATED,
    ),
)

PRODUCTS = Kind(
    name="products",
    noun="product",
    table="product",
    feature="products",
    owner="",
    match=("external_id", "code", "name"),
    columns=("name", "code", "family", "price", "currency"),
    synonyms=("product", "price book", "item"),
    fields=(
        common.ID,
        common.name("Name", "product name", "product"),
        Field(
            "code",
            FieldType.TEXT,
            "Code",
            synonyms=("product code", "sku", "internal reference"),
            searched=True,
        ),
        Field(
            "family",
            FieldType.TEXT,
            "Family",
            synonyms=("product family", "series", "product category", "category"),
            searched=True,
        ),
        Field(
            "price", FieldType.MONEY, "Price", synonyms=("unit price", "sales price", "list price", "cost")
        ),
        common.CURRENCY,
        common.description(),
        common.EXTERNAL,
        common.CREATED,
        common.UPDATED,
    ),
)
