"""What an account says of its satisfaction and what its entries say: always the same (features: row 67).

The account shows its newest entry. An entry is never of a day ahead, so that the newest one is the present one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write import references
from kapta_tui.data.write.transaction import Transaction


def begin(tx: Transaction, account: tables.Account) -> None:
    """Write the first entry of a new account, where it has a score."""
    if account.satisfaction is not None:
        account.satisfaction_on = _put(tx, account, account.satisfaction)
        tx.session.flush()


def enter(tx: Transaction, account: tables.Account, score: int | None) -> dict[str, Any]:
    """Let what was entered in the account's own field become an entry; return the columns of the account after it.

    A score, 0 to 10, is an entry of today, or changes that of today. None withdraws the newest entry: the account
    shows the one before it, if there is any.
    """
    if score is not None:
        return {"satisfaction": score, "satisfaction_on": _put(tx, account, score)}
    assert account.id is not None
    withdrawn = newest(tx, account.id)
    if withdrawn is not None:
        tx.session.delete(withdrawn)
        tx.session.flush()
    return _columns(newest(tx, account.id))


def follow(tx: Transaction, account: int) -> None:
    """Let the account show its newest entry, after its entries were written."""
    tx.flush()
    row = tx.session.get(tables.Account, account)
    assert row is not None
    shown = _columns(newest(tx, account))
    if shown != {"satisfaction": row.satisfaction, "satisfaction_on": row.satisfaction_on}:
        row.satisfaction, row.satisfaction_on = shown["satisfaction"], shown["satisfaction_on"]
        row.version += 1
        row.updated_at = tx.now
        tx.session.flush()


def newest(tx: Transaction, account: int) -> tables.Satisfaction | None:
    """Return the newest entry of an account."""
    entry = tables.Satisfaction
    found = select(entry).where(entry.account_id == account).order_by(col(entry.date).desc()).limit(1)
    return tx.session.exec(found).first()


def of_day(tx: Transaction, account: int, day: date) -> tables.Satisfaction | None:
    """Return the entry of an account on a day."""
    entry = tables.Satisfaction
    return tx.session.exec(select(entry).where(entry.account_id == account, entry.date == day)).first()


def _put(tx: Transaction, account: tables.Account, score: int) -> date:
    """Write an entry of today and return its day; it is the newest one even where clocks or time zones differ."""
    assert account.id is not None
    day = max(tx.today, account.satisfaction_on or tx.today)
    row = of_day(tx, account.id, day)
    if row is None:
        row = tables.Satisfaction(
            account_id=account.id, date=day, score=score, created_at=tx.now, updated_at=tx.now
        )
    else:
        row.version += 1
    row.score, row.author_id, row.updated_at = score, references.acting_user(tx), tx.now
    tx.session.add(row)
    tx.session.flush()
    return day


def _columns(entry: tables.Satisfaction | None) -> dict[str, Any]:
    return {
        "satisfaction": None if entry is None else entry.score,
        "satisfaction_on": None if entry is None else entry.date,
    }
