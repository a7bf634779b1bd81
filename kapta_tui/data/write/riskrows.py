"""A risk as its rules see it, and the rows of its reasons and resolutions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write import links
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.risk import Labelled, RiskFacts

LabelRow = tables.RiskReason | tables.RiskResolution
LabelTable = type[tables.RiskReason] | type[tables.RiskResolution]

LABEL_TABLES: dict[str, LabelTable] = {"reasons": tables.RiskReason, "resolutions": tables.RiskResolution}
"""Field to the table that holds its values in order."""


def labels(tx: Transaction, risk: int, field: str) -> tuple[Labelled, ...]:
    """Return the reasons or resolutions of a risk in their order."""
    return tuple(Labelled(row.code, row.label) for row in _rows(tx, risk, LABEL_TABLES[field]))


def facts(tx: Transaction, row: tables.Risk) -> RiskFacts:
    """Return what the rules look at, as the risk stands."""
    assert row.id is not None
    return RiskFacts(
        status=row.status,
        reasons=labels(tx, row.id, "reasons"),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        resolutions=labels(tx, row.id, "resolutions"),
        severity=row.severity,
        likelihood=row.likelihood,
        values={"priority": row.priority, "assignee": row.assignee_id, "details": row.details},
    )


def rewrite(tx: Transaction, row: tables.Risk, field: str, wanted: Sequence[Labelled]) -> links.Moved:
    """Make the reasons or resolutions of `row` those `wanted`, in that order; return what changed."""
    assert row.id is not None
    table = LABEL_TABLES[field]
    present = _rows(tx, row.id, table)
    before = [Labelled(found.code, found.label) for found in present]
    if before == list(wanted):
        return {}
    for place, label in enumerate(wanted):
        if place < len(present):
            present[place].code, present[place].label = label.code, label.label
        else:
            tx.session.add(
                table(
                    account_id=row.account_id,
                    risk_id=row.id,
                    position=place,
                    code=label.code,
                    label=label.label,
                )
            )
    for surplus in present[len(wanted) :]:
        tx.session.delete(surplus)
    tx.session.flush()
    return {field: (_joined(before), _joined(wanted))}


def active_risk(tx: Transaction, account: int, besides: int | None = None) -> int | None:
    """Return the id of the active risk of an account, other than `besides`."""
    tx.session.flush()
    found = tx.raw.execute(
        "SELECT id FROM risk WHERE account_id = ? AND closed_at IS NULL AND id IS NOT ?", (account, besides)
    ).fetchone()
    return None if found is None else int(found[0])


def title(tx: Transaction, risk: int) -> str:
    """Return the reasons of a risk as one text, most important first."""
    return _joined(labels(tx, risk, "reasons"))


def account_name(tx: Transaction, account: int) -> str:
    """Return the name of an account."""
    row = tx.session.get(tables.Account, account)
    return "" if row is None else row.name


def _rows(tx: Transaction, risk: int, table: LabelTable) -> list[LabelRow]:
    query = select(table).where(col(table.risk_id) == risk).order_by(col(table.position))
    return list(cast("Iterable[LabelRow]", tx.session.exec(query).all()))


def _joined(items: Sequence[Labelled]) -> str:
    return ", ".join(item.label for item in items)
