"""What is in the way when the store refuses a change or an undo, in words of people instead of SQL."""

from __future__ import annotations

import sqlite3
from typing import Final, Literal, NamedTuple

from kapta_tui.domain.errors import Conflict, RuleError
from kapta_tui.domain.kinds import KINDS

Side = Literal["before", "after"]
"""Which images are put back: those before a change, to undo it, or those after it, to redo it."""

_AGAIN: Final[dict[Side, str]] = {"before": "undo", "after": "redo"}

_CAUSES: Final = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: "a record or entry like one it writes is there already",
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "a record it refers to is gone, or another still refers to what it removes",
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: "a required value is missing",
}


class _Named(NamedTuple):
    """A kind whose records bear names of their own: in the store, or among those of their account."""

    kind: str
    in_account: bool = False


_NAMED: Final = (_Named("users"), _Named("products"), _Named("metrics", in_account=True))


def refusal(error: sqlite3.IntegrityError) -> RuleError:
    """Return why the store refuses what a verb has written."""
    return RuleError(
        f"The store refuses the change: {_cause(error)}.",
        "Look at the records it is about, then try again.",
    )


def gone(error: sqlite3.IntegrityError) -> Conflict:
    """Return why images that were put back cannot stay: at the end of an undo or redo references are looked at."""
    return Conflict(
        f"The change does not go with what the store holds now: {_cause(error)}.",
        "Undo the later changes first.",
    )


def conflict(
    connection: sqlite3.Connection, event: int, side: Side, error: sqlite3.IntegrityError
) -> Conflict:
    """Return why the images of `event` cannot be put back: which record has by now what only one may have."""
    if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
        return gone(error)
    remedy = f"then {_AGAIN[side]} again."
    for named in _NAMED:
        if (cause := _bearer(connection, event, side, named)) is not None:
            return Conflict(cause, f"Rename that one, {remedy}")
    if (account := _at_risk(connection, event, side)) is not None:
        return Conflict(f"{account} has another active risk by now.", f"Close that one, {remedy}")
    if (taken := _of_a_day(connection, event, side)) is not None:
        return Conflict(f"{taken} by now.", f"Remove that one, {remedy}")
    return Conflict("What this change would bring back is there again by now.", f"Remove that, {remedy}")


def _bearer(connection: sqlite3.Connection, event: int, side: Side, named: _Named) -> str | None:
    """Return that a record which the event did not touch bears a name that it would give back, None for none."""
    kind = KINDS[named.kind]
    account = "(SELECT a.name FROM account a WHERE a.id = r.account_id)" if named.in_account else "NULL"
    same = f"AND r.account_id = json_extract(c.{side}, '$.account_id')" if named.in_account else ""
    found = connection.execute(
        f"SELECT json_extract(c.{side}, '$.name'), r.name, {account} FROM change c "
        f"JOIN \"{kind.table}\" r ON r.name_folded = json_extract(c.{side}, '$.name_folded') {same} "
        "WHERE c.event_id = :event AND c.tbl = :table AND r.id NOT IN "
        "(SELECT row_id FROM change WHERE event_id = :event AND tbl = :table) LIMIT 1",
        {"event": event, "table": kind.table},
    ).fetchone()
    if found is None:
        return None
    wanted, name, whose = found
    of = f" of {whose}" if whose else ""
    return f"The {kind.spoken} '{name}'{of} bears the name '{wanted}' by now."


def _at_risk(connection: sqlite3.Connection, event: int, side: Side) -> str | None:
    """Return the account to which the event would give back an active risk beside a later one, None for none."""
    found = connection.execute(
        f"SELECT a.name FROM change c JOIN risk r ON r.account_id = json_extract(c.{side}, '$.account_id') "
        "JOIN account a ON a.id = r.account_id WHERE c.event_id = :event AND c.tbl = 'risk' "
        f"AND r.closed_at IS NULL AND json_extract(c.{side}, '$.closed_at') IS NULL AND r.id NOT IN "
        "(SELECT row_id FROM change WHERE event_id = :event AND tbl = 'risk') LIMIT 1",
        {"event": event},
    ).fetchone()
    return None if found is None else str(found[0])


def _of_a_day(connection: sqlite3.Connection, event: int, side: Side) -> str | None:
    """Return which account has another satisfaction entry of a day that the event would give one, None for none."""
    found = connection.execute(
        "SELECT a.name, e.date FROM change c JOIN satisfaction e "
        f"ON e.account_id = json_extract(c.{side}, '$.account_id') AND e.date = json_extract(c.{side}, '$.date') "
        "JOIN account a ON a.id = e.account_id WHERE c.event_id = :event AND c.tbl = 'satisfaction' AND e.id NOT IN "
        "(SELECT row_id FROM change WHERE event_id = :event AND tbl = 'satisfaction') LIMIT 1",
        {"event": event},
    ).fetchone()
    return None if found is None else f"{found[0]} has another satisfaction entry of {found[1]}"


def _cause(error: sqlite3.IntegrityError) -> str:
    return _CAUSES.get(error.sqlite_errorcode, "it writes a value that cannot be kept")
