"""Rows that refer to a record, and how they come to refer to another one that it went up in."""

from __future__ import annotations

from collections.abc import Iterator

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


def refer(tx: Transaction, table: Table, column: str, kept: int, gone: int) -> None:
    """Let the rows of `table` whose `column` refers to `gone` refer to `kept`; what both have stands once.

    Flush the session before, and expire it after: rows change behind its back.
    """
    both = {"kept": kept, "gone": gone}
    for others in _identities(table, column):
        same = " AND ".join(f'o."{other}" = "{table.name}"."{other}"' for other in others)
        tx.raw.execute(
            f'DELETE FROM "{table.name}" WHERE "{column}" = :gone AND EXISTS '
            f'(SELECT 1 FROM "{table.name}" o WHERE o."{column}" = :kept AND {same})',
            both,
        )
    tx.raw.execute(f'UPDATE "{table.name}" SET "{column}" = :kept WHERE "{column}" = :gone', both)


def _identities(table: Table, column: str) -> Iterator[list[str]]:
    """Yield the columns that together with `column` say which row it is, where a second one would say the same."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and column in constraint.columns:
            yield [other.name for other in constraint.columns if other.name != column]
    for link, mine, other in LINKS.values():
        if link.__tablename__ == table.name and other == column:
            yield [mine]
