"""Tables in templates: rows of cells, of which some are left out where a feature is switched off."""

from __future__ import annotations

from typing import Final, NamedTuple

from kapta_tui.reports.escaping import Marked, finalized

Cell = object
"""What stands in a cell: a text, a number, Markdown, None for nothing; False leaves the column out."""


class Right(NamedTuple):
    """The head of a column of numbers."""

    name: str


NUMBERS: Final = "--:"
WORDS: Final = "---"


def head(*names: Cell) -> Marked:
    """Return the head of a table: the names of its columns, and below them how they are aligned."""
    kept = [name for name in names if name is not False]
    named = [name.name if isinstance(name, Right) else name for name in kept]
    sides = (NUMBERS if isinstance(name, Right) else WORDS for name in kept)
    return Marked(f"{cells(*named)}\n|{'|'.join(sides)}|")


def cells(*values: Cell) -> Marked:
    """Return one row of a table."""
    return Marked(f"| {' | '.join(str(finalized(value)) for value in values if value is not False)} |")


def bold(text: str) -> Marked:
    """Return a text of the program in bold; one of a person might end within what the stars need around them."""
    return Marked(f"**{text}**")
