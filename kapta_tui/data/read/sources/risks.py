"""Account risks in SQL."""

from __future__ import annotations

from kapta_tui.data.read.sources.base import (
    COMMON,
    NO_WORK,
    OF_ACCOUNT,
    OWNED,
    Source,
    listed,
    mine,
    named,
    share,
)

_DAYS_OPEN = "max(0, CAST(julianday(coalesce(t.closed_at, :today)) - julianday(t.opened_at) AS INTEGER))"
"""As `domain.risk.days_open`: a risk that opens later is open for no day yet."""

_LABELS = "SELECT coalesce(l.code, l.label) AS v FROM {table} l WHERE l.risk_id = t.id ORDER BY l.position"

_STAGES = "SELECT g.status || ' ' || g.since AS v FROM risk_stage g WHERE g.risk_id = t.id ORDER BY g.id"

RISKS = Source(
    kind="risks",
    tables=f"risk t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "reasons": listed(_LABELS.format(table="risk_reason")),
        "primary_reason": "(SELECT coalesce(l.code, l.label) FROM risk_reason l "
        "WHERE l.risk_id = t.id ORDER BY l.position LIMIT 1)",
        "status": "t.status",
        "severity": "t.severity",
        "likelihood": "t.likelihood",
        "priority": "t.priority",
        "assignee": named("user", "t.assignee_id"),
        "details": "t.details",
        "resolutions": listed(_LABELS.format(table="risk_resolution")),
        "opened_at": "t.opened_at",
        "closed_at": "t.closed_at",
        "stages": listed(_STAGES),
        "priority_by_hand": "t.priority_by_hand",
        "active": "t.closed_at IS NULL",
        "archived": "a.archived",
        "days_open": _DAYS_OPEN,
        "contract_value": "s.contract_value_minor",
        "expected_loss": share("s.contract_value_minor", "{likelihood_percent}"),
        "currency": "s.currency",
        "nearest_contract_end": "s.nearest_contract_end",
        "contract_expiration": "s.contract_expiration",
    },
    words=(
        "a.name_folded",
        "t.details",
        "(SELECT group_concat(l.label, ' ') FROM risk_reason l WHERE l.risk_id = t.id)",
    ),
    ready=OF_ACCOUNT
    | {
        "mine": mine("coalesce(t.assignee_id, a.owner_id)"),
        "at-risk": "t.closed_at IS NULL",
        "overdue": "t.closed_at IS NULL AND s.overdue > 0",
        "unaddressed": f"t.closed_at IS NULL AND {NO_WORK.format(risk='t.id')}",
    },
    aliases={
        "value": "contract_value",
        "opened": "opened_at",
        "closed": "closed_at",
        "reason": "reasons",
        "loss": "expected_loss",
        "end": "nearest_contract_end",
        "last_end": "contract_expiration",
    },
    order={"account": "a.name_folded"},
    currency="s.currency",
    adds_up={"contract_value": "s.contracts > 0", "expected_loss": "s.contracts > 0"},
)
