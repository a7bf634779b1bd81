"""Rows of a list as text, for the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing


def lines_of(listing: Listing[Any], chosen: Sequence[int]) -> str:
    """Return rows of a list as lines of cells separated by tabs, harmless to a spreadsheet."""
    from kapta_tui.exchange.writers.guard import neutralise

    rows = [row for number in chosen if (row := listing.row(number)) is not None]
    return "\n".join(
        "\t".join(neutralise(plain(column.cell(row)).strip()) for column in listing.columns) for row in rows
    )
