"""Writing SWOT items (domain.md 3.5)."""

from __future__ import annotations

from collections.abc import Sequence

from kapta_tui.data import tables
from kapta_tui.data.write import records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError


@verb
def review_swot(tx: Transaction, items: Sequence[int]) -> int:
    """Mark SWOT items as reviewed today, as one change, and return the id of the last one given.

    Raises:
        RuleError: no item is given.
        NotFound: one of them is gone.
    """
    if not items:
        raise RuleError("No SWOT item is given.", "Name at least one item by its id.")
    rows = []
    for item in dict.fromkeys(items):
        row = records.load(tx, "swot", item)
        assert isinstance(row, tables.Swot)
        rows.append(row)
        if row.reviewed_on != tx.today:
            row.reviewed_on = tx.today
            records.touch(tx, row)
    accounts = {row.account_id for row in rows}
    account = accounts.pop() if len(accounts) == 1 else None
    if len(rows) == 1:
        tx.say(f"Reviewed SWOT item {records.title(tx, rows[0])}", account)
    else:
        tx.say(f"Reviewed {len(rows)} SWOT items{_of(tx, account)}", account)
    return items[-1]


def _of(tx: Transaction, account: int | None) -> str:
    found = None if account is None else tx.session.get(tables.Account, account)
    return "" if found is None else f" of {found.name}"
