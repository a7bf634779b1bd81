"""What holds of a plan while a record's own field is empty: owner, assignee, due date (features: row 93)."""

from __future__ import annotations

import sqlite3
from typing import Final, NamedTuple

from kapta_tui.domain.fields import Value, Values


class Inherited(NamedTuple):
    """A value that holds until the record has one of its own, and the noun of the record it comes from."""

    value: str
    source: str


_OWNER_OF_ACCOUNT: Final = 'SELECT u.name FROM account a JOIN "user" u ON u.id = a.owner_id WHERE a.id = ?'
_ACTION: Final = (
    'SELECT x.due, (SELECT u.name FROM "user" u WHERE u.id = x.owner_id) '
    "FROM action x JOIN task t ON t.action_id = x.id WHERE t.id = ?"
)
_PEOPLE: Final = {"goals": "owner", "objectives": "owner", "actions": "owner", "tasks": "assignee"}
"""Kind to the field that names who does it: the account's owner, unless somebody is named."""


def inherited(
    connection: sqlite3.Connection, kind: str, account: int, record: int | None = None
) -> dict[str, Inherited]:
    """Return by field what holds of a record of `kind` in `account` while the field is empty.

    A task takes after its action first; `record` is its id, None for one that is new.
    """
    if kind not in _PEOPLE:
        return {}
    found: dict[str, Inherited] = {}
    owner = connection.execute(_OWNER_OF_ACCOUNT, (account,)).fetchone()
    if owner is not None:
        found[_PEOPLE[kind]] = Inherited(owner[0], "account")
    action = connection.execute(_ACTION, (record,)).fetchone() if kind == "tasks" else None
    due, person = action or (None, None)
    if person is not None:
        found["assignee"] = Inherited(person, "action")
    if due is not None:
        found["due"] = Inherited(due, "action")
    return found


def own_values(kind: str, values: Values) -> dict[str, Value]:
    """Return the values of a record without those that a list shows for it though they are inherited."""
    return {**values, "due": None} if kind == "tasks" and values.get("due_inherited") else dict(values)
