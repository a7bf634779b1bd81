"""Marked rows, and the range that grows with the cursor."""

from __future__ import annotations

from collections.abc import Sequence


class Marks:
    """The marked ids of a list, with an optional open range between an anchor and the cursor."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._anchor: int | None = None

    @property
    def ranging(self) -> bool:
        """Whether a range is open."""
        return self._anchor is not None

    def has(self, row_id: int, index: int, cursor: int) -> bool:
        """Whether the row at position `index` is marked while the cursor is at `cursor`."""
        return row_id in self._ids or index in self._range(cursor)

    def count(self, ids: Sequence[int], cursor: int) -> int:
        """Return how many rows are marked."""
        if self._anchor is None:
            return len(self._ids)
        span = self._range(cursor)
        if not self._ids:
            return len(span)
        return len(self._ids.union(ids[span.start : span.stop]))

    def ordered(self, ids: Sequence[int], cursor: int) -> tuple[int, ...]:
        """Return the marked ids in the order of `ids`."""
        span = self._range(cursor)
        if not self._ids:
            return tuple(ids[span.start : span.stop])
        marked = self._ids.union(ids[span.start : span.stop])
        return tuple(row_id for row_id in ids if row_id in marked)

    def toggle(self, row_id: int) -> None:
        """Mark the row, or take its mark away."""
        self._ids.symmetric_difference_update((row_id,))

    def toggle_all(self, ids: Sequence[int]) -> None:
        """Mark every row, or none when every row is marked already."""
        self._anchor = None
        self._ids = set() if len(self._ids) == len(ids) else set(ids)

    def toggle_range(self, ids: Sequence[int], cursor: int) -> None:
        """Open a range at the cursor, or close the open one keeping what it holds."""
        if self._anchor is None:
            self._anchor = cursor
            return
        span = self._range(cursor)
        self._ids.update(ids[span.start : span.stop])
        self._anchor = None

    def clear(self) -> None:
        """Take away the open range, or every mark when none is open."""
        if self._anchor is None:
            self._ids.clear()
        self._anchor = None

    def carry_over(self, old: Sequence[int], new: Sequence[int], cursor: int) -> None:
        """Follow a change of the list: rows that left lose their mark, as nobody acts on what cannot be seen.

        An open range is closed, because positions have changed; what it held stays marked.
        """
        if self._anchor is not None:
            self.toggle_range(old, cursor)
        if self._ids:
            self._ids.intersection_update(new)

    def _range(self, cursor: int) -> range:
        if self._anchor is None:
            return range(0)
        return range(min(self._anchor, cursor), max(self._anchor, cursor) + 1)


def edit_refusal(marked: Sequence[int], here: int | None, instead: str = "") -> str | None:
    """Return why the record `here` is not edited while others are `marked`, None where it may be.

    `instead` says what changes all of them.
    """
    if not marked or tuple(marked) == (here,):
        return None
    other = f"; {instead}" if instead else ""
    return f"{len(marked)} marked, and a form edits one: esc clears the marks{other}"
