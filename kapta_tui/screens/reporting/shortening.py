"""What of a long report is read in the app: a terminal has no use for thousands of lines that a file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

SHOWN: Final = 100
"""Rows shown of a table, and lines of a text that a user wrote: each may be a widget."""

_HEAD: Final = 2
"""Lines above the first row: names and how they are aligned."""

_BREAK: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\$")
"""The mark of a line break; where no line follows it would be shown."""


def shortened(markdown: str) -> str:
    """Return the Markdown of a report with the beginning of each long table and text, and how much more there is."""
    return "".join(f"{line}\n" for line in _lines(markdown.splitlines()))


def _lines(lines: list[str]) -> Iterator[str]:
    for mark, group in groupby(lines, key=lambda line: line[:1] if line.startswith(("|", ">")) else ""):
        found = list(group)
        room = {"|": SHOWN + _HEAD, ">": SHOWN}.get(mark, len(found))
        more = len(found) - room
        if more <= 0:
            yield from found
        else:
            yield from (*found[: room - 1], _BREAK.sub(r"\1", found[room - 1]))
            what = "more lines" if mark == ">" else "more"
            yield from ("", f"… and {more} {what}, which are in the file that E writes.")
