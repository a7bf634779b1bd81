"""Showing and hiding the columns of a list: the same for every screen."""

from __future__ import annotations

from typing import Any

from textual.app import App

from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.widgets.listing import Listing


def choose_columns(app: App[Any], listing: Listing[Any]) -> None:
    """Ask which column of `listing` is to be hidden, or shown again; the first one always stays."""

    def toggle(key: str | None) -> None:
        if key is not None:
            listing.toggle_column(key)

    options = [
        PickOption(column.key, column.title, "hidden" if column.key in listing.hidden else "shown")
        for column in listing.columns[1:]
    ]
    app.push_screen(Pick("Show or hide a column", options), toggle)
