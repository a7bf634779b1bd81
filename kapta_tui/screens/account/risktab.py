"""The Risk tab of the account page: the active risk and those before it (mission S0; features: rows 37 and 44)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import account_page
from kapta_tui.data.read.records import Record
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import days_words
from kapta_tui.screens import editing
from kapta_tui.screens.account.panes import RecordList, RecordSheet
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.screens.record.standing import screen_of
from kapta_tui.screens.risk.doing import RiskDoing
from kapta_tui.screens.risk.loading import RiskPage, load
from kapta_tui.screens.risk.prior import AGAIN
from kapta_tui.screens.risk.sheet import NO_RISK, risk_facts
from kapta_tui.screens.risk.why import explain
from kapta_tui.screens.risks.jobs import reopen
from kapta_tui.screens.risks.why import explain as explain_briefly
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column

_NEED_RISK = frozenset({"risks.note", "risks.full-note", "risks.address", "list.why"})


class PriorRisks(RecordList):
    """The closed risks; reasons that the active one has too are pointed out."""

    HELP = (
        "Earlier risks of the account. Enter opens the page of one; ↻ marks a reason that has come up again."
    )
    CALLED: ClassVar = {
        "list.open": ("Open risk", "Open the page of the risk under the cursor"),
        "list.archive": ("Reopen", "Make the risk active again"),
    }

    def __init__(self) -> None:
        names = ("reasons", "status", "closed_at", "resolutions", "severity", "days_open", "opened_at")
        empty = Content("No risk has been closed yet.")
        super().__init__("risks", "Prior risks", names, query="active:no", empty=empty)
        self._again: frozenset[str] = frozenset()

    def point_out(self, reasons: Collection[str]) -> None:
        """Mark `reasons`, codes or own words, wherever a risk has them."""
        if frozenset(reasons) != self._again:
            self._again = frozenset(reasons)
            self.redraw()

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Return the fields, reasons that come up again before the others."""
        first, *others = super().columns_for(playbook)
        return (first._replace(cell=partial(self._reasons, playbook)), *others)

    def _reasons(self, playbook: Playbook, row: Record) -> Cell:
        held = row.get("reasons")
        reasons = held if isinstance(held, tuple) else ()
        again = [playbook.label("reasons", reason) for reason in reasons if reason in self._again]
        others = [playbook.label("reasons", reason) for reason in reasons if reason not in self._again]
        rest = ", ".join(others)
        if not again:
            return rest
        return [(f"{AGAIN} again: {', '.join(again)}", "warn"), f" · {rest}" if rest else ""]


class RiskTab(PageTab, RiskDoing):
    """The active risk and those before it."""

    NAME, LABEL, FIRST = "risk", "Risk", "#active-risk"
    FEATURE = "risks"
    BINDINGS = bindings("risks.reopen", "list.why")
    CALLED: ClassVar = {
        "list.open": ("Open risk", "Open the page of the risk"),
        "list.new": ("Start risk", "Start a risk on the account, which has one active risk at a time"),
        "list.archive": ("Close", "Close the risk: asks for its status and how it was resolved"),
        "list.why": ("Why", "Explain priority, expected loss and the cost in health"),
    }
    HINTS: ClassVar = {"risks.note": 5}

    def __init__(self) -> None:
        super().__init__()
        self._active: RiskPage | None = None

    def compose(self) -> ComposeResult:
        """The active risk above the prior ones, beside them where there is room."""
        with Container(id="risk-panes"):
            yield RecordSheet("risks", "Active risk", can_add=True, id="active-risk")
            yield PriorRisks()

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return the active risk with all about it, and the ids of the others."""
        row = account_page.profile(connection, place.account).row
        lists = super().load(connection, place)
        # Another process may remove the risk between the two questions.
        found = None if row.risk_id is None else load(connection, row.risk_id, place.view.user, place.today)
        return found, lists

    def show(self, answer: Any, place: Place) -> None:
        """Show them."""
        found: RiskPage | None
        found, lists = answer
        self._active = found
        sheet = self.query_one("#active-risk", RecordSheet)
        sheet.record = None if found is None else found.id
        days = "" if found is None else f" · {days_words(found.line.row.days_open)} open"
        sheet.show(f"Active risk{days}", NO_RISK if found is None else risk_facts(found), sheet.record)
        self.query_one(PriorRisks).point_out(() if found is None else found.reasons)
        super().show(lists, place)

    @property
    def _risk(self) -> int | None:
        """The risk that the keys act on: the prior one under the cursor, elsewhere the active one."""
        prior = self.query_one(PriorRisks)
        if prior.has_focus:
            return prior.cursor_id
        return None if self._active is None else self._active.id

    def risk_here(self) -> tuple[int, int, str] | None:
        """The risk that the keys act on, its account and what that is called."""
        page = screen_of(self)
        account, profile = getattr(page, "account", None), getattr(page, "profile", None)
        if self._risk is None or account is None or profile is None:
            return None
        return self._risk, account, profile.row.name

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a risk where there is none, and reopening what is active."""
        if command_id in _NEED_RISK and self._risk is None:
            return "the account has no active risk; R starts one"
        if command_id == "risks.reopen" and not self.query_one(PriorRisks).has_focus:
            return "only a closed risk can be reopened: go to the prior risks"
        if command_id == "risks.reopen" and self._risk is None:
            return "no risk has been closed yet"
        return None

    def action_reopen(self) -> None:
        """Make a closed risk active again."""
        if self._risk is not None:
            editing.run(screen_of(self), reopen((self._risk,)))

    def action_why(self) -> None:
        """Explain the risk's numbers."""
        if self._active is not None and self._risk == self._active.id:
            explain(screen_of(self), self._active, "")
        elif self._risk is not None:
            explain_briefly(screen_of(self), self._risk)
