"""The tab of the plan: the outline, the pane beside it, and what keys do to its lines."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Any, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal

from kapta_tui.data.read import account_page_look, account_page_plan
from kapta_tui.data.read.account_page_look import PlanLook
from kapta_tui.screens.account.panes import RecordSheet
from kapta_tui.screens.account.plan import preview
from kapta_tui.screens.account.plan.keys import PlanKeys
from kapta_tui.screens.account.plan.listing import PlanList
from kapta_tui.screens.account.plan.model import Leaf, PlanSection
from kapta_tui.screens.account.plan.sections import sections_of
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.widgets.listing.messages import Highlighted

_BESIDE: Final = 118
"""From so many cells on there is room for the pane beside the outline."""


class ActTab(PageTab, PlanKeys):
    """The plan of the account."""

    NAME, LABEL, FIRST = "act", "Act", "#plan"
    FEATURE = "plans"

    _kind = ""
    """The kind of the line under the cursor, on which it depends what the footer offers."""

    def compose(self) -> ComposeResult:
        """The outline, and what is under its cursor where there is room."""
        with Horizontal(id="plan-panes"):
            yield PlanList()
            yield RecordSheet("goals", "Plan", id="plan-look")

    def on_resize(self, event: events.Resize) -> None:
        """Show the pane beside the outline where there is room for both."""
        self.set_class(event.size.width >= _BESIDE, "-beside")
        self._look()

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return the sections of the plan."""
        playbook = place.view.playbook
        lines = account_page_plan.plan(connection, place.account, place.today, playbook.off)
        return sections_of(place.account, lines, playbook)

    def show(self, answer: Any, place: Place) -> None:
        """Show them."""
        sections: list[PlanSection] = answer
        self.outline.show(sections, self.shell.keys)
        self._look()

    def peel(self) -> bool:
        """Take a filter of a section off."""
        return self.outline.peel()

    def made(self, kind: str, record: int) -> None:
        """Move the cursor to a line of the plan that was just created."""
        if kind in account_page_plan.KINDS:
            self.outline.want(account_page_plan.line_key(kind, record))

    @on(Highlighted, "#plan")
    def _look(self) -> None:
        """Fill the pane beside the outline, and keep the footer true."""
        row, sheet = self.outline.here, self.query_one("#plan-look", RecordSheet)
        kind = row.line.kind if isinstance(row, Leaf) else ""
        if kind != self._kind:
            self._kind = kind
            self.screen.refresh_bindings()
        if not self.has_class("-beside"):
            return
        if isinstance(row, Leaf):
            query = partial(account_page_look.look, kind=row.line.kind, number=row.line.id)
            self.ask("look", query, partial(self._describe, row))
            return
        sheet.record = None
        sheet.show(preview.title_of(row), preview.section_facts(row) if row else (), row.key if row else None)

    def _describe(self, row: Leaf, look: PlanLook | None) -> None:
        sheet = self.query_one("#plan-look", RecordSheet)
        if look is not None and row.key == self.outline.cursor_id:
            sheet.kind, sheet.record = row.line.kind, row.line.id
            sheet.show(preview.title_of(row), preview.facts(row, look, self.shell.today), row.key)
