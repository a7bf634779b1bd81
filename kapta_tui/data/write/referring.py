"""Rows that refer to a record, and how they come to refer to another one that it went up in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Table, UniqueConstraint

from kapta_tui.data.sqlite import journaled_tables
from kapta_tui.data.write.links import LINKS
from kapta_tui.data.write.transaction import Transaction


def referring(to: str = "account") -> Iterator[tuple[Table, str]]:
    """Yield table and column of every reference to the table `to` but those of what is derived."""
    for table in journaled_tables():
        for column in table.columns:
            if any(key.column.table.name == to for key in column.foreign_keys):
                yield table, column.name


def refer(tx: Transaction, to: str, pairs: Iterable[tuple[int, int]], but: Collection[str] = ()) -> None:
    """Let whatever refers to the second of each pair of records of the table `to` refer to the first.

    What both have stands once; tables named in `but` are left alone. No record may be in two pairs. The session is
    flushed before and expired after: rows change behind its back.
    """
    tx.flush()
    # One statement per table reads it once, however many pairs there are.
    tx.raw.execute("CREATE TEMP TABLE went (kept INTEGER NOT NULL, gone INTEGER PRIMARY KEY)")
    tx.raw.executemany("INSERT INTO temp.went (kept, gone) VALUES (?, ?)", pairs)
    for table, column in referring(to):
        if table.name not in but:
            _refer(tx, table, column)
    tx.raw.execute("DROP TABLE temp.went")
    tx.session.expire_all()


def _refer(tx: Transaction, table: Table, column: str) -> None:
    name = table.name
    for others in _identities(table, column):
        same = " AND ".join(f'o."{other}" = t."{other}"' for other in others)
        tx.raw.execute(
            f'DELETE FROM "{name}" WHERE id IN (SELECT t.id FROM temp.went CROSS JOIN "{name}" t '
            f'ON t."{column}" = went.gone CROSS JOIN "{name}" o ON o."{column}" = went.kept AND {same})'
        )
    tx.raw.execute(
        f'UPDATE "{name}" SET "{column}" = (SELECT kept FROM temp.went WHERE gone = "{column}") '
        f'WHERE "{column}" IN (SELECT gone FROM temp.went)'
    )


def _identities(table: Table, column: str) -> Iterator[list[str]]:
    """Yield the columns that together with `column` say which row it is, where a second one would say the same."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and column in constraint.columns:
            yield [other.name for other in constraint.columns if other.name != column]
    for link, mine, other in LINKS.values():
        if link.__tablename__ == table.name and other == column:
            yield [mine]
