"""Four lists beside and below each other, items wrapped where there is room, with one cursor and marks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from kapta_tui.widgets.cells import FILL, CellPart, fit, width_of
from kapta_tui.widgets.lineview import LineView, bindings_of, registered
from kapta_tui.widgets.quadrants.layout import (
    MOST,
    Item,
    Line,
    Piece,
    Quadrant,
    Spot,
    below,
    beside,
    breadth,
    found_again,
    lines,
    wrapped,
)
from kapta_tui.widgets.stepping import Stepping

GUTTER: Final = 3
"""Cells left of a text: mark, cursor, blank."""

WIDE: Final = 64
"""Cells from which two quadrants stand beside each other."""

_MARGIN: Final = 1
"""Cells right of a text."""

_FEW: Final = 60
"""Items up to which lines that are left are given out one item after the other."""

_FRAME: Final = 3
"""Cells of the borders and the scroll bar."""

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


_Texts = Mapping[int, list[list[CellPart]]]


class Quadrants(LineView, Stepping):
    """Lists of items under their names; the owner gives them with `set_quadrants`."""

    BINDINGS = bindings_of(_COMMANDS, shown=frozenset({"list.open"}))

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.quadrants: tuple[Quadrant, ...] = ()
        self._lines: list[Line] = []
        self._texts: _Texts = {}
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
        """Lines the quadrants take at the present width with one for each item."""
        return self._height(1)

    @property
    def height_at_ease(self) -> int:
        """Lines the quadrants take at the present width with as many for each item as it may have."""
        return self._height(MOST)

    @property
    def is_cut(self) -> bool:
        """Whether the item under the cursor is longer than what is drawn of it."""
        if self.item is None:
            return False
        width = _each(self.scrollable_size.width, self._columns) - GUTTER - _MARGIN
        texts = self._texts.get(self.item.id, [])
        return any(breadth(parts if parts[2:] else parts[:1]) > width for parts in texts)

    def _height(self, most: int) -> int:
        width = self.outer_size.width - _FRAME
        return len(self._laid_out(width, most)[1])

    def _laid_out(self, width: int, most: int) -> tuple[_Texts, list[Line]]:
        """Return the lines of every item by its id, each in at most `most`, and the lines of the screen."""
        columns = _columns(width)
        room = max(1, _each(width, columns) - GUTTER - _MARGIN)
        texts = {item.id: wrapped(item, room, most) for quadrant in self.quadrants for item in quadrant.items}
        return texts, lines(self.quadrants, columns, lambda item: len(texts[item.id]))

    def on_resize(self) -> None:
        """Stand beside each other where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_size.width
        self._columns = _columns(width)
        for most in range(MOST, 0, -1):
            self._texts, self._lines = self._laid_out(width, most)
            if len(self._lines) <= self.size.height:
                self._use_what_is_left(width)
                break
        self.virtual_size = Size(0, len(self._lines))
        self._scroll_to_cursor()
        self._show_changes()

    def _use_what_is_left(self, width: int) -> None:
        """Give items from the top on all their lines while those of the screen last."""
        if len(self._texts) > _FEW:
            return
        for number, parts in self._laid_out(width, MOST)[0].items():
            texts = {**self._texts, number: parts}
            found = self._on_screen(texts)
            if len(found) <= self.size.height:
                self._texts, self._lines = texts, found

    def _on_screen(self, texts: _Texts) -> list[Line]:
        return lines(self.quadrants, self._columns, lambda item: len(texts[item.id]))

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget."""
        index = y + self.scroll_offset.y
        width = self.scrollable_size.width
        if index >= len(self._lines):
            return Strip.blank(width, self.look())
        each = _each(width, self._columns)
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
        at_cursor = piece.spot == self._spot
        item = quadrant.items[piece.line] if piece.kind == "item" else None
        is_marked = item is not None and item.id in self._marked
        look = [*(["line--marked"] if is_marked else []), *(["line--cursor"] if at_cursor else [])]
        if piece.kind == "head":
            runs = fit([(quadrant.label, "strong"), (_count(quadrant), "muted")], width - GUTTER)
        elif item is not None:
            runs = fit(self._texts[item.id][piece.part], width - GUTTER - _MARGIN)
        else:
            runs = fit(_hint(quadrant, piece.line), width - GUTTER)
        signs = f"{'✓' if is_marked else ' '}{'▸' if at_cursor else ' '} "
        gutter: list[tuple[str, None]] = [(signs if piece.part == 0 else " " * GUTTER, None)]
        return self.paint([*gutter, *runs, (" " * (width - GUTTER - width_of(runs)), None)], *look)

    def _scroll_to_cursor(self) -> None:
        rows = [
            row
            for row, line in enumerate(self._lines)
            if any(piece is not None and piece.spot == self._spot for piece in line)
        ]
        if not rows:
            return
        top, page = self.scroll_offset.y, max(1, self.size.height)
        # The name of a quadrant comes into view with its first line.
        first = rows[0] - 1 if self._spot.line == 0 else rows[0]
        # Of an empty quadrant the cursor is on the first hint, and the others follow it.
        last = rows[-1] if self.item is not None else rows[0]
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif last >= top + page:
            self.scroll_to(y=last - page + 1, animate=False, force=True)

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


def _columns(width: int) -> int:
    """Return how many quadrants stand beside each other in `width` cells."""
    return 2 if width >= WIDE else 1


def _each(width: int, columns: int) -> int:
    """Return the cells of one of `columns` quadrants in `width` cells."""
    return (width - (columns - 1)) // columns


def _count(quadrant: Quadrant) -> str:
    return f" {len(quadrant.items)}" if quadrant.items else ""


def _hint(quadrant: Quadrant, line: int) -> list[CellPart]:
    text: CellPart = (
        (quadrant.hints[line], "muted") if line < len(quadrant.hints) else ("nothing yet", "muted")
    )
    adds: list[CellPart] = [FILL, ("n", "accent"), (" adds", "muted")]
    return [text, *(adds if line == 0 else [])]
