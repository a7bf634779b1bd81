"""The drawn side of the lanes: what they hold, what of it is in view, and its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from kapta_tui.domain.lanes import (
    NAME_ROOM,
    Bar,
    Heading,
    Key,
    Lane,
    LaneItem,
    LaneRow,
    Packing,
    Span,
    Zoom,
    lay_out,
    make_bar,
    ruler,
    spans_of,
)
from kapta_tui.widgets.cells import Run, fit
from kapta_tui.widgets.contrast import legible
from kapta_tui.widgets.lanes.chart import MEANINGS, TOKENS, Window, bar_line, ruler_line
from kapta_tui.widgets.lanes.labels import label, note
from kapta_tui.widgets.lineview import LineView
from kapta_tui.widgets.textual_private import write_lower_border

HEADER: Final = 2
"""Lines of the ruler."""

ROOMY: Final = 32
"""Cells of the names from which on a state is written out in words."""


GAPS: Final = ("  ", " ")
"""Between the entries of the full and the short legend."""

LEGENDS: Final = tuple(
    gap.join(f"{piece.value} {words[length]}" for piece, words in MEANINGS.items())
    for length, gap in enumerate(GAPS)
)
"""What the glyphs mean, in full and in short."""

EDGE: Final = 6
"""Cells of the lower border that words cannot have: corners, and the blank and line on either side."""


class Stop(NamedTuple):
    """A place of the cursor: the row, and the bar in its lane."""

    row: int
    bar: int


class LanesView(LineView):
    """Lanes for the items the owner gives, drawn around a cursor that stays on its record."""

    PARTS = LineView.PARTS | {"lane--section"}
    DEFAULT_CSS = """
    LanesView > .lane--section { text-style: bold; }
    LanesView > .cell--good { color: $text-success 70%; }
    LanesView:ansi > .lane--section { color: ansi_default; text-style: bold; }
    """

    def __init__(
        self,
        *,
        zoom: Zoom = Zoom.MONTH,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._items: tuple[LaneItem, ...] = ()
        self._today = date.min
        self._provisional: dict[Key, LaneItem] = {}
        self._folded: set[Key] = set()
        self._zoom = zoom
        self._packed = False
        self._first = 0
        self._extent = (date.min, date.min)
        self._is_placed = False
        self._spans: dict[Key, Span] = {}
        self._rows: tuple[LaneRow, ...] = ()
        self._stops: list[Stop] = []
        self._cursor = 0
        self._width = 0

    @property
    def zoom(self) -> Zoom:
        """What the ruler counts."""
        return self._zoom

    @property
    def is_packed(self) -> bool:
        """Whether actions share lanes."""
        return self._packed

    @property
    def folded(self) -> frozenset[Key]:
        """The records below which everything is put away."""
        return frozenset(self._folded)

    @property
    def first_day(self) -> date:
        """The first day that begins in view."""
        return self._zoom.day(self._first)

    @property
    def last_day(self) -> date:
        """The last day that ends in view."""
        return self._zoom.day(max(self._first, self.window.end - 1))

    @property
    def cursor_item(self) -> LaneItem | None:
        """The item under the cursor with the dates shown, None when there is none."""
        if not self._stops:
            return None
        row, place = self._stops[self._cursor]
        lane = self._rows[row]
        return lane.items[place] if isinstance(lane, Lane) else None

    @property
    def label_width(self) -> int:
        """Cells of the names at the left."""
        return max(26, min(60, self._width * 3 // 10))

    @property
    def window(self) -> Window:
        """What of the time line is in view."""
        width = max(1, self._width - self.label_width - 1)
        return Window(self._first, width, self._zoom.cell(self._today))

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget."""
        if not self._rows:
            return self.empty_line(y, self.size.height)
        if y < HEADER:
            return self._ruler_strip(y)
        index = y - HEADER + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(self._width, self.look())
        row = self._rows[index]
        if isinstance(row, Heading):
            return self._heading_strip(row)
        return self._lane_strip(row, index)

    def bar_of(self, item: LaneItem) -> Bar | None:
        """Return the bar of `item`, None where neither it nor anything below it has a date."""
        span = self._spans.get(item.key)
        return make_bar(item, span, self._zoom, self._today) if span else None

    def _arrange(self) -> None:
        """Take items or dates that have changed."""
        shown = [self._provisional.get(item.key, item) for item in self._items]
        self._spans = spans_of(shown, self._today)
        spans = self._spans.values()
        self._extent = (
            min((span.start for span in spans), default=self._today),
            max((span.end for span in spans), default=self._today),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        """Lay the rows out anew; the cursor stays on its record at the same line, else on its parent."""
        held = self.cursor_item
        line = self._stops[self._cursor].row - self.scroll_offset.y if self._stops else 0
        shown = [self._provisional.get(item.key, item) for item in self._items]
        packing = Packing(self._spans, self._zoom, self._today, NAME_ROOM) if self._packed else None
        self._rows = lay_out(shown, self._folded, packing)
        self._stops = [
            Stop(number, index)
            for number, row in enumerate(self._rows)
            if isinstance(row, Lane)
            for index in range(len(row.items))
        ]
        self.virtual_size = Size(0, len(self._rows) + HEADER if self._rows else 0)
        self._cursor = self._place_of(held, shown)
        if held and self._stops and 0 <= line < self._page:
            self.scroll_to(y=self._stops[self._cursor].row - line, animate=False, force=True)
        self._show_cursor()
        self.refresh()

    def _place_of(self, item: LaneItem | None, shown: Sequence[LaneItem]) -> int:
        """Return where the cursor finds `item`, else the nearest ancestor that is shown, else the same place."""
        places = {self._item_at(stop).key: place for place, stop in enumerate(self._stops)}
        parents = {each.key: each.parent for each in shown}
        key = item.key if item else None
        while key is not None and key not in places:
            key = parents.get(key)
        return places[key] if key is not None else max(0, min(self._cursor, len(self._stops) - 1))

    def _item_at(self, stop: Stop) -> LaneItem:
        lane = self._rows[stop.row]
        assert isinstance(lane, Lane)
        return lane.items[stop.bar]

    @property
    def _page(self) -> int:
        """Lanes that fit on the screen."""
        return max(1, self.size.height - HEADER)

    def _show_cursor(self) -> None:
        """Scroll so that the lane under the cursor is in view, with the heading above the first lane."""
        if not self._stops:
            return
        row, top = self._stops[self._cursor].row, self.scroll_offset.y
        above = row - 1 if row and isinstance(self._rows[row - 1], Heading) else row
        if above < top:
            self.scroll_to(y=above, animate=False, force=True)
        elif row >= top + self._page:
            self.scroll_to(y=row - self._page + 1, animate=False, force=True)

    def _show_position(self) -> None:
        """Write "3 / 412 · zoom month" and the legend into the lower border and repaint that line only."""
        at, count, zoom = self._cursor + 1, len(self._stops), self._zoom.label
        packed = ("packed",) if self._packed else ()
        text = " · ".join((f"{at} / {count}", f"zoom {zoom}", *packed))
        brief = " ".join((f"{at}/{count}", zoom, *packed))
        for length, words in ((0, text), (1, text), (1, brief)):
            if cell_len(f"{LEGENDS[length]} · {words}") <= self.outer_size.width - EDGE:
                shown = Content.assemble(*self._legend(length), " · ", words)
                break
        else:
            shown = Content(text)
        write_lower_border(self, shown if self._stops else None)

    def _legend(self, length: int) -> Iterator[Content | str]:
        """Yield the full (0) or short (1) legend, each glyph in the style that it has in a bar."""
        for place, (piece, words) in enumerate(MEANINGS.items()):
            if place:
                yield GAPS[length]
            yield Content.styled(piece.value, legible(self.get_visual_style(f"cell--{TOKENS[piece]}")))
            yield f" {words[length]}"

    def _scroll_time(self, first: int) -> None:
        """Bring the absolute cell `first` to the left edge; the plan or today never leaves the window for good."""
        low = self._zoom.cell(min(self._extent[0], self._today)) - self.window.width + 1
        high = self._zoom.cell(max(self._extent[1], self._today))
        self._first = max(low, min(first, high))
        self.refresh()

    def _ruler_strip(self, y: int) -> Strip:
        window = self.window
        found = ruler(self._zoom, window.first, window.width)
        line = ruler_line(found.minor, window) if y else ruler_line(found.major, window, "today")
        space: list[Run] = [(" " * (self.label_width + 1), None)]
        return self._strip([*space, *line], "line--head")

    def _heading_strip(self, row: Heading) -> Strip:
        # No bar stands in this line, so that a long name may go on over the time line.
        width = min(self._width, max(self.label_width, cell_len(row.text) + 2))
        chart = self._strip(
            [(" " * (self.label_width + 1), None), *bar_line((), (), self.window)], "lane--section"
        )
        title = Strip(self.paint(fit([f" {row.text}"], width), "lane--section"))
        return Strip.join([title, chart.crop(width, self._width)])

    def _lane_strip(self, lane: Lane, row: int) -> Strip:
        stop = self._stops[self._cursor] if self._stops else None
        at_cursor = stop is not None and stop.row == row
        item = lane.items[stop.bar if stop is not None and at_cursor else 0]
        pairs = [(each, self.bar_of(each)) for each in lane.items]
        bars = [bar for _, bar in pairs if bar]
        shared = len(lane.items) > 1
        notes = [note(bar.item, bar.state, shared, at_cursor and bar.item.key == item.key) for bar in bars]
        runs = [
            *fit(label(lane, item, self._today, at_cursor, self.label_width < ROOMY), self.label_width),
            (" ", None),
            *bar_line(bars, notes, self.window),
        ]
        return self._strip(runs, *(["line--cursor"] if at_cursor else []))

    def _strip(self, runs: list[Run], *look: str) -> Strip:
        drawn = [run for run in runs if run[0]]
        return Strip(self.paint(drawn, *look)).adjust_cell_length(self._width, self.look(*look))
