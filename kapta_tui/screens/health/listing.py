"""The lines of all three parts as one list: the cursor skips what is only read, factors fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.health.rows import Key, Row
from kapta_tui.widgets.cells import Cell, fit
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.listing.columns import GUTTER

_FRAME: Final = 3
"""Cells beside the lines: the borders and the scroll bar."""

_LEAST, _MOST = 20, 160
"""Cells of a line: what stands at its right edge is still read with what stands at its left."""

_OF_RECORDS: Final = frozenset({"list.mark", "list.mark-all", "list.range", "list.sort", "list.reverse"})
_DOING: Final = ("list.edit", "list.archive", "plans.progress", "swot.review")
"""What steps are done with, besides the key that creates."""


class WhyList(Listing[Row]):
    """Lines drawn across the whole width, each known by its key."""

    BINDINGS = bindings("list.left", "list.right", "why", *_DOING)
    CALLED: ClassVar = {
        "list.left": ("Fold", "Fold the factor, or go up to it from one of its facts"),
        "list.right": ("Unfold", "Unfold the factor to its facts, or go to the first of them"),
        "list.copy": ("Copy", "Copy the whole explanation as text"),
        "list.open": ("Open", "Unfold the factor, go to the record behind a fact, or do the step"),
        "list.edit": ("Edit", "Edit the record behind a fact, or fill what a step asks for"),
        "list.archive": ("Complete", "Complete or close what a step is about"),
    }

    def __init__(self) -> None:
        super().__init__((Column[Row]("line", "", lambda row: "", sortable=False),), header=False, id="why")
        self._numbers: dict[Key, int] = {}
        self._shown: dict[int, Row] = {}

    def room_in(self, width: int) -> int:
        """Return the cells of a line where the list is `width` cells wide, also before it is laid out."""
        return min(_MOST, max(_LEAST, width - _FRAME - GUTTER))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the cursor stays on its line."""
        self._shown = {}
        for row in rows:
            number = self._number(row.key)
            while number in self._shown:
                number = self._number(("again", number))
            self._shown[number] = row
        self.unmarkable = frozenset(self._shown)
        self.renew(list(self._shown), self._shown)
        self.move_to(self.cursor)

    def _number(self, key: Key) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def banner(self, row: Row) -> Cell | None:
        """Every line is as wide as the list, up to a width in which it is read at a glance."""
        width = self.room_in(self.app.size.width)
        return [text if token is None else (text, token) for text, token in fit(row.draw(width), width)]

    @property
    def here(self) -> Row | None:
        """The line under the cursor, None before anything is shown."""
        return None if self.cursor_id is None else self._shown.get(self.cursor_id)

    def text(self, rows: Sequence[Row], width: int) -> str:
        """Return lines as text of `width` cells."""
        lines = ("".join(words for words, _ in fit(row.draw(width), width)) for row in rows)
        return "\n".join(line.rstrip() for line in lines)

    def move_to(self, index: int) -> None:
        """Move the cursor to the line, or on to the next one on which it may stand."""
        order = list(self._shown.values())
        stops = [place for place, row in enumerate(order) if row.stops]
        if not stops:
            return
        wanted = max(0, min(index, len(order) - 1))
        is_down = wanted >= self.cursor
        ahead = [stop for stop in stops if (stop >= wanted if is_down else stop <= wanted)] or stops
        place = min(ahead, key=lambda stop: abs(stop - wanted))
        super().move_to(place)
        if place == stops[0]:
            # What stands above the first line is only read.
            self.scroll_to(y=0, animate=False, force=True)
        elif place == stops[-1]:
            self.scroll_to(y=max(0, len(order) - self._page), animate=False, force=True)

    def go_to(self, key: Key) -> bool:
        """Move the cursor to the line of that key; False where there is none."""
        number = self._numbers.get(key)
        return number is not None and self.select(number)

    def step_part(self, step: int) -> None:
        """Move to the first line of the next part that has one, of the part before where `step` is below 0."""
        firsts = list(self._firsts())
        if not firsts or self.here is None:
            return
        parts = [part for part, _ in firsts]
        place = (parts.index(self.here.part) + step) % len(parts)
        index = firsts[place][1]
        self.move_to(index)
        # Its title comes into view with it, and as much of it as there is room for.
        title = next(at for at, row in enumerate(self._shown.values()) if row.part == parts[place])
        self.scroll_to(y=max(0, title if title < index else index), animate=False, force=True)

    def _firsts(self) -> Iterator[tuple[str, int]]:
        seen: set[str] = set()
        for place, row in enumerate(self._shown.values()):
            if row.stops and row.part not in seen:
                seen.add(row.part)
                yield row.part, place

    def _show_position(self) -> None:
        """Count the lines on which the cursor may stand."""
        order = [number for number, row in self._shown.items() if row.stops]
        here = self.cursor_id
        self.show_status([f"{order.index(here) + 1} / {len(order)}"] if here in order else [])

    def why_not(self, command_id: str) -> str | None:
        """Refuse what a list of records offers."""
        return "lines are read here, not marked or sorted" if command_id in _OF_RECORDS else None
