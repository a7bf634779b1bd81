"""What the keys of the accounts list do to accounts."""

from __future__ import annotations

from functools import partial
from typing import Final

from textual import on

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.accounts.loading import AccountLine, lines
from kapta_tui.screens.exporting import ExportsList
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.screens.health.opening import NO_ACCOUNT, ExplainsHealth
from kapta_tui.screens.reporting import Door, Reports, of_account, of_portfolio
from kapta_tui.widgets.listing import Listing

_VERBS: Final = (
    "new",
    "edit",
    "remove",
    "archive",
    "filter",
    "named-filters",
    "columns",
    "editor",
    "history",
)
"""What the screen does for its list, whichever pane has the keyboard."""


class AccountActions(ExplainsHealth, Reports, ExportsList, FilteredScreen):
    """The commands of the accounts list; marked rows come first, else the row under the cursor."""

    BINDINGS = bindings(
        *(f"list.{verb}" for verb in _VERBS),
        "accounts",
        "account.risk",
        "account.merge",
        "account.whitespace",
    )

    def __init__(self) -> None:
        super().__init__()
        self._wanted: int | None = None

    @property
    def listing(self) -> Listing[AccountLine]:
        """The list."""
        return self.query_one("#accounts", Listing)

    def account_here(self) -> int | None:
        """The account under the cursor."""
        return self.listing.cursor_id

    def reports_here(self) -> tuple[Door, ...]:
        """What there is on the account under the cursor, and on all that the list shows."""
        account, whole = self.listing.cursor_id, of_portfolio(self.filter_text)
        return whole if account is None else (*of_account(account), *whole)

    def action_history(self) -> None:
        """Show what became of the account under the cursor."""
        from kapta_tui.screens.history import show_history

        if self.listing.cursor_id is not None:
            show_history(self, "accounts", self.listing.cursor_id)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs an account while there is none."""
        needs = {
            "list.edit",
            "list.remove",
            "list.archive",
            "list.open",
            "list.copy",
            "list.editor",
            "list.history",
            "account.risk",
            "account.merge",
        }
        if command_id in needs and self.listing.cursor_id is None:
            return "the list is empty"
        if command_id == "health.why" and self.listing.cursor_id is None:
            return NO_ACCOUNT
        return None

    def want(self, account: int) -> None:
        """Put the cursor on the account once the list has it."""
        self._wanted = account

    def go_to_wanted(self) -> None:
        """Put the cursor on the account that was just added."""
        if self._wanted is not None:
            self.listing.select(self._wanted)
            self._wanted = None

    @on(Listing.Opened)
    def action_open(self) -> None:
        """Show the page of the account under the cursor."""
        from kapta_tui.screens.account import AccountScreen

        if self.listing.cursor_id is not None:
            self.app.push_screen(AccountScreen(self.listing.cursor_id))

    def action_risk(self) -> None:
        """Show the active risk of the account under the cursor, or start one."""
        account = self.listing.cursor_id
        line = None if account is None else self.listing.row(account)
        if account is None or line is None:
            return
        if line.row.risk_id is not None:
            from kapta_tui.screens.account import AccountScreen

            self.app.push_screen(AccountScreen(account, "risk"))
        else:
            from kapta_tui.screens import editing

            editing.add(self, "risks", account=account)

    def action_whitespace(self) -> None:
        """Show accounts by products, beginning with the account under the cursor."""
        from kapta_tui.screens.account import AccountScreen
        from kapta_tui.screens.whitespace import WhitespaceScreen

        self.app.push_screen(WhitespaceScreen(self.listing.cursor_id, AccountScreen))

    def action_new(self) -> None:
        """Add an account in a form."""
        from kapta_tui.screens import editing

        editing.add(self, "accounts", then=self.want)

    def action_quick_add(self) -> None:
        """Add an account typed on one line."""
        from kapta_tui.screens.accounts.quick import quick_add

        quick_add(self, self.want)

    def action_edit(self) -> None:
        """Edit the account under the cursor."""
        from kapta_tui.screens import editing

        if self.listing.cursor_id is not None:
            editing.edit(self, "accounts", self.listing.cursor_id)

    def action_editor(self) -> None:
        """Edit the description of the account under the cursor in the user's editor."""
        from kapta_tui.screens import editing

        if self.listing.cursor_id is not None:
            editing.edit_text(self, "accounts", self.listing.cursor_id)

    def action_archive(self) -> None:
        """Take accounts out of the lists, or bring archived ones back."""
        from kapta_tui.screens.editing_closing import close

        close(self, "accounts", self.listing.targets, then=self._done)

    def action_remove(self) -> None:
        """Remove accounts for good, after asking."""
        from kapta_tui.screens import editing

        editing.remove(self, "accounts", self.listing.targets, then=self._done)

    def action_merge(self) -> None:
        """Merge the two accounts that are marked, else the one under the cursor with another."""
        from kapta_tui.screens.merging import merge

        account = self.listing.cursor_id
        line = None if account is None else self.listing.row(account)
        if account is not None and line is not None:
            merge(self, account, line.row.name, marked=self.listing.marked, then=self._merged)

    def _merged(self, kept: int) -> None:
        self.listing.clear_marks()
        self.want(kept)

    def _done(self, _: int) -> None:
        self.listing.clear_marks()

    def action_named_filters(self) -> None:
        """Choose a named filter."""
        from kapta_tui.screens.editing_filters import choose_filter

        choose_filter(self, "accounts")

    def action_columns(self) -> None:
        """Show or hide a column."""
        from kapta_tui.screens.choosing_columns import choose_columns

        choose_columns(self.app, self.listing)

    @on(Listing.CopyRequested, "#accounts")
    def _copy(self, event: Listing.CopyRequested) -> None:
        query = partial(lines, wanted=event.ids, prefixes={}, today=self.shell.today)
        self.ask("copy", query, self._copied)

    def _copied(self, found: dict[int, AccountLine]) -> None:
        from kapta_tui.screens.accounts.copying import as_lines

        shown = set(self.listing.shown)
        columns = [column for column in self.listing.columns if column.key in shown]
        self.app.copy_to_clipboard(as_lines(found.values(), columns))
        count = len(found)
        self.shell.toast(f"Copied {count} account{'' if count == 1 else 's'}")
