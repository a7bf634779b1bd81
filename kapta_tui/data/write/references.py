"""From the names people use to row ids; people who are not known yet are created (interface.md, import)."""

from __future__ import annotations

from kapta_tui.data.read.find import find
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import NotFound, RuleError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.text import fold, one_line


def resolve(tx: Transaction, field: Field, value: Value, account: int | None) -> int:
    """Return the id of the record that `value` names for `field`; a person is made when there is none.

    Raises:
        NotFound, Ambiguous: no record or several are called that.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RuleError(f"'{value}' names no {field.label.lower()}.", "Give a name or an id.", field.name)
    if field.target == "users":
        return person(tx, value)
    tx.flush()
    within = account if field.target not in ("accounts", "products") else None
    return find(tx.raw, field.target, value, within)


def person(tx: Transaction, who: str | int) -> int:
    """Return the id of the user `who`, made now when nobody is called that."""
    tx.flush()
    try:
        return find(tx.raw, "users", who)
    except NotFound:
        if isinstance(who, int):
            raise
    name = one_line(who)
    if not name:
        raise RuleError("A person needs a name.", "Give the name of a colleague or a queue.")
    return add_person(tx, name)


def add_person(tx: Transaction, name: str, external_id: str | None = None) -> int:
    """Make the user `name` and return the id; the caller knows that nobody is called that."""
    cursor = tx.raw.execute(
        'INSERT INTO "user" (name, name_folded, external_id, is_queue, created_at, updated_at, version) '
        "VALUES (?, ?, ?, 0, ?, ?, 1)",
        (name, fold(name), external_id, tx.now, tx.now),
    )
    tx.created_people.append(name)
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def acting_user(tx: Transaction) -> int:
    """Return the id of the person who acts."""
    return person(tx, tx.user)
