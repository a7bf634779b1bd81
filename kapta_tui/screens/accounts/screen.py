"""The accounts screen: what is where, and what happens when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.money import format_money
from kapta_tui.screens.accounts.columns import COLUMNS
from kapta_tui.screens.accounts.loading import AccountLine, Loaded, Wish, lines, load
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.listing.messages import Need, SortRequested


class AccountsScreen(FilteredScreen):
    """All accounts as a list or a tree, with a preview of the one under the cursor."""

    SECTION = "accounts"
    HELP = "Every account you look after. Enter opens its page, / filters, t shows families as a tree."
    CSS_PATH = "accounts.tcss"
    BINDINGS = bindings("list", "accounts")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._as_tree = True
        self._sort: tuple[str, ...] = ()
        self._prefixes: Mapping[int, str] = {}
        self._is_loaded = False

    def compose_body(self) -> ComposeResult:
        """The list."""
        with Horizontal(id="panes"):
            yield Listing[AccountLine](COLUMNS, id="accounts")

    @property
    def listing(self) -> Listing[AccountLine]:
        """The list."""
        return self.query_one("#accounts", Listing)

    def reload(self) -> None:
        """Ask for the ids in order; the rows follow for what is in view."""
        shell = self.shell
        wish = Wish(self.filter_text, self._sort, self._as_tree, shell.user, shell.today)
        self.ask("accounts", partial(load, wish=wish), self._show)

    def _show(self, loaded: Loaded | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.show_filter_error(loaded)
            return
        self.show_filter_error(None)
        self._prefixes = loaded.prefixes
        self.listing.border_title = Content(_title(loaded))
        self.listing.set_ids(loaded.ids)
        if self._is_loaded:
            self.listing.refresh_rows()
        self._is_loaded = True

    @on(Need)
    def _fetch(self, event: Need) -> None:
        query = partial(lines, wanted=event.ids, prefixes=self._prefixes, today=self.shell.today)
        self.ask("rows", query, self.listing.supply)

    @on(SortRequested)
    def _order(self, event: SortRequested) -> None:
        self._sort = (f"-{event.key}" if event.reverse else event.key,)
        self.reload()

    def action_tree(self) -> None:
        """Change between families and a flat list."""
        self._as_tree = not self._as_tree
        self.reload()


def _title(loaded: Loaded) -> str:
    """Return "Accounts 10 000 · €18.4M": the count first, then the money per currency, largest first."""
    count = f"{len(loaded.ids):,}".replace(",", " ")
    money = " + ".join(format_money(minor, code) for code, minor in loaded.money.sums[:3])
    return f"Accounts {count} · {money}" if money else f"Accounts {count}"
