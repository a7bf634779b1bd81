"""The fields in which two accounts differ, a line each, with a mark before the value that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.merging import Merge, Pair, Party, Side
from kapta_tui.screens.severity import RISK
from kapta_tui.widgets.cells import HOLD, CellPart, fit

_LABEL: Final = 18
_MARK: Final = 2
_STANDS, _FALLS, _BOTH = "● ", "○ ", "+ "
_STYLES: Final[Mapping[str, str]] = {"muted": "$muted", "accent": "$accent", "bad": "$bad", "strong": "bold"}


class Choices(Widget, can_focus=True):
    """A line for each field; arrows choose a side, and so does a click on its value."""

    BINDINGS = bindings("form.entry-down", "form.entry-up", "form.flip", "merge.keep", "merge.take")
    COMPONENT_CLASSES = {"choices--cursor"}
    DEFAULT_CSS = """
    Choices {
        height: auto; width: 1fr;
        & > .choices--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another value stands, or the cursor is on another field."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: dict[str, Side] = {}
        self._pairs: tuple[Pair, ...] = ()
        self._cursor = 0

    @property
    def pair(self) -> Pair | None:
        """The field under the cursor."""
        return self._pairs[self._cursor] if self._pairs else None

    def show(self, merge: Merge, taken: Mapping[str, Side]) -> None:
        """Show the fields of `merge` with the choices made so far."""
        here = None if self.pair is None else self.pair.name
        self._pairs, self.taken = merge.pairs, dict(taken)
        names = [pair.name for pair in self._pairs]
        self._cursor = names.index(here) if here in names else 0
        self.refresh(layout=True)
        self.post_message(self.Changed())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each field, and one where there is none."""
        return max(1, len(self._pairs))

    def render(self) -> Content:
        """Draw the fields."""
        if not self._pairs:
            return Content("They do not differ in any field.")
        return Content("\n").join(self._line(place, pair) for place, pair in enumerate(self._pairs))

    def _line(self, place: int, pair: Pair) -> Content:
        first, second = _widths(self.content_size.width)
        cells = [
            *fit([(pair.label, "muted"), " "], _LABEL),
            *fit(self._value(pair, Side.KEPT), first),
            (" ", None),
            *fit(self._value(pair, Side.GONE), second),
        ]
        is_here = place == self._cursor and self.has_focus
        # The bar of the cursor has colours of its own, in which a muted text may not be read.
        styles = {"strong": "bold"} if is_here else _STYLES
        line = Content.assemble(*((text, styles.get(token or "", "")) for text, token in cells))
        return line.stylize(self.get_visual_style("choices--cursor")) if is_here else line

    def _value(self, pair: Pair, side: Side) -> list[CellPart]:
        words = pair.words(side) or "–"
        if pair.united is not None:
            return [(_BOTH, "accent"), (words, "strong")] if pair.words(side) else [("  –", "muted")]
        if pair.standing(self.taken) is side:
            return [(_STANDS, "accent"), (words, "strong")]
        return [(_FALLS if pair.is_choice else "  ", "muted"), (words, "muted")]

    def action_entry_down(self) -> None:
        """Go to the next field."""
        self._go(self._cursor + 1)

    def action_entry_up(self) -> None:
        """Go to the field before."""
        self._go(self._cursor - 1)

    def action_keep(self) -> None:
        """Let the value of the account that is kept stand."""
        self._take(Side.KEPT)

    def action_take(self) -> None:
        """Let the value of the account that goes stand."""
        self._take(Side.GONE)

    def action_flip(self) -> None:
        """Let the other value stand."""
        if self.pair is not None:
            self._take(self.pair.standing(self.taken).other)

    def on_click(self, event: events.Click) -> None:
        """Go to the field under the mouse; on one of its values let that stand."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= len(self._pairs):
            return
        self._go(offset.y)
        if offset.x >= _LABEL:
            self._take(Side.KEPT if offset.x <= _LABEL + _widths(self.content_size.width)[0] else Side.GONE)

    def _go(self, place: int) -> None:
        if self._pairs:
            self._cursor = max(0, min(place, len(self._pairs) - 1))
            self.refresh()
            line = Region(0, self._cursor, self.size.width, 1).translate(self.virtual_region.offset)
            if isinstance(self.parent, Widget):
                self.parent.scroll_to_region(line, animate=False)
            self.post_message(self.Changed())

    def _take(self, side: Side) -> None:
        if self.pair is not None and self.pair.is_choice:
            self.taken[self.pair.name] = side
            self.refresh()
            self.post_message(self.Changed())


def head(merge: Merge, width: int) -> Content:
    """Return the names of the two accounts above their values, in `width` cells."""
    first, second = _widths(width)
    cells = [
        *fit([""], _LABEL),
        *fit(["  Kept: ", *_name(merge.kept)], first),
        (" ", None),
        *fit(["  Goes: ", *_name(merge.gone)], second),
    ]
    return Content.assemble(*((text, _STYLES.get(token or "", "")) for text, token in cells))


def _name(party: Party) -> list[CellPart]:
    mark: list[CellPart] = [HOLD, (f" {RISK}", "bad")] if party.at_risk else []
    return [(party.name, "strong"), *mark]


def _widths(width: int) -> tuple[int, int]:
    room = max(2 * _MARK, width - _LABEL - 1)
    return room - room // 2, room // 2
