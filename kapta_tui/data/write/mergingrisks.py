"""One active risk per account (mission S0): what becomes of two when their accounts are merged."""

from __future__ import annotations

from kapta_tui.data import tables
from kapta_tui.data.write import riskrows, riskstages, riskwriter
from kapta_tui.data.write.records import touch
from kapta_tui.data.write.referring import refer
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import risk as rules
from kapta_tui.domain.risk import Labelled

_OWN = frozenset({"risk_reason", "risk_resolution", "risk_stage"})
"""Tables whose rows are part of a risk; all others refer to one."""


def unite(tx: Transaction, kept: int, gone: int) -> str:
    """Let the active risk of the account `gone` go up in that of `kept`, where both have one.

    Returns a sentence that keeps what the other risk said, empty when there was nothing to unite.
    """
    first, second = riskrows.active_risk(tx, kept), riskrows.active_risk(tx, gone)
    if first is None or second is None:
        return ""
    stays, goes = riskwriter.load(tx, first), riskwriter.load(tx, second)
    words = _words(tx, goes, stays)
    stays.external_id = stays.external_id or goes.external_id
    stays.opened_at = min(stays.opened_at, goes.opened_at)
    for field in riskrows.LABEL_TABLES:
        riskrows.rewrite(tx, stays, field, _both(tx, first, second, field))
    stays.severity = _higher(tx, "severity", stays.severity, goes.severity)
    stays.likelihood = _higher(tx, "likelihood", stays.likelihood, goes.likelihood)
    stays.priority, stays.priority_by_hand = rules.settle_priority(
        tx.playbook, stays.severity, stays.likelihood, stays.priority if stays.priority_by_hand else None
    )
    stays.assignee_id = stays.assignee_id or goes.assignee_id
    stays.details = "\n\n".join(text for text in (stays.details, goes.details) if text) or None
    touch(tx, stays)
    refer(tx, "risk", [(first, second)], _OWN)
    riskstages.follow(tx, stays)
    for table in ("goal", "action", "task"):
        sql = f"UPDATE {table} SET source_id = ? WHERE source = 'risk' AND source_id = ?"
        tx.raw.execute(sql, (first, second))
    tx.session.delete(riskwriter.load(tx, second))
    tx.flush()
    return words


def _both(tx: Transaction, first: int, second: int, field: str) -> tuple[Labelled, ...]:
    """Return the reasons or resolutions of both in order, without repeats."""
    found = {
        (item.code or item.label): item
        for risk in (second, first)
        for item in riskrows.labels(tx, risk, field)
    }
    order = dict.fromkeys(
        item.code or item.label for risk in (first, second) for item in riskrows.labels(tx, risk, field)
    )
    return tuple(found[key] for key in order)


def _higher(tx: Transaction, scale: str, first: str | None, second: str | None) -> str | None:
    """Return the code that stands higher on the scale; one that is known stands above none."""
    value = {choice.code: choice.value or 0 for choice in tx.playbook.choices(scale)}
    known = [code for code in (first, second) if code is not None]
    return max(known, key=lambda code: value.get(code, 0)) if known else None


def _words(tx: Transaction, row: tables.Risk, other: tables.Risk) -> str:
    assert row.id is not None
    parts = [riskrows.title(tx, row.id), f"{tx.playbook.label('risk_status', row.status).lower()}"]
    for name, scale in (
        ("severity", row.severity),
        ("likelihood", row.likelihood),
        ("priority", row.priority),
    ):
        if scale is not None:
            parts.append(f"{name} {tx.playbook.label(name, scale)}")
    if row.assignee_id is not None:
        who = tx.session.get(tables.User, row.assignee_id)
        parts += [f"assignee {who.name}"] if who is not None else []
    if row.external_id:
        kept = f" (the other one has {other.external_id})" if other.external_id else ""
        parts.append(f"external id {row.external_id}{kept}")
    if row.opened_at < other.opened_at:
        parts.append(f"the other one was opened on {other.opened_at.isoformat()}")
    opened = row.opened_at.isoformat()
    return f"Its active risk, opened on {opened}, went up in the one of this account: {'; '.join(parts)}."
