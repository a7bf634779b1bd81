"""Notes on accounts, and on a risk, action or task of theirs (mission S0; features: rows 40 and 42)."""

from __future__ import annotations

from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.write import records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values


@verb
def add_note(
    tx: Transaction,
    values: Values,
    risk: int | None = None,
    action: int | None = None,
    task: int | None = None,
) -> int:
    """Leave a note and return its id; a note about a risk, action or task needs no account of its own.

    Date and author default to today and who acts, the type to what the note is about.

    Raises:
        RuleError: the text is empty, or the note names another account than what it is about.
        NotFound, Ambiguous: a reference names no record, or several.
    """
    row = insert_note(tx, values, risk=risk, action=action, task=task)
    account = tx.session.get(tables.Account, row.account_id)
    name = "" if account is None else account.name
    tx.say(f"Noted on {name}: {records.label(row)}", row.account_id)
    assert row.id is not None
    return row.id


def insert_note(
    tx: Transaction,
    values: Values,
    *,
    risk: int | None = None,
    action: int | None = None,
    task: int | None = None,
) -> tables.Note:
    """Write a note and return its row. Raises as `add_note`."""
    about = {"risks": risk, "actions": action, "tasks": task}
    extra: dict[str, Any] = {}
    given = dict(values)
    for kind, record in about.items():
        if record is None:
            continue
        target: Any = records.load(tx, kind, record)
        noun = kind.removesuffix("s")
        extra[f"{noun}_id"] = record
        given["account"] = given.get("account") or target.account_id
        given["type"] = given.get("type") or noun
        if kind == "tasks" and target.action_id is not None and action is None:
            extra["action_id"] = target.action_id
    row = records.insert(tx, "notes", given, **extra)
    assert isinstance(row, tables.Note)
    _refuse_stranger(tx, row, about)
    return row


def _refuse_stranger(tx: Transaction, row: tables.Note, about: dict[str, int | None]) -> None:
    for kind, record in about.items():
        target: Any = records.load(tx, kind, record) if record is not None else None
        if target is not None and target.account_id != row.account_id:
            raise RuleError(
                f"The {kind.removesuffix('s')} belongs to another account than the note.",
                "Leave the account out, or name the right one.",
                "account",
            )
