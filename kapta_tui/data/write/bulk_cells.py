"""The staged rows of a load one by one, and the values that their cells stand for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write.bulk_known import called
from kapta_tui.data.write.bulk_load import Load, Reject
from kapta_tui.data.write.bulk_parents import told_apart
from kapta_tui.data.write.bulk_refs import SCOPED
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.measures import number_of

_CHUNK = 500


def staged_rows(
    tx: Transaction, load: Load, only: int | None = None
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield number, line and columns of the staged rows in their order, or of the one row `only`."""
    last = 0 if only is None else only - 1
    end = "" if only is None else f"AND at <= {only}"
    while True:
        cursor = tx.raw.execute(
            f"SELECT * FROM temp.{load.stage} WHERE at > ? {end} ORDER BY at LIMIT {_CHUNK}", (last,)
        )
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        if not found:
            return
        # The session finds them in its memory as long as somebody holds them, instead of asking for each row.
        held = _accounts(tx, {row.get("r_account") for row in found})
        for row in found:
            last = row["at"]
            yield last, row["line"], row
        del held


def _accounts(tx: Transaction, ids: set[int | None]) -> Sequence[tables.Account]:
    numbers = [number for number in ids if number is not None]
    return tx.session.exec(select(tables.Account).where(col(tables.Account.id).in_(numbers))).all()


def values_of(raw: sqlite3.Connection, load: Load, row: dict[str, Any], at: int) -> dict[str, Value]:
    """Return the filled, writable cells of a staged row as values, references as ids.

    Of several records a cell names, those that are not there are left out with a warning.
    """
    account = row.get("r_account")
    values: dict[str, Value] = {}
    for item in load.fields:
        cell = row[f"f_{item.name}"]
        if not item.writable or (cell is None and not (item.name == "account" and account)):
            continue
        if item.type is FieldType.REFERENCE:
            values[item.name] = row[f"r_{item.name}"]
            if item.target in SCOPED:
                values[item.name] = _scoped(raw, load, item, str(cell), row, values)
        elif item.type is FieldType.REFERENCES and item.target in SCOPED:
            if numbers := _scoped_all(raw, load, item, row, at):
                # As ids, not texts: a text of digits could be another record's external id.
                values[item.name] = cast("Value", numbers)
        else:
            values[item.name] = _READ.get(item.type, _as_is)(cell)
    if load.files and isinstance(path := values.get("path"), str):
        values["path"] = load.files.get(path, path)
    return values


def _scoped_all(
    raw: sqlite3.Connection, load: Load, item: Field, row: dict[str, Any], at: int
) -> tuple[int, ...]:
    found: list[int] = []
    for text in str(row[f"f_{item.name}"]).split(LIST_SEPARATOR):
        try:
            found.append(_scoped(raw, load, item, text, row, {}))
        except RuleError as error:
            load.tally.warn(at, Reject(row["line"], load.header(item.name), text, error.cause))
    return tuple(found)


def _scoped(
    raw: sqlite3.Connection,
    load: Load,
    item: Field,
    text: str,
    row: dict[str, Any],
    values: dict[str, Value],
) -> int:
    """Return the id of the record of the row's account that `text` names; `values` are those of the cells before.

    Raises RuleError where none is called so, or several are and nothing tells them apart.
    """
    found = called(raw, item.target, text, row.get("r_account"))
    if len(found) > 1:
        found = told_apart(raw, load, item, row, values, found)
    if len(found) == 1:
        return found[0]
    kind = KINDS[item.target]
    if not found:
        raise RuleError(f"there is no {kind.noun} '{text}' in this account", "", item.name)
    words = f"{len(found)} {kind.many} of this account are called '{text}'; tell them apart first"
    raise RuleError(words, "", item.name)


def _as_is(cell: Value) -> Value:
    return cell


def _list(cell: Any) -> Value:
    return tuple(str(cell).split(LIST_SEPARATOR))


_READ: dict[FieldType, Callable[[Any], Value]] = {
    FieldType.DATE: date.fromisoformat,
    FieldType.MONEY: Decimal,
    # A colour is staged as its word, so that it is not taken for a number of another unit.
    FieldType.NUMBER: number_of,
    FieldType.FLAG: bool,
    FieldType.LABELS: _list,
    FieldType.REFERENCES: _list,
}
