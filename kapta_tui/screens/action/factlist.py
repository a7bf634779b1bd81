"""The fields of an action as a list that changes them in place (features: rows 84 and 87)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.action.facts import lines
from kapta_tui.screens.action.loading import ActionPage
from kapta_tui.screens.record.factlist import RecordFacts
from kapta_tui.screens.record.lines import Line, Way


class ActionFacts(RecordFacts):
    """The fields of the action."""

    @dataclass
    class ChangeWanted(Message):
        """The user wants to change a field."""

        line: Line

    @dataclass
    class WhyWanted(Message):
        """The user wants to know what a field follows from."""

        line: Line

    HELP = (
        "The fields of the action. Enter changes the one under the cursor; P reports progress, B begins it, "
        "x completes it: 100 % alone does not."
    )
    BINDINGS = bindings("list.why")
    FIELDS: ClassVar = (
        *(
            "account",
            "name",
            "section",
            "goal",
            "objective",
            "state",
            "percent",
            "status",
            "status_note",
            "owner",
        ),
        *("start", "due", "started_at", "completed_at", "in_customer_report", "contacts", "source_name"),
        *("risk", "tasks"),
    )
    OPENS: ClassVar = {
        Way.ACCOUNT: ("Account", "Open the account's page at its Act tab"),
        Way.CHOOSE: ("Change", "Choose another status"),
        Way.REPORT: ("Progress", "Say how far the action is: a percent, and words for its note"),
        Way.PERSON: ("Assign", "Choose whose the action is"),
        Way.FORM: ("Change", "Change the field under the cursor"),
        Way.TURN: ("In or out", "Show the action in the customer's report, or leave it out"),
        Way.PLAYERS: ("Key players", "Link contacts of the account to the action"),
        Way.FOLLOW: ("Go there", "Go to what the field names"),
        Way.WHY: ("Explain", "Say what the value follows from; it cannot be changed itself"),
    }

    def __init__(self) -> None:
        super().__init__()
        self._about: ActionPage | None = None

    def show(self, page: ActionPage) -> None:
        """Show the fields of an action."""
        self._about = page
        self.fold()

    def fields_shown(self) -> Sequence[Line]:
        """Return the fields of the action that is shown."""
        return () if self._about is None else lines(self._about)

    def called_on(self, line: Line) -> Mapping[str, tuple[str, str]]:
        """Why is about the field."""
        return {
            "list.why": ("Why", "Explain the field under the cursor"),
            "list.copy": ("Copy", "Copy the whole action as text"),
        }

    def action_list_open(self) -> None:
        """Change the field under the cursor."""
        if self.line_here is not None:
            self.post_message(self.ChangeWanted(self.line_here))

    def action_why(self) -> None:
        """Explain the field under the cursor."""
        if self.line_here is not None:
            self.post_message(self.WhyWanted(self.line_here))
