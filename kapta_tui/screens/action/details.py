"""The description of an action, as it is written (features: row 87)."""

from __future__ import annotations

from typing import ClassVar

from kapta_tui.screens.record.texts import TextPane


class DescriptionPane(TextPane):
    """The description of an action."""

    HELP = "The description of the action. Enter edits it here, ^g in $EDITOR."
    CALLED: ClassVar = {"list.open": ("Edit", "Edit the description in a form")}
    KIND = "actions"
    FIELD = "description"
    NOTHING = "No description yet."

    def __init__(self) -> None:
        super().__init__("Description")
