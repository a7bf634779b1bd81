"""A screen whose rows can be filtered with `/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.reactive import reactive
from textual.widget import Widget

from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.base import BaseScreen
from kapta_tui.widgets.header import HeaderLine

if TYPE_CHECKING:
    from textual.css.query import DOMQuery

    from kapta_tui.widgets.filterbar import FilterBar


class FilteredScreen(BaseScreen):
    """Opens the filter bar on `/`, shows the filter in the header, and reloads while it is typed.

    `reload` reads `self.filter_text`; when the filter is wrong it calls `show_filter_error`. Esc clears the
    filter; override `peel` for further layers, calling `super().peel()` first.
    """

    filter_text: reactive[str] = reactive("", init=False)
    """The active filter in the filter language, empty when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._returns_to: Widget | None = None

    async def action_filter(self) -> None:
        """Open the filter bar, or give it the keyboard; it has it when this returns, for the next key."""
        from kapta_tui.widgets.filterbar import FilterBar

        if not self.query(FilterBar):
            self._returns_to = self.focused
            await self.mount(FilterBar(self.filter_text), before="FooterLine")
        self.set_focus(self.query_one(FilterBar).query_one("Input"))

    def show_filter_error(self, error: KaptaError | None) -> None:
        """Say in the bar what is wrong with the filter, or that nothing is; the header shows it while it holds."""
        self.query_one(HeaderLine).filter_text = self.filter_text if error is None else ""
        bars = cast("DOMQuery[FilterBar]", self.query("FilterBar"))
        if bars and error is None:
            bars.first().show_error("")
        elif bars and error is not None:
            bars.first().show_error(f"{error.cause}\n{error.remedy}", getattr(error, "position", 0))
        elif error is not None:
            self.shell.toast_error(error)

    def peel(self) -> bool:
        """Clear the filter, if there is one."""
        if not self.filter_text:
            return False
        self.filter_text = ""
        return True

    def watch_filter_text(self, text: str) -> None:
        """Show the filter and read the rows again."""
        self.query_one(HeaderLine).filter_text = text
        self.reload()

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        """Apply what is typed."""
        self.filter_text = event.text.strip()

    async def on_filter_bar_closed(self, event: FilterBar.Closed) -> None:
        """Take the bar away and give the keyboard back."""
        self.filter_text = event.text.strip()
        await self.query("FilterBar").remove()
        if self._returns_to is not None and self._returns_to.is_attached:
            self._returns_to.focus()
