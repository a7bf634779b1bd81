"""The views that count risks: what they show, and the way from a count to its risks and back."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content

from kapta_tui.data.read import riskchosen
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.filtered import hiding
from kapta_tui.screens.risks.boarding import RiskBoarding
from kapta_tui.screens.risks.counted import new_pane
from kapta_tui.screens.risks.counted.pane import CountPane
from kapta_tui.screens.risks.loading import Wish, wanted_ids
from kapta_tui.screens.risks.quick import ACTIVE, ALL, Quick, joined
from kapta_tui.screens.risks.quickline import QuickLine
from kapta_tui.screens.risks.views import COUNTS, VIEWS, Place, ViewName
from kapta_tui.widgets.header import HeaderLine
from kapta_tui.widgets.toast import show_reason

if TYPE_CHECKING:
    from kapta_tui.screens.risks.counted.loading import Found


class RiskViewing(RiskBoarding):
    """Matrix and overview; `place` is what is shown, and where Esc goes back to is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._quick = ACTIVE
        self._person: str | None = None
        self._back: list[Place] = []

    @property
    def place(self) -> Place:
        """What is shown."""
        return Place(self.view, self._quick, self.filter_text, self._person)

    @property
    def wish(self) -> Wish:
        """What is asked of the store for the view in use."""
        shell, by = self.shell, self.by if self.is_board else ""
        text = joined(self._quick, self.filter_text)
        return Wish(text, (), by, shell.user, shell.today, shell.account_filter, self._person)

    @property
    def quick_shown(self) -> Quick:
        """The quick filter as the title calls it: of active risks alone in the matrix, and of whom."""
        quick = self._quick
        if self.counting is not None and self.counting.ACTIVE_ONLY and quick.key in ("all", "closed"):
            quick = quick._replace(noun="active")
        if self._person is None:
            return quick
        return quick._replace(noun=f"{quick.noun} of {self._person or 'nobody'}")

    def ask_counts(self, pane: CountPane[Any]) -> None:
        """Ask for what a view that counts shows."""
        query = pane.question(self.wish, self._quick, self.filter_text)
        self.ask("risks", query, partial(self._show_counted, pane))

    def _show_counted(self, pane: CountPane[Any], answer: Any) -> None:
        if isinstance(answer, KaptaError):
            self.refused(answer)
            return
        found = pane.take(answer, self.quick_shown.noun, self.shell.features_off)
        if not found.totals.count:
            pane.empty = self._why_empty(pane, found)
        self.shown_now(found)

    @abstractmethod
    def refused(self, error: KaptaError) -> None:
        """Say what is wrong with the filter."""

    @abstractmethod
    def shown_now(self, found: Found) -> None:
        """Say in the title what the view that was just filled shows."""

    def _why_empty(self, pane: CountPane[Any], found: Found) -> Content:
        special = None if found.is_empty else pane.why_none(self._quick)
        return special or self.why_empty(found.hidden, is_store_empty=found.is_empty)

    def why_empty(self, hidden: int, *, is_store_empty: bool) -> Content:
        """Return why there is no risk to show; the account filter hides `hidden` of them."""
        from kapta_tui.screens.risks.choosing import why_empty

        reset = hiding(self.shell, hidden, "risk")
        return why_empty(self._quick, self.filter_text, reset, is_store_empty=is_store_empty)

    @on(CountPane.Listed)
    def _list(self, event: CountPane.Listed) -> None:
        """List the risks that the number under the cursor stands for."""
        way = event.way
        if not way.number:
            show_reason(self.app, "List", "no risk is counted here")
            return
        from kapta_tui.screens.risks.counted.terms import listing

        self._back.append(self.place)
        self.go_to(listing(self.place, ALL, way.terms, active=way.active, person=way.person))

    def go_to(self, place: Place) -> None:
        """Show a view of the risks that pass the filters of `place`."""
        self._quick, self._person = place.quick, place.person
        self.show_view(place.view)
        if self.filter_text == place.text:
            self.reload()
        else:
            # Watching it reads the rows again.
            self.filter_text = place.text
        self.query_one(QuickLine).choose(self._quick.key)

    def begin_with(self, view: ViewName) -> None:
        """Take the view before anything is mounted, so that all is styled and laid out once."""
        self.view = view
        self.add_class(f"-{view}", update=False)
        if view in COUNTS:
            self._counting[view] = new_pane(view)

    def show_view(self, view: ViewName) -> None:
        """Bring another view to the front, with the keyboard."""
        self.view = view
        if view in COUNTS and view not in self._counting:
            self._counting[view] = pane = new_pane(view)
            self.query_one("#panes").mount(pane, before="#beside")
        for name in VIEWS:
            self.set_class(name == view, f"-{name}")
        self.query_one(QuickLine).show_view(view)
        # At once, for the next key; it need not be drawn to take one.
        self.set_focus(self.pane)

    def show_filter_error(self, error: KaptaError | None) -> None:
        """Say what is wrong with the filter; the header says whose risks alone are shown."""
        super().show_filter_error(error)
        if error is None and self._person is not None:
            whose = f"of {self._person or 'nobody'}"
            self.query_one(HeaderLine).filter_text = " · ".join(filter(None, (self.filter_text, whose)))

    def peel(self) -> bool:
        """Go back to the count whose risks are listed, else clear the typed filter."""
        if self._back:
            self.go_to(self._back.pop())
            return True
        if self._person is not None:
            self._person = None
            self.reload()
            return True
        return super().peel()

    def action_why(self) -> None:
        """Explain the numbers under the cursor."""
        if self.counting is None:
            super().action_why()
            return
        words = self.counting.why()
        if words is not None:
            from kapta_tui.screens.dialogs.explanation import Explanation, Reasoning

            title, sentences = words
            self.app.push_screen(Explanation(Reasoning(title, tuple(sentences))))

    @on(CountPane.CellsWanted)
    def _copy_counts(self) -> None:
        if self.counting is None:
            return
        from kapta_tui.exchange.writers.guard import neutralise

        cells = self.counting.cells()
        text = "\n".join("\t".join(neutralise(" ".join(cell.split())) for cell in line) for line in cells)
        self.app.copy_to_clipboard(text)
        self.shell.toast(f"Copied {self.counting.SPOKEN}")

    def action_export(self) -> None:
        """Export the risks that the view shows or counts, with the columns and in the order of the table."""
        if self.view == "table":
            super().action_export()
            return
        is_of_active = self.counting is not None and self.counting.ACTIVE_ONLY
        text = f"{self.wish.filter} {riskchosen.ACTIVE}" if is_of_active else self.wish.filter
        sort = self.listing.sort
        order = () if sort is None else (f"-{sort[0]}" if sort[1] else sort[0],)
        wish = self.wish._replace(filter=text, sort=order)
        self.ask_to_open("export ids", partial(wanted_ids, wish=wish), self._export)

    def _export(self, ids: tuple[int, ...]) -> None:
        if ids:
            self.ask_for_file(self.listing, ids)
        else:
            show_reason(self.app, "Export…", "there is no risk to export")
