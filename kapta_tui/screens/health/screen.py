"""The screen that explains the health of one account to the last point."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size

from kapta_tui.domain.health.lines import RISK
from kapta_tui.domain.health.period import PERIODS, Period
from kapta_tui.screens.health.changes import change_rows
from kapta_tui.screens.health.doing import StepDoing
from kapta_tui.screens.health.factors import factor_rows
from kapta_tui.screens.health.loading import Found, load_again
from kapta_tui.screens.health.rows import Row
from kapta_tui.screens.health.steps import step_rows
from kapta_tui.screens.health.titles import ask_period, title, title_text
from kapta_tui.widgets.listing import Listing

_CYCLE = (*(Period(days) for days in PERIODS), Period())
_COPIED = 100
"""Cells of a copied line."""


class HealthScreen(StepDoing):
    """Three parts below each other: factors with their facts, what changed, what would raise it."""

    SECTION = "accounts"
    HELP = (
        "Why the health of the account is what it is. Enter unfolds a factor, goes to the record behind a fact or does "
        "a step; tab goes to the next part, p changes the period of comparison, y copies all of it as text."
    )
    CSS_PATH = "health.tcss"
    HINTS: ClassVar = {"screen.next-pane": 3, "why.period": 4, "list.copy": 6, "global.back": 5}
    CALLED: ClassVar = {
        "screen.next-pane": ("Next part", "Go to the next part: factors, what changed, what would raise it"),
        "screen.previous-pane": ("Part before", "Go to the part before"),
        "screen.next-tab": ("Next part", "Go to the next part: factors, what changed, what would raise it"),
        "screen.previous-tab": ("Part before", "Go to the part before"),
    }

    def __init__(self, found: Found, factor: str = "") -> None:
        """`found` is what was read to open it; the cursor begins on `factor`, unfolded."""
        super().__init__(found)
        self._stale = False
        self._first = factor
        self._unfolded: set[str] = {factor} & self._every
        self._drawn = 0
        self._first_size: Size | None = None

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield self.listing

    def on_mount(self) -> None:
        """Show what was read, with its keys: then the first frame is the last one."""
        self._first_size = self.app.size
        self._draw()
        if self._first:
            self.listing.go_to(("factor", self._first))
        self._show_keys(self)

    def reload(self) -> None:
        """Ask for all of it again."""
        self.compare(self.found.period)

    def _show(self, found: Found | None) -> None:
        if found is None:
            self.leave()
            return
        self.found = found
        self._draw()

    def _draw(self) -> None:
        listing = self.listing
        width = self.app.size.width
        self._drawn = listing.room_in(width)
        listing.border_title = title(self.found, width - 6)
        listing.show_rows(list(self._rows(self._unfolded, self._drawn)))
        self.refresh_bindings()

    def _rows(self, unfolded: set[str], width: int) -> Iterator[Row]:
        yield from factor_rows(self.found, unfolded, width)
        yield from change_rows(self.found, width)
        yield from step_rows(self.found, self.shell.keys, width)

    def on_resize(self, event: Resize) -> None:
        """Break sentences anew; the first frame is not laid out again for the size that it has."""
        first, self._first_size = self._first_size, None
        if event.size == first:
            event.prevent_default()
        if self.listing.room_in(event.size.width) != self._drawn:
            self._draw()

    @property
    def _every(self) -> set[str]:
        """All that can be unfolded."""
        names = {one.factor.name for one in self.found.why.factors if one.facts}
        return names | ({RISK} if self.found.why.risks else set())

    @on(Listing.Highlighted)
    def _follow(self) -> None:
        self.refresh_bindings()

    @on(Listing.Opened)
    def action_open(self) -> None:
        """Unfold or fold the factor, go to the record behind a fact, or do the step."""
        row = self.listing.here
        if row is None:
            return
        if row.is_head:
            self._fold({row.factor} ^ self._unfolded)
        elif isinstance(row.target, str):
            self._unfold(row.target)
        else:
            self.open_target(row)

    def _fold(self, unfolded: set[str]) -> None:
        self._unfolded = unfolded
        self._draw()

    def _unfold(self, factor: str) -> None:
        self._fold(self._unfolded | {factor})
        self.listing.go_to(("factor", factor))
        self.listing.lift()

    def action_right(self) -> None:
        """Unfold the factor; where that is done go to its first fact."""
        row = self.listing.here
        if row is not None and row.is_head and row.factor in self._unfolded:
            self.listing.action_list_down()
        elif row is not None and row.is_head:
            self._fold(self._unfolded | {row.factor})

    def action_left(self) -> None:
        """Fold the factor; from a fact go up to its factor."""
        row = self.listing.here
        if row is not None and row.is_head:
            self._fold(self._unfolded - {row.factor})
        elif row is not None and row.factor:
            self.listing.go_to(("factor", row.factor))

    def action_why_fold_all(self) -> None:
        """Unfold every factor, or fold them all."""
        self._fold(set() if self._unfolded >= self._every else self._every)

    def action_why_period(self) -> None:
        """Compare with the next period."""
        period = self.found.period
        place = _CYCLE.index(period) + 1 if period in _CYCLE else 0
        self.compare(_CYCLE[place % len(_CYCLE)])

    def action_why_since(self) -> None:
        """Ask for a period or a day, and compare with that."""
        ask_period(self, self.found.period, self.compare)

    def compare(self, period: Period) -> None:
        """Say what changed over `period`."""
        query = partial(load_again, account=self.found.account, today=self.shell.today, period=period)
        self.ask("health", query, self._show)

    def action_next_pane(self) -> None:
        """Go to the next part."""
        self.listing.step_part(1)

    def action_previous_pane(self) -> None:
        """Go to the part before."""
        self.listing.step_part(-1)

    action_next_tab = action_next_pane
    action_previous_tab = action_previous_pane

    @on(Listing.CopyRequested)
    def _copy(self) -> None:
        rows = list(self._rows(self._every, _COPIED))
        text = f"{title_text(self.found)}\n\n{self.listing.text(rows, _COPIED)}\n"
        self.app.copy_to_clipboard(text)
        self.shell.toast("Copied the explanation as text")
