"""Recognising one record of a kind that is imported row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from kapta_tui.data.write.bulk_load import Load
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import clean, fold

_NARROWER = {
    "objectives": ("goal",),
    "actions": ("goal", "objective"),
    "tasks": ("action", "due"),
}
"""References and dates that tell records of one name in one account apart, where the row gives them.

Of several records a row that leaves one empty is that in which it is empty too; in a file this program wrote it is
no other, for such a file says all there is."""

_NAMELESS = {
    "documents": ("path",),
    "swot": ("text", "quadrant"),
    "voc": ("text", "question", "date"),
    "qbrs": ("date", "type"),
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
    fresh: Container[int] = (),
) -> int | None:
    """Return the id of the record that a staged row describes, or None for a new one.

    The ids of `fresh` records, made by this import, are not those the file speaks of.

    Notes without an id are recognised by account, day and text; risks by account and opening day, or as
    the account's active risk.

    Raises:
        RuleError: several records fit, or the record belongs to another account.
    """
    if load.own and (number := _own(raw, load, row)) is not None and number not in fresh:
        return number
    account = values.get("account")
    if external := values.get("external_id"):
        where, given = "external_id = :value AND account_id = :account", {"value": external}
        if (number := _one(raw, load, where, {**given, "account": account}, "external_id")) is not None:
            return number
    return _by_content(raw, load, values, {"account": account, "external": external})


def within(raw: sqlite3.Connection, kind: str, text: str, account: int | None) -> int | None:
    """Return the id of the one record of `kind` in `account` with this external id, name or e-mail."""
    ways = ["external_id = :text", "name_folded = :folded"]
    if kind == "contacts":
        ways.append("lower(email) = lower(:text)")
    for way in ways:
        found = raw.execute(
            f'SELECT id FROM "{KINDS[kind].table}" WHERE account_id = :account AND {way} LIMIT 2',
            {"account": account, "text": text, "folded": fold(text)},
        ).fetchall()
        if len(found) == 1:
            return int(found[0][0])
    return None


def _own(raw: sqlite3.Connection, load: Load, row: Mapping[str, Any]) -> int | None:
    found = raw.execute(
        f'SELECT id FROM "{load.kind.table}" WHERE id = ? AND created_at = ?',
        (row["f_id"], row["f_created_at"]),
    ).fetchone()
    return None if found is None else int(found[0])


def _by_content(
    raw: sqlite3.Connection, load: Load, values: Mapping[str, Value], given: dict[str, Any]
) -> int | None:
    where = "account_id = :account AND (external_id IS NULL OR :external IS NULL)"
    if load.kind.name == "notes":
        if values.get("date") is None:
            where += " AND text = :text"
        else:
            where += " AND text = :text AND date = :date"
        return _one(
            raw,
            load,
            where,
            {**given, "text": clean(str(values.get("text"))), "date": _stored(values.get("date"))},
            "text",
        )
    if load.kind.name == "risks":
        if values.get("opened_at") is None:
            return _one(raw, load, f"{where} AND closed_at IS NULL", given, "account")
        where += " AND opened_at = :opened"
        return _one(raw, load, where, {**given, "opened": _stored(values["opened_at"])}, "opened_at")
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
    return _one(raw, load, where, given, telling[0] if telling else "name", empty)


def _one(
    raw: sqlite3.Connection, load: Load, where: str, given: dict[str, Any], field: str, empty: str = ""
) -> int | None:
    """Return the id of the one record for which `where` holds; of several the one for which `empty` does too."""
    sql = f'SELECT id FROM "{load.kind.table}" WHERE {where}'
    found = raw.execute(f"{sql} LIMIT 2", given).fetchall()
    if len(found) > 1 and empty:
        found = raw.execute(f"{sql}{empty} LIMIT 2", given).fetchall() or found
    if len(found) > 1:
        raise RuleError(f"several {load.kind.many} of this account fit the row", "", field)
    return int(found[0][0]) if found else None


def _stored(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value).strip()
    return value.isoformat() if isinstance(value, date) else value
