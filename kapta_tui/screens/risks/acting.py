"""What the keys of the risks screen do to risks, whichever view is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widget import Widget

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.exporting import ExportsList
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.screens.risk.doing import RiskDoing
from kapta_tui.screens.risks.columns import COLUMNS
from kapta_tui.screens.risks.loading import RiskLine, lines
from kapta_tui.screens.risks.views import ViewName
from kapta_tui.widgets.board import Board
from kapta_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from kapta_tui.screens.risks.counted.pane import CountPane

_ON_ONE = frozenset(
    {
        *("open", "edit", "remove", "archive", "copy", "note", "reopen", "why", "history"),
        *("full-note", "address", "account", "editor"),
        *("carry", "move-left", "move-right", "move-up", "move-down", "mark"),
    }
)
"""Verbs that need a risk under the cursor."""

_ON_COUNTS = frozenset({"open", "copy", "why"})
"""Those of them that do something for a count too."""


class RiskActions(ExportsList, FilteredScreen, RiskDoing):
    """The commands of the risks screen; marked risks come first, else the one under the cursor."""

    BINDINGS = bindings("risks", "risk")

    def __init__(self) -> None:
        super().__init__()
        self.by = "severity"
        self.view: ViewName = "table"
        self.wanted: int | None = None
        self._counting: dict[ViewName, CountPane[Any]] = {}

    @property
    def listing(self) -> Listing[RiskLine]:
        """The table."""
        return self.query_one("#risks", Listing)

    @property
    def board(self) -> Board[RiskLine]:
        """The board."""
        return self.query_one("#board", Board)

    @property
    def is_board(self) -> bool:
        """Whether risks are shown as cards."""
        return self.view == "board"

    @property
    def counts_only(self) -> bool:
        """Whether the view counts risks, so that none is under its cursor."""
        return self.counting is not None

    @property
    def counting(self) -> CountPane[Any] | None:
        """The view in use where that counts risks."""
        return self._counting.get(self.view)

    @property
    def pane(self) -> Widget:
        """What has the keyboard in the view in use."""
        return self.counting or self.shown

    @property
    def shown(self) -> Listing[RiskLine] | Board[RiskLine]:
        """The risks one by one in the view in use; where that counts them, those it would change to."""
        return self.board if self.is_board else self.listing

    @property
    def line_here(self) -> RiskLine | None:
        """The risk under the cursor, None when there is none or it is still being read."""
        risk = None if self.counts_only else self.shown.cursor_id
        return None if risk is None else self.shown.row(risk)

    def account_here(self) -> int | None:
        """The account of the risk under the cursor."""
        line = self.line_here
        return None if line is None else line.row.account_id

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a risk while there is none, and what does not fit its state."""
        group, _, verb = command_id.partition(".")
        if group not in ("list", "board", "risks", "risk") or verb not in _ON_ONE:
            return None
        if self.counting is not None:
            return _why_not_counted(self.counting, verb)
        if self.shown.cursor_id is None:
            return "there is no risk under the cursor"
        if verb == "reopen" and self.line_here is not None and self.line_here.is_active:
            return "the risk is active; only a closed one can be reopened"
        return None

    def want(self, risk: int) -> None:
        """Put the cursor on the risk once it is shown."""
        self.wanted = risk

    def made(self, kind: str, record: int) -> None:
        """Put the cursor on a risk that was started by way of the menu."""
        if kind == "risks":
            self.want(record)

    def done(self, _: int) -> None:
        """Take the marks away after an action on the marked risks."""
        self.shown.clear_marks()

    @on(Listing.Opened, "#risks")
    @on(Board.Opened, "#board")
    def _open(self) -> None:
        """Show the page of the risk under the cursor."""
        if self.shown.cursor_id is not None:
            from kapta_tui.screens.risk.opening import open_risk

            open_risk(self, self.shown.cursor_id)

    def action_open(self) -> None:
        """Show the page of the risk that the preview is about."""
        self._open()

    def action_account(self) -> None:
        """Show the Risk tab of the account's page."""
        account = self.account_here()
        if account is not None:
            from kapta_tui.screens.account import AccountScreen

            self.app.push_screen(AccountScreen(account, "risk"))

    def risk_here(self) -> tuple[int, int, str] | None:
        """The risk under the cursor, its account and what that is called."""
        line = self.line_here
        return None if line is None else (line.row.id, line.row.account_id, line.row.account)

    def action_new(self) -> None:
        """Start a risk in a form."""
        from kapta_tui.screens import editing

        editing.add(self, "risks", then=self.want)

    def action_history(self) -> None:
        """Show what became of the risk under the cursor."""
        from kapta_tui.screens.history import show_history

        if self.shown.cursor_id is not None:
            show_history(self, "risks", self.shown.cursor_id)

    def action_edit(self) -> None:
        """Edit the risk under the cursor, its status included."""
        from kapta_tui.screens import editing

        if self.shown.cursor_id is not None:
            editing.edit(self, "risks", self.shown.cursor_id, then=self.want)

    def action_archive(self) -> None:
        """Close the marked risks, or reopen them when the first of them is closed."""
        from kapta_tui.screens.editing_closing import close

        close(self, "risks", self.shown.targets, then=self.done)

    def action_reopen(self) -> None:
        """Make closed risks active again."""
        from kapta_tui.screens import editing
        from kapta_tui.screens.risks import jobs

        if self.shown.targets:
            editing.run(self, jobs.reopen(self.shown.targets), self.done)

    def action_remove(self) -> None:
        """Remove risks; one key brings them back."""
        from kapta_tui.screens import editing

        editing.remove(self, "risks", self.shown.targets, then=self.done)

    def action_why(self) -> None:
        """Explain the priority and the expected loss of the risk under the cursor."""
        from kapta_tui.screens.risks.why import explain

        if self.shown.cursor_id is not None:
            explain(self, self.shown.cursor_id)

    def action_columns(self) -> None:
        """Show or hide a column of the table."""
        from kapta_tui.screens.choosing_columns import choose_columns

        choose_columns(self.app, self.listing)

    def copy(self, chosen: Sequence[int]) -> None:
        """Put risks on the clipboard as the table shows them."""
        query = partial(lines, wanted=chosen, user=self.shell.user, today=self.shell.today)
        self.ask("copy", query, self._copied)

    def _copied(self, found: dict[int, RiskLine]) -> None:
        from kapta_tui.screens.risks.copying import as_lines

        columns = [column for column in COLUMNS if column.key not in self.listing.hidden]
        self.app.copy_to_clipboard(as_lines(found.values(), columns))
        self.shell.toast(f"Copied {len(found)} risk{'' if len(found) == 1 else 's'}")


def _why_not_counted(pane: CountPane[Any], verb: str) -> str | None:
    if verb not in _ON_COUNTS:
        return "a count is under the cursor; enter lists its risks"
    return "there is nothing under the cursor" if pane.here is None else None
