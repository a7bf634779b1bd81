"""The stages of a risk in the store: one row for each status it had, the last one its present status."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.riskstages import Step, followed


def follow(tx: Transaction, row: tables.Risk, told: Sequence[Step] = ()) -> bool:
    """Let the stages of `row` say what its status and its days are now; return whether that changed any.

    `told` are stages that stand in place of those there are.
    """
    assert row.id is not None
    table = tables.RiskStage
    query = select(table).where(col(table.risk_id) == row.id).order_by(col(table.id))
    present = list(tx.session.exec(query).all())
    before = tuple(Step(stage.status, stage.since) for stage in present)
    wanted = followed(told or before, row.status, row.opened_at, row.closed_at, tx.today)
    if wanted == before:
        return False
    for stage, step in zip(present, wanted, strict=False):
        stage.status, stage.since = step
    for surplus in present[len(wanted) :]:
        tx.session.delete(surplus)
    tx.session.add_all(
        table(account_id=row.account_id, risk_id=row.id, status=step.status, since=step.since)
        for step in wanted[len(present) :]
    )
    return True
