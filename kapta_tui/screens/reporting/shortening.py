"""What of a long report is read in the app: a terminal has no use for thousands of lines that a file holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

SHOWN: Final = 100
"""Rows shown of a table."""

_HEAD: Final = 2
"""Lines above the first row: names and how they are aligned."""


def shortened(markdown: str) -> str:
    """Return the Markdown of a report with the first `SHOWN` rows of each table, and how many more there are."""
    return "".join(f"{line}\n" for line in _lines(markdown.splitlines()))


def _lines(lines: list[str]) -> Iterator[str]:
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        found = list(group)
        yield from found[: SHOWN + _HEAD] if is_table else found
        more = len(found) - SHOWN - _HEAD
        if is_table and more > 0:
            yield from ("", f"… and {more} more, which are in the file that E writes.")
