"""What the keys that work on a plan have to know of the records they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from kapta_tui.data.read.days import day_of
from kapta_tui.domain.kinds import KINDS

Named = tuple[str, int]
"""Kind and id of a record."""

_GOAL_OF = {"goals": "id", "objectives": "goal_id", "actions": "goal_id"}


PERSON: Final = {"goals": "owner", "objectives": "owner", "actions": "owner", "tasks": "assignee"}
"""Kind of work to the field that says whose it is."""


class Held(NamedTuple):
    """What pieces of work have in common, empty where they differ: whose they are, and their own due date."""

    person: str = ""
    """Who has to do it: the account's owner, or that of the action, where nobody is named."""
    named: str | None = None
    """Who is named."""
    due: date | None = None


def held(connection: sqlite3.Connection, chosen: Sequence[Named]) -> Held:
    """Return what all of the goals, objectives, actions and tasks have; those that are gone are left out."""
    found = {row for kind, record in chosen for row in connection.execute(_held_of(kind), (record,))}
    if not found:
        return Held()
    people, named, dues = ({row[place] for row in found} for place in range(3))
    return Held(
        people.pop() if len(people) == 1 else "",
        next(iter(named - {None}), None),
        day_of(dues.pop()) if len(dues) == 1 else None,
    )


def _held_of(kind: str) -> str:
    above = "LEFT JOIN action x ON x.id = t.action_id " if kind == "tasks" else ""
    named = f"t.{PERSON[kind]}_id"
    doer = f"coalesce({named}, {'x.owner_id, ' if above else ''}a.owner_id)"
    return (
        f'SELECT (SELECT u.name FROM "user" u WHERE u.id = {doer}), '
        f'(SELECT u.name FROM "user" u WHERE u.id = {named}), t.due '
        f'FROM "{KINDS[kind].table}" t JOIN account a ON a.id = t.account_id {above}WHERE t.id = ?'
    )


def is_shown(connection: sqlite3.Connection, chosen: Sequence[Named]) -> bool:
    """Return whether the first of goals and actions that are still there is in the customer's report."""
    for kind, record in chosen:
        sql = f'SELECT in_customer_report FROM "{KINDS[kind].table}" WHERE id = ?'
        found = connection.execute(sql, (record,)).fetchone()
        if found is not None:
            return bool(found[0])
    return True


def status_of(connection: sqlite3.Connection, kind: str, record: int) -> str | None:
    """Return the code of the status that was reported of an action or a goal, None for one that is gone."""
    sql = f'SELECT status FROM "{KINDS[kind].table}" WHERE id = ?'
    found = connection.execute(sql, (record,)).fetchone()
    return None if found is None else str(found[0])


def goals_of(connection: sqlite3.Connection, chosen: Iterable[Named]) -> tuple[int, ...]:
    """Return the goals that goals, objectives and actions are or stand below, each once, in their order."""
    found: dict[int, None] = {}
    for kind, record in chosen:
        if kind in _GOAL_OF:
            sql = f'SELECT {_GOAL_OF[kind]} FROM "{KINDS[kind].table}" WHERE id = ?'
            found |= {int(goal): None for (goal,) in connection.execute(sql, (record,))}
    return tuple(found)
