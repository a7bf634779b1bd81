"""The risks screen: what is where, and what happens when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.data.read.money import NO_MONEY
from kapta_tui.data.read.riskboard import GROUPS
from kapta_tui.data.read.risks import Totals
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.featured import seen_columns
from kapta_tui.screens.reporting import Door, Reports
from kapta_tui.screens.risks.beside import RiskBeside
from kapta_tui.screens.risks.cards import columns
from kapta_tui.screens.risks.columns import COLUMNS
from kapta_tui.screens.risks.loading import Loaded, Wish, counts, lines, load
from kapta_tui.screens.risks.panes import RiskBoard, RiskTable
from kapta_tui.screens.risks.quick import ACTIVE, ALL, Quick, joined, with_named
from kapta_tui.screens.risks.quickline import QuickLine
from kapta_tui.screens.risks.views import ViewName, after, of_kept
from kapta_tui.screens.risks.words import title
from kapta_tui.screens.turning import Spoken, Turning
from kapta_tui.widgets.board import Board
from kapta_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from kapta_tui.screens.risks.counted.loading import Found


class RisksScreen(Turning, Reports, RiskBeside):
    """The risks of all accounts one by one, with a preview of the one under the cursor, or as counts."""

    SECTION = "risks"
    FILTERS = "risks"
    HELP = (
        "Every risk of your accounts: f chooses which, V changes between table, board, matrix and overview."
    )
    HELP_OF: ClassVar = {
        "plans": "! marks a risk that nobody works on (unaddressed).",
        "contracts": "Next end is that of the account's first contract to run out, last end that of the last one; "
        "! marks a next end within 90 days (end<=90d finds it). "
        "value>50k compares in each account's own currency, value>50kEUR finds euros only.",
    }
    CSS_PATH = "risks.tcss"
    ASKS_AT_ONCE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-medium"), (160, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._all_quick: tuple[Quick, ...] = (ACTIVE,)
        self._totals: Mapping[str, Totals] = {}
        self._sort: tuple[str, ...] = ()
        self._drawn_views: set[ViewName] = set()
        self._wants_counts = False
        self._head: Callable[..., str] = lambda width: "Risks"

    def compose(self) -> ComposeResult:
        """Begin with the view that was used last, which says what is asked at once."""
        view, self.by = of_kept(self.shell.view_of(self.SECTION))
        self.begin_with(view)
        self._take_named()
        return super().compose()

    def compose_body(self) -> ComposeResult:
        """Quick filters above the views and the preview."""
        keys = (self.shell.keys[name].split(",")[0] for name in ("list.named-filters", "risks.view"))
        yield QuickLine(*map(show_key, keys))
        with Horizontal(id="panes"):
            yield RiskTable()
            yield RiskBoard()
            if self.counting is not None:
                yield self.counting
            # What it holds comes after the rows, as the views that count do.
            yield Horizontal(id="beside")

    def on_mount(self) -> None:
        """Say by what the table is ordered until the user says otherwise."""
        self.listing.set_columns(seen_columns(self.SECTION, COLUMNS, self.shell.features_off))
        self.listing.set_sort("priority")
        self.show_view(self.view)

    def _take_named(self) -> None:
        """Take the user's named filters, which may have changed since."""
        named = self.shell.settings.filters.get("risks", {})
        self._all_quick = with_named(named, self.shell.features_off)

    def reload(self) -> None:
        """Ask for what the view in use shows; the counts of the quick filters follow, so that it need not wait."""
        self._wants_counts = True
        self.ask_shown()

    def _ask_quick(self) -> None:
        query = partial(counts, quick=self._all_quick, text=self.filter_text, wish=self.wish)
        self.ask("counts", query, partial(self._take_quick, self.filter_text))

    def _take_quick(self, text: str, totals: Mapping[str, Totals]) -> None:
        # A filter typed meanwhile may be wrong, and then nothing passes it that could be counted.
        if text == self.filter_text:
            self._show_quick(totals)

    def ask_shown(self) -> None:
        """Ask for the ids in order or in columns, or for numbers; the rows follow for what is in view."""
        super().reload()
        if self.counting is not None:
            self.ask_counts(self.counting)
        else:
            # A view not seen yet gets ids and lines at once, so that it is drawn once.
            lines = 0 if self.view in self._drawn_views else self.app.size.height
            self.ask("risks", partial(load, wish=self.wish._replace(lines=lines)), self._show)

    @property
    def wish(self) -> Wish:
        """What is asked of the store for the view in use, in the order of the table."""
        return super().wish._replace(sort=self._sort)

    def _show(self, loaded: Loaded | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.refused(loaded)
            return
        self.show_filter_error(None)
        if self.is_board and self.by not in loaded.boards:
            # Another grouping was chosen while the one before it was read.
            self.ask_shown()
            return
        self.loaded = loaded
        self.show_loaded(loaded)

    def refused(self, error: KaptaError) -> None:
        """Say what is wrong with the filter, and nothing of how many pass it."""
        self.show_filter_error(error)
        self._wants_counts = False
        self._show_quick({})

    def show_loaded(self, loaded: Loaded) -> None:
        """Show what was read in the table, or on the board by the field that it is grouped by now."""
        by = self.by if self.is_board else ""
        self._head = partial(title, self._seen(loaded.totals), self.quick_shown, by)
        self._entitle()
        if not loaded.totals.count:
            self.shown.empty = self.why_empty(loaded.hidden, is_store_empty=loaded.is_empty)
        if not by:
            self.listing.set_ids(loaded.ids, loaded.first)
        elif not self.is_ahead:
            self.board.set_columns(columns(loaded, by, self.shell.features_off), loaded.first)
        if self.view in self._drawn_views:
            self.shown.refresh_rows()
        self._drawn_views.add(self.view)
        if self.wanted is not None and self.shown.select(self.wanted):
            self.wanted = None
        self.look_soon()
        self.refresh_bindings()
        self._follow()

    def shown_now(self, found: Found) -> None:
        """Say in the title what the matrix or the overview counts."""
        self.show_filter_error(None)
        by = "" if self.counting is None else self.counting.COUNTS_BY
        self._head = partial(title, self._seen(found.totals), self.quick_shown, by)
        self._entitle()
        self.refresh_bindings()
        self._follow()

    def _follow(self) -> None:
        """Ask for what the view did not have to wait for, one after the other."""
        if self._wants_counts:
            self._wants_counts = False
            self.call_after_refresh(self._ask_quick)
        else:
            self._complete_board()

    def _complete_board(self) -> None:
        """Ask for the board's other groupings where only one was read, so that changing it asks for nothing."""
        if self.is_board and self._wants_groupings:
            self.ask("groupings", partial(load, wish=self.wish), partial(self._keep_groupings, self.wish))

    @property
    def _wants_groupings(self) -> bool:
        return self.loaded is not None and len(self.loaded.boards) < len(GROUPS)

    def _keep_groupings(self, wish: Wish, loaded: Loaded | KaptaError) -> None:
        # A reload meanwhile has brought all of them, and what is newer.
        if self._wants_groupings and wish == self.wish and isinstance(loaded, Loaded):
            self.loaded = loaded

    def show_sections(self) -> None:
        """Take away the columns and quick filters of features that are switched off."""
        super().show_sections()
        self.listing.set_columns(seen_columns(self.SECTION, COLUMNS, self.shell.features_off))
        self._take_named()

    def _seen(self, totals: Totals) -> Totals:
        """Return the totals without money where contracts are switched off."""
        if "contracts" not in self.shell.features_off:
            return totals
        return replace(totals, value=NO_MONEY, loss=NO_MONEY)

    def _entitle(self) -> None:
        self._show_title()
        if not self.pane.outer_size.width:
            # A view that was just mounted has no width yet, and gets it with no resize of the screen.
            self.call_after_refresh(self._show_title)

    def _show_title(self) -> None:
        # Corners, and the blanks and lines beside a title, take six cells of the border.
        self.pane.border_title = Content(self._head(width=self.pane.outer_size.width - 6))

    def _show_quick(self, totals: Mapping[str, Totals]) -> None:
        self._totals = {key: self._seen(found) for key, found in totals.items()}
        self.query_one(QuickLine).show(self._all_quick, self._quick.key, self._totals)
        self._complete_board()

    @on(Listing.Need, "#risks")
    @on(Board.Need, "#board")
    def _fetch(self, event: Listing.Need | Board.Need) -> None:
        query = partial(lines, wanted=event.ids, user=self.shell.user, today=self.shell.today)
        view = self.listing if event.control is self.listing else self.board
        self.ask(f"rows {view.id}", query, view.supply)

    @on(Listing.SortRequested, "#risks")
    def _order(self, event: Listing.SortRequested) -> None:
        self._sort = (f"-{event.key}" if event.reverse else event.key,)
        self.reload()

    @on(Listing.CopyRequested, "#risks")
    def _copy_rows(self, event: Listing.CopyRequested) -> None:
        self.copy(event.ids)

    def on_resize(self) -> None:
        """Fit the title, and fill the preview when it comes into view; one that goes leaves the keyboard."""
        self.call_after_refresh(self._show_title)
        self.call_after_refresh(self.keep_focus, self.pane)
        self.look_soon()

    def action_view(self) -> None:
        """Change to the next view; table and board keep the cursor on the same risk."""
        self._change_to(after(self.view))

    @on(QuickLine.ViewChosen)
    def _click_view(self, event: QuickLine.ViewChosen) -> None:
        self._change_to(event.view)

    def _change_to(self, view: ViewName) -> None:
        if not self.counts_only:
            self.wanted = self.shown.cursor_id
        self.show_view(view)
        self.keep_view()
        self.ask_shown()

    def action_named_filters(self) -> None:
        """Choose which risks are shown."""
        from kapta_tui.screens.risks.choosing import choose_quick

        self._take_named()
        choose_quick(self, self._all_quick, self._totals, self.use_quick)

    @on(QuickLine.Chosen)
    def _click_quick(self, event: QuickLine.Chosen) -> None:
        if event.key:
            self.use_quick(event.key)
        else:
            self.action_named_filters()

    def text_here(self) -> Spoken | None:
        """The risk under the cursor."""
        line = self.line_here
        return None if line is None else Spoken("risks", line.row.id)

    def why_not(self, command_id: str) -> str | None:
        """Refuse to make work of nothing."""
        return super().why_not(command_id) or self.why_not_turned(command_id)

    def reports_here(self) -> tuple[Door, ...]:
        """The portfolio's risks under the filters that hold, and the risk under the cursor.

        The report itself tells active risks from closed ones, so that the first quick filter narrows nothing.
        """
        quick = ALL if self._quick == ACTIVE else self._quick
        whole = Door("portfolio_risk", filter=joined(quick, self.filter_text), person=self._person)
        line = self.line_here
        if line is None:
            return (whole,)
        return whole, Door("risk", line.row.account_id, None if line.is_active else line.row.id)

    def use_quick(self, key: str) -> None:
        """Show the risks of the quick filter `key`; an unknown key changes nothing."""
        self._quick = next((one for one in self._all_quick if one.key == key), self._quick)
        self.query_one(QuickLine).show(self._all_quick, self._quick.key, self._totals)
        self.reload()

    def peel(self) -> bool:
        """Go back to a count, or clear the typed filter; then go back to the active risks."""
        if super().peel():
            return True
        if self._quick == ACTIVE:
            return False
        self.use_quick(ACTIVE.key)
        return True
