"""The verbs every kind has: add, edit, remove; and archiving an account (mission S1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import planwriter, records, references, risks, satisfactionwriter, writers
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.changesaid import changed
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import listed


@verb
def add_record(tx: Transaction, kind: str, values: Values) -> int:
    """Add a record of `kind` and return its id. Raises as `writers.insert`."""
    row = writers.insert(tx, kind, values)
    assert row.id is not None
    if isinstance(row, tables.Risk):
        risks.say_started(tx, row)
    elif isinstance(row, tables.Satisfaction) and row.version > 1:
        satisfactionwriter.say_replaced(tx, row)
    else:
        said = KINDS[kind]
        tx.say(f"Added {said.spoken} {records.title(tx, row)}", records.account_id(row), f"add_{said.noun}")
    return row.id


@verb
def edit_record(tx: Transaction, kind: str, record: int, values: Values, version: int | None = None) -> int:
    """Change fields of a record and return its id. Raises as `writers.update`."""
    before = records.load(tx, kind, record)
    was_archived = isinstance(before, tables.Account) and before.archived
    updated = writers.update(tx, kind, record, values, version)
    row = updated.row
    if isinstance(row, tables.Account) and row.archived != was_archived:
        _say_type(tx, row, updated.fields)
    elif isinstance(row, tables.Risk):
        risks.say_edited(tx, updated)
    elif updated.fields == ("is_archived",):
        _say_archived(tx, kind, row)
    else:
        said = KINDS[kind]
        sentence = changed(said, updated.fields, records.title(tx, row))
        if isinstance(row, tables.Action) and "status" in updated.fields and row.completed_at is not None:
            sentence += planwriter.end_tasks(tx, [record], with_tasks=False)
        tx.say(sentence, records.account_id(row), f"edit_{said.noun}")
    return record


def _say_type(tx: Transaction, row: tables.Account, changed: Sequence[str]) -> None:
    """An edit of the type says what the key that archives says, and what else was changed with it."""
    others = [name.replace("_", " ") for name in changed if name != "type"]
    sentence = _archive_sentence(row) + (f"; changed {listed(others)}" if others else "")
    tx.say(sentence, row.id, "archive_account" if row.archived else "restore_account")


def _archive_sentence(row: tables.Account) -> str:
    return f"{'Archived' if row.archived else 'Brought back'} account {records.label(row)}"


def _say_archived(tx: Transaction, kind: str, row: Any) -> None:
    noun = KINDS[kind].noun
    said, name = ("Archived", f"archive_{noun}") if row.is_archived else ("Brought back", f"restore_{noun}")
    tx.say(f"{said} {noun} {records.title(tx, row)}", records.account_id(row), name)


@verb
def remove_record(tx: Transaction, kind: str, record: int) -> None:
    """Remove a record with all that belongs to it; undo brings it back. Raises NotFound, RuleError."""
    row = records.load(tx, kind, record)
    if kind == "users":
        _refuse_owner(tx, row)
    if isinstance(row, tables.Risk):
        risks.say_removed(tx, row)
    else:
        said = KINDS[kind]
        tx.say(
            f"Removed {said.spoken} {records.title(tx, row)}", records.account_id(row), f"remove_{said.noun}"
        )
    writers.delete(tx, kind, record)


@verb
def archive_account(tx: Transaction, account: int, archived: bool = True) -> None:
    """Take an account out of lists and averages, keeping all its data, or bring it back (mission S1)."""
    row = records.load(tx, "accounts", account)
    assert isinstance(row, tables.Account)
    if row.archived != archived:
        row.archived = archived
        records.touch(tx, row)
    tx.say(_archive_sentence(row), row.id, "archive_account" if archived else "restore_account")


@verb
def join_account(tx: Transaction, account: int) -> int:
    """Make who acts a contributor of the account, whoever else joins meanwhile; return its id. Raises NotFound."""
    row = records.load(tx, "accounts", account)
    user = references.acting_user(tx)
    if _contributor(tx, account, user) is None:
        tx.session.add(tables.AccountContributor(account_id=account, user_id=user))
    tx.say(f"Joined account {records.label(row)}", account)
    return account


@verb
def leave_account(tx: Transaction, account: int) -> int:
    """Take who acts out of the contributors of the account and return its id. Raises NotFound."""
    row = records.load(tx, "accounts", account)
    link = _contributor(tx, account, references.acting_user(tx))
    if link is not None:
        tx.session.delete(link)
    tx.say(f"Left account {records.label(row)}", account)
    return account


def _contributor(tx: Transaction, account: int, user: int) -> tables.AccountContributor | None:
    link = tables.AccountContributor
    found = select(link).where(col(link.account_id) == account, col(link.user_id) == user)
    return tx.session.exec(found).first()


def _refuse_owner(tx: Transaction, row: Record) -> None:
    owned = tx.raw.execute("SELECT count(*) FROM account WHERE owner_id = ?", (row.id,)).fetchone()[0]
    if owned:
        raise RuleError(
            f"{records.label(row)} owns {owned} accounts.", "Give them to someone else first, then remove."
        )
