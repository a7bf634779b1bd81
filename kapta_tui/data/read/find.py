"""Finding one record by what a person calls it: name, id of its own or of another system, or e-mail."""

from __future__ import annotations

import sqlite3

from kapta_tui.domain.errors import Ambiguous, NotFound
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold

_SHOWN = 5
_NAMELESS = frozenset({"note", "risk", "satisfaction", "swot", "voc"})
"""Tables whose rows have no name."""


def find(
    connection: sqlite3.Connection,
    kind_name: str,
    text: str | int,
    account: int | None = None,
    preferred: str = "",
) -> int:
    """Return the id of the record of `kind_name` called `text`, within `account` when one is given.

    An exact name (case and accents aside) comes first, then the external id, an e-mail address, the id, and
    last a name that begins with the text. Of several called alike those are meant that the SQL condition
    `preferred` holds for, as long as there is any.

    Raises:
        NotFound: nothing is called that.
        Ambiguous: several records are; they are listed.
    """
    kind = KINDS[kind_name]
    if isinstance(text, int):
        return _by_id(connection, kind.table, kind.noun, text)
    for where, value in _ways(kind_name, text.strip()):
        found = _matches(connection, kind.table, where, value, account)
        if len(found) > 1 and preferred:
            narrow = f"{where} AND {preferred}"
            found = _matches(connection, kind.table, narrow, value, account) or found
        if len(found) == 1:
            return found[0][0]
        if found:
            raise _several(kind.spoken, text, found)
    raise NotFound(
        f"There is no {kind.spoken} called '{text}'.",
        "Check the spelling, or create it first.",
        kind.noun,
    )


def risk_of(connection: sqlite3.Connection, account: int) -> int | None:
    """Return the id of the account's active risk, else of the one closed last, else None."""
    row = connection.execute(
        "SELECT id FROM risk WHERE account_id = ? "
        "ORDER BY closed_at IS NOT NULL, closed_at DESC, id DESC LIMIT 1",
        (account,),
    ).fetchone()
    return None if row is None else int(row[0])


def _ways(kind: str, text: str) -> list[tuple[str, str | int]]:
    fields = KINDS[kind].by_name
    ways: list[tuple[str, str | int]] = []
    if "name" in fields:
        ways.append(("name_folded = :value", fold(text)))
    ways.append(("external_id = :value", text))
    if "email" in fields:
        ways.append(("lower(email) = :value", text.lower()))
    if text.isdecimal() and text.isascii():
        ways.append(("id = :value", int(text) if len(text) < 19 else -1))
    if "name" in fields and text:
        ways.append(("substr(name_folded, 1, length(:value)) = :value", fold(text)))
    return ways


def _matches(
    connection: sqlite3.Connection, table: str, where: str, value: str | int, account: int | None
) -> list[tuple[int, str]]:
    named = "name" if table not in _NAMELESS else "''"
    within = (
        "AND account_id = :account"
        if account is not None and table not in ("user", "account", "product")
        else ""
    )
    sql = f'SELECT id, {named} FROM "{table}" WHERE {where} {within} ORDER BY id LIMIT {_SHOWN + 1}'
    return connection.execute(sql, {"value": value, "account": account}).fetchall()


def _by_id(connection: sqlite3.Connection, table: str, noun: str, number: int) -> int:
    if connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (number,)).fetchone() is None:
        raise NotFound(
            f"There is no {noun} with the id {number}.", "It may have been removed meanwhile.", noun
        )
    return number


def _several(noun: str, text: str, found: list[tuple[int, str]]) -> Ambiguous:
    listed = ", ".join(f"{name} (id {number})" for number, name in found[:_SHOWN])
    more = " and more" if len(found) > _SHOWN else ""
    are_alike = len({fold(name) for _, name in found}) == 1
    ids = ", ".join(str(number) for number, _ in found[:_SHOWN])
    remedy = f"Give its id: {ids}{more}." if are_alike else f"Name the {noun} in full or by its id."
    return Ambiguous(f"Several records are called '{text}': {listed}{more}.", remedy)
