"""A screen whose rows can be filtered with `/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.reactive import reactive
from textual.widget import Widget

from kapta_tui.commands import show_key
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.base import BaseScreen
from kapta_tui.widgets.header import HeaderLine

if TYPE_CHECKING:
    from textual.css.query import DOMQuery

    from kapta_tui.shell.protocol import Shell
    from kapta_tui.widgets.filterbar import FilterBar


class FilteredScreen(BaseScreen):
    """Opens the filter bar on `/`, shows the filter in the header, and reloads while it is typed.

    `reload` reads `self.filter_text`; when the filter is wrong it calls `show_filter_error`. Esc clears the
    filter; override `peel` for further layers, calling `super().peel()` first.
    """

    FILTERS: ClassVar[str] = ""
    """The kind whose named filters serve for the screen; empty where a filter cannot be kept under a name."""

    filter_text: reactive[str] = reactive("", init=False)
    """The active filter in the filter language, empty when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._returns_to: Widget | None = None
        self._bar_goes = False

    async def action_filter(self) -> None:
        """Open the filter bar, or give it the keyboard; it has it when this returns, for the next key."""
        await self._open_bar(is_replaced=True)

    async def _open_bar(self, *, is_replaced: bool) -> None:
        from kapta_tui.widgets.filterbar import FilterBar

        if not self.query(FilterBar):
            self._returns_to = self.focused
            bar = FilterBar(self.filter_text, is_replaced=is_replaced)
            await self.mount(bar, before="FooterLine")
        self.set_focus(self.query_one(FilterBar).query_one("Input"))

    def show_filter_error(self, error: KaptaError | None) -> None:
        """Say in the bar what is wrong with the filter, or that nothing is; the header shows it while it holds.

        A bar that was closed before its error was known opens again.
        """
        if error is not None and self._is_of_accounts(error):
            return
        self.query_one(HeaderLine).filter_text = self.filter_text if error is None else ""
        bars = cast("DOMQuery[FilterBar]", self.query("FilterBar"))
        if error is None:
            for bar in bars:
                bar.show_error("")
        elif bars and not self._bar_goes:
            bars.first().explain(error)
        elif self.filter_text:
            self.call_next(self._correct, error)
        else:
            self.shell.toast_error(error)

    def _is_of_accounts(self, error: KaptaError) -> bool:
        """Ignore an account filter that cannot be used; False when `error` is about the screen's own filter."""
        from kapta_tui.data.read.scope import ScopeError

        if not isinstance(error, ScopeError):
            return False
        self.shell.ignore_account_filter(error)
        return True

    async def _correct(self, error: KaptaError) -> None:
        from kapta_tui.widgets.filterbar import FilterBar

        await self._open_bar(is_replaced=False)
        self.query_one(FilterBar).explain(error)

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

    def on_filter_bar_named(self, event: FilterBar.Named) -> None:
        """Ask under which name the filter is to be kept."""
        from kapta_tui.screens.editing_filters import ask_for_name

        if self.FILTERS:
            ask_for_name(self.shell, self.app, self.FILTERS, event.text)

    def why_not(self, command_id: str) -> str | None:
        """Refuse to name a filter where names are kept for no list."""
        if command_id == "filter.name" and not self.FILTERS:
            return "filters of this list are not kept under names"
        return None

    async def on_filter_bar_closed(self, event: FilterBar.Closed) -> None:
        """Take the bar away and give the keyboard back, unless its text turned out to be wrong meanwhile."""
        bars = cast("DOMQuery[FilterBar]", self.query("FilterBar"))
        if any(bar.refuses(event.text) for bar in bars):
            return
        self._bar_goes = True
        self.filter_text = event.text.strip()
        await bars.remove()
        self._bar_goes = False
        if self._returns_to is not None and self._returns_to.is_attached:
            self._returns_to.focus()


def hiding(shell: Shell, hidden: int, noun: str) -> tuple[tuple[str, str], ...]:
    """Return for an empty pane the key that resets the account filter, where that hides `hidden` records."""
    if not hidden:
        return ()
    key = show_key(shell.keys["global.reset-filter"].split(",")[0])
    many = f"{hidden} {noun}{'' if hidden == 1 else 's'}"
    return ((key, f"resets the account filter {shell.account_filter}, which hides {many}"),)
