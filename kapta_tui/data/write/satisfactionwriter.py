"""Writing satisfaction entries: one a day, the newest of which the account shows (features: row 67)."""

from __future__ import annotations

from datetime import date

from kapta_tui.data import tables
from kapta_tui.data.write import columns, records, references, satisfaction
from kapta_tui.data.write.records import Updated
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["satisfaction"]


def insert(tx: Transaction, values: Values) -> tables.Satisfaction:
    """Write an entry and return its row; of a day that has one it changes that.

    What is left empty stays then, and the author is who acts now unless another is named.

    Raises: as `records.insert`.
    """
    columns.checked_fields(KIND, values, tx)
    account = records.account_of(tx, KIND, values)
    assert account is not None
    day = values.get("date") or tx.today
    row = satisfaction.of_day(tx, account, day) if isinstance(day, date) else None
    if row is None:
        made = records.insert(tx, "satisfaction", values)
    else:
        assert row.id is not None
        made = records.update(tx, "satisfaction", row.id, _again(tx, row, values)).row
    satisfaction.follow(tx, account)
    assert isinstance(made, tables.Satisfaction)
    return made


def _again(tx: Transaction, row: tables.Satisfaction, values: Values) -> Values:
    """Return what a second entry of a day changes of the first: who repeats what stands there changes nothing."""
    said: dict[str, Value] = {
        name: value for name, value in values.items() if name != "account" and value not in (None, "")
    }
    said["score"] = values.get("score")
    if "author" not in said and any(
        getattr(row, name) != said[name] for name in ("score", "description") if name in said
    ):
        said["author"] = references.acting_user(tx)
    return said


def update(tx: Transaction, entry: int, values: Values, version: int | None = None) -> Updated:
    """Change an entry, and with it what its account shows.

    Raises: as `records.update`; RuleError too where it is moved to a day that has another entry.
    """
    updated = records.update(tx, "satisfaction", entry, values, version)
    assert isinstance(updated.row, tables.Satisfaction)
    satisfaction.follow(tx, updated.row.account_id)
    return updated


def delete(tx: Transaction, entry: int) -> None:
    """Remove an entry; the account shows the one before where it was the newest. Raises NotFound."""
    row = records.load(tx, "satisfaction", entry)
    assert isinstance(row, tables.Satisfaction)
    account = row.account_id
    records.delete(tx, "satisfaction", entry)
    satisfaction.follow(tx, account)


def say_replaced(tx: Transaction, row: tables.Satisfaction) -> None:
    """Say that an entry took the place of the one there was of its day."""
    tx.say(f"Changed {KIND.spoken} {records.title(tx, row)}", row.account_id, "edit_satisfaction")
