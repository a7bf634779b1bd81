"""The rows a widget holds of a long list, and those it must ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Generic, TypeVar

RowT = TypeVar("RowT")

CAPACITY: Final = 4000
"""Most rows kept; far more than any screen shows, far fewer than a list may have."""


class RowWindow(Generic[RowT]):
    """A bounded cache of rows by id that knows which rows were asked for and which have aged."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._rows: dict[int, RowT] = {}
        self._aged: dict[int, RowT] = {}
        self._pending: set[int] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, row_id: int) -> RowT | None:
        """Return the row as last supplied, even when it has aged, or None when it never came."""
        row = self._rows.get(row_id)
        return self._aged.get(row_id) if row is None else row

    def supply(self, rows: Mapping[int, RowT]) -> None:
        """Take `rows`, dropping the ones supplied longest ago when there are too many."""
        for row_id, row in rows.items():
            self._rows.pop(row_id, None)
            self._rows[row_id] = row
            self._aged.pop(row_id, None)
        self._pending.difference_update(rows)
        while len(self._rows) > self._capacity:
            del self._rows[next(iter(self._rows))]

    def expire(self) -> None:
        """Let every row age: it is still shown, but asked for anew."""
        self._aged.update(self._rows)
        self._rows.clear()
        self._pending.clear()
        while len(self._aged) > self._capacity:
            del self._aged[next(iter(self._aged))]

    def wanted(self, near: Iterable[int], around: Iterable[int]) -> tuple[int, ...]:
        """Return the ids to ask for now: those missing `around`, once one is missing `near` the viewport.

        An id already asked for does not start a new question, so a row that never comes is asked for once.
        """
        if all(row_id in self._rows or row_id in self._pending for row_id in near):
            return ()
        missing = tuple(row_id for row_id in around if row_id not in self._rows)
        self._pending = set(missing)
        return missing
