"""The details of a risk, as they are written (features: row 33)."""

from __future__ import annotations

from typing import ClassVar

from kapta_tui.screens.record.texts import TextPane


class DetailsPane(TextPane):
    """The details of a risk."""

    HELP = "The details of the risk. Enter edits them here, ^g in $EDITOR."
    CALLED: ClassVar = {"list.open": ("Edit", "Edit the details in a form")}
    KIND = "risks"
    FIELD = "details"
    NOTHING = "No details yet."

    def __init__(self) -> None:
        super().__init__("Details")
