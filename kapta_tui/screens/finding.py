"""Records found while typing into the palette, and the place in the app where each one stands (features: row 23)."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Collection
from functools import partial
from typing import Final, NamedTuple, cast

from textual.app import App
from textual.command import Hit, Hits, Provider
from textual.content import Content

from kapta_tui.data.read.account_page import profile
from kapta_tui.data.read.account_page_plan import line_key
from kapta_tui.data.read.atrisk import severities
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.search import Hit as Found
from kapta_tui.data.read.search import search
from kapta_tui.domain.errors import KaptaError, NotFound
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.severity import RISK
from kapta_tui.shell.protocol import Shell
from kapta_tui.widgets.cells import FILL, HOLD, CellPart, fit

_MOST: Final = 40
_PAUSE: Final = 0.04
"""Seconds between two keys of somebody who types on; a search that is overtaken within them is never begun."""

_WIDEST: Final = 90
_ASIDE: Final = 34
"""Cells that kind and account take beside a title at most."""

PLACES: Final = {
    "accounts": ("know", ""),
    "contacts": ("know", "#contacts"),
    "contracts": ("know", "#contracts"),
    "opportunities": ("know", "#opportunities"),
    "swot": ("know", "#swot"),
    "voc": ("know", "#voc"),
    "documents": ("know", "#documents"),
    "metrics": ("measure", "#metrics"),
    "goals": ("act", "#plan"),
    "objectives": ("act", "#plan"),
    "tasks": ("tasks", "#tasks"),
    "notes": ("notes", "#notes"),
}
"""Kind to the tab of the account page and the pane in it; QBRs, risks and actions have pages of their own, what
stands nowhere opens as a form."""


class Place(NamedTuple):
    """Where a record is shown: account, tab and pane of the account's page, and the row in that pane."""

    account: int
    tab: str
    pane: str
    row: int | None


class Records(Provider):
    """Accounts, contacts, notes and all other records that hold what is typed.

    The account filter narrows none of them: searching is how one reaches what lies outside of it.
    """

    async def search(self, query: str) -> Hits:
        """Offer the records found, in the order of `data.read.search`."""
        if self.screen.is_modal:
            return
        await asyncio.sleep(_PAUSE)
        shell = cast(Shell, self.app)
        try:
            found, risks = await shell.read(partial(_found, text=query, off=shell.features_off))
        except KaptaError as error:
            shell.toast_error(error)
            return
        width = row_width(self.app)
        for place, hit in enumerate(found):
            score = record_score(place)
            yield Hit(
                score,
                words(hit, query, width, at_risk=hit.account_id in risks),
                partial(self._open, hit),
                one_line(hit.title),
            )

    def _open(self, hit: Found) -> None:
        if isinstance(self.screen, BaseScreen):
            open_record(self.screen, hit)


def _found(
    connection: sqlite3.Connection, text: str, off: Collection[str]
) -> tuple[list[Found], frozenset[int]]:
    """Return the records found, and which of their accounts are at risk."""
    hits = search(connection, text=text, limit=_MOST, off=off)
    return hits, frozenset(severities(connection, current(connection), (hit.account_id for hit in hits)))


def record_score(place: int) -> float:
    """Return the score of the record at `place` of those found: between 1 and 2, so that commands stand around it."""
    return 2 - (place + 1) / (_MOST + 2)


def row_width(app: App[object]) -> int:
    """Return how many cells a line of the palette has, for as long as nobody resizes the terminal."""
    # Two blanks on either side of an option, and the scrollbar.
    return max(20, min(_WIDEST, app.size.width * 9 // 10) - 6)


def words(hit: Found, typed: str, width: int, *, at_risk: bool = False) -> Content:
    """Return the title with kind and account at the right edge of `width` cells, and the piece found below."""
    mark: list[CellPart] = [HOLD, f" {RISK}"] if at_risk else []
    account = "" if hit.kind == "accounts" or not hit.account_id else f" · {hit.account}"
    aside = fit([f"{KINDS[hit.kind].label}{account}", *mark], min(_ASIDE, width // 2))
    right = "".join(text for text, _ in aside).rstrip()
    runs = fit([hit.title, FILL, (right, "muted")], width)
    line = Content.assemble(*((text, "not bold $muted" if token else "") for text, token in runs))
    for start, end in _matches(line.plain[: len(line.plain) - len(right)], typed):
        line = line.stylize("underline", start, end)
    if not hit.text or hit.text == hit.title:
        return line
    piece = "".join(text for text, _ in fit([one_line(hit.text)], width)).rstrip()
    return Content.assemble(line, "\n", (piece, "not bold dim"))


def _matches(text: str, typed: str) -> list[tuple[int, int]]:
    """Return where words of `text` begin with a typed one."""
    found = (re.finditer(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in typed.split())
    return [match.span() for matches in found for match in matches]


def open_record(screen: BaseScreen, hit: Found) -> None:
    """Show the record on its account's page; what belongs to no account opens in its form."""
    if hit.kind == "qbrs":
        from kapta_tui.screens.qbr.screen import ReviewScreen

        screen.app.push_screen(ReviewScreen(hit.id))
    elif hit.kind == "risks":
        from kapta_tui.screens.risk.opening import open_risk

        open_risk(screen, hit.id)
    elif hit.kind == "actions":
        from kapta_tui.screens.action.opening import open_action

        open_action(screen, hit.id)
    elif hit.account_id is None or hit.kind not in PLACES:
        from kapta_tui.screens import editing

        editing.edit(screen, hit.kind, hit.id)
    else:
        screen.ask_to_open(
            "found", partial(_place, hit=hit, account=hit.account_id), partial(show_place, screen)
        )


def _place(connection: sqlite3.Connection, hit: Found, account: int) -> Place | KaptaError:
    tab, pane = PLACES[hit.kind]
    row: int | None = hit.id
    try:
        profile(connection, account)
    except NotFound as error:
        return error
    if pane == "#plan":
        row = line_key(hit.kind, hit.id)
    return Place(account, tab, pane, row if pane else None)


async def show_place(screen: BaseScreen, place: Place | KaptaError) -> None:
    """Show a place on its account's page, on this one where it is that; say why not where the account is gone."""
    from kapta_tui.screens.account import AccountScreen

    if isinstance(place, KaptaError):
        screen.shell.toast_error(place)
        return
    page = screen if isinstance(screen, AccountScreen) and screen.account == place.account else None
    if page is None:
        page = AccountScreen(place.account, place.tab)
        await screen.app.push_screen(page)
    # After what the page does by itself when it is mounted.
    page.call_next(partial(_go, page, place))


async def _go(page: BaseScreen, place: Place) -> None:
    from kapta_tui.screens.account import AccountScreen
    from kapta_tui.screens.account.kin import DataView
    from kapta_tui.screens.account.sections import Section
    from kapta_tui.widgets.listing import Listing

    assert isinstance(page, AccountScreen)
    if page.data_view is not DataView.DIRECT:
        # The family's panes are others, and lack what only the account's own have.
        await page.show_view(DataView.DIRECT)
    await page.show_tab(place.tab, place.pane)
    if place.row is not None:
        pane = page.tab.query_one(place.pane)
        assert isinstance(pane, Listing | Section)
        pane.want(place.row)
