"""Users, accounts, contacts and notes in SQL."""

from __future__ import annotations

from kapta_tui.data.read.sources.base import (
    COMMON,
    NO_WORK,
    OF_ACCOUNT,
    OWNED,
    Source,
    account_type,
    contributing,
    listed,
    mine,
    named,
)

COLD_DAYS = 60
"""An account nobody has written a note on for so long is cold (domain.md 3.3); without a note its own age counts."""

USERS = Source(
    kind="users",
    tables='"user" t',
    fields=COMMON | {"name": "t.name", "email": "t.email", "is_queue": "t.is_queue"},
    words=("t.name_folded", "t.email"),
    order={"name": "t.name_folded"},
    currency="NULL",
    hides_archived=False,
)

ACCOUNTS = Source(
    kind="accounts",
    tables="account t",
    joins={
        "s": "JOIN account_summary s ON s.account_id = t.id",
        "h": "LEFT JOIN account_health h ON h.account_id = t.id",
    },
    account="t",
    fields=COMMON
    | {
        "name": "t.name",
        "owner": named("user", "t.owner_id"),
        "type": account_type("t"),
        "website": "t.website",
        "description": "t.description",
        "parent": named("account", "t.parent_id"),
        "currency": "s.currency",
        "satisfaction": "t.satisfaction",
        "satisfaction_on": "t.satisfaction_on",
        "links": "t.links",
        "logo": "t.logo",
        "products": listed(
            "SELECT p.name AS v FROM account_product ap JOIN product p ON p.id = ap.product_id "
            "WHERE ap.account_id = t.id ORDER BY p.name_folded"
        ),
        "is_customer": "t.is_customer",
        "is_reseller": "t.is_reseller",
        "is_provider": "t.is_provider",
        "contributors": listed(
            'SELECT u.name AS v FROM account_contributor ac JOIN "user" u ON u.id = ac.user_id '
            "WHERE ac.account_id = t.id ORDER BY u.name_folded"
        ),
        "archived": "t.archived",
        "health": "h.score",
        "health_delta": "h.delta",
        "measured": "round(h.measured / 100.0, 1)",
        "band": "h.band",
        "fall": "max(0, -h.delta)",
        "at_risk": "s.risk_id IS NOT NULL",
        "risk_severity": "s.risk_severity",
        "risk_status": "s.risk_status",
        "contract_value": "s.contract_value_minor",
        "contract_expiration": "s.contract_expiration",
        "nearest_contract_end": "s.nearest_contract_end",
        "open_actions": "s.open_actions",
        "overdue": "s.overdue",
        "last_contact": "s.last_contact",
    },
    words=("t.name_folded", "t.website", "t.description"),
    ready={
        "mine": mine("t.owner_id"),
        "contributing": contributing("t.id"),
        "involved": f"{mine('t.owner_id')} OR {contributing('t.id')}",
        "at-risk": "s.risk_id IS NOT NULL",
        "overdue": "s.overdue > 0",
        "unaddressed": f"s.risk_id IS NOT NULL AND {NO_WORK.format(risk='s.risk_id')}",
        "archived": "t.archived",
        "strategic": "t.type = 'strategic'",
        "cold": f"(coalesce(s.last_contact, date(t.created_at), '') < date(:today, '-{COLD_DAYS} days'))",
    },
    aliases={
        "value": "contract_value",
        "end": "nearest_contract_end",
        "last_end": "contract_expiration",
        "risk": "risk_severity",
        "severity": "risk_severity",
    },
    order={"name": "t.name_folded", "health": "h.raw"},
    currency="s.currency",
    custom="t.custom",
    adds_up={"contract_value": "s.contracts > 0"},
)

CONTACTS = Source(
    kind="contacts",
    tables=f"contact t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "name": "t.name",
        "title": "t.title",
        "role": "t.role",
        "friendliness": "t.friendliness",
        "power": "t.power",
        "email": "t.email",
        "phone": "t.phone",
        "reports_to": named("contact", "t.reports_to_id"),
        "internal_contact": named("user", "t.internal_contact_id"),
        "is_primary": "t.is_primary",
        "has_left": "t.has_left",
        "description": "t.description",
        "relationships": listed(
            "SELECT u.name || ': ' || {relationship_label} AS v FROM relationship r "
            'JOIN "user" u ON u.id = r.user_id WHERE r.contact_id = t.id ORDER BY u.name_folded'
        ),
        "last_contact": "(SELECT max(n.date) FROM note_contact nc JOIN note n ON n.id = nc.note_id "
        "WHERE nc.contact_id = t.id AND n.date <= :today)",
        "open_actions": "(SELECT count(*) FROM action_contact ac JOIN action x ON x.id = ac.action_id "
        "WHERE ac.contact_id = t.id AND x.completed_at IS NULL)",
    },
    words=("t.name_folded", "t.title", "t.email", "a.name_folded", "t.description"),
    ready=OF_ACCOUNT,
    order={"name": "t.name_folded", "account": "a.name_folded"},
    custom="t.custom",
)

NOTES = Source(
    kind="notes",
    tables=f"note t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "text": "t.text",
        "type": "t.type",
        "date": "t.date",
        "author": named("user", "t.author_id"),
        "contacts": listed(
            "SELECT c.name AS v FROM note_contact nc JOIN contact c ON c.id = nc.contact_id "
            "WHERE nc.note_id = t.id ORDER BY c.name_folded"
        ),
        "risk": "(SELECT r.opened_at FROM risk r WHERE r.id = t.risk_id)",
        "action": named("action", "t.action_id"),
        "task": named("task", "t.task_id"),
    },
    words=("t.text", "a.name_folded"),
    ready=OF_ACCOUNT,
    order={"account": "a.name_folded"},
)
