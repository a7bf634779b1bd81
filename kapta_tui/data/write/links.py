"""Values that stand in rows of their own: contributors and products, the contacts of a note, action or review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.tables.base import Base, Record
from kapta_tui.data.write import references
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Field, FieldType, Kind, Values
from kapta_tui.domain.kinds import KINDS

_Link = tuple[type[Base], str, str]

LINKS: dict[tuple[str, str], _Link] = {
    ("accounts", "contributors"): (tables.AccountContributor, "account_id", "user_id"),
    ("accounts", "products"): (tables.AccountProduct, "account_id", "product_id"),
    ("notes", "contacts"): (tables.NoteContact, "note_id", "contact_id"),
    ("actions", "contacts"): (tables.ActionContact, "action_id", "contact_id"),
    ("qbrs", "contacts"): (tables.QbrContact, "qbr_id", "contact_id"),
    ("qbrs", "colleagues"): (tables.QbrColleague, "qbr_id", "user_id"),
}
"""Kind and field to link table, the column of this side and of the other."""


Moved = dict[str, tuple[str, str]]
"""Field whose own rows changed, to what stood there and what stands there now, as text."""


def write(tx: Transaction, kind: Kind, row: Record, values: Values, fields: Mapping[str, Field]) -> Moved:
    """Make the link rows of `row` those that `values` names; return what changed."""
    moved: Moved = {}
    for name, value in values.items():
        if fields[name].type is not FieldType.REFERENCES:
            continue
        account = row.id if kind.name == "accounts" else getattr(row, "account_id", None)
        named = value if isinstance(value, tuple) else () if value in (None, "") else (str(value),)
        wanted = [references.resolve(tx, fields[name], item, account) for item in named]
        if fields[name].target == "contacts":
            _refuse_others(tx, name, account, wanted)
        before = _replace(tx, LINKS[kind.name, name], row, account, wanted)
        if set(before) != set(wanted):
            table = KINDS[fields[name].target].table
            moved[name] = (_names(tx, table, before), _names(tx, table, wanted))
    return moved


def _refuse_others(tx: Transaction, field: str, account: int | None, contacts: list[int]) -> None:
    """Names are looked up within the account, ids are not."""
    marks = ", ".join(str(number) for number in contacts)
    sql = f"SELECT name FROM contact WHERE id IN ({marks}) AND account_id <> ? LIMIT 1"
    other = tx.raw.execute(sql, (account,)).fetchone()
    if other is not None:
        raise RuleError(
            f"{other[0]} is a contact of another account.", "Choose a contact of this account.", field
        )


def _replace(tx: Transaction, link: _Link, row: Record, account: int | None, wanted: list[int]) -> list[int]:
    table, mine, other = link
    present = {
        getattr(found, other): found
        for found in tx.session.exec(select(table).where(col(getattr(table, mine)) == row.id)).all()
    }
    for gone in present.keys() - set(wanted):
        tx.session.delete(present[gone])
    for new in dict.fromkeys(wanted):
        if new not in present:
            pair: dict[str, Any] = {"account_id": account, mine: row.id, other: new}
            tx.session.add(table(**pair))
    tx.session.flush()
    return list(present)


def _names(tx: Transaction, table: str, wanted: list[int]) -> str:
    marks = ", ".join(str(number) for number in wanted)
    found = tx.raw.execute(f'SELECT name FROM "{table}" WHERE id IN ({marks}) ORDER BY name')
    return ", ".join(name for (name,) in found)
