"""The profile of an account: what its form holds, with keys for its links and the logo where it can be drawn."""

from __future__ import annotations

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.account.panes import RecordSheet


class ProfileSheet(RecordSheet):
    """Facts about the account itself; O opens a link of it, y copies its address."""

    BINDINGS = bindings("list.copy")
    CALLED = {
        "list.copy": ("Copy link", "Copy the address of a link of the account"),
        "account.open-outside": ("Open link", "Open a link of the account"),
    }

    def __init__(self) -> None:
        super().__init__("accounts", "Profile", id="profile")
