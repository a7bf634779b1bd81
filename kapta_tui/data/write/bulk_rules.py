"""Rules of staged rows that need the playbook or the stored record."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kapta_tui.data.checkrecords import value_of
from kapta_tui.data.read.sources.base import account_type
from kapta_tui.data.write.bulk_load import GIVE_ONE, Load
from kapta_tui.data.write.bulk_stage import reject, reject_where
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import accounttypes, custom
from kapta_tui.domain.fields import Field
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.rules import RULES, Rule

_DEFAULTED = frozenset({"owner"})
"""Required fields that a new record fills by itself."""


def check(tx: Transaction, load: Load, earlier: Sequence[Load] = ()) -> None:
    """Reject the staged rows that leave required fields empty or take another person's name.

    That person may come from one of the `earlier` loads of the kind, which are not written yet.
    """
    _unique_user(tx.raw, load, earlier)
    _new_types(tx.raw, load)
    _required(tx.raw, load, tx.playbook)


def check_with_stored(raw: sqlite3.Connection, load: Load) -> None:
    """Reject the staged rows that break a rule over several fields together with what their record holds.

    To be asked right before the rows are written, when earlier files of the import have been. Rows that
    fill all fields of a rule keep it by themselves.
    """
    for rule in RULES.get(load.kind.name, ()):
        if len(rule.fields) > 1 and any(load.has(name) for name in rule.fields):
            _check_rule(raw, load, rule)


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
        return f"(SELECT {account_type('a')} FROM account a WHERE a.id = s.r_account)"
    return "'normal'"


def _require(raw: sqlite3.Connection, load: Load, item: Field, when: str) -> None:
    empty = f's."f_{item.name}" IS NULL' if load.has(item.name) else "1"
    advice = f"; {GIVE_ONE}" if item.name == "account" else ""
    words = f"{item.label} is required{advice}".replace("'", "''")
    reject_where(raw, load, f"s.fresh AND {when} AND {empty}", "''", f"'{words}'", load.header(item.name))


def _new_types(raw: sqlite3.Connection, load: Load) -> None:
    """Some types are set on accounts that exist, never on new ones (domain.md 1.1).

    An account that an export of this program holds exists: it moves as it is.
    """
    if load.kind.name != "accounts":
        return
    fresh = "s.fresh AND (s.f_id IS NULL OR s.f_created_at IS NULL)" if load.own else "s.fresh"
    cases = [("type", code, f"s.f_type = '{code}'") for code in accounttypes.LATER]
    cases.append(("archived", accounttypes.ARCHIVED, "s.f_archived"))
    for name, code, is_so in cases:
        if load.has(name):
            words = f"'a new account cannot be {code}'"
            reject_where(raw, load, f"{fresh} AND {is_so}", f"s.f_{name}", words, load.header(name))


def _unique_user(raw: sqlite3.Connection, load: Load, earlier: Sequence[Load]) -> None:
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
    for other in earlier:
        if other.has("name"):
            reject_where(
                raw,
                load,
                f"EXISTS (SELECT 1 FROM temp.{other.stage} o WHERE o.name_folded = s.name_folded AND o.rid <> s.rid)",
                "s.f_name",
                "'another file of this import names another user so'",
                load.header("name"),
            )


def _check_rule(raw: sqlite3.Connection, load: Load, rule: Rule) -> None:
    """Check a rule where a row fills some of its fields and leaves others as they are stored."""
    items = [load.kind.by_name[name] for name in rule.fields]
    cells = [f's."f_{item.name}"' if load.has(item.name) else "NULL" for item in items]
    stored = [f't."{item.stored_as}"' for item in items]
    found = raw.execute(
        f"SELECT s.at, s.line, {', '.join([*cells, *stored])} FROM temp.{load.stage} s "
        f'JOIN "{load.kind.table}" t ON t.id = s.rid WHERE NOT s.fresh '
        f"AND coalesce({', '.join(cells)}) IS NOT NULL AND ({' OR '.join(f'{cell} IS NULL' for cell in cells)})"
    )
    bad: dict[str, list[tuple[int, int, str, str]]] = {}
    for at, line, *values in found:
        given, kept = values[: len(items)], values[len(items) :]
        whole = [new if new is not None else old for new, old in zip(given, kept, strict=True)]
        error = rule.check(
            {item.name: value_of(item, value) for item, value in zip(items, whole, strict=True)}
        )
        if error is not None:
            shown = max(n for n, cell in enumerate(given) if cell is not None)
            bad.setdefault(rule.fields[shown], []).append((at, line, given[shown], error.cause))
    for name, rows in bad.items():
        reject(raw, load, rows, load.header(name))
