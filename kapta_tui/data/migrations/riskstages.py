"""The stages of risks that were entered before there were such rows, as far as the journal tells them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kapta_tui.domain.risk import is_closed
from kapta_tui.domain.riskstages import FIRST, Step, followed

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RISKS = "SELECT id, account_id, status, opened_at, closed_at FROM risk ORDER BY id"
_BEFORE = """
SELECT c.row_id, substr(e.at, 1, 10), json_extract(c.before, '$.status')
FROM change c JOIN event e ON e.id = c.event_id
WHERE c.tbl = 'risk' AND c.before IS NOT NULL AND e.undone = 0 ORDER BY c.id
"""
_INSERT = "INSERT INTO risk_stage (account_id, risk_id, status, since) VALUES (?, ?, ?, ?)"


def fill_stages(connection: Connection) -> None:
    """Write the stages of every risk: what it was before each change, and what it is."""
    told: dict[int, list[tuple[str, str]]] = {}
    for risk, day, status in connection.exec_driver_sql(_BEFORE):
        told.setdefault(risk, []).append((day, status))
    for risk, account, status, opened, closed in connection.exec_driver_sql(_RISKS).all():
        first, last = date.fromisoformat(opened), date.fromisoformat(closed) if closed else None
        steps = tuple(_steps(told.get(risk, []), status, first))
        for step in followed(steps, status, first, last, last or first):
            connection.exec_driver_sql(_INSERT, (account, risk, step.status, step.since.isoformat()))


def _steps(told: list[tuple[str, str]], status: str, opened: date) -> Iterator[Step]:
    """Yield the steps that the statuses before each change, and the present one, make."""
    statuses = [before for _, before in told] + [status]
    days = [opened, *(date.fromisoformat(day) for day, _ in told)]
    previous = None
    if is_closed(statuses[0]):
        previous = FIRST
        yield Step(FIRST, opened)
    for day, now in zip(days, statuses, strict=True):
        if now != previous:
            yield Step(now, day)
        previous = now
