"""From the stage into the table: what is new, what differs, and nothing else."""

from __future__ import annotations

import sqlite3
from typing import Any

from kapta_tui.data.write import bulk_satisfaction
from kapta_tui.data.write.bulk_load import Load
from kapta_tui.data.write.bulk_triggers import inserting
from kapta_tui.data.write.references import acting_user
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.accounttypes import ARCHIVED
from kapta_tui.domain.fields import Field, FieldType, Kind


def write(tx: Transaction, load: Load) -> None:
    """Insert the new rows of the stage, update those that differ, and count all three sorts.

    An empty cell leaves a stored value as it is.
    """
    raw, stage = tx.raw, f"temp.{load.stage}"
    columns = _columns(load)
    changes = columns | _revalued(load)
    raw.execute(
        f"UPDATE {stage} SET changed = 1 WHERE at IN (SELECT s.at FROM {stage} s "
        f'JOIN "{load.kind.table}" t ON t.id = s.rid WHERE NOT s.fresh AND ({_differs(changes)}))',
        _given(tx),
    )
    created, updated, staged = raw.execute(
        f"SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE changed), count(*) FROM {stage}"
    ).fetchone()
    if created:
        _insert(tx, load, columns, created)
    if updated:
        _update(tx, load, changes)
    if load.kind.name == "accounts" and load.has("satisfaction"):
        bulk_satisfaction.write_entries(tx, load)
    tally = load.tally
    tally.created, tally.updated = created, updated
    tally.unchanged = staged - created - updated + tally.merged + tally.same


def _given(tx: Transaction) -> dict[str, Any]:
    return {"now": tx.now, "base": tx.playbook.currency, "today": tx.today.isoformat()}


def currency_of(load: Load, stored: str) -> str:
    """Return the SQL, over the stage `s` and `:base`, of the currency of a row's amounts.

    It is the row's own, else that `stored`, the account's or the playbook's.
    """
    own = "upper(s.f_currency)" if load.has("currency") else "NULL"
    account = (
        "(SELECT a.currency FROM account a WHERE a.id = s.r_account)"
        if load.kind.owner == "account"
        else "NULL"
    )
    return f"coalesce({own}, {stored}, {account}, :base)"


def _columns(load: Load) -> dict[str, str]:
    """Return column → expression over the stage `s` and the stored row `t`; null where the cell is empty."""
    columns = {item.stored_as: _expression(load, item) for item in load.written}
    if load.has("name"):
        columns["name_folded"] = "s.name_folded"
    if load.kind.name == "accounts":
        columns |= _typed(load) | bulk_satisfaction.columns(load)
    if load.customs:
        columns["custom"] = "CASE WHEN s.custom <> '{}' THEN json_patch(t.custom, s.custom) END"
    return columns


def _typed(load: Load) -> dict[str, str]:
    """Return the columns of an account's type; archived is none: the former one stays for when the account comes back.

    An export of this program writes that former type, and in a column of its own whether the account is archived.
    """
    columns = {}
    if load.has("type"):
        columns["type"] = f"nullif(s.f_type, '{ARCHIVED}')"
        columns["archived"] = (
            f"nullif(s.f_type = '{ARCHIVED}', 0)" if load.own else f"s.f_type = '{ARCHIVED}'"
        )
    if load.has("archived"):
        columns["archived"] = f"coalesce({columns.get('archived', 'NULL')}, s.f_archived)"
    return columns


def _revalued(load: Load) -> dict[str, str]:
    """Return column → expression of the stored amounts that a file gives another currency and no number."""
    if not load.has("currency"):
        return {}
    return {
        item.stored_as: f"revalued(t.{item.stored_as}, t.currency, {currency_of(load, 't.currency')})"
        for item in load.kind.fields
        if item.type is FieldType.MONEY and item.writable and not load.has(item.name)
    }


def has_money(load: Load) -> bool:
    """Return whether records of the load's kind hold amounts."""
    return any(item.type is FieldType.MONEY and item.writable for item in load.kind.fields)


def _expression(load: Load, item: Field) -> str:
    if item.type is FieldType.REFERENCE:
        return f"s.r_{item.name}"
    if item.type is FieldType.MONEY:
        return f"minor(s.f_{item.name}, {currency_of(load, 't.currency')})"
    if item.name == "currency":
        return "upper(s.f_currency)"
    return f's."f_{item.name}"'


def _differs(columns: dict[str, str]) -> str:
    tests = []
    for column, expression in columns.items():
        stored = "json(t.custom)" if column == "custom" else f't."{column}"'
        tests.append(f"({expression} IS NOT NULL AND {expression} IS NOT {stored})")
    return " OR ".join(tests) or "0"


def _update(tx: Transaction, load: Load, columns: dict[str, str]) -> None:
    sets = [f'"{column}" = coalesce({expression}, t."{column}")' for column, expression in columns.items()]
    tx.raw.execute(
        f'UPDATE "{load.kind.table}" AS t SET {", ".join(sets)}, version = t.version + 1, updated_at = :now '
        f"FROM temp.{load.stage} s WHERE s.rid = t.id AND NOT s.fresh AND s.changed",
        _given(tx),
    )


def _insert(tx: Transaction, load: Load, columns: dict[str, str], count: int) -> None:
    values = defaults(tx.raw, load.kind)
    values |= {"id": "s.rid", "created_at": ":now", "updated_at": ":now", "version": "1"}
    for column, expression in columns.items():
        values[column] = f"coalesce({_fresh(load, expression)}, {values.get(column, 'NULL')})"
    if "currency" in values and has_money(load):
        values["currency"] = currency_of(load, "NULL")
    if load.kind.name == "accounts":
        values |= bulk_satisfaction.first_columns(load)
    given = _given(tx)
    if load.kind.name == "accounts":
        values["owner_id"] = f"coalesce({columns.get('owner_id', 'NULL')}, :owner)"
        given["owner"] = acting_user(tx)
    names = ", ".join(f'"{name}"' for name in values)
    with inserting(tx.raw, load, count):
        tx.raw.execute(
            f'INSERT INTO "{load.kind.table}" ({names}) SELECT {", ".join(values.values())} '
            f"FROM temp.{load.stage} s WHERE s.fresh ORDER BY s.at",
            given,
        )


def _fresh(load: Load, expression: str) -> str:
    """Return the expression for a record that is not stored yet."""
    return (
        expression.replace("t.custom", "'{}'").replace("t.currency", "NULL")
        if "t." in expression
        else expression
    )


def defaults(raw: sqlite3.Connection, kind: Kind) -> dict[str, str]:
    """Return column → SQL of what a new record of `kind` holds where nothing is given."""
    declared = {item.stored_as: item.default for item in kind.fields if item.default is not None}
    found: dict[str, str] = {}
    for _, column, type_name, _, _, _ in raw.execute(f'PRAGMA table_info("{kind.table}")'):
        default = declared.get(column)
        if isinstance(default, str):
            found[column] = f"'{default}'"
        elif isinstance(default, int):
            found[column] = str(int(default))
        elif column == "custom":
            found[column] = "'{}'"
        else:
            found[column] = "0" if type_name == "BOOLEAN" else "NULL"
    return found
