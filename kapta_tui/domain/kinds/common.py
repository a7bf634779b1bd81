"""Fields that many kinds share."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType

ID = Field("id", FieldType.INTEGER, "Id", writable=False)
CREATED = Field("created_at", FieldType.INSTANT, "Created", writable=False)
UPDATED = Field("updated_at", FieldType.INSTANT, "Updated", writable=False)
EXTERNAL = Field(
    "external_id",
    FieldType.TEXT,
    "External id",
    tab="More info",
    synonyms=("id", "external key", "record id"),
    help="Its id in the system it was imported from",
)
ACCOUNT = Field(
    "account",
    FieldType.REFERENCE,
    "Account",
    required=True,
    target="accounts",
    synonyms=("account name", "company", "company name", "customer", "client", "organization"),
)
CURRENCY = Field(
    "currency",
    FieldType.TEXT,
    "Currency",
    synonyms=("currency iso code", "currency code"),
    help="Three letters, such as EUR; empty means the account's, else the playbook's",
)


def name(label: str = "Name", *synonyms: str) -> Field:
    """Return the required, searched name field."""
    return Field("name", FieldType.TEXT, label, required=True, synonyms=synonyms, searched=True, maximum=500)


def description(label: str = "Description", *synonyms: str) -> Field:
    """Return the long description field."""
    return Field("description", FieldType.LONG, label, synonyms=synonyms, searched=True)


def user(field: str, label: str, *synonyms: str, tab: str = "Basic", required: bool = False) -> Field:
    """Return a reference to a person or queue."""
    return Field(
        field,
        FieldType.REFERENCE,
        label,
        required=required,
        target="users",
        synonyms=synonyms,
        tab=tab,
    )
