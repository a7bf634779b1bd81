"""The line of quick filters above the risks, each with its count and money."""

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
from kapta_tui.screens.risks.words import grouped
from kapta_tui.screens.sums import sums_words

_META = "kapta_quick"
_GAP = "   "


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

    def __init__(self, key: str) -> None:
        """`key` is the key that lists the filters, as people read it."""
        super().__init__()
        self._key = key
        self._quick: Sequence[Quick] = ()
        self._totals: Mapping[str, Totals] = {}
        self._chosen = ""

    def show(self, quick: Sequence[Quick], chosen: str, totals: Mapping[str, Totals]) -> None:
        """Show the filters with the totals known of them; `chosen` is the key of the one in force."""
        self._quick, self._chosen, self._totals = quick, chosen, totals
        self.refresh()

    def render(self) -> Content:
        """Draw as much as the width allows."""
        for with_money, short in ((True, False), (False, False), (False, True)):
            line = self._draw(with_money=with_money, short=short)
            if line.cell_length <= self.size.width:
                return line
        return line

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
        if key is not None:
            self.post_message(self.Chosen(key))
