"""What merging two accounts would mean, read before anything is written (features: row 29)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kapta_tui.data.read import mergingsatisfaction, records
from kapta_tui.data.read.atrisk import severities
from kapta_tui.data.read.mergingalike import alike_contacts, alike_documents, have_left
from kapta_tui.data.read.mergingmetrics import SameName, same_names
from kapta_tui.data.read.names import called
from kapta_tui.data.read.records import View
from kapta_tui.data.read.where import escaped
from kapta_tui.domain import custom
from kapta_tui.domain.errors import NotFound, RuleError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.merging import Alike, Merge, Move, Pair, Party, Side, is_empty, united
from kapta_tui.domain.money import format_money, to_minor
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import fold, listed
from kapta_tui.domain.values import format_value

_KIND = KINDS["accounts"]
_NAMED = 3
_UNITED = frozenset({FieldType.REFERENCES, FieldType.LABELS})

_ABOVE = (
    "WITH RECURSIVE above (id) AS (SELECT parent_id FROM account WHERE id = ? "
    "UNION SELECT a.parent_id FROM account a JOIN above ON a.id = above.id) "
    "SELECT 1 FROM above WHERE id = ?"
)


class Candidate(NamedTuple):
    """An account that another one may be merged with."""

    id: int
    name: str
    owner: str
    website: str


def candidates(connection: sqlite3.Connection, account: int, text: str, limit: int = 50) -> list[Candidate]:
    """Return the other accounts whose name holds `text`, case and accents aside.

    Those that begin with the first word of the account's own name come first, since they may be the same customer.
    """
    found = connection.execute(
        "SELECT a.id, a.name, u.name, coalesce(a.website, '') "
        'FROM account a JOIN "user" u ON u.id = a.owner_id, account own '
        "WHERE own.id = :account AND a.id <> own.id AND a.name_folded LIKE :text ESCAPE '\\' "
        "ORDER BY a.name_folded <> own.name_folded, "
        "a.name_folded || ' ' NOT LIKE :first ESCAPE '\\', a.name_folded, a.id LIMIT :limit",
        {
            "account": account,
            "text": f"%{escaped(fold(text))}%",
            "first": f"{escaped(_first_word(connection, account))} %",
            "limit": limit,
        },
    )
    return [Candidate(*row) for row in found]


def _first_word(connection: sqlite3.Connection, account: int) -> str:
    row = connection.execute("SELECT name_folded FROM account WHERE id = ?", (account,)).fetchone()
    return "" if row is None else str(row[0]).partition(" ")[0]


def load(
    connection: sqlite3.Connection, view: View, kept: int, gone: int, *, keep_both: bool = False
) -> Merge:
    """Return what it means that the account `gone` goes up in `kept`.

    Key players and documents of both become one each, unless `keep_both`.

    Raises:
        RuleError: they are the same account.
        NotFound: one of them is gone already.
    """
    if kept == gone:
        raise RuleError("An account cannot be merged with itself.", "Name two accounts.")
    sides = _party(connection, view.playbook, kept), _party(connection, view.playbook, gone)
    is_below = _is_below(connection, kept, gone)
    parent = Side.GONE if is_below else Side.KEPT if _is_below(connection, gone, kept) else None
    fixed = {"parent": parent, "satisfaction": mergingsatisfaction.newer(connection, kept, gone)}
    both_days = mergingsatisfaction.both_days(connection, kept, gone)
    alike = (*alike_contacts(connection, kept, gone), *alike_documents(connection, kept, gone))
    metrics = tuple(same_names(connection, *sides))
    have_risks = _have_risks(connection, kept, gone)
    once = Counter(one.kind for one in alike if not keep_both)
    once += Counter(metrics=sum(one.kept is not None for one in metrics), risks=int(have_risks))
    once += Counter(satisfaction=len(both_days))
    remarks = [*_remarks(*sides, is_below=is_below), *_united(view.playbook, alike, keep_both=keep_both)]
    if not keep_both and view.playbook.offers(KINDS["contacts"]):
        remarks += _left(connection, alike)
    if have_risks and view.playbook.enabled("risks"):
        remarks.append("Both have an active risk: they become one, with all reasons and details.")
    if view.playbook.enabled("metrics"):
        remarks += [_of_metric(one, sides[1]) for one in metrics]
    if both_days and view.playbook.enabled("satisfaction"):
        days = listed([both.day for both in both_days[:_NAMED]])
        days += f" and {len(both_days) - _NAMED} more days" if len(both_days) > _NAMED else ""
        remarks.append(f"Both have a satisfaction entry of {days}: that of {sides[0].brief} stands.")
    return Merge(
        *sides,
        tuple(_pairs(connection, view, kept, gone, fixed)),
        tuple(_moves(connection, kept, gone, once)),
        tuple(remarks),
        alike,
        keep_both,
    )


def _party(connection: sqlite3.Connection, playbook: Playbook, account: int) -> Party:
    row = connection.execute(
        "SELECT name, version, archived, coalesce(external_id, '') FROM account WHERE id = ?", (account,)
    ).fetchone()
    if row is None:
        raise NotFound(
            f"There is no account with the id {account}.", "It may have been removed or merged meanwhile."
        )
    at_risk = bool(severities(connection, playbook, [account]))
    return Party(account, row[0], row[1], bool(row[2]), row[3], at_risk)


def _is_below(connection: sqlite3.Connection, account: int, other: int) -> bool:
    return connection.execute(_ABOVE, (account, other)).fetchone() is not None


def values_of(connection: sqlite3.Connection, view: View, account: int) -> dict[str, Value]:
    """Return what an account holds by field, as verbs take it: references as ids, and its own currency."""
    found = records.record(connection, "accounts", view, account)
    fields = [item for item in custom.fields_of(_KIND, view.playbook).values() if item.writable]
    own = _stored(connection, account, fields)
    return {item.name: own.get(item.name, found[item.name]) for item in fields}


def _pairs(
    connection: sqlite3.Connection, view: View, kept: int, gone: int, fixed: Mapping[str, Side | None]
) -> Iterator[Pair]:
    fields = custom.fields_of(_KIND, view.playbook)
    first, second = (values_of(connection, view, account) for account in (kept, gone))
    currencies = [str(side.get("currency") or view.playbook.currency) for side in (first, second)]
    for name, value in first.items():
        item, other = fields[name], second[name]
        if value == other or (is_empty(value) and is_empty(other)):
            continue
        yield Pair(
            name,
            item.label,
            value,
            other,
            words(connection, item, value, view.playbook, currencies[0]),
            words(connection, item, other, view.playbook, currencies[1]),
            is_long=item.type is FieldType.LONG,
            united=united(_entries(value), _entries(other)) if item.type in _UNITED else None,
            fixed=fixed.get(name),
        )


def _stored(connection: sqlite3.Connection, account: int, fields: list[Field]) -> dict[str, Any]:
    """Return the ids that references hold, since two accounts may bear one name, and the own currency."""
    names = [item for item in fields if item.type is FieldType.REFERENCE or item.name == "currency"]
    columns = ", ".join(f'"{item.stored_as}"' for item in names)
    row = connection.execute(f"SELECT {columns} FROM account WHERE id = ?", (account,)).fetchone()
    return {item.name: value for item, value in zip(names, row, strict=True)}


def _entries(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def words(
    connection: sqlite3.Connection, item: Field, value: Value, playbook: Playbook, currency: str
) -> str:
    """Return a value in words, with references by id as names, and amounts in full."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if item.type is FieldType.REFERENCE and isinstance(value, int):
        return called(connection, item.target, [value]).get(value, "")
    if item.type is FieldType.CHOICE and value is not None:
        return playbook.label(item.choices, str(value))
    if item.type is FieldType.MONEY and isinstance(value, Decimal):
        # In full, since what does not stand is kept in these words.
        return format_money(to_minor(value, currency), currency, full=True).removesuffix(".00")
    return format_value(item, value)


