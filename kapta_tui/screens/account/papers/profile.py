"""The profile of an account: its logo where it can be drawn, what its form holds, and keys for its links."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.account.panes import RecordSheet
from kapta_tui.screens.account.papers.logo import Logo, drawn


class ProfileSheet(RecordSheet):
    """Facts about the account itself; O opens a link of it, y copies its address."""

    BINDINGS = bindings("list.copy")
    CALLED = {
        "list.copy": ("Copy link", "Copy the address of a link of the account"),
        "account.open-outside": ("Open link", "Open a link of the account"),
    }
    DEFAULT_CSS = """
    ProfileSheet > #logo { width: auto; height: auto; margin: 0 1 1 1; display: none; }
    ProfileSheet > #logo.-drawn { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("accounts", "Profile", id="profile")

    def compose(self) -> ComposeResult:
        """The picture above the facts."""
        yield Static("", id="logo", markup=False)
        yield from super().compose()

    def show_logo(self, logo: Logo | None) -> None:
        """Draw the logo, if there is one to be drawn."""
        picture = self.query_one("#logo", Static)
        is_drawn = logo is not None and bool(logo.rows)
        picture.set_class(is_drawn, "-drawn")
        picture.update(drawn(logo) if logo is not None and is_drawn else Content(""))
