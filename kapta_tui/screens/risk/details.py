"""The details of a risk, as they are written (features: row 33)."""

from __future__ import annotations

from typing import ClassVar

from kapta_tui.commands import show_key
from kapta_tui.screens.risk.doing import screen_of
from kapta_tui.screens.risk.onefield import edit_field
from kapta_tui.widgets.preview import Fact, FactSheet, spoken_by
from kapta_tui.widgets.written import written


class DetailsPane(FactSheet):
    """The details as Markdown; Enter edits them in a form, ctrl+g in $EDITOR."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    HELP = "The details of the risk. Enter edits them here, ^g in $EDITOR."
    CALLED: ClassVar = {"list.open": ("Edit", "Edit the details in a form")}

    def __init__(self) -> None:
        super().__init__("Details", id="details")
        self._risk = 0

    def show_details(self, risk: int, details: str) -> None:
        """Show the details of a risk, or which keys write them."""
        self._risk = risk
        keys = screen_of(self).shell.keys
        form, editor = (show_key(keys[name].split(",")[0]) for name in ("list.open", "list.editor"))
        nothing = [
            Fact("", (("No details yet.", "muted"),), wide=True),
            Fact(
                "",
                (
                    [
                        (form, "accent"),
                        ("  writes them here, ", "muted"),
                        (editor, "accent"),
                        ("  in $EDITOR", "muted"),
                    ],
                ),
                wide=True,
            ),
        ]
        said = spoken_by(("risks", risk), written(details))
        self.show("Details", said if details.strip() else nothing, risk)

    def action_open(self) -> None:
        """Edit the details in a form."""
        edit_field(screen_of(self), self._risk, "details")
