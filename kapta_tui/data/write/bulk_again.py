"""Would rows that were taken in one by one be taken for other records now, that the store holds what all of them say?

Only rows are asked of which that can be: those that were refused, and those whose key another row of the load has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import replace

from kapta_tui.data.write.bulk_cells import staged_rows, values_of
from kapta_tui.data.write.bulk_known import known
from kapta_tui.data.write.bulk_load import Load, Tally
from kapta_tui.data.write.bulk_ownrows import OwnRows
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.text import clean, fold

_KEYS = {
    "notes": "f_text",
    "goals": "name_folded",
    "objectives": "name_folded",
    "actions": "name_folded",
    "tasks": "name_folded",
    "metrics": "name_folded",
}
"""Kinds whose rows are recognised by an external id or else by this column, which never stays behind; of the others
every row is asked."""

Found = int | str | None
"""What a row was taken for: a record, a new one (None), or why it could be none."""


def are_others(tx: Transaction, load: Load, made: Container[int], refused: Mapping[int, Found]) -> bool:
    """Return whether a row would now be taken for another record than before, or for none.

    `made` are the ids of records that this import made, `refused` the rows that their record's rows contradict or
    that fit none, by their numbers. Rows that were refused for anything else are not to be in it.
    """
    asked = _doubtful(tx, load, refused)
    if asked is not None and not asked:
        return False
    quiet = replace(load, tally=Tally())
    own = OwnRows(tx.raw, load, made)
    for at, _, row in staged_rows(tx, load):
        if asked is not None and at not in asked:
            continue
        before: Found = refused.get(at, row["known"])
        if before is None and at not in refused:
            continue
        try:
            values = values_of(tx.raw, quiet, row, at)
            found: Found = known(tx.raw, load, values, row, own, tx.today, made)
        except RuleError as error:
            found = error.cause
        if found != before:
            return True
        if isinstance(found, int):
            own.take(found, row)
    return False


def _doubtful(tx: Transaction, load: Load, refused: Mapping[int, Found]) -> set[int] | None:
    """Return the numbers of the rows to ask, or None for all of them.

    What other rows wrote can only matter to a row that shares its key or its external id with one of them, or where
    a row leaves its key empty and may so have changed any record.
    """
    column = _KEYS.get(load.kind.name)
    if column is None or load.own:
        return None
    external = "f_external_id" if load.has("external_id") else "NULL"
    sql = f"SELECT at, r_account, {column}, {external} FROM temp.{load.stage}"
    keys: Counter[object] = Counter()
    for _, account, key, identity in tx.raw.execute(sql):
        if key is None:
            return None
        keys.update(_keys(account, key, identity))
    return set(refused) | {
        at
        for at, account, key, identity in tx.raw.execute(sql)
        if any(keys[each] > 1 for each in _keys(account, key, identity))
    }


def _keys(account: int | None, key: str, identity: str | None) -> list[object]:
    keys: list[object] = [(account, fold(clean(key)))]
    return keys if identity is None else [*keys, identity]
