"""The accounts screen: what is where, and what happens when."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer

from kapta_tui.commands import show_key
from kapta_tui.data.read.money import NO_MONEY, Money
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.accounts.acting import AccountActions
from kapta_tui.screens.accounts.columns import COLUMNS
from kapta_tui.screens.accounts.loading import AccountLine, Loaded, Wish, glance, lines, load, money
from kapta_tui.screens.featured import seen_columns
from kapta_tui.screens.filtered import hiding
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.sums import ways_to_say
from kapta_tui.screens.turning import Turning
from kapta_tui.widgets.listing import NEAR, Column, Listing

if TYPE_CHECKING:
    from kapta_tui.screens.accounts.preview import Glance

_LOOK_SECONDS = 0.15
"""The cursor must rest so long before the panes beside the list follow it."""


class AccountsScreen(Turning, AccountActions):
    """All accounts as a list or a tree, with a preview of the one under the cursor."""

    SECTION = "accounts"
    FILTERS = "accounts"
    HELP = (
        "Every account you look after. Enter opens its page, / filters, t shows families as a tree, "
        "A the archived ones too. Health and its change over 30 days are found by health<50, fall>5 and band:poor."
    )
    HELP_OF: ClassVar = {
        "contracts": "Next end is that of the first contract to run out, last end that of the last one; "
        "! marks a next end within 90 days, which end<=90d finds. "
        "value>50k compares in each account's own currency, value>50kEUR finds euros only."
    }
    CSS_PATH = "accounts.tcss"
    ASKS_AT_ONCE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._as_tree = True
        self._with_archived = False
        self._sort: tuple[str, ...] = ()
        self._prefixes: Mapping[int, str] = {}
        self._found: array[int] = array("q")
        self._narrowed_by: tuple[str, str] = ("", "")
        self._money = NO_MONEY
        self._is_loaded = False
        self._waits_for_rows = True
        self._look_timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """The list, and room for the panes beside it."""
        with Horizontal(id="panes"):
            yield Listing[AccountLine](self._columns, id="accounts")
            # What it holds comes after the rows; its place is kept, so that the list need not move.
            yield Horizontal(id="beside")

    def on_mount(self) -> None:
        """Say by what the list is ordered until the user says otherwise."""
        self.listing.set_sort("name")

    def reload(self) -> None:
        """Ask for the ids in order; the rows follow for what is in view."""
        shell = self.shell
        # A list not seen yet gets ids and lines at once, so that it is drawn once.
        first = 0 if self._is_loaded else self.app.size.height + NEAR
        wish = Wish(
            filter=self.filter_text,
            sort=self._sort,
            as_tree=self._as_tree,
            user=shell.user,
            today=shell.today,
            lines=first,
            archived=self._with_archived,
            among=shell.account_filter,
            off=shell.features_off,
        )
        self.ask("accounts", partial(load, wish=wish), self._show)

    def show_sections(self) -> None:
        """Take away the columns of features that are switched off, with what else they say."""
        super().show_sections()
        self.listing.set_columns(self._columns)

    @property
    def _columns(self) -> tuple[Column[AccountLine], ...]:
        return seen_columns(self.SECTION, COLUMNS, self.shell.features_off)

    def _show(self, loaded: Loaded | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.show_filter_error(loaded)
            return
        self.show_filter_error(None)
        if loaded.is_empty and not self.query("WelcomePane"):
            self._welcome()
        self.set_class(loaded.is_empty, "-welcome")
        self._prefixes = loaded.prefixes
        added = self.listing.unmarkable = loaded.added
        self._found = array("q", (n for n in loaded.ids if n not in added)) if added else loaded.ids
        self._show_title()
        if not loaded.ids:
            self.listing.empty = self._why_empty(loaded.hidden)
        was_empty = not self.listing.ids
        self.listing.set_ids(loaded.ids, loaded.first)
        self._leave_added()
        if was_empty != (not loaded.ids):
            self.refresh_bindings()
        if self._is_loaded:
            self.listing.refresh_rows()
        self._is_loaded = True
        self.go_to_wanted()
        self._waits_for_rows = bool(loaded.ids) and not loaded.first
        if not self._waits_for_rows:
            self.call_after_refresh(self._follow)

    def _leave_added(self) -> None:
        """Put the cursor on the first account found, when a filter has left it on one that stands above."""
        before, self._narrowed_by = self._narrowed_by, (self.filter_text, self.shell.account_filter)
        listing = self.listing
        if before != self._narrowed_by and listing.cursor_id in listing.unmarkable and self._found:
            listing.select(self._found[0])

    def _welcome(self) -> None:
        """Say in place of the list how to fill an empty store."""
        from kapta_tui.widgets.welcome import WelcomePane

        keys = {name: show_key(key.split(",")[0]) for name, key in self.shell.keys.items()}
        welcome = WelcomePane(
            (
                (keys["list.new"], "add your first account", "list.new"),
                (keys["accounts.quick-add"], "the same, typed on one line", "accounts.quick-add"),
                (keys["screen.create"], "create anything else", "screen.create"),
                (keys["screen.import"], "bring in a CSV, a workbook or a CRM export", "screen.import"),
                ("kapta demo", "look around in a sample portfolio"),
            )
        )
        self.query_one("#body").mount(welcome)

    def _supply(self, rows: dict[int, AccountLine]) -> None:
        self.listing.supply(rows)
        if self._waits_for_rows:
            self._waits_for_rows = False
            self.call_after_refresh(self._follow)

    async def _follow(self) -> None:
        """Open the panes beside the list and ask for the sum of the title; neither shall keep the rows waiting."""
        await self._open_panes()
        is_special = self.filter_text or self._with_archived or self.shell.account_filter
        wanted = self._found if is_special else None
        query = partial(money, wanted=wanted, today=self.shell.today)
        self.ask("money", query, self._show_money)
        self._look_soon()

    def _show_money(self, found: Money) -> None:
        self._money = found if "contracts" not in self.shell.features_off else NO_MONEY
        self._show_title()

    def _show_title(self) -> None:
        self.listing.border_title = Content(
            # Corners, and the blanks and lines beside a title, take six cells of the border.
            title(
                len(self._found),
                self._money,
                self.listing.outer_size.width - 6,
                with_archived=self._with_archived,
            )
        )

    def _why_empty(self, hidden: int) -> Content:
        from kapta_tui.widgets.empty import EmptyPane

        reset = hiding(self.shell, hidden, "account")
        if self.filter_text:
            clears = ("esc", "clears the filter")
            return EmptyPane.words(f"No account matches {self.filter_text}.", clears, *reset)
        if reset:
            return EmptyPane.words("No account is among those shown everywhere.", *reset)
        return EmptyPane.words("Every account is archived.", ("A", "shows them"), ("n", "adds one"))

    def why_not(self, command_id: str) -> str | None:
        """Refuse to make work of nothing; the panes beside the list have words to select."""
        return super().why_not(command_id) or self.why_not_turned(command_id)

    @on(Listing.Need, "#accounts")
    def _fetch(self, event: Listing.Need) -> None:
        query = partial(
            lines,
            wanted=event.ids,
            prefixes=self._prefixes,
            today=self.shell.today,
            added=self.listing.unmarkable,
            off=self.shell.features_off,
        )
        self.ask("rows", query, self._supply)

    @on(Listing.SortRequested, "#accounts")
    def _order(self, event: Listing.SortRequested) -> None:
        self._sort = (f"-{event.key}" if event.reverse else event.key,)
        self.reload()

    @on(Listing.Highlighted, "#accounts")
    def _look_soon(self) -> None:
        """Follow the cursor once it rests, so that a held key asks nothing."""
        if self._look_timer is not None:
            self._look_timer.stop()
        if self._waits_for_rows:
            return
        self._look_timer = self.set_timer(_LOOK_SECONDS, self._look)

    async def _open_panes(self) -> None:
        if self.query("#preview"):
            return
        from kapta_tui.widgets.preview import FactSheet
        from kapta_tui.widgets.preview_feed import Feed

        await self.query_one("#beside").mount(FactSheet("Preview", id="preview"), Feed(id="feed"))

    async def _look(self) -> None:
        account = self.listing.cursor_id
        if account is None:
            await self._show_glance(None)
        elif not self.has_class("-narrow"):
            query = partial(glance, account=account, user=self.shell.user, today=self.shell.today)
            self.ask("preview", query, self._show_glance)

    async def _show_glance(self, glance: Glance | None) -> None:
        from kapta_tui.widgets.preview import FactSheet
        from kapta_tui.widgets.preview_feed import Feed

        await self._open_panes()
        sheet, feed = self.query_one(FactSheet), self.query_one(Feed)
        if glance is None:
            sheet.show("Preview", ())
            feed.show(())
            return
        from kapta_tui.screens.accounts.preview import facts

        row = glance.profile.row
        # Before the name, where a long one cannot push it out of the border.
        has_mark = row.risk_id is not None and "risks" not in self.shell.features_off
        mark = f"{RISK} " if has_mark else ""
        sheet.show(f"{mark}{row.name}", facts(glance, self.shell.today), row.id)
        feed.show(glance.feed)

    def on_resize(self) -> None:
        """Fit the title, and fill panes that come into view; one that goes leaves the keyboard."""
        self.call_after_refresh(self._show_title)
        self.call_after_refresh(self.keep_focus, self.listing)
        self._look_soon()

    def action_tree(self) -> None:
        """Change between families and a flat list."""
        self._as_tree = not self._as_tree
        self.reload()

    def action_archived(self) -> None:
        """Show archived accounts among the others, or hide them."""
        self._with_archived = not self._with_archived
        self.reload()

    def peel(self) -> bool:
        """Clear the filter, then hide the archived accounts again."""
        if super().peel():
            return True
        if self._with_archived:
            self.action_archived()
            return True
        return False


def title(count: int, money: Money, width: int, *, with_archived: bool = False) -> str:
    """Return "Accounts 10 000 · €18.4M + $2.10M": the count, then as many sums as `width` cells hold.

    It says so when archived ones are counted: "Accounts 43 with archived".
    """
    text = f"Accounts {count:,}".replace(",", " ") + " with archived" * with_archived
    ways = [f"{text} · {words}" for words in ways_to_say(money)] or [text]
    return next((words for words in ways if cell_len(words) <= width), ways[-1])
