"""The mark of an account that others stand below (mission S1: the folder of a parent account)."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.cells import CellPart

FOLDER: Final = "⊞"
"""Before the number of accounts below."""


def folder(below: int) -> list[CellPart]:
    """Return what follows the name of an account with `below` accounts below it, nothing for none."""
    return [(f" {FOLDER}{below}", "muted")] if below else []
