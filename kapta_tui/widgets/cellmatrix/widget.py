"""The matrix: a cursor kept by the keys of row and column, keys and mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.geometry import Size
from textual.message import Message

from kapta_tui.widgets.cellmatrix.view import HEAD, Head, MatrixView
from kapta_tui.widgets.lineview import bindings_of, registered

_COMMANDS: Final = registered("list", "down", "up", "left", "right", "top", "bottom", "open", "copy")


class CellMatrix(MatrixView):
    """Cells that can be opened; the owner gives the heads with `set_heads` and draws each cell."""

    BINDINGS = bindings_of(_COMMANDS, shown=frozenset({"list.open"}))
    CALLED: ClassVar = {
        "list.left": ("Left", "Move one column to the left"),
        "list.right": ("Right", "Move one column to the right"),
        "list.copy": ("Copy", "Copy all cells to the clipboard"),
        "list.open": ("List", "List what the cell counts"),
    }

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another cell."""

        matrix: CellMatrix

        @property
        def control(self) -> CellMatrix:
            """The sender."""
            return self.matrix

    @dataclass
    class Opened(Highlighted):
        """Enter, or a double click on a cell."""

    @dataclass
    class CopyRequested(Highlighted):
        """All cells are to be copied."""

    @property
    def here(self) -> tuple[str, str] | None:
        """The keys of row and column under the cursor, None where there is no cell."""
        if not self._rows or not self._columns:
            return None
        return self._rows[self._row].key, self._columns[self._column].key

    def set_heads(self, rows: Sequence[Head], columns: Sequence[Head]) -> None:
        """Show these rows and columns; the cursor stays on its cell, else near it."""
        here = self.here
        self._rows, self._columns = rows, columns
        if here is None or not self.select(*here):
            self._move_to(self._row, self._column)

    def select(self, row: str, column: str) -> bool:
        """Move the cursor to the cell with these keys; False when there is none."""
        places = [place for place, head in enumerate(self._rows) if head.key == row]
        across = [place for place, head in enumerate(self._columns) if head.key == column]
        if places and across:
            self._move_to(places[0], across[0])
        return bool(places and across)

    def _move_to(self, row: int, column: int) -> None:
        self._row = max(0, min(row, len(self._rows) - 1))
        self._column = max(0, min(column, len(self._columns) - 1))
        fitting = self._fitting(self._names_width)
        # Where there is more room than before, no column at the left stays out of view.
        left = min(self._left, self._column, len(self._columns) - fitting)
        self._left = max(0, left, self._column - fitting + 1)
        # The last row has no rule below it.
        lines = (len(self._rows) - 1) * self._pitch + self._height + HEAD
        self.virtual_size = Size(0, lines if self._rows else 0)
        top, page = self.scroll_offset.y, self.size.height - HEAD
        first, last = self._row * self._pitch, self._row * self._pitch + self._height
        if first < top or last > top + page:
            self.scroll_to(y=first if first < top else last - page, animate=False, force=True)
        self.refresh()
        self.post_message(self.Highlighted(self))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._move_to(self._row, self._column)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor; a double click opens."""
        offset = event.get_content_offset(self)
        place = None if offset is None else self.place_at(offset.x, offset.y)
        if place is None:
            return
        event.stop()
        self._move_to(*place)
        if event.chain == 2:
            self.action_list_open()

    def action_list_down(self) -> None:
        """Move to the row below."""
        self._move_to(self._row + 1, self._column)

    def action_list_up(self) -> None:
        """Move to the row above."""
        self._move_to(self._row - 1, self._column)

    def action_list_left(self) -> None:
        """Move to the column at the left."""
        self._move_to(self._row, self._column - 1)

    def action_list_right(self) -> None:
        """Move to the column at the right."""
        self._move_to(self._row, self._column + 1)

    def action_list_top(self) -> None:
        """Move to the first row."""
        self._move_to(0, self._column)

    def action_list_bottom(self) -> None:
        """Move to the last row."""
        self._move_to(len(self._rows) - 1, self._column)

    def action_list_open(self) -> None:
        """Open the cell under the cursor."""
        if self.here is not None:
            self.post_message(self.Opened(self))

    def action_list_copy(self) -> None:
        """Copy all cells."""
        if self.here is not None:
            self.post_message(self.CopyRequested(self))
