"""The verbs every kind has: add, edit, remove; and archiving an account (mission S1)."""

from __future__ import annotations

from kapta_tui.data import tables
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS


@verb
def add_record(tx: Transaction, kind: str, values: Values) -> int:
    """Add a record of `kind` and return its id. Raises as `records.insert`."""
    row = records.insert(tx, kind, values)
    tx.say(f"Added {KINDS[kind].noun} {records.label(row)}{_of_account(tx, row)}", account_of(row))
    assert row.id is not None
    return row.id


@verb
def edit_record(tx: Transaction, kind: str, record: int, values: Values, version: int | None = None) -> int:
    """Change fields of a record and return its id. Raises as `records.update`."""
    row = records.update(tx, kind, record, values, version)
    fields = ", ".join(name.replace("_", " ") for name in values)
    tx.say(
        f"Changed {fields} of {KINDS[kind].noun} {records.label(row)}{_of_account(tx, row)}", account_of(row)
    )
    return record


@verb
def remove_record(tx: Transaction, kind: str, record: int) -> None:
    """Remove a record with all that belongs to it; undo brings it back. Raises NotFound."""
    row = records.load(tx, kind, record)
    if kind == "users":
        _refuse_owner(tx, row)
    tx.say(f"Removed {KINDS[kind].noun} {records.label(row)}{_of_account(tx, row)}", account_of(row))
    records.delete(tx, kind, record)


@verb
def archive_account(tx: Transaction, account: int, archived: bool = True) -> None:
    """Take an account out of lists and averages, keeping all its data, or bring it back (mission S1)."""
    row = records.load(tx, "accounts", account)
    assert isinstance(row, tables.Account)
    if row.archived != archived:
        row.archived = archived
        records.touch(tx, row)
    tx.say(f"{'Archived' if archived else 'Brought back'} account {row.name}", row.id)


def account_of(row: Record) -> int | None:
    """Return the account that a row is or belongs to."""
    return row.id if isinstance(row, tables.Account) else getattr(row, "account_id", None)


def _of_account(tx: Transaction, row: Record) -> str:
    account = account_of(row)
    if account is None or isinstance(row, tables.Account):
        return ""
    found = tx.session.get(tables.Account, account)
    return f" of {found.name}" if found is not None else ""


def _refuse_owner(tx: Transaction, row: Record) -> None:
    owned = tx.raw.execute("SELECT count(*) FROM account WHERE owner_id = ?", (row.id,)).fetchone()[0]
    if owned:
        raise RuleError(
            f"{records.label(row)} owns {owned} accounts.", "Give them to someone else first, then remove."
        )
