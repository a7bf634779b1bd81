"""Risks as tab-separated lines, for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kapta_tui.screens.risks.columns import NOTHING
from kapta_tui.screens.risks.loading import RiskLine
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Column


def as_lines(found: Iterable[RiskLine], columns: Sequence[Column[RiskLine]]) -> str:
    """Return one line per risk with the cells of `columns`, harmless to a spreadsheet."""
    from kapta_tui.exchange.writers.guard import neutralise

    return "\n".join("\t".join(neutralise(_cell(line, column)) for column in columns) for line in found)


def _cell(line: RiskLine, column: Column[RiskLine]) -> str:
    if column.key == "account":
        return " ".join(line.row.account.split())
    if column.key == "reasons":
        return "; ".join(line.row.reasons)
    text = " ".join(plain(column.cell(line)).split())
    return "" if text == plain(NOTHING) else text
