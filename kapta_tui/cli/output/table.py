"""Tables for people, drawn by Rich; what records hold is text, never markup."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Sequence

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kapta_tui.cli.output.listing import Listing
from kapta_tui.domain.text import clean, one_line

_GAP = 2
_RIGID = 12
"""Columns as wide as a day or an amount are never cut; wider ones are, down to this."""

_UNLIMITED = 1_000_000
_MARKS = re.compile(r"[\\`*_\[\]<>|~&]")


def table_text(listing: Listing) -> str:
    """Return the rows as a table, as wide as the data needs in a pipe.

    On a terminal long texts are cut, then the last columns are left out, which is said on standard error.
    """
    rows = [
        [one_line(column.show(value)) for column, value in zip(listing.columns, row, strict=True)]
        for row in listing.rows()
    ]
    labels = [column.label for column in listing.columns]
    wanted = [max(map(cell_len, cells)) for cells in zip(labels, *rows, strict=True)]
    console = _console()
    widths = fitted(wanted, console.width)
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for column, width in zip(listing.columns, widths, strict=False):
        table.add_column(
            Text(column.label),
            justify="right" if column.right else "left",
            width=width,
            no_wrap=True,
            overflow="ellipsis",
        )
    for cells in rows:
        table.add_row(*map(Text, cells[: len(widths)]))
    if len(widths) < len(labels):
        left_out = ", ".join(column.name for column in listing.columns[len(widths) :])
        typer.echo(f"Left out for want of room: {left_out}. Choose with --columns, or widen.", err=True)
    return _drawn(console, table)


def fitted(wanted: Sequence[int], room: int) -> list[int]:
    """Return the widths of the first columns that fit into `room` cells, wide ones cut as far as it takes.

    `wanted` are the widths of what the columns hold; at least one column stays.
    """
    widths = list(wanted)
    while len(widths) > 1 and _total([min(width, _RIGID) for width in widths]) > room:
        widths.pop()
    while _total(widths) > room and max(widths) > _RIGID:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    return widths


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
    return _drawn(_console(), table)


def grid_text(rows: Sequence[Sequence[str]], *, right: Collection[int] = (), wraps: int = -1) -> str:
    """Return rows of cells in columns, those of `right` aligned there; what is too long goes on below itself.

    On a terminal only the column `wraps`, the last one by default, gives way; in a pipe none does.
    """
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    count = len(rows[0])
    for place in range(count):
        is_firm = place != wraps % count
        table.add_column(justify="right" if place in right else "left", no_wrap=is_firm, overflow="fold")
    for cells in rows:
        table.add_row(*(Text(clean(cell)) for cell in cells))
    return _drawn(_console(), table)


def _console() -> Console:
    console = Console(markup=False, highlight=False, emoji=False)
    if not sys.stdout.isatty():
        console.width = _UNLIMITED
    return console


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _drawn(console: Console, table: Table) -> str:
    with console.capture() as capture:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", one_line(text))
