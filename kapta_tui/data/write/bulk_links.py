"""Staged values that stand in rows of another table: the contributors of an account."""

from __future__ import annotations

from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write.bulk_load import Load
from kapta_tui.data.write.references import person
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.text import fold


def write(tx: Transaction, load: Load) -> None:
    """Make the contributors of each account those its row names; an empty cell leaves them."""
    if load.kind.name != "accounts" or not load.has("contributors"):
        return
    raw = tx.raw
    found = raw.execute(
        f"SELECT rid, fresh, changed, f_contributors FROM temp.{load.stage} WHERE f_contributors IS NOT NULL"
    ).fetchall()
    known: dict[str, int] = {}
    for account, fresh, changed, text in found:
        wanted = {known.setdefault(fold(name), person(tx, name)) for name in text.split(LIST_SEPARATOR)}
        if _replace(tx, account, wanted) and not fresh and not changed:
            load.tally.updated += 1
            load.tally.unchanged -= 1
            raw.execute(f"UPDATE temp.{load.stage} SET changed = 1 WHERE rid = ?", (account,))
            raw.execute(
                "UPDATE account SET version = version + 1, updated_at = ? WHERE id = ?", (tx.now, account)
            )


def _replace(tx: Transaction, account: int, wanted: set[int]) -> bool:
    rows = tx.raw.execute("SELECT user_id FROM account_contributor WHERE account_id = ?", (account,))
    present = {user for (user,) in rows}
    gone, new = present - wanted, wanted - present
    pairs = [(account, user) for user in sorted(gone)]
    tx.raw.executemany("DELETE FROM account_contributor WHERE account_id = ? AND user_id = ?", pairs)
    pairs = [(account, user) for user in sorted(new)]
    tx.raw.executemany("INSERT INTO account_contributor (account_id, user_id) VALUES (?, ?)", pairs)
    return bool(gone or new)
