"""Accounts, their key players and the people who look after them (mission S1; domain.md 1.1, 3.3)."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.kinds import common

USERS = Kind(
    name="users",
    noun="user",
    table="user",
    owner="",
    match=("external_id", "name", "email"),
    columns=("name", "email", "is_queue"),
    synonyms=("user", "owner", "sales team", "sales agent", "employee", "technician"),
    fields=(
        common.ID,
        common.name("Name", "sales agent", "full name", "user name", "username"),
        Field("email", FieldType.TEXT, "E-mail", synonyms=("email address",), searched=True),
        Field("is_queue", FieldType.FLAG, "Queue", default=False, help="A queue is a team's shared inbox"),
        common.EXTERNAL,
        common.CREATED,
        common.UPDATED,
    ),
)

ACCOUNTS = Kind(
    name="accounts",
    noun="account",
    table="account",
    owner="",
    columns=("name", "owner", "type", "at_risk", "contract_value", "currency", "contract_expiration"),
    ready=frozenset(
        {"mine", "contributing", "at-risk", "overdue", "unaddressed", "archived", "strategic", "cold"}
    ),
    synonyms=("account", "company", "customer", "client", "organization", "partner"),
    fields=(
        common.ID,
        common.name(
            "Name",
            "account name",
            "company name",
            "company",
            "account",
            "customer",
            "client",
            "organization name",
        ),
        common.user(
            "owner", "Owner", "account owner", "company owner", "account manager", "owner name", required=True
        ),
        Field("type", FieldType.CHOICE, "Type", required=True, choices="account_type", default="normal"),
        Field(
            "website",
            FieldType.TEXT,
            "Website",
            synonyms=("web site", "url", "domain", "company domain name"),
            searched=True,
        ),
        common.description("Description", "about", "notes"),
        Field(
            "parent",
            FieldType.REFERENCE,
            "Parent account",
            target="accounts",
            synonyms=(
                "parent account",
                "parent company",
                "subsidiary of",
                "related company",
                "parent account name",
            ),
        ),
        common.CURRENCY,
        Field(
            "satisfaction",
            FieldType.INTEGER,
            "Satisfaction 0-10",
            minimum=0,
            maximum=10,
            help="How pleased the customer is, by your estimate",
        ),
        Field(
            "links",
            FieldType.LABELS,
            "Links",
            tab="More info",
            help="Label and address, such as 'Slack https://…'",
        ),
        Field("is_customer", FieldType.FLAG, "Customer", tab="More info", default=True),
        Field("is_reseller", FieldType.FLAG, "Reseller", tab="More info", default=False),
        Field(
            "is_provider", FieldType.FLAG, "Provider", tab="More info", default=False, synonyms=("supplier",)
        ),
        common.EXTERNAL,
        Field(
            "contributors",
            FieldType.REFERENCES,
            "Contributors",
            target="users",
            tab="Contributors",
            help="Colleagues who work on this account with the owner",
        ),
        Field("archived", FieldType.FLAG, "Archived", writable=False),
        Field("at_risk", FieldType.FLAG, "At risk", writable=False),
        Field("risk_severity", FieldType.CHOICE, "Risk", choices="severity", writable=False),
        Field("risk_status", FieldType.CHOICE, "Risk status", choices="risk_status", writable=False),
        Field("contract_value", FieldType.MONEY, "Contract value", writable=False),
        Field("contract_expiration", FieldType.DATE, "Contract end", writable=False),
        Field("nearest_contract_end", FieldType.DATE, "Nearest end", writable=False),
        Field("open_actions", FieldType.INTEGER, "Open actions", writable=False),
        Field("overdue", FieldType.INTEGER, "Overdue", help="Late actions and tasks", writable=False),
        Field("last_contact", FieldType.DATE, "Last contact", writable=False),
        common.CREATED,
        common.UPDATED,
    ),
)

CONTACTS = Kind(
    name="contacts",
    noun="contact",
    table="contact",
    match=("external_id", "email", "name"),
    columns=("name", "account", "title", "role", "friendliness", "power", "email", "last_contact"),
    synonyms=("contact", "people", "person", "key player"),
    fields=(
        common.ID,
        common.ACCOUNT,
        common.name("Name", "full name", "contact name", "display name"),
        Field(
            "title",
            FieldType.TEXT,
            "Title",
            synonyms=("job title", "position", "contact title"),
            searched=True,
        ),
        Field("role", FieldType.CHOICE, "Role", choices="contact_role", synonyms=("contact role",)),
        Field("friendliness", FieldType.CHOICE, "Friendliness", choices="friendliness"),
        Field(
            "power",
            FieldType.CHOICE,
            "Decision power",
            choices="decision_power",
            synonyms=("decision power",),
        ),
        Field(
            "email",
            FieldType.TEXT,
            "E-mail",
            synonyms=("email address", "e-mail address", "email 1", "primary email", "email work"),
            searched=True,
        ),
        Field(
            "phone",
            FieldType.TEXT,
            "Phone",
            synonyms=("phone number", "mobile phone", "mobile", "telephone", "work phone", "phone work"),
        ),
        Field(
            "reports_to",
            FieldType.REFERENCE,
            "Reports to",
            target="contacts",
            synonyms=("reports to name", "manager"),
        ),
        common.user("internal_contact", "Internal contact", tab="More info"),
        Field("is_primary", FieldType.FLAG, "Primary contact", default=False, tab="More info"),
        Field(
            "has_left",
            FieldType.FLAG,
            "Has left",
            default=False,
            tab="More info",
            help="No longer with the customer",
        ),
        common.description("Notes", "notes", "background"),
        common.EXTERNAL,
        Field("last_contact", FieldType.DATE, "Last contact", writable=False),
        common.CREATED,
        common.UPDATED,
    ),
)

NOTES = Kind(
    name="notes",
    noun="note",
    table="note",
    match=("external_id",),
    sort=("-date", "-id"),
    columns=("date", "account", "type", "text", "author"),
    synonyms=("note", "task", "activity", "event", "engagement"),
    fields=(
        common.ID,
        common.ACCOUNT,
        Field(
            "text",
            FieldType.LONG,
            "Text",
            required=True,
            synonyms=("note", "body", "description", "comments", "note body"),
            searched=True,
        ),
        Field("type", FieldType.CHOICE, "Type", choices="note_type", default="internal"),
        Field("date", FieldType.DATE, "Date", synonyms=("activity date", "note date")),
        common.user("author", "Author", "created by", "assigned to"),
        Field("contacts", FieldType.REFERENCES, "Contacts", target="contacts", synonyms=("contact",)),
        common.EXTERNAL,
        common.CREATED,
        common.UPDATED,
    ),
)
