"""A report to read (features: row 52)."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.scope import scope
from kapta_tui.domain.errors import KaptaError
from kapta_tui.reports.registry import Report, Wanted, made
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.reporting.door import Door
from kapta_tui.screens.reporting.shortening import shortened
from kapta_tui.screens.reporting.text import ReportText
from kapta_tui.widgets.reading import Reading

if TYPE_CHECKING:
    from kapta_tui.shell.protocol import Shell


class Loaded(NamedTuple):
    """A report, and what of its Markdown is shown."""

    report: Report
    shown: str


def report_screen(door: Door) -> ReportScreen:
    """Return the screen of the report behind `door`."""
    is_of_risks = door.account is None and door.report == "portfolio_risk"
    return ReportScreen(door) if is_of_risks else AccountReportScreen(door)


class ReportScreen(BaseScreen):
    """One report, which follows what is changed meanwhile; keys save and copy it."""

    SECTION = "risks"
    HELP = "A report. E saves it: the suffix says whether as Markdown, a web page or PDF; y copies it as Markdown."
    CSS_PATH = "reporting.tcss"
    BINDINGS = bindings("list.copy")
    HINTS: ClassVar = {"screen.export": 2, "list.copy": 3, "global.back": 4, "screen.create": 9}
    CALLED: ClassVar = {
        "screen.export": ("Save…", "Write the report to a file: Markdown, a web page or PDF"),
        "list.copy": ("Copy", "Copy the report as Markdown"),
    }

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._report: Report | None = None

    def compose_body(self) -> ComposeResult:
        """What is said beside the report, and the report in a pane."""
        aside = Static("", id="aside", markup=False)
        aside.display = False
        yield aside
        with Reading(id="report", classes="pane") as pane:
            pane.border_title = "Report"
            yield ReportText()

    def on_mount(self) -> None:
        """Give the pane the keyboard."""
        self.query_one(Reading).focus()

    def reload(self) -> None:
        """Make the report anew."""
        shell = self.shell
        self.ask(
            "report",
            partial(load, self._door, _filter(self._door, shell), shell.user, shell.today),
            self._show,
        )

    async def _show(self, found: Loaded | KaptaError) -> None:
        if isinstance(found, KaptaError):
            self._leave(found)
            return
        before, self._report = self._report, found.report
        if before is None or before.markdown != found.report.markdown:
            await self.query_one(ReportText).update(found.shown)
        self._show_aside(found.report.aside)
        self.refresh_bindings()

    def _show_aside(self, words: str) -> None:
        """Say above the report what is for who sends it alone."""
        aside = self.query_one("#aside", Static)
        aside.update(words)
        aside.display = bool(words)
        if words:
            self.query_one(Reading).border_title = "What leaves the house"

    def _leave(self, error: KaptaError) -> None:
        """Go back, because there is nothing to report on any more."""
        self.shell.toast_error(error)
        self.leave()

    def account_here(self) -> int | None:
        """The account that the report is about."""
        return self._door.account

    def why_not(self, command_id: str) -> str | None:
        """Refuse to write what has not been read yet."""
        is_needed = command_id in ("screen.export", "list.copy")
        return "the report is still being made" if is_needed and self._report is None else None

    def action_export(self) -> None:
        """Ask for a file and write the report to it."""
        from kapta_tui.screens.reporting.saving import SaveReport

        if self._report is not None:
            self.app.push_screen(SaveReport(self._report))

    def action_copy(self) -> None:
        """Copy the report as Markdown."""
        if self._report is not None:
            self.app.copy_to_clipboard(self._report.markdown)
            self.shell.toast("Copied the report as Markdown")


class AccountReportScreen(ReportScreen):
    """A report on one account, or on accounts."""

    SECTION = "accounts"


def _filter(door: Door, shell: Shell) -> str:
    """Return the account filter that holds for a report on several accounts."""
    return "" if door.account is not None else shell.account_filter


def load(
    door: Door, account_filter: str, user: str, today: date, connection: sqlite3.Connection
) -> Loaded | KaptaError:
    """Return the report behind `door`, or why there is none; runs in a thread."""
    playbook = current(connection)
    try:
        view = View(today, user, playbook, scope(account_filter, playbook, today))
        wanted = Wanted(door.report, door.account, door.risk, door.filter, account_filter, door.person)
        report = made(connection, view, wanted)
    except KaptaError as error:
        return error
    return Loaded(report, shortened(report.markdown))
