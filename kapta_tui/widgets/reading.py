"""A pane that one reads by scrolling."""

from __future__ import annotations

from textual.containers import VerticalScroll

from kapta_tui.commands.bindings import bindings


class Reading(VerticalScroll, can_focus=True):
    """Scrolls over what is longer than it is high, by the keys of lists."""

    BINDINGS = bindings(
        *("list.down", "list.up", "list.half-down", "list.half-up", "list.page-down", "list.page-up"),
        *("list.top", "list.bottom"),
    )

    def action_down(self) -> None:
        """Scroll one line down."""
        self.scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll one line up."""
        self.scroll_up(animate=False)

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def action_list_page_down(self) -> None:
        """Scroll one page down."""
        self.scroll_page_down(animate=False)

    def action_list_page_up(self) -> None:
        """Scroll one page up."""
        self.scroll_page_up(animate=False)

    def action_top(self) -> None:
        """Go to the first line."""
        self.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the last line."""
        self.scroll_end(animate=False)
