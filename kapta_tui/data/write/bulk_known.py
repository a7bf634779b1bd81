"""Recognising one record of a kind that is imported row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kapta_tui.data.write.bulk_load import Load
from kapta_tui.data.write.bulk_ownrows import OwnRows
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import clean, fold

_NARROWER = {
    "objectives": ("goal",),
    "actions": ("goal", "objective"),
    "tasks": ("action", "due"),
}
"""What tells records of one name in one account apart, kind by kind.

A row that fills such a cell is only a record with the same in it: `Acme,Call,2026-01-02` (account, name, due) is the
task "Call" that is due then, or a new one.
A row that leaves the cell empty is the one record of that name, whatever that holds: `Acme,Call,` is the only "Call".
Where there are several, it is the one whose cell is empty too: of a "Call" due on a day and one without, `Acme,Call,`
is the latter.
In a file this program wrote, which says all there is, it is only ever one whose cell is empty: with no such "Call",
`Acme,Call,` is a new task.
"""

_NAMELESS = {
    "documents": ("path",),
    "swot": ("text", "quadrant"),
    "voc": ("text", "question", "date"),
    "qbrs": ("date", "type"),
    "satisfaction": ("date",),
}
"""What tells records of an account apart that have no name, or one that others may bear: the first has to be said,
or the name tells; the others count as far as the row says."""

COMPLETE = frozenset({*_NAMELESS, "metrics"})
"""Kinds of which a row with an empty cell for what a record must have is never one: what such a row was taken for
would hang on the rows beside it, and the same file again would say another thing."""


def known(
    raw: sqlite3.Connection,
    load: Load,
    values: Mapping[str, Value],
    row: Mapping[str, Any],
    own: OwnRows,
    today: date,
    fresh: Container[int] = (),
) -> int | None:
    """Return the id of the record that a staged row describes, or None for a new one.

    The ids of `fresh` records, made by this import, are not those the file speaks of; `own` knows which records rows
    before this one are.

    Notes without an id are recognised by account, day and text; risks by account and opening day, or as
    the account's active risk; satisfaction by account and day, or where no day is given as the newest entry if that
    says the same, else as that of `today`.

    Raises:
        RuleError: several records fit, or the record belongs to another account.
    """
    if load.own and (number := _own(raw, load, row)) is not None and number not in fresh:
        return number
    search = _Search(raw, load, row, own)
    account = values.get("account")
    if external := values.get("external_id"):
        where, given = "external_id = :value AND account_id = :account", {"value": external}
        if (number := search.one(where, {**given, "account": account}, "external_id")) is not None:
            return number
    if load.kind.name == "satisfaction" and values.get("date") is None:
        return _undated(search, values, today)
    return _by_content(search, values, {"account": account, "external": external})


def within(raw: sqlite3.Connection, kind: str, text: str, account: int | None) -> int | None:
    """Return the id of the one record of `kind` in `account` with this external id, name or e-mail."""
    found = called(raw, kind, text, account)
    return found[0] if len(found) == 1 else None


def called(raw: sqlite3.Connection, kind: str, text: str, account: int | None) -> list[int]:
    """Return the ids of the records of `kind` in `account` with this external id, name or e-mail, in that order.

    They are several only where no way of naming them leads to a single one.
    """
    several: list[int] = []
    ways = ["external_id = :text", "name_folded = :folded"]
    if kind == "contacts":
        ways.append("lower(email) = lower(:text)")
    for way in ways:
        found = raw.execute(
            f'SELECT id FROM "{KINDS[kind].table}" WHERE account_id = :account AND {way} ORDER BY id',
            {"account": account, "text": text, "folded": fold(text)},
        ).fetchall()
        if len(found) == 1:
            return [int(found[0][0])]
        several = several or [int(number) for (number,) in found]
    return several


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks for the record of one staged row."""

    raw: sqlite3.Connection
    load: Load
    row: Mapping[str, Any]
    own: OwnRows

    def one(self, where: str, given: dict[str, Any], field: str, empty: str = "") -> int | None:
        """Return the id of the one record for which `where` holds; of several the one for which `empty` does too.

        Raises:
            RuleError: several fit; `field` is what the row would have to say better.
        """
        found = self._found(where, given)
        if len(found) > 1 and empty:
            found = self._found(where + empty, given) or found
        if len(found) > 1:
            raise RuleError(f"several {self.load.kind.many} of this account fit the row", "", field)
        return found[0] if found else None

    def _found(self, where: str, given: dict[str, Any]) -> list[int]:
        has_id = self.own.says(self.row)
        some = "ORDER BY id" if has_id else "LIMIT 2"
        found = self.raw.execute(f'SELECT id FROM "{self.load.kind.table}" WHERE {where} {some}', given)
        numbers = [int(number) for (number,) in found]
        return self.own.possible(numbers, self.row) if has_id else numbers


def _own(raw: sqlite3.Connection, load: Load, row: Mapping[str, Any]) -> int | None:
    found = raw.execute(
        f'SELECT id FROM "{load.kind.table}" WHERE id = ? AND created_at = ?',
        (row["f_id"], row["f_created_at"]),
    ).fetchone()
    return None if found is None else int(found[0])


def _by_content(search: _Search, values: Mapping[str, Value], given: dict[str, Any]) -> int | None:
    load = search.load
    where = "account_id = :account AND (external_id IS NULL OR :external IS NULL)"
    if load.kind.name == "notes":
        if values.get("date") is None:
            where += " AND text = :text"
        else:
            where += " AND text = :text AND date = :date"
        given |= {"text": clean(str(values.get("text"))), "date": _stored(values.get("date"))}
        return search.one(where, given, "text")
    if load.kind.name == "risks":
        if values.get("opened_at") is None:
            return search.one(f"{where} AND closed_at IS NULL", given, "account")
        where += " AND opened_at = :opened"
        return search.one(where, {**given, "opened": _stored(values["opened_at"])}, "opened_at")
    telling = _NAMELESS.get(load.kind.name)
    if telling and values.get(telling[0]) is None:
        telling = None
    if telling is None:
        if values.get("name") is None:
            return None
        where += " AND name_folded = :name"
        given["name"] = fold(str(values.get("name")))
    empty = ""
    for name in telling or _NARROWER.get(load.kind.name, ()):
        column = load.kind.by_name[name].stored_as
        if values.get(name) is not None:
            where += f' AND "{column}" = :{name}'
            given[name] = _stored(values[name])
        elif not telling and load.has(name):
            empty += f' AND "{column}" IS NULL'
    if load.own:
        where += empty
    return search.one(where, given, telling[0] if telling else "name", empty)


def _undated(search: _Search, values: Mapping[str, Value], today: date) -> int | None:
    """Return the entry that a score without a day is: the same file on another day says nothing new."""
    account = values.get("account")
    found = search.raw.execute(
        "SELECT id, score, date FROM satisfaction WHERE account_id = ? ORDER BY date DESC LIMIT 1", (account,)
    ).fetchone()
    if found is not None and found[1] == values.get("score"):
        return int(found[0])
    return search.one(
        "account_id = :account AND date = :today", {"account": account, "today": today.isoformat()}, "date"
    )


def _stored(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value).strip()
    return value.isoformat() if isinstance(value, date) else value
