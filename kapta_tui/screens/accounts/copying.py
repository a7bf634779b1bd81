"""Accounts as tab-separated lines, for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kapta_tui.screens.accounts.loading import AccountLine
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Column


def as_lines(lines: Iterable[AccountLine], columns: Sequence[Column[AccountLine]]) -> str:
    """Return one line per account with the cells of `columns` as shown, harmless to a spreadsheet."""
    from kapta_tui.exchange.writers.guard import neutralise

    return "\n".join("\t".join(neutralise(_cell(line, column)) for column in columns) for line in lines)


def _cell(line: AccountLine, column: Column[AccountLine]) -> str:
    if column.key == "name":
        return line.row.name.replace("\t", " ")
    text = " ".join(plain(column.cell(line)).split())
    return "" if text == "·" else text
