"""Seeing while rows are staged that no two of them share a key, which spares sorting them all afterwards."""

from __future__ import annotations

from kapta_tui.data.write.bulk_load import Load, Staged

_MOST = 250_000
"""Keys that are remembered; of more, nothing is said, so that memory stays flat in the number of rows."""


class Unshared:
    """The match keys of `load` that no two rows so far share; empty cells do not count."""

    def __init__(self, load: Load) -> None:
        names = [item.name for item in load.fields]
        # The folded name stands behind the fields.
        self._places = {
            key: len(names) + 2 if key == "name" else names.index(key) + 2
            for key in load.match
            if load.has(key)
        }
        self._seen: dict[str, set[object]] = {key: set() for key in self._places}

    @property
    def keys(self) -> frozenset[str]:
        """The keys of which that is known."""
        return frozenset(self._seen)

    def add(self, columns: Staged) -> None:
        """Take in a batch, whose columns are numbers, lines, the fields and then the folded name."""
        for key in list(self._seen):
            column = columns[self._places[key]]
            cells = [cell for cell in column if cell is not None] if None in column else column
            seen = self._seen[key]
            before = len(seen)
            seen.update(map(str.lower, map(str, cells)) if key == "email" else cells)
            if len(seen) != before + len(cells) or len(seen) > _MOST:
                del self._seen[key]
