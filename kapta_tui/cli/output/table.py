"""Tables for people, drawn by Rich; what records hold is text, never markup."""

from __future__ import annotations

import re
import sys

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kapta_tui.cli.output.listing import Listing
from kapta_tui.domain.text import clean, one_line

_GAP = 2
_UNLIMITED = 1_000_000
_MARKS = re.compile(r"[\\`*_\[\]<>|~&]")


def table_text(listing: Listing) -> str:
    """Return the rows as a table: as wide as the terminal on one, as wide as the data needs in a pipe."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, _GAP, 0, 0))
    for column in listing.columns:
        table.add_column(
            Text(column.label),
            justify="right" if column.right else "left",
            no_wrap=True,
            overflow="ellipsis",
        )
    for row in listing.rows():
        cells = zip(listing.columns, row, strict=True)
        table.add_row(*(Text(one_line(column.show(value))) for column, value in cells))
    return _drawn(table)


def fields_text(listing: Listing, *, markdown: bool) -> str:
    """Return one record as lines of label and value; empty fields are left out."""
    (row,) = listing.rows()
    shown = [
        (column.label, clean(column.show(value)))
        for column, value in zip(listing.columns, row, strict=True)
        if value not in (None, "", ())
    ]
    if markdown:
        return "".join(f"- **{label}**: {_escaped(text)}\n" for label, text in shown)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for label, text in shown:
        table.add_row(Text(label), Text(text))
    return _drawn(table)


def _drawn(table: Table) -> str:
    console = Console(markup=False, highlight=False, emoji=False)
    if not sys.stdout.isatty():
        console.width = max(
            1, console.measure(table, options=console.options.update(width=_UNLIMITED)).maximum
        )
    with console.capture() as capture:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", one_line(text))
