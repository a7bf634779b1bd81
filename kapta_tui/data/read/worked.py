"""Work that addresses a risk, and work that was made from what was written down (features: rows 41, 55 and 77)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kapta_tui.data.read.among import Several, listed
from kapta_tui.data.read.sources.base import SOURCE_NAMES
from kapta_tui.domain.kinds import KINDS, NOUNS


@dataclass(frozen=True, slots=True)
class LinkedWork:
    """A goal, action or task; `kind` is "goals", "actions" or "tasks".

    `owner` is the account's owner where nobody is named; `is_below` says that it is linked by what it stands below.
    """

    kind: str
    id: int
    name: str
    owner: str
    due: date | None
    done_on: date | None
    percent: int | None
    """Of an action."""
    is_below: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    def is_overdue(self, today: date) -> bool:
        """Say whether it is open and was due before `today`."""
        return self.done_on is None and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Origin:
    """The record that work was made from: its kind and id, what it is called, and the day of what was said."""

    kind: str
    id: int
    name: str
    day: date | None = None


_DAYS = {"note": "n.date", "voc": "n.date", "qbr": "n.date"}
"""Noun of a source to the day it is about; a risk is named by its own."""

_OWNED = 'JOIN account a ON a.id = t.account_id LEFT JOIN "user" u ON u.id = coalesce({who}, a.owner_id)'
_GOALS = (
    "SELECT 'goals' AS kind, t.id, t.name, coalesce(u.name, ''), t.due AS due, t.completed_at AS done, NULL, {below} "
    f"FROM goal t {_OWNED.format(who='t.owner_id')} WHERE {{within}} AND ({{where}})"
)
_ACTIONS = (
    "SELECT 'actions' AS kind, t.id, t.name, coalesce(u.name, ''), t.due AS due, t.completed_at AS done, "
    "CASE WHEN t.completed_at IS NULL THEN t.percent END, {below} "
    f"FROM action t JOIN goal g ON g.id = t.goal_id {_OWNED.format(who='t.owner_id')} WHERE {{within}} AND ({{where}})"
)
_TASKS = (
    "SELECT 'tasks' AS kind, t.id, t.name, coalesce(u.name, ''), coalesce(t.due, x.due) AS due, "
    "t.done_at AS done, NULL, {below} FROM task t LEFT JOIN action x ON x.id = t.action_id "
    f"LEFT JOIN goal g ON g.id = x.goal_id {_OWNED.format(who='coalesce(t.assignee_id, x.owner_id)')} "
    "WHERE {within} AND ({where})"
)
_ORDER = " ORDER BY done IS NOT NULL, done DESC, due IS NULL, due, kind, id"

_WITHIN = 't.account_id = (SELECT s.account_id FROM "{table}" s WHERE s.id = :number)'
"""By its account, because the conditions look at three tables, which no index of one of them serves."""

_ADDRESSING = " UNION ALL ".join(
    select.format(within=_WITHIN.format(table="risk"), where=where, below=below)
    for select, where, below in (
        (_GOALS, "t.risk_id = :number", "0"),
        (_ACTIONS, "t.risk_id = :number OR g.risk_id = :number", "t.risk_id IS NOT :number"),
        (
            _TASKS,
            "t.risk_id = :number OR x.risk_id = :number OR g.risk_id = :number",
            "t.risk_id IS NOT :number",
        ),
    )
)


def addressing(connection: sqlite3.Connection, risk: int) -> tuple[LinkedWork, ...]:
    """Return the work that addresses a risk, itself or by what it stands below.

    What is open comes first, the earliest due before the others; then what is done, the latest first.
    """
    return _read(connection, _ADDRESSING, {"number": risk})


def made_from(connection: sqlite3.Connection, kind: str, number: int) -> tuple[LinkedWork, ...]:
    """Return the work that was made from a record of `kind`, in the order of `addressing`."""
    within = _WITHIN.format(table=KINDS[kind].table)
    where = "t.source = :noun AND t.source_id = :number"
    made = [select.format(within=within, where=where, below="0") for select in (_GOALS, _ACTIONS, _TASKS)]
    return _read(connection, " UNION ALL ".join(made), {"noun": KINDS[kind].noun, "number": number})


def of_player(connection: sqlite3.Connection, contact: int) -> tuple[LinkedWork, ...]:
    """Return the actions that a contact is a key player of, in the order of `addressing` (features: row 86)."""
    where = "t.id IN (SELECT x.action_id FROM action_contact x WHERE x.contact_id = :number)"
    within = _WITHIN.format(table="contact")
    return _read(connection, _ACTIONS.format(within=within, where=where, below="0"), {"number": contact})


def of_players(connection: sqlite3.Connection, accounts: Several) -> Mapping[int, tuple[str, ...]]:
    """Return by contact of the account or accounts the names of the open actions they are a key player of.

    The first due comes first; contacts that have none are left out.
    """
    found: dict[int, tuple[str, ...]] = {}
    rows = connection.execute(
        "SELECT x.contact_id, t.name FROM action_contact x JOIN action t ON t.id = x.action_id "
        "WHERE t.account_id IN (SELECT value FROM json_each(?)) AND t.completed_at IS NULL "
        "ORDER BY t.due IS NULL, t.due, t.id",
        (listed(accounts),),
    )
    for contact, name in rows:
        found[contact] = (*found.get(contact, ()), name)
    return found


def became(
    connection: sqlite3.Connection, kind: str, accounts: Several
) -> Mapping[int, tuple[LinkedWork, ...]]:
    """Return by id of a record of `kind` what was made from it, of the account or accounts, as `made_from` does."""
    within = "t.account_id IN (SELECT value FROM json_each(:accounts))"
    where = "t.source = :noun AND t.source_id IS NOT NULL"
    parts = [
        select.format(within=within, where=where, below="0").replace(" FROM ", ", t.source_id FROM ", 1)
        for select in (_GOALS, _ACTIONS, _TASKS)
    ]
    sql = f"SELECT * FROM ({' UNION ALL '.join(parts)}){_ORDER}"
    found: dict[int, tuple[LinkedWork, ...]] = {}
    for *row, source in connection.execute(sql, {"noun": KINDS[kind].noun, "accounts": listed(accounts)}):
        found[source] = (*found.get(source, ()), _linked(row))
    return found


def became_of(
    connection: sqlite3.Connection, kind: str, wanted: Sequence[int]
) -> Mapping[int, tuple[LinkedWork, ...]]:
    """Return by id what was made from the records `wanted` of `kind`, those from which nothing was left out."""
    accounts = [
        account
        for (account,) in connection.execute(
            f'SELECT DISTINCT account_id FROM "{KINDS[kind].table}" WHERE id IN (SELECT value FROM json_each(?))',
            (listed(wanted),),
        )
    ]
    asked = frozenset(wanted)
    made = became(connection, kind, accounts) if accounts else {}
    return {number: works for number, works in made.items() if number in asked}


def origin(connection: sqlite3.Connection, kind: str, number: int) -> Origin | None:
    """Return what a goal, action or task was made from; None where that is nothing, or gone."""
    found = _origins(connection, kind, "t.id = ?", (number,))
    return found.get(number)


def origins(connection: sqlite3.Connection, kind: str, accounts: Several) -> Mapping[int, Origin]:
    """Return what goals, actions or tasks of the account or accounts were made from, by their ids."""
    return _origins(connection, kind, "t.account_id IN (SELECT value FROM json_each(?))", (listed(accounts),))


def _origins(
    connection: sqlite3.Connection, kind: str, where: str, given: tuple[int | str]
) -> dict[int, Origin]:
    found: dict[int, Origin] = {}
    sources = f'SELECT DISTINCT t.source FROM "{KINDS[kind].table}" t WHERE {where} AND t.source IS NOT NULL'
    for (noun,) in connection.execute(sources, given).fetchall():
        if noun not in SOURCE_NAMES:
            continue
        rows = connection.execute(
            f"SELECT t.id, n.id, {SOURCE_NAMES[noun].format('n')}, {_DAYS.get(noun, 'NULL')} "
            f'FROM "{KINDS[kind].table}" t JOIN {noun} n ON n.id = t.source_id WHERE {where} AND t.source = ?',
            (*given, noun),
        )
        for number, source, name, day in rows:
            found[number] = Origin(NOUNS[noun].name, source, str(name), _day(day))
    return found


def _read(
    connection: sqlite3.Connection, sql: str, parameters: dict[str, str | int]
) -> tuple[LinkedWork, ...]:
    # Terms over the columns of a compound select may only stand around it.
    ordered = f"SELECT * FROM ({sql}){_ORDER}"
    return tuple(_linked(row) for row in connection.execute(ordered, parameters))


def _linked(row: Sequence[Any]) -> LinkedWork:
    kind, number, name, owner, due, done, percent, below = row
    return LinkedWork(kind, number, name, owner, _day(due), _day(done), percent, bool(below))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
