"""The activity of an account: every change, filtered as one types, each opened to what it changed."""

from __future__ import annotations

import sqlite3
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import feed
from kapta_tui.data.read.feed import FeedRow
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.screens.base import BaseScreen
from kapta_tui.widgets.filterbar import FilterBar
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.preview_feed import Feed

FEED_ROWS: Final = 500
"""Changes shown; older ones are found with `kapta log`."""

_PLACEHOLDER: Final = "words  user:jane  kind:note,risk  date>-30d  mine  !not"


class ActivityTab(PageTab):
    """Every change of the account; `/` filters, Esc clears the filter, Enter says what was changed."""

    NAME, LABEL, FIRST = "activity", "Activity", "#account-feed"
    BINDINGS = bindings("list.filter")
    FEED: ClassVar[type[Feed]] = Feed

    def __init__(self) -> None:
        super().__init__()
        self.filter_text = ""

    def compose(self) -> ComposeResult:
        """The feed."""
        yield self.FEED(id="account-feed")

    def load(self, connection: sqlite3.Connection, place: Place) -> list[FeedRow] | KaptaError:
        """Return the newest changes that pass the filter, or what is wrong with it."""
        try:
            return feed.feed(
                connection,
                account=place.accounts,
                limit=FEED_ROWS,
                filter=self.filter_text,
                user=place.view.user,
                today=place.today,
                off=place.view.playbook.off,
            )
        except KaptaError as error:
            return error

    def show(self, answer: Any, place: Place) -> None:
        """Show them; what is wrong with a filter stands below it."""
        if isinstance(answer, KaptaError):
            self.call_next(self._correct, answer)
            return
        for bar in self.query(FilterBar):
            bar.show_error("")
        self.query_one(Feed).show(answer, self.filter_text)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what lists of records offer beside: only their filters are kept by name."""
        return "filters of the activity have no names" if command_id == "filter.name" else None

    async def action_filter(self) -> None:
        """Open the filter bar, or give it the keyboard."""
        await self._open_bar(is_replaced=True)

    async def _open_bar(self, *, is_replaced: bool) -> None:
        if not self.query(FilterBar):
            await self.mount(FilterBar(self.filter_text, _PLACEHOLDER, is_replaced=is_replaced))
        self.query_one(FilterBar).query_one(Input).focus()

    async def _correct(self, error: KaptaError) -> None:
        """Say below the filter what is wrong with it, in a bar opened again where it was closed too soon."""
        if not self.query(FilterBar) and self.filter_text:
            await self._open_bar(is_replaced=False)
        for bar in self.query(FilterBar):
            bar.explain(error)

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        event.stop()
        self._apply(event.text)

    @on(FilterBar.Closed)
    async def _bar_closed(self, event: FilterBar.Closed) -> None:
        event.stop()
        bars = self.query(FilterBar)
        if any(bar.refuses(event.text) for bar in bars):
            return
        await bars.remove()
        self._apply(event.text)
        self.query_one(Feed).focus()

    @on(Feed.Cleared)
    def _cleared(self, event: Feed.Cleared) -> None:
        event.stop()
        self._apply("")

    def _apply(self, text: str) -> None:
        if text.strip() != self.filter_text:
            self.filter_text = text.strip()
            self._page.reload()

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        from kapta_tui.screens.history import show_change

        event.stop()
        row = self.query_one(Feed).row(event.id)
        if row is not None:
            show_change(self._page, row)

    @property
    def _page(self) -> BaseScreen:
        assert isinstance(self.screen, BaseScreen)
        return self.screen
