"""Rules of staged rows that need the playbook or the stored record."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from kapta_tui.data.write.bulk_load import Load
from kapta_tui.data.write.bulk_stage import reject, reject_where
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import custom
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.rules import RULES, Rule

_DEFAULTED = frozenset({"owner"})
"""Required fields that a new record fills by itself."""


def check(tx: Transaction, load: Load) -> None:
    """Reject the staged rows that leave required fields empty or break a rule with what is stored."""
    _unique_user(tx.raw, load)
    _required(tx.raw, load, tx.playbook)
    for rule in RULES.get(load.kind.name, ()):
        given = [name for name in rule.fields if load.has(name)]
        if given and len(given) < len(rule.fields):
            _check_with_stored(tx.raw, load, rule)


def _required(raw: sqlite3.Connection, load: Load, playbook: Playbook) -> None:
    fields = custom.fields_of(load.kind, playbook)
    always = [item.name for item in load.kind.fields if item.required and item.default is None]
    for name in always:
        if name not in _DEFAULTED or load.kind.name != "accounts":
            _require(raw, load, fields[name], "1")
    for choice in playbook.choices("account_type"):
        for name in playbook.required(load.kind.name, choice.code):
            if name in fields and name not in always:
                _require(raw, load, fields[name], f"{_account_type(load)} = '{choice.code}'")


def _account_type(load: Load) -> str:
    if load.kind.name == "accounts":
        return "coalesce(s.f_type, 'normal')" if load.has("type") else "'normal'"
    if load.kind.owner == "account":
        return "(SELECT a.type FROM account a WHERE a.id = s.r_account)"
    return "'normal'"


def _require(raw: sqlite3.Connection, load: Load, item: Field, when: str) -> None:
    empty = f's."f_{item.name}" IS NULL' if load.has(item.name) else "1"
    words = f"{item.label} is required".replace("'", "''")
    reject_where(raw, load, f"s.fresh AND {when} AND {empty}", "''", f"'{words}'", load.header(item.name))


def _unique_user(raw: sqlite3.Connection, load: Load) -> None:
    """People are told apart by their names."""
    if load.kind.name != "users" or not load.has("name"):
        return
    reject_where(
        raw,
        load,
        'EXISTS (SELECT 1 FROM "user" u WHERE u.name_folded = s.name_folded AND u.id <> s.rid)',
        "s.f_name",
        "'there is already a user with this name'",
        load.header("name"),
    )


def _check_with_stored(raw: sqlite3.Connection, load: Load, rule: Rule) -> None:
    """Check a rule over several fields of which the file has only some; the others are stored."""
    items = [load.kind.by_name[name] for name in rule.fields]
    values = ", ".join(
        f'coalesce(s."f_{item.name}", t."{item.stored_as}")'
        if load.has(item.name)
        else f't."{item.stored_as}"'
        for item in items
    )
    shown = next(item.name for item in reversed(items) if load.has(item.name))
    found = raw.execute(
        f'SELECT s.at, s.line, s."f_{shown}", {values} FROM temp.{load.stage} s '
        f'JOIN "{load.kind.table}" t ON t.id = s.rid WHERE NOT s.fresh'
    )
    bad = []
    for at, line, cell, *stored in found:
        error = rule.check({item.name: _value(item, raw) for item, raw in zip(items, stored, strict=True)})
        if error is not None:
            bad.append((at, line, cell, error.cause))
    reject(raw, load, bad, load.header(shown))


def _value(item: Field, stored: Any) -> Value:
    if item.type is FieldType.DATE and stored is not None:
        return date.fromisoformat(stored)
    return None if stored is None else str(stored)
