"""Four lists beside and below each other, drawn line by line, with one cursor and marks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from kapta_tui.widgets.cells import FILL, CellPart, fit, width_of
from kapta_tui.widgets.lineview import LineView, bindings_of, registered
from kapta_tui.widgets.quadrants.layout import (
    Item,
    Line,
    Piece,
    Quadrant,
    Spot,
    below,
    beside,
    found_again,
    lines,
)

GUTTER: Final = 3
"""Cells left of a text: mark, cursor, blank."""

WIDE: Final = 64
"""Cells from which two quadrants stand beside each other."""

_ROOMY: Final = 48
"""Cells of a quadrant in which the aside of an item is shown too."""

_RULE: Final = "│"
_COMMANDS: Final = registered(
    "list",
    "down",
    "up",
    "left",
    "right",
    "top",
    "bottom",
    "page-down",
    "page-up",
    "open",
    "mark",
    "mark-all",
    "unmark",
)


class Quadrants(LineView):
    """Lists of items under their names; the owner gives them with `set_quadrants`."""

    BINDINGS = bindings_of(_COMMANDS, shown=frozenset({"list.open"}))

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.quadrants: tuple[Quadrant, ...] = ()
        self._lines: list[Line] = []
        self._columns = 1
        self._spot = Spot(0, 0)
        self._marked: set[int] = set()

    def set_quadrants(self, quadrants: Sequence[Quadrant]) -> None:
        """Show these; the cursor stays on its item, marks on those that are still there."""
        here = self.item
        self.quadrants = tuple(quadrants)
        self._spot = found_again(self.quadrants, self._spot, None if here is None else here.id)
        self._marked &= {item.id for quadrant in quadrants for item in quadrant.items}
        self._lay_out()

    def select(self, item: int) -> bool:
        """Move the cursor to the item with the id; False when it is in no quadrant."""
        spot = found_again(self.quadrants, self._spot, item)
        self._move_to(spot)
        return self.item is not None and self.item.id == item

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        items = self.quadrant.items if self.quadrant is not None else ()
        return items[self._spot.line] if self._spot.line < len(items) else None

    @property
    def quadrant(self) -> Quadrant | None:
        """The quadrant under the cursor."""
        return self.quadrants[self._spot.quadrant] if self.quadrants else None

    @property
    def targets(self) -> tuple[int, ...]:
        """What an action takes: the marked items, else the one under the cursor."""
        marked = tuple(
            item.id for quadrant in self.quadrants for item in quadrant.items if item.id in self._marked
        )
        return marked or ((self.item.id,) if self.item is not None else ())

    @property
    def height_wanted(self) -> int:
        """Lines the quadrants take at the present width."""
        return len(lines(self.quadrants, 2 if self.size.width >= WIDE else 1))

    def on_resize(self) -> None:
        """Stand beside each other where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._columns = 2 if self.scrollable_size.width >= WIDE else 1
        self._lines = lines(self.quadrants, self._columns)
        self.virtual_size = Size(0, len(self._lines))
        self._scroll_to_cursor()
        self._show_changes()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget."""
        index = y + self.scroll_offset.y
        width = self.scrollable_size.width
        if index >= len(self._lines):
            return Strip.blank(width, self.look())
        each = (width - (self._columns - 1)) // self._columns
        segments: list[Segment] = []
        for place, piece in enumerate(self._lines[index]):
            if place:
                segments.append(Segment(_RULE, self.look("cell--muted")))
            segments += self._piece(piece, each)
        return Strip(segments).adjust_cell_length(width, self.look())

    def _piece(self, piece: Piece | None, width: int) -> list[Segment]:
        if piece is None:
            return [Segment(" " * width, self.look())]
        quadrant = self.quadrants[piece.quadrant]
        at_cursor = piece.kind != "head" and (piece.quadrant, piece.line) == self._spot
        item = quadrant.items[piece.line] if piece.kind == "item" else None
        is_marked = item is not None and item.id in self._marked
        look = [*(["line--marked"] if is_marked else []), *(["line--cursor"] if at_cursor else [])]
        if piece.kind == "head":
            runs = fit([(quadrant.label, "strong"), (_count(quadrant), "muted")], width - GUTTER)
        elif item is not None:
            runs = fit(_words(item, width), width - GUTTER)
        else:
            runs = fit(_hint(quadrant, piece.line), width - GUTTER)
        gutter: list[tuple[str, None]] = [(f"{'✓' if is_marked else ' '}{'▸' if at_cursor else ' '} ", None)]
        return self.paint([*gutter, *runs, (" " * (width - GUTTER - width_of(runs)), None)], *look)

    def _scroll_to_cursor(self) -> None:
        row = self._row_of_cursor
        if row is None:
            return
        top, page = self.scroll_offset.y, max(1, self.size.height)
        # The name of a quadrant comes into view with its first line.
        first = row - 1 if self._spot.line == 0 else row
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif row >= top + page:
            self.scroll_to(y=row - page + 1, animate=False, force=True)

    @property
    def _row_of_cursor(self) -> int | None:
        for row, line in enumerate(self._lines):
            for piece in line:
                if piece is not None and piece.kind != "head" and piece[1:] == self._spot:
                    return row
        return None

    def _move_to(self, spot: Spot) -> None:
        self._spot = spot
        self._scroll_to_cursor()
        self._show_changes()

    def _show_changes(self) -> None:
        marked = len(self._marked)
        self.show_status([f"{marked} marked"] if marked else [])
        self.refresh()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave esc to the screen while nothing is marked."""
        return bool(self._marked) if action == "list_unmark" else super().check_action(action, parameters)

    def _down(self, step: int) -> None:
        if self.quadrants:
            self._move_to(below(self.quadrants, self._spot, step, self._columns))

    def _across(self, step: int) -> None:
        if self.quadrants:
            self._move_to(beside(self.quadrants, self._spot, step, self._columns))

    def action_list_down(self) -> None:
        """Go to the next line."""
        self._down(1)

    def action_list_up(self) -> None:
        """Go to the line before."""
        self._down(-1)

    def action_list_left(self) -> None:
        """Go to the quadrant on the left."""
        self._across(-1)

    def action_list_right(self) -> None:
        """Go to the quadrant on the right."""
        self._across(1)

    def action_list_top(self) -> None:
        """Go to the first line."""
        self._move_to(Spot(0, 0))

    def action_list_bottom(self) -> None:
        """Go to the last line."""
        if self.quadrants:
            self._move_to(Spot(len(self.quadrants) - 1, self.quadrants[-1].stops - 1))

    def action_list_page_down(self) -> None:
        """Go down a page."""
        for _ in range(max(1, self.size.height)):
            self._down(1)

    def action_list_page_up(self) -> None:
        """Go up a page."""
        for _ in range(max(1, self.size.height)):
            self._down(-1)

    @abstractmethod
    def action_list_open(self) -> None:
        """Open the item under the cursor; in an empty quadrant add one."""

    def action_list_mark(self) -> None:
        """Mark the item under the cursor, or take its mark away, and move down."""
        if self.item is not None:
            self._marked ^= {self.item.id}
            self._down(1)

    def action_list_mark_all(self) -> None:
        """Mark all items, or none when all are marked."""
        every = {item.id for quadrant in self.quadrants for item in quadrant.items}
        self._marked = set() if self._marked == every else every
        self._show_changes()

    def action_list_unmark(self) -> None:
        """Take all marks away."""
        self._marked = set()
        self._show_changes()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor, mark in the gutter, open on a double click."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y + self.scroll_offset.y >= len(self._lines):
            return
        event.stop()
        line = self._lines[offset.y + self.scroll_offset.y]
        each = self.scrollable_size.width // self._columns
        place = min(offset.x // max(1, each), len(line) - 1)
        piece = line[place]
        if piece is None:
            return
        quadrant = self.quadrants[piece.quadrant]
        self._move_to(Spot(piece.quadrant, min(piece.line, quadrant.stops - 1)))
        if piece.kind == "item" and offset.x - place * each <= 1:
            self._marked ^= {quadrant.items[piece.line].id}
            self._show_changes()
        elif event.chain == 2:
            self.action_list_open()


def _count(quadrant: Quadrant) -> str:
    return f" {len(quadrant.items)}" if quadrant.items else ""


def _words(item: Item, width: int) -> list[CellPart]:
    aside: list[CellPart] = [(f" {item.aside}", "muted")] if item.aside and width >= _ROOMY else []
    return [item.text, FILL, *aside, *item.sign]


def _hint(quadrant: Quadrant, line: int) -> list[CellPart]:
    text: CellPart = (
        (quadrant.hints[line], "muted") if line < len(quadrant.hints) else ("nothing yet", "muted")
    )
    adds: list[CellPart] = [FILL, ("n", "accent"), (" adds", "muted")]
    return [text, *(adds if line == 0 else [])]
