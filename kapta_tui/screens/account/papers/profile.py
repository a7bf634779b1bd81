"""The profile of an account: its logo where it can be drawn, what its form holds, and keys for its links.

Below it, where there is room, stand the first metrics and what filling gaps would add to health.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import metrics, profilepoints
from kapta_tui.data.read.metrics import MetricRow
from kapta_tui.data.read.records import View
from kapta_tui.domain.gainwords import gain_words, points_words
from kapta_tui.domain.health.next import Gain
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.account.panes import RecordSheet
from kapta_tui.screens.account.papers.logo import Logo, drawn
from kapta_tui.screens.account.tab import Place
from kapta_tui.screens.measured import PERIOD, metric_facts
from kapta_tui.widgets.preview import BLANK, Fact, draw

_OWN: Final = ("website", "description")
"""Items that have a line of their own in the profile."""

_BEST: Final = 3
_SHARE: Final = 0.6
"""Part of the column's height that the profile takes at most, as its style says."""

_FRAME: Final = 2


@dataclass(frozen=True, slots=True)
class More:
    """What stands below the profile: metrics, and what filling gaps would add, the best first."""

    metrics: Sequence[MetricRow] = ()
    gains: Sequence[Gain] = ()

    @property
    def by_field(self) -> Mapping[str, str]:
        """Field of the account's form to the points of health that filling it adds, where it adds any."""
        return {gain.item: points_words(gain) for gain in self.gains if gain.item in _OWN and gain.health > 0}


NO_MORE: Final = More()


def load_more(connection: sqlite3.Connection, account: int, view: View) -> More:
    """Return the account's metrics and gains; runs in a thread. Raises NotFound."""
    shows_metrics = view.playbook.offers(KINDS["metrics"])
    return More(
        metrics.metrics(connection, account, view.today, PERIOD) if shows_metrics else (),
        profilepoints.gains(connection, account, view.playbook, view.today),
    )


def gain_facts(more: More, place: Place) -> list[Fact]:
    """Return the best gains that have no line of their own in the profile, none where none adds anything."""
    found = [gain for gain in more.gains if gain.item not in _OWN and gain.health > 0][:_BEST]
    if not found:
        return []
    head: Fact = Fact(
        "", ([("Would add to health", "muted"), ("  c", "accent"), (" creates", "muted")],), wide=True
    )
    lines = (
        Fact(f"{points_words(gain)}  ", (gain_words(gain, place.view.playbook),), under=" " * 6)
        for gain in found
    )
    return [BLANK, head, *lines]


class ProfileSheet(RecordSheet):
    """Facts about the account itself; O opens a link of it, y copies its address."""

    BINDINGS = bindings("list.copy")
    CALLED = {
        "list.copy": ("Copy link", "Copy the address of a link of the account"),
        "account.open-outside": ("Open link", "Open a link of the account"),
    }
    DEFAULT_CSS = """
    ProfileSheet > #logo { width: auto; height: auto; margin: 0 1 1 1; display: none; }
    ProfileSheet > #logo.-drawn { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("accounts", "Profile", id="profile")
        self._own: Sequence[Fact] = ()
        self._further: Sequence[Sequence[Fact]] = ()
        self._shown: Sequence[Fact] | None = None

    def compose(self) -> ComposeResult:
        """The picture above the facts."""
        yield Static("", id="logo", markup=False)
        yield from super().compose()

    def show_logo(self, logo: Logo | None) -> None:
        """Draw the logo, if there is one to be drawn."""
        picture = self.query_one("#logo", Static)
        is_drawn = logo is not None and bool(logo.rows)
        picture.set_class(is_drawn, "-drawn")
        picture.update(drawn(logo) if logo is not None and is_drawn else Content(""))

    def show_all(self, own: Sequence[Fact], more: More, place: Place) -> None:
        """Show the account's `own` facts, and below them as much of `more` as there is room for."""
        self._own, self._shown = own, None
        # Whole lines: labels of one's own leave metrics too little room beside them.
        measured = [
            Fact("", ((item.label, "muted"), *item.lines), wide=True, hangs=True)
            for item in metric_facts(more.metrics, place.view.playbook)
        ]
        self._further = (gain_facts(more, place), [BLANK, *measured] if measured else [])
        self._show_what_fits()

    def on_resize(self, _: events.Resize) -> None:
        """Show as much as there is room for now."""
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        gains, measured = self._further or ((), ())
        further = (measured if self.screen.has_class("-wide") else (), gains)
        shown = list(self._own)
        for part in further:
            if self._lines([*shown, *part]) <= self._room:
                shown += part
        if shown != self._shown:
            self._shown = shown
            self.show("Profile", shown, self.record)

    def _lines(self, facts: Sequence[Fact]) -> int:
        """Return how many lines `facts` take; blanks at the sides and the frame take four cells."""
        return draw(facts, max(1, self.size.width - 4)).plain.count("\n") + 1

    @property
    def _room(self) -> int:
        """Lines the sheet may have without being scrolled."""
        column = self.parent.size.height if isinstance(self.parent, Widget) else 0
        has_all = self.screen.has_class("-short") or self.screen.has_class("-narrow")
        logo = self.query_one("#logo", Static)
        return (
            int(column * (1 if has_all else _SHARE))
            - _FRAME
            - (logo.outer_size.height if logo.display else 0)
        )
