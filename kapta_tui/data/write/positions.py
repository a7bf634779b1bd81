"""The order that people give to rows: numbers with room between them, so that a move writes one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kapta_tui.data.write.transaction import Transaction

GAP = 1024
"""How far apart rows stand when they are appended."""


BAND = 1 << 40
"""Room for the rows of one rank: what matters more has the lower band, until people move it elsewhere."""


class Placed(Protocol):
    """A row with a place."""

    position: int


def after_last(tx: Transaction, table: str, where: str = "true", *parameters: object) -> int:
    """Return the position behind all rows of `table` that meet the condition `where`."""
    tx.session.flush()
    sql = f'SELECT coalesce(max(position), 0) + {GAP} FROM "{table}" WHERE {where}'
    return int(tx.raw.execute(sql, parameters).fetchone()[0])


def last_of_rank(tx: Transaction, table: str, rank: int) -> int:
    """Return the position behind the rows of `table` in the band of `rank`, 0 for what matters most."""
    tx.session.flush()
    low = rank * BAND
    sql = f'SELECT coalesce(max(position), ?) + {GAP} FROM "{table}" WHERE position >= ? AND position < ?'
    return int(tx.raw.execute(sql, (low, low, low + BAND)).fetchone()[0])


def rank_of(position: int) -> int:
    """Return the rank in whose band a position lies; what was put above everything has the first."""
    return max(0, position // BAND)


@dataclass
class Spot:
    """The place of a row that need not be loaded as long as it keeps it."""

    id: int
    position: int


def has_room(others: Sequence[Placed], index: int) -> bool:
    """Say whether a row can be put at `index` among `others`, as `place` does, without renumbering these."""
    index = max(0, min(index, len(others)))
    is_end = index in (0, len(others))
    return is_end or others[index].position - others[index - 1].position > 1


def place(row: Placed, others: Sequence[Placed], index: int) -> None:
    """Put `row` at `index` among `others`, which stand in their order without it; 0 is the first place.

    An index beyond the end means the end. Others are renumbered only where no room is left.
    """
    index = max(0, min(index, len(others)))
    low = others[index - 1].position if index else None
    high = others[index].position if index < len(others) else None
    if high is None:
        row.position = GAP if low is None else low + GAP
    elif low is None:
        row.position = high - GAP
    elif high - low > 1:
        row.position = (low + high) // 2
    else:
        for number, other in enumerate([*others[:index], row, *others[index:]], start=1):
            if other.position != number * GAP:
                other.position = number * GAP
