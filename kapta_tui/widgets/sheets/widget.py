"""Sections of lines: drawing, a cursor kept by the keys of section and row, keys and mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from kapta_tui.widgets.cells import Run, fit
from kapta_tui.widgets.lineview import LineView, bindings_of, registered
from kapta_tui.widgets.sheets.layout import (
    Column,
    Piece,
    Section,
    Spot,
    beside,
    columns_in,
    found_again,
    spread,
    stops,
)
from kapta_tui.widgets.stepping import Stepping

_COMMANDS: Final = registered(
    *("list", "down", "up", "left", "right", "top", "bottom", "page-down", "page-up", "open", "copy")
)
_GUTTER: Final = 2
"""Cells left of a line: cursor and blank."""

_GAP: Final = 3
"""Cells between two columns."""

_CURSOR: Final = "▸"


class SectionSheet(LineView, Stepping):
    """Lines under titles; the owner gives them with `set_sections`, each line draws itself."""

    BINDINGS = bindings_of(_COMMANDS, shown=frozenset({"list.open"}))
    CALLED: ClassVar = {
        "list.left": ("Left", "Move to the left"),
        "list.right": ("Right", "Move to the right"),
        "list.copy": ("Copy", "Copy all lines to the clipboard"),
        "list.open": ("List", "List what the line counts"),
    }

    @dataclass
    class Opened(Message):
        """Enter, or a double click on a line: its section, its key and the stop in it."""

        sheet: SectionSheet
        section: str
        row: str
        at: int

        @property
        def control(self) -> SectionSheet:
            """The sender."""
            return self.sheet

    @dataclass
    class CopyRequested(Message):
        """All lines are to be copied."""

        sheet: SectionSheet

        @property
        def control(self) -> SectionSheet:
            """The sender."""
            return self.sheet

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sections: tuple[Section, ...] = ()
        self._columns: list[Column] = []
        self._spot: Spot | None = None

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these; the cursor stays on its line, else near it."""
        self._spot = found_again(sections, self.sections, self._spot)
        self.sections = tuple(sections)
        self._lay_out()

    @property
    def here(self) -> tuple[str, str, int] | None:
        """The section, the key and the stop of the line under the cursor."""
        if self._spot is None:
            return None
        section = self.sections[self._spot.section]
        return section.key, section.rows[self._spot.row].key, self._spot.stop

    def select(self, section: str, row: str, stop: int = 0) -> bool:
        """Move the cursor to a line; False when there is none with these keys."""
        for spot in stops(self.sections):
            held = self.sections[spot.section]
            if (held.key, held.rows[spot.row].key) == (section, row):
                self._move_to(spot._replace(stop=min(stop, held.rows[spot.row].stops - 1)))
                return True
        return False

    def on_resize(self) -> None:
        """Stand beside each other where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        count = columns_in(self.scrollable_size.width, len(self.sections))
        self._columns = list(spread(self.sections, count)) if self.sections else []
        self.virtual_size = Size(0, max(map(len, self._columns), default=0))
        self._move_to(self._spot)

    @property
    def _each(self) -> int:
        """Cells of a column."""
        count = max(1, len(self._columns))
        return (self.scrollable_size.width - _GAP * (count - 1)) // count

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget."""
        if not self.sections:
            return self.empty_line(y, self.size.height)
        index, segments = y + self.scroll_offset.y, list[Segment]()
        for place, column in enumerate(self._columns):
            if place:
                segments.append(Segment(" " * _GAP, self.look()))
            segments += self._piece(column[index] if index < len(column) else None)
        return Strip(segments).adjust_cell_length(self.scrollable_size.width, self.look())

    def _piece(self, piece: Piece | None) -> list[Segment]:
        width = self._each
        if piece is None:
            return [Segment(" " * width, self.look())]
        section = self.sections[piece.section]
        if piece.row is None:
            return self.paint([(" ", None), *fit(section.title, width - 1)])
        row, spot = section.rows[piece.row], self._spot
        is_here = spot is not None and (spot.section, spot.row) == piece
        stop = spot.stop if spot is not None and is_here else None
        parts = list(row.draw(width - _GUTTER - 1, stop))
        mark = _CURSOR if is_here else " "
        runs: list[Run] = [(mark, "accent"), (" ", None), *fit(parts, width - _GUTTER - 1), (" ", None)]
        return self.paint(runs, *(["line--cursor"] if is_here else []))

    def _move_to(self, spot: Spot | None) -> None:
        self._spot = spot
        lines = [
            number
            for column in self._columns
            for number, piece in enumerate(column)
            if spot is not None and piece == (spot.section, spot.row)
        ]
        top, page = self.scroll_offset.y, max(1, self.size.height)
        for line in lines:
            # The title of a section comes into view with its first line.
            first = line - 1 if spot is not None and spot.row == 0 else line
            if first < top:
                self.scroll_to(y=first, animate=False, force=True)
            elif line >= top + page:
                self.scroll_to(y=line - page + 1, animate=False, force=True)
        self.refresh()
        self.refresh_bindings()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor; a double click opens."""
        offset = event.get_content_offset(self)
        if offset is None or not self._columns:
            return
        column = self._columns[min(offset.x // (self._each + _GAP), len(self._columns) - 1)]
        index = offset.y + self.scroll_offset.y
        piece = column[index] if index < len(column) else None
        if piece is None or piece.row is None or not self.sections[piece.section].rows[piece.row].stops:
            return
        event.stop()
        same = self._spot is not None and (self._spot.section, self._spot.row) == piece
        if not same:
            self._move_to(Spot(piece.section, piece.row))
        if event.chain == 2:
            self.action_list_open()

    def _down(self, step: int) -> None:
        every = stops(self.sections)
        if self._spot is not None and every:
            place = every.index(self._spot._replace(stop=0)) + step
            spot = every[max(0, min(place, len(every) - 1))]
            most = self.sections[spot.section].rows[spot.row].stops - 1
            self._move_to(spot._replace(stop=min(self._spot.stop, most)))

    def _across(self, step: int) -> None:
        if self._spot is not None:
            self._move_to(beside(self.sections, self._columns, self._spot, step))

    def action_list_top(self) -> None:
        """Move to the first line."""
        self._down(-len(stops(self.sections)))

    def action_list_bottom(self) -> None:
        """Move to the last line."""
        self._down(len(stops(self.sections)))

    def action_list_page_down(self) -> None:
        """Move down a page."""
        self._down(max(1, self.size.height - 1))

    def action_list_page_up(self) -> None:
        """Move up a page."""
        self._down(1 - max(2, self.size.height))

    def action_list_open(self) -> None:
        """Open the line under the cursor."""
        if self.here is not None:
            self.post_message(self.Opened(self, *self.here))

    def action_list_copy(self) -> None:
        """Copy all lines."""
        if self.sections:
            self.post_message(self.CopyRequested(self))
