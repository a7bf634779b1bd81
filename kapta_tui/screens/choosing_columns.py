"""Showing and hiding the columns of a list: the same for every screen."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kapta_tui.commands import show_key
from kapta_tui.screens.dialogs import Dialog
from kapta_tui.widgets.listing import Column, Listing


def choose_columns(app: App[Any], listing: Listing[Any]) -> None:
    """Let the user hide columns of `listing` and show them again; the first one always stays."""
    app.push_screen(ColumnsDialog(listing))


class ColumnsDialog(Dialog[None]):
    """Every column but the first with its state; the list behind follows each change at once."""

    CALLED = {
        "form.flip": ("Show or hide", "Hide the column, or show it again"),
        "form.cancel": ("Close", "Go back to the list"),
        "form.entry-down": ("Down", "Go to the next column"),
        "form.entry-up": ("Up", "Go to the column before"),
    }

    def __init__(self, listing: Listing[Any]) -> None:
        """`listing` is the one whose columns are chosen."""
        super().__init__("Columns")
        self._listing = listing

    def compose_frame(self) -> ComposeResult:
        """The columns."""
        yield OptionList(*self._options())

    def on_mount(self) -> None:
        """Say which keys do what."""
        flip, cancel = (
            show_key(self.shell.keys[name].split(",")[0]) for name in ("form.flip", "form.cancel")
        )
        self.query_one("#frame").border_subtitle = Content(f"{flip} shows or hides · {cancel} closes")
        columns = self.query_one(OptionList)
        columns.highlighted = 0
        columns.focus()

    def _options(self) -> list[Option]:
        columns = self._listing.columns[1:]
        return [Option(self._words(column), column.key) for column in columns]

    def _words(self, column: Column[Any]) -> Content:
        state = "shown" if column.key in self._listing.shown else "hidden: no room"
        if column.key in self._listing.hidden:
            state = "hidden"
        return Content.assemble(column.title, (f"  {state}", "$muted"))

    @on(OptionList.OptionSelected)
    def action_flip(self) -> None:
        """Hide the column under the cursor, or show it again."""
        columns = self.query_one(OptionList)
        chosen = columns.highlighted_option
        if chosen is not None and chosen.id is not None:
            self._listing.toggle_column(chosen.id)
            # Hiding one may make room for another.
            for column in self._listing.columns[1:]:
                columns.replace_option_prompt(column.key, self._words(column))

    def action_entry_down(self) -> None:
        """Go to the next column."""
        self.query_one(OptionList).action_cursor_down()

    def action_entry_up(self) -> None:
        """Go to the column before."""
        self.query_one(OptionList).action_cursor_up()
