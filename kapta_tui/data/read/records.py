"""Lists and single records of any kind: what tables, exports, JSON and forms are fed from."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from kapta_tui.data.read import expressions
from kapta_tui.data.read.scope import EVERYWHERE, Scope
from kapta_tui.data.read.sources import SOURCES, Source
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.read.where import Compiler
from kapta_tui.domain import custom
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.filter import Query, parse
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.money import from_minor
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import fold

_CHUNK = 500

Record = dict[str, Value]
"""Field name to value; `custom` fields stand beside the built-in ones."""


Accounts: TypeAlias = "int | Sequence[int] | None"
"""One account, several of them, or all."""

_AMONG = "IN (SELECT value FROM json_each(:account))"


class View(NamedTuple):
    """Who looks, on which day, by which rules."""

    today: date
    user: str
    playbook: Playbook
    scope: Scope = EVERYWHERE
    """The accounts that lists are about; what is asked about one account by its id is not narrowed."""

    @property
    def parameters(self) -> dict[str, str | int | float]:
        """The parameters that expressions of a source may use."""
        return {"today": self.today.isoformat(), "me": fold(self.user), **self.scope.parameters}


def query_of(kind: str, text: str) -> Query:
    """Return the filter `text` as lists of `kind` understand it. Raises FilterError."""
    return parse(text, KINDS[kind].ready)


def ids(
    connection: sqlite3.Connection,
    kind: str,
    view: View,
    *,
    filter: str | Query = "",  # noqa: A002
    sort: Sequence[str] = (),
    account: Accounts = None,
    archived: bool = False,
    limit: int = -1,
) -> array[int]:
    """Return the ids of the records of `kind` that pass `filter`, in the order of `sort`.

    `sort` names fields, a leading `-` reverses; empty means the kind's own order. `account` limits to one
    account or several, whatever the scope of `view`; `archived` adds what belongs to archived accounts.

    Raises:
        FilterError, UsageError: the filter or a sort field cannot be used.
    """
    sql, parameters = selection(
        kind, view, "t.id", filter=filter, sort=sort, account=account, archived=archived, limit=limit
    )
    return array("q", (row[0] for row in connection.execute(sql, parameters)))


def selection(
    kind: str,
    view: View,
    select: str,
    *,
    filter: str | Query = "",  # noqa: A002
    sort: Sequence[str] = (),
    account: Accounts = None,
    archived: bool = False,
    limit: int = -1,
    wanted: Sequence[int] | None = None,
) -> tuple[str, dict[str, Any]]:
    """Return the statement that selects `select` of the records that `ids` finds, and its parameters.

    `wanted` limits to these ids and puts them in that order, whatever `sort` says.

    Raises: as `ids`.
    """
    source = SOURCES[kind]
    query = query_of(kind, filter) if isinstance(filter, str) else filter
    compiler = Compiler(source, view.playbook, view.today)
    where = condition(compiler, query, view, account=account, archived=archived)
    order = _order(source, view.playbook, sort)
    parameters = view.parameters | compiler.parameters | account_parameters(account) | {"limit": limit}
    tables = source.tables_for(select, where, order)
    if wanted is not None:
        tables, order = f"{tables} JOIN json_each(:wanted) chosen ON chosen.value = t.id", "chosen.key"
        parameters["wanted"] = json.dumps(list(wanted))
    return f"SELECT {select} FROM {tables} WHERE {where} ORDER BY {order} LIMIT :limit", parameters


def condition(
    compiler: Compiler, query: Query, view: View, *, account: Accounts = None, archived: bool = False
) -> str:
    """Return the condition of `query` on the accounts of `view`, or on `account` alone.

    Its parameters are those of the view, of the compiler and of `account_parameters`. Raises FilterError.
    """
    source, scope = compiler.source, view.scope
    if account is not None:
        own = compiler.where(query, archived=True)
        return f"{own} AND {source.account}.id {'= :account' if isinstance(account, int) else _AMONG}"
    own = compiler.where(query, archived=archived or scope.asks_for_archived)
    # What hides nothing of archived accounts belongs to none, such as users.
    return (
        f"{own} AND {scope.holds(f'{source.account}.id')}" if scope.select and source.hides_archived else own
    )


def account_parameters(account: Accounts) -> dict[str, int | str]:
    """Return the parameters of a `condition` on one account or several."""
    if account is None:
        return {}
    return {"account": account if isinstance(account, int) else json.dumps(list(account))}


def records(
    connection: sqlite3.Connection, kind: str, view: View, wanted: Sequence[int], names: Sequence[str] = ()
) -> list[Record]:
    """Return the records with the ids `wanted`, in that order, with the fields `names` (all by default).

    An id that is gone meanwhile is left out. Money stands in the unit of the record's currency.
    """
    source = SOURCES[kind]
    fields = chosen_fields(kind, view.playbook, names)
    select = ", ".join(expressions.value(source, item, view.playbook) for item in fields)
    money = any(item.type is FieldType.MONEY for item in fields)
    currency = source.currency if money else "NULL"
    readers = [(item.name, _READERS[item.type] if not item.custom else _custom(item)) for item in fields]
    tables = source.tables_for(select, currency)
    found: dict[int, Record] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        marks = ", ".join(str(int(number)) for number in chunk)
        sql = f"SELECT t.id, {currency}, {select} FROM {tables} WHERE t.id IN ({marks})"
        for number, code, *row in connection.execute(sql, view.parameters):
            found[number] = {name: read(raw, code) for (name, read), raw in zip(readers, row, strict=True)}
    return [found[number] for number in wanted if number in found]


def record(connection: sqlite3.Connection, kind: str, view: View, number: int) -> Record:
    """Return one record with all its fields. Raises NotFound."""
    found = records(connection, kind, view, [number])
    if not found:
        raise NotFound(
            f"There is no {KINDS[kind].spoken} with the id {number}.", "It may have been removed meanwhile."
        )
    return found[0]


def version(connection: sqlite3.Connection, kind: str, number: int) -> int:
    """Return how often the record was changed, for the form that edits it."""
    row = connection.execute(f'SELECT version FROM "{KINDS[kind].table}" WHERE id = ?', (number,)).fetchone()
    return 0 if row is None else int(row[0])


def chosen_fields(kind: str, playbook: Playbook, names: Sequence[str]) -> list[Field]:
    """Return the fields called `names`, or all of the kind. Raises UsageError listing the fields."""
    known = custom.fields_of(KINDS[kind], playbook)
    for name in names:
        if name not in known:
            raise UsageError(
                f"{kind.capitalize()} have no field '{name}'.", f"The fields are: {', '.join(known)}."
            )
    return [known[name] for name in names] if names else list(known.values())


def _order(source: Source, playbook: Playbook, sort: Sequence[str]) -> str:
    kind = KINDS[source.kind]
    parts = []
    for entry in sort or kind.sort:
        name = entry.removeprefix("-")
        item = chosen_fields(kind.name, playbook, [source.aliases.get(name, name)])[0]
        direction = "DESC" if entry.startswith("-") else "ASC"
        parts.append(f"{expressions.order(source, item, playbook)} {direction} NULLS LAST")
    return ", ".join([*parts, "t.id"])


_Reader = Callable[[Any, str | None], Value]


def _as_is(raw: Value, _currency: str | None) -> Value:
    return raw


def _date(raw: Any, _currency: str | None) -> Value:
    return None if raw is None else date.fromisoformat(raw)


def _flag(raw: Any, _currency: str | None) -> Value:
    return None if raw is None else bool(raw)


def _money(raw: Any, currency: str | None) -> Value:
    return None if raw is None else from_minor(int(raw), currency or "EUR")


def _number(raw: Any, _currency: str | None) -> Value:
    return None if raw is None else Decimal(str(raw))


def _many(raw: Any, _currency: str | None) -> Value:
    return () if raw is None else tuple(raw.split(LIST_SEPARATOR))


_READERS: dict[FieldType, _Reader] = dict.fromkeys(FieldType, _as_is) | {
    FieldType.DATE: _date,
    FieldType.FLAG: _flag,
    FieldType.MONEY: _money,
    FieldType.NUMBER: _number,
    FieldType.REFERENCES: _many,
    FieldType.LABELS: _many,
}


def _custom(item: Field) -> _Reader:
    return _number if item.type is FieldType.MONEY else _READERS[item.type]
