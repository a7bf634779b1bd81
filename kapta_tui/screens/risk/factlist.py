"""The fields of a risk as a list that changes them in place (features: row 46)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.message import Message

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.burst import Burst
from kapta_tui.screens.record.factlist import RecordFacts
from kapta_tui.screens.record.lines import Line, Way
from kapta_tui.screens.record.standing import screen_of
from kapta_tui.screens.risk import changing
from kapta_tui.screens.risk.facts import lines
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.screens.risk.why import explain


class FactList(RecordFacts):
    """The fields of the risk; of the reasons each has a line of its own."""

    @dataclass
    class AccountWanted(Message):
        """The user wants to see the account's page."""

    HELP = (
        "The fields of the risk. Enter changes the one under the cursor; on a reason n adds one, d takes it away, "
        "J and K order them."
    )
    BINDINGS = bindings("list.new", "list.remove", "list.why", "reasons")
    HINTS: ClassVar = {"list.new": 4}
    FIELDS: ClassVar = (
        *("account", "status", "severity", "likelihood", "priority", "assignee", "opened_at", "closed_at"),
        *("days_open", "reasons", "resolutions", "contract_value", "expected_loss", "nearest_contract_end"),
        *("contract_expiration", "health", "unaddressed"),
    )
    OPENS: ClassVar = {
        Way.CHOOSE: ("Change", "Choose another value of the field under the cursor"),
        Way.PERSON: ("Assign", "Choose who sees to the risk"),
        Way.FORM: ("Change", "Change the field under the cursor"),
        Way.REASON: ("Change", "Put another reason in the place of the one under the cursor"),
        Way.ACCOUNT: ("Account", "Open the account's page at its Risk tab"),
        Way.ADDRESS: ("Addressed by…", "Say which work of the account addresses the risk"),
        Way.WHY: ("Explain", "Say what the value follows from; it cannot be changed itself"),
    }

    def __init__(self) -> None:
        super().__init__()
        self._page_shown: RiskPage | None = None
        self._writing = 0
        self._burst = Burst()
        self._is_ahead = False
        """Whether reasons are shown as they have not been read back; what was read before would undo them."""

    def show(self, page: RiskPage) -> None:
        """Show the fields of a risk, unless it was read before the reasons that are shown already."""
        if not self._is_ahead:
            self._page_shown = page
            self.fold()

    def fields_shown(self) -> Sequence[Line]:
        """Return the fields of the risk that is shown."""
        return () if self._page_shown is None else lines(self._page_shown)

    def reload(self) -> None:
        """Take what is read from now on, unless reasons are still being written: another reload follows that."""
        if not self._writing:
            self._is_ahead = False

    def called_on(self, line: Line) -> Mapping[str, tuple[str, str]]:
        """Adding and removing is about reasons on a reason, else about the risk."""
        called = {
            "list.new": ("Add reason", "Add a reason as the least important one"),
            "list.remove": ("Remove risk", "Remove the whole risk; its notes stay with the account"),
            "list.why": ("Why", "Explain the field under the cursor"),
            "list.copy": ("Copy", "Copy the whole risk as text"),
        }
        if line.is_reason:
            called["list.remove"] = ("Take away", "Take the reason under the cursor away")
        return called

    def why_not(self, command_id: str) -> str | None:
        """Refuse what a list of records offers beside, and moving what is no reason."""
        line = self.line_here
        if command_id.startswith("reasons.") and (line is None or not line.is_reason):
            return "only reasons have an order; put the cursor on one"
        return super().why_not(command_id)

    def action_list_open(self) -> None:
        """Change the field under the cursor."""
        if self._page_shown is not None and self.line_here is not None:
            go_to_account = partial(self.post_message, self.AccountWanted())
            changing.change(screen_of(self), self._page_shown, self.line_here, go_to_account)

    def action_new(self) -> None:
        """Add a reason."""
        if self._page_shown is not None:
            changing.add_reason(screen_of(self), self._page_shown)

    def action_remove(self) -> None:
        """Take the reason under the cursor away; on another field, remove the risk."""
        page, line = self._page_shown, self.line_here
        if page is None or line is None:
            return
        if line.is_reason:
            self._write_reasons(page, changing.without(page, line.place))
        else:
            editing.remove(screen_of(self), "risks", (page.id,))

    def action_why(self) -> None:
        """Explain the field under the cursor."""
        if self._page_shown is not None and self.line_here is not None:
            explain(screen_of(self), self._page_shown, self.line_here.field)

    def action_reasons_later(self) -> None:
        """Make the reason less important."""
        self._move(1)

    def action_reasons_sooner(self) -> None:
        """Make the reason more important."""
        self._move(-1)

    def _move(self, step: int) -> None:
        page, line = self._page_shown, self.line_here
        if page is None or line is None:
            return
        places = changing.moved(page, line.place, step)
        if places is not None:
            self._write_reasons(page, places)
            self.want(self.key_of(line._replace(place=line.place + step), 0))

    def _write_reasons(self, page: RiskPage, places: Sequence[int]) -> None:
        """Write the reasons at `places` and show them at once, for the next key is about what it will find then."""
        after = changing.with_reasons(page, places)
        job = self._burst.guard(editing_jobs.edit("risks", page.id, {"reasons": after.reasons}, page.version))
        self._writing += 1
        self._is_ahead = True
        editing.run(screen_of(self), job, self._written, failed=self._refused)
        self._page_shown = after
        self.fold()

    def _written(self, _: int) -> None:
        self._writing -= 1

    def _refused(self, error: KaptaError | None) -> None:
        """Show what there is; the keys pressed meanwhile are refused for the same reason, which is said once."""
        self._writing -= 1
        if error is not None and self._is_ahead:
            screen_of(self).shell.toast_error(error)
        self._is_ahead = False
        if not self._writing:
            self._burst = Burst()
        screen_of(self).reload()
