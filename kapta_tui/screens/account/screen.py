"""The page of one account."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from kapta_tui.data.read import account_page
from kapta_tui.data.read.account_page import Profile
from kapta_tui.data.read.health.family import FamilyHealth, family_health
from kapta_tui.data.read.health.look import Standing, standing
from kapta_tui.data.read.money import Money, contract_money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.account.acting import PageActions
from kapta_tui.screens.account.header import AccountHead, TabLine
from kapta_tui.screens.account.kin import DataView, Kin, look
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.account.papers.badge import Badge
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.screens.account.tabs import TABS, NotesTab
from kapta_tui.screens.health.opening import explain_health
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.standing import HEALTH, period_of
from kapta_tui.widgets.listing import Listing


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the page shows."""

    profile: Profile
    worth: Money
    """Its active contracts, per currency."""
    place: Place
    found: Any
    """What the tab asked for."""
    kin: Kin
    health: Standing | FamilyHealth | None


class AccountScreen(PageActions):
    """Everything about one account, on tabs; keys act on the record under the cursor."""

    SECTION = "accounts"
    HELP = (
        "One account. [ and ] change the tab, tab the pane; n, e, x and d act on the record under the cursor."
    )
    CSS_PATH = "account.tcss"
    HINTS: ClassVar = {"screen.next-tab": 4, "global.back": 4, "screen.previous-tab": 5}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self, account: int, tab: str = "know") -> None:
        """`tab` is the name of the tab to begin with, as in `kapta_tui.screens.account.tabs`."""
        super().__init__(account)
        self._first = tab
        self._own_tabs: dict[str, PageTab] = {tab.NAME: tab for tab in (make() for make in TABS)}
        self._family_tabs: dict[str, PageTab] = {}
        self._place: Place | None = None

    def compose_body(self) -> ComposeResult:
        """Head, tabs, and room for the tab that is shown; a tab is made when it is first visited."""
        with Horizontal(id="head"):
            yield Badge()
            yield AccountHead()
        yield TabLine(tuple((tab.NAME, tab.LABEL) for tab in self._tabs.values()))
        yield Container(id="page")

    def on_mount(self) -> None:
        """Show the first tab, and remember that the account was opened."""
        self.shell.account_opened(self.account)
        # Showing a tab asks for it; to be fresh once more would be to ask twice.
        self._stale = False
        self.call_next(partial(self.show_tab, self._first))

    @property
    def _tabs(self) -> dict[str, PageTab]:
        """The tabs of the present view by name."""
        return self._family_tabs if self.data_view is not DataView.DIRECT else self._own_tabs

    @property
    def tab(self) -> PageTab:
        """The tab that is shown."""
        return self._tabs[self.query_one(TabLine).active or self._first]

    async def show_tab(self, name: str, focus: str = "") -> None:
        """Show the tab `name` and give the keyboard to the pane `focus`, else to the first it names."""
        tab = self._tabs[name]
        line = self.query_one(TabLine)
        if not tab.is_attached:
            await self.query_one("#page").mount(tab)
        for other in (*self._own_tabs.values(), *self._family_tabs.values()):
            other.display = other is tab
        line.active = name
        tab.query_one(focus or tab.FIRST).focus()
        self.reload()

    def made(self, kind: str, record: int) -> None:
        """Move the cursor of what shows records of the kind to the new one."""
        super().made(kind, record)
        if self.tab.is_attached:
            self.tab.made(kind, record)

    def peel(self) -> bool:
        """Take off what hides something on the tab."""
        return self.tab.is_attached and self.tab.peel()

    def reload(self) -> None:
        """Ask for the head and the tab that is shown."""
        shell, tab = self.shell, self.tab
        if tab.is_attached:
            query = partial(
                _load,
                account=self.account,
                view=(shell.user, shell.today),
                tab=tab,
                way=self.data_view,
                period=period_of(shell.view_of(HEALTH)),
            )
            self.ask("page", query, partial(self._show, tab))

    def _show(self, tab: PageTab, answer: Loaded | None) -> None:
        if answer is None:
            self.leave()
            return
        self.profile, self._place, self.kin = answer.profile, answer.place, answer.kin
        if self.data_view is not DataView.DIRECT and not answer.kin.below:
            # The last account below has gone.
            self.call_next(self.show_view, DataView.DIRECT)
            return
        offered = self._offered(answer.place.view.playbook)
        self.query_one(TabLine).tabs = tuple((item.NAME, self._label(item)) for item in offered)
        if tab not in offered:
            # Another process may have switched its feature off; nobody is on a tab that is not there.
            self.call_next(partial(self.show_tab, offered[0].NAME))
            return
        self.query_one(Badge).show(answer.profile.row.name)
        head = self.query_one(AccountHead)
        playbook, today = answer.place.view.playbook, self.shell.today
        head.show(answer.profile, answer.worth, playbook, today, answer.kin, answer.health)
        tab.show(answer.found, self._place)
        self.refresh_bindings()

    def _label(self, tab: PageTab) -> str:
        """Return what a tab is called, that of the risks with a mark where there is an active one."""
        totals = self.kin.totals
        has_risk = totals.risks > 0 if totals is not None else self._has_risk
        return f"{RISK} {tab.LABEL}" if has_risk and tab.FEATURE == "risks" else tab.LABEL

    @property
    def _has_risk(self) -> bool:
        return self.profile is not None and self.profile.row.risk_id is not None

    def _offered(self, playbook: Playbook) -> list[PageTab]:
        """Return the tabs whose feature is switched on."""
        return [tab for tab in self._tabs.values() if not tab.FEATURE or playbook.enabled(tab.FEATURE)]

    async def show_view(self, view: DataView) -> None:
        """Show the account alone, or with those below it, on the tab that is shown."""
        if view is not DataView.DIRECT and not self._family_tabs:
            from kapta_tui.screens.account.family import FAMILY_TABS

            self._family_tabs = {tab.NAME: tab for tab in (make() for make in FAMILY_TABS)}
        self.data_view = view
        await self.show_tab(self.query_one(TabLine).active or self._first)

    async def action_combined(self) -> None:
        """Go on to the next view: direct, combined, combined with archived accounts where there are any."""
        await self.show_view(self.kin.next_view(self.data_view))

    def with_plans(self, then: Callable[[tuple[int | None, ...]], object]) -> None:
        """The plan of the account, on the tabs that show it."""
        then((self.account_here(),) if self.tab.FEATURE == "plans" else ())

    @on(AccountHead.ViewClicked)
    async def _next_view(self) -> None:
        await self.action_combined()

    @on(AccountHead.AboveClicked)
    def _go_above(self, event: AccountHead.AboveClicked) -> None:
        self.go_to(event.account)

    def action_health_why(self) -> None:
        """Explain the health of the account, or of the one under the cursor, over the period that the page shows."""
        account = self.account_here()
        if account is not None:
            explain_health(self, account, period_of(self.shell.view_of(HEALTH)))

    @on(AccountHead.HealthClicked)
    async def _explain(self) -> None:
        """Explain the score; that of a family is explained by the list of its accounts."""
        if self.data_view is DataView.DIRECT:
            self.action_health_why()
        else:
            await self.show_tab("measure")

    async def action_risk(self) -> None:
        """Start a risk on the account, or show the active one."""
        if self.profile is not None and self.profile.row.risk_id is not None:
            await self.show_view(DataView.DIRECT)
            await self.show_tab("risk", "#active-risk")
        else:
            editing.add(self, "risks", account=self.account)

    @on(TabLine.Chosen)
    async def _choose_tab(self, event: TabLine.Chosen) -> None:
        await self.show_tab(event.name)

    async def action_next_tab(self) -> None:
        """Show the next tab."""
        await self._turn(1)

    async def action_previous_tab(self) -> None:
        """Show the tab before."""
        await self._turn(-1)

    async def _turn(self, step: int) -> None:
        names = [name for name, _ in self.query_one(TabLine).tabs]
        await self.show_tab(names[(names.index(self.tab.NAME) + step) % len(names)])

    @on(Listing.Need)
    def _fetch(self, event: Listing.Need) -> None:
        listing = event.listing
        if isinstance(listing, RecordList) and self._place is not None:
            query = partial(listing.load_rows, view=self._place.view, wanted=event.ids)
            self.ask(f"rows {listing.id}", query, partial(self._supply, listing))

    def _supply(self, listing: RecordList, rows: Any) -> None:
        listing.supply(rows)
        self._show_note()

    @on(Listing.SortRequested)
    def _order(self) -> None:
        self.reload()

    @on(Listing.Highlighted, "#notes")
    def _show_note(self) -> None:
        tab = self.tab
        if isinstance(tab, NotesTab) and self._place is not None:
            listing = tab.query_one("#notes", RecordList)
            row = None if listing.cursor_id is None else listing.row(listing.cursor_id)
            tab.show_note("Text", row or {}, self._place)


def _load(
    connection: sqlite3.Connection,
    account: int,
    view: tuple[str, date],
    tab: PageTab,
    way: DataView,
    period: Period,
) -> Loaded | None:
    playbook = current(connection)
    user, today = view
    seen = View(today, user, playbook)
    kin, family = look(connection, account, seen, way)
    place = Place(account, seen, family, period)
    worth = contract_money(connection, today.isoformat(), playbook.currency, place.accounts)
    try:
        profile = account_page.profile(connection, account)
        health = (
            family_health(connection, place.accounts, by_value=playbook.enabled("contracts"))
            if family
            else standing(connection, account, today, period)
        )
        return Loaded(profile, worth, place, tab.load(connection, place), kin, health)
    except NotFound:
        return None
