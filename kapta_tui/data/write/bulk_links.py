"""Staged values that stand in rows of another table: the contributors and the products of an account."""

from __future__ import annotations

from collections.abc import Callable

from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write import bulk_refs
from kapta_tui.data.write.bulk_load import Load, Reject
from kapta_tui.data.write.references import person
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.text import fold

Named = Callable[[str], int | str]
"""A text of a file to the id of what it names, or the reason why it names nothing."""


def write(tx: Transaction, load: Load) -> None:
    """Make what stands in rows of its own that which each staged row names; an empty cell leaves it.

    People nobody knows are made. Of anything else, what is not there is left out with a warning; a cell of
    which nothing is left leaves all as it is.
    """
    for item in load.fields:
        if item.writable and item.type is FieldType.REFERENCES:
            _write_field(tx, load, item)


def _write_field(tx: Transaction, load: Load, item: Field) -> None:
    found = tx.raw.execute(
        f"SELECT at, line, rid, fresh, changed, f_{item.name} FROM temp.{load.stage} "
        f"WHERE f_{item.name} IS NOT NULL ORDER BY at"
    ).fetchall()
    named = _remembered(tx, item)
    for at, line, record, fresh, changed, text in found:
        wanted: set[int] = set()
        for part in text.split(LIST_SEPARATOR):
            number = named(part)
            if isinstance(number, int):
                wanted.add(number)
            else:
                load.tally.warn(at, Reject(line, load.header(item.name), part, number))
        if wanted and _replace(tx, load, item, record, wanted) and not fresh and not changed:
            _count(tx, load, record)


def _remembered(tx: Transaction, item: Field) -> Named:
    known: dict[str, int | str] = {}

    def named(text: str) -> int | str:
        key = fold(text) if item.target == "users" else text
        if key not in known:
            known[key] = person(tx, text) if item.target == "users" else bulk_refs.named(tx.raw, item, text)
        return known[key]

    return named


def _replace(tx: Transaction, load: Load, item: Field, record: int, wanted: set[int]) -> bool:
    # The tables bring the ORM, which an import without such values has no use for: a second and 45 MB.
    from kapta_tui.data.write.links import LINKS

    table, mine, other = LINKS[load.kind.name, item.name]
    name = table.__tablename__
    rows = tx.raw.execute(f'SELECT {other} FROM "{name}" WHERE {mine} = ?', (record,))
    present = {number for (number,) in rows}
    gone, new = present - wanted, wanted - present
    tx.raw.executemany(
        f'DELETE FROM "{name}" WHERE {mine} = ? AND {other} = ?',
        [(record, number) for number in sorted(gone)],
    )
    tx.raw.executemany(
        f'INSERT INTO "{name}" ({mine}, {other}) VALUES (?, ?)', [(record, number) for number in sorted(new)]
    )
    return bool(gone or new)


def _count(tx: Transaction, load: Load, record: int) -> None:
    """Count a record as updated of which only such rows have changed."""
    load.tally.updated += 1
    load.tally.unchanged -= 1
    tx.raw.execute(f"UPDATE temp.{load.stage} SET changed = 1 WHERE rid = ?", (record,))
    tx.raw.execute(
        f'UPDATE "{load.kind.table}" SET version = version + 1, updated_at = ? WHERE id = ?', (tx.now, record)
    )