def _moves(connection: sqlite3.Connection, kept: int, gone: int, united: Mapping[str, int]) -> Iterator[Move]:
    for kind in KINDS.values():
        if kind.owner == "account":
            mine, others = (_count(connection, kind.table, "account_id", account) for account in (kept, gone))
            if others:
                label = kind.many[0].upper() + kind.many[1:]
                both = united.get(kind.name, 0)
                moved = kind.counted(others - both) if others > both else ""
                yield Move(kind.name, label, mine, others, moved, both)
    mine, others = (_count(connection, "account", "parent_id", account) for account in (kept, gone))
    others -= _count(connection, "account", f"id = {int(kept)} AND parent_id", gone)
    if others:
        words = "1 account below it" if others == 1 else f"{others} accounts below it"
        yield Move("children", "Accounts below", mine, others, words)


def _count(connection: sqlite3.Connection, table: str, column: str, account: int) -> int:
    sql = f'SELECT count(*) FROM "{table}" WHERE {column} = ?'
    return int(connection.execute(sql, (account,)).fetchone()[0])


def _remarks(kept: Party, gone: Party, *, is_below: bool) -> Iterator[str]:
    if gone.archived and not kept.archived:
        yield f"{gone.brief} is archived; what it holds comes back into lists and averages."
    if kept.archived:
        yield f"{kept.brief} is archived: what it takes over is out of lists and averages too."
    if is_below:
        yield f"{kept.brief} takes the place of {gone.brief} in its family."


def _have_risks(connection: sqlite3.Connection, kept: int, gone: int) -> bool:
    """Return whether both accounts have an active risk."""
    active = "SELECT count(DISTINCT account_id) FROM risk WHERE closed_at IS NULL AND account_id IN (?, ?)"
    return bool(connection.execute(active, (kept, gone)).fetchone()[0] == len((kept, gone)))


def _of_metric(one: SameName, gone: Party) -> str:
    if one.kept is not None:
        return f"Both have the metric {one.name}: its values become one history."
    other = f"that of {gone.brief} becomes {one.other_name}"
    return f"Both have a metric {one.name}, in different units: {other}."


def _united(playbook: Playbook, alike: Sequence[Alike], *, keep_both: bool) -> Iterator[str]:
    for name in dict.fromkeys(one.kind for one in alike):
        found = [one.words for one in alike if one.kind == name]
        if playbook.offers(KINDS[name]):
            becomes = "becomes one" if len(found) == 1 else "become one each"
            stays = "stays two" if len(found) == 1 else "stay two each"
            many = stays if keep_both else becomes
            yield f"{KINDS[name].counted(len(found))} of both {many}: {listed(found)}."


def _left(connection: sqlite3.Connection, alike: Sequence[Alike]) -> Iterator[str]:
    """Yield who counts as having left, or not, where the two accounts say different things of it."""
    found = have_left(connection, alike)
    names = {one.kept: one.kept_name for one in alike if one.kind == "contacts"}
    gone, back = ([names[number] for number, left in found.items() if left is said] for said in (True, False))
    if gone:
        yield f"Counted as having left, as one of the two accounts says: {listed(gone)}."
    if back:
        yield f"Counted as present, since marked so after the other account said they left: {listed(back)}."
