"""Words for "no value" that were read as empty cells: counted, so that none is taken for nothing in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from kapta_tui.data.write.bulk_load import Cell

_NAMED = 5
"""Words of a column that are named one by one."""


class Emptied:
    """The words that were read as empty, by the column they stand in."""

    def __init__(self) -> None:
        self._words: dict[str, Counter[str]] = {}

    def add(self, header: str, words: Container[str], texts: Sequence[str], cells: Sequence[Cell]) -> None:
        """Count which of `texts` are among `words` and became empty `cells`."""
        if None not in cells:
            return
        found = Counter(
            text.strip() for text, cell in zip(texts, cells, strict=True) if cell is None and text
        )
        for word, count in found.items():
            if word in words:
                self._words.setdefault(header, Counter())[word] += count

    @property
    def note(self) -> str:
        """What to tell a person, or "" where nothing was read as empty."""
        columns = [f"{_listed(found)} under {header}" for header, found in self._words.items()]
        return f"Words read as empty: {'; '.join(columns)}" if columns else ""


def _listed(found: Counter[str]) -> str:
    several = [
        f"'{word}' ({count})" if count > 1 else f"'{word}'" for word, count in found.most_common(_NAMED)
    ]
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"{', '.join(several)}{more}"
