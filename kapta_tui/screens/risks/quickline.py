"""The line of quick filters above the risks, each with its count and money, and of the views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from kapta_tui.data.read.risks import Totals
from kapta_tui.domain.text import one_line
from kapta_tui.screens.risks.quick import Quick
from kapta_tui.screens.risks.views import VIEWS, ViewName, after
from kapta_tui.screens.risks.words import grouped
from kapta_tui.screens.sums import sums_words

_META = "kapta_quick"
_AS_VIEW = "view:"
"""Begins what a click on the name of a view stands for; no quick filter is called so."""
_GAP = "   "
_WAYS = ((True, False), (False, False), (False, True))
"""With money or without, with labels in full or short."""


class QuickLine(Widget):
    """` f  Active 37 $6.2M   New this week 3 $0.4M …`; a click chooses; money, then words, go when it is narrow."""

    COMPONENT_CLASSES = {"quick--key", "quick--label", "quick--count", "quick--chosen"}
    DEFAULT_CSS = """
    QuickLine {
        height: 1;
        & > .quick--key { color: $footer-key-foreground; text-style: bold; }
        & > .quick--label { color: $muted; }
        & > .quick--count { color: $foreground; }
        & > .quick--chosen { color: $accent; text-style: bold underline; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A quick filter was clicked; `key` is empty for the key that lists them all."""

        key: str

    @dataclass
    class ViewChosen(Message):
        """The name of a view was clicked."""

        view: ViewName

    def __init__(self, key: str, view_key: str) -> None:
        """`key` is the key that lists the filters, as people read it, `view_key` that which changes the view."""
        super().__init__()
        self._key = key
        self._view_key = view_key
        self._view: ViewName = "table"
        self._quick: Sequence[Quick] = ()
        self._totals: Mapping[str, Totals] = {}
        self._chosen = ""

    def show(self, quick: Sequence[Quick], chosen: str, totals: Mapping[str, Totals]) -> None:
        """Show the filters with the totals known of them; `chosen` is the key of the one in force."""
        self._quick, self._chosen, self._totals = quick, chosen, totals
        self.refresh()

    def choose(self, chosen: str) -> None:
        """Say which filter is in force; its totals follow."""
        self.show(self._quick, chosen, self._totals)

    def show_view(self, view: ViewName) -> None:
        """Say which view is in use."""
        self._view = view
        self.refresh()

    def render(self) -> Content:
        """Draw as much as the width allows, the names of the views at the right end."""
        views = self._views()
        for with_money, short in _WAYS:
            line = self._draw(with_money=with_money, short=short)
            room = self.size.width - line.cell_length - views.cell_length
            if room > 0:
                return Content.assemble(line, " " * room, views)
        lines = [self._draw(with_money=with_money, short=short) for with_money, short in _WAYS]
        return next((line for line in lines if line.cell_length <= self.size.width), lines[-1])

    def _views(self) -> Content:
        parts = [Content.styled(self._view_key, self._style("quick--key", f"{_AS_VIEW}{after(self._view)}"))]
        for view in VIEWS:
            name = "quick--chosen" if view == self._view else "quick--label"
            parts.append(Content.styled(view.capitalize(), self._style(name, f"{_AS_VIEW}{view}")))
        return Content("  ").join(parts) + Content(" ")

    def _draw(self, *, with_money: bool, short: bool) -> Content:
        parts = [self._part(one, with_money, short) for one in self._quick]
        return Content(" ") + Content(_GAP if not short else "  ").join(
            [Content.styled(self._key, self._style("quick--key", "")), *parts]
        )

    def _part(self, one: Quick, with_money: bool, short: bool) -> Content:
        label = one_line(one.short if short and one.short else one.label)
        name = "quick--chosen" if one.key == self._chosen else "quick--label"
        part = Content.styled(label, self._style(name, one.key))
        totals = self._totals.get(one.key)
        if totals is None:
            return part
        words = f" {grouped(totals.count)}"
        if with_money and totals.value.sums:
            words += f" {sums_words(totals.value, 1, is_short=True)}"
        return part + Content.styled(words, self._style("quick--count", one.key))

    def _style(self, component: str, key: str) -> Style:
        return self.get_visual_style(component) + Style.from_meta({_META: key})

    def on_click(self, event: events.Click) -> None:
        """Choose the filter under the mouse."""
        key = event.style.meta.get(_META)
        if key is not None and key.startswith(_AS_VIEW):
            name = key.removeprefix(_AS_VIEW)
            self.post_message(self.ViewChosen(next(view for view in VIEWS if view == name)))
        elif key is not None:
            self.post_message(self.Chosen(key))
