"""From the names people use to row ids; people who are not known yet are created (interface.md, import)."""

from __future__ import annotations

import json

from kapta_tui.data.read.find import find
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import Ambiguous, NotFound, RuleError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.text import fold, one_line


def resolve(tx: Transaction, field: Field, value: Value, account: int | None) -> int:
    """Return the id of the record that `value` names for `field`; a person is made when there is none.

    Raises:
        NotFound, Ambiguous: no record or several are called that; the error names the field.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RuleError(f"'{value}' names no {field.label.lower()}.", "Give a name or an id.", field.name)
    try:
        if field.target == "users":
            return person(tx, value)
        tx.flush()
        within = account if field.target not in ("accounts", "products") else None
        return find(tx.raw, field.target, value, within)
    except (NotFound, Ambiguous) as error:
        error.field = field.name
        raise


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


def forget_unused_people(tx: Transaction) -> None:
    """Take back the people made in this change whom no record names: their rows were rejected after all."""
    if not tx.created_people:
        return
    tx.flush()
    names = json.dumps(tx.created_people)
    found = tx.raw.execute(
        'SELECT id, name FROM "user" WHERE name IN (SELECT value FROM json_each(?))', (names,)
    )
    made = dict(found.fetchall())
    numbers = ", ".join(map(str, made))
    for table, column in _naming_people(tx):
        used = tx.raw.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IN ({numbers})')
        for (number,) in used.fetchall():
            made.pop(number, None)
    for number, name in made.items():
        tx.raw.execute('DELETE FROM "user" WHERE id = ?', (number,))
        tx.raw.execute("DELETE FROM change WHERE tbl = 'user' AND row_id = ?", (number,))
        tx.created_people.remove(name)


def _naming_people(tx: Transaction) -> list[tuple[str, str]]:
    return tx.raw.execute(
        'SELECT m.name, k."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) k '
        "WHERE m.type = 'table' AND k.\"table\" = 'user'"
    ).fetchall()


def acting_user(tx: Transaction) -> int:
    """Return the id of the person who acts."""
    return person(tx, tx.user)
