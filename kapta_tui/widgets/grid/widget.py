"""The grid: windowed rows, a cursor kept by row id and column, keys and mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

from textual import events
from textual.geometry import Size

from kapta_tui.widgets.grid import messages
from kapta_tui.widgets.grid.commands import GRID_COMMANDS
from kapta_tui.widgets.grid.view import HEADS, SUMS, GridView, Head
from kapta_tui.widgets.lineview import bindings_of

RowT = TypeVar("RowT")

NEAR: Final = 40
"""Rows beyond the viewport that must be at hand before new ones are asked for."""

AROUND: Final = 100
"""Rows asked for on each side of the middle of the viewport."""


class RecordGrid(GridView[RowT]):
    """Rows of which only those near the viewport are held; the owner gives heads and ids and answers `Need`."""

    Need: TypeAlias = messages.Need
    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    Toggled: TypeAlias = messages.Toggled

    BINDINGS = bindings_of(GRID_COMMANDS, shown=frozenset({"grid.open", "grid.has"}))

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the rows in the order shown."""
        return self._ids

    @property
    def cursor_id(self) -> int | None:
        """The row under the cursor, None where there is none."""
        return self._ids[self._row] if self._ids else None

    @property
    def column(self) -> int | None:
        """The column under the cursor, None where there is none."""
        return self._column if self._heads else None

    def row(self, row_id: int) -> RowT | None:
        """Return the row as last supplied, None when it is not at hand."""
        return self._rows.get(row_id)

    def set_rows(self, heads: Sequence[Head], ids: Sequence[int]) -> None:
        """Show rows and columns; the cursor stays on its row and, by place, its column."""
        before = self.cursor_id
        self._heads, line = heads, self._row - self.scroll_offset.y
        self._ids = ids
        if before is not None and ids:
            self._row = ids.index(before) if before in ids else min(self._row, len(ids) - 1)
        else:
            self._row = 0
        self._column = max(0, min(self._column, len(heads) - 1))
        self.virtual_size = Size(0, len(ids) + HEADS + SUMS if ids else 0)
        self.scroll_to(y=self._row - line, animate=False, force=True)
        self.move_to(self._row, self._column)
        self._rows.expire()
        self.refresh()
        self.ask_if_missing()

    def supply(self, rows: Mapping[int, RowT]) -> None:
        """Take rows by id, usually the answer to `RecordGrid.Need`."""
        self._rows.supply(rows)
        self.refresh()
        self.post_message(self.Highlighted(self))
        self.ask_if_missing()

    def select(self, row_id: int) -> None:
        """Move the cursor to a row, if it is among those shown."""
        if row_id in self._ids:
            self.move_to(self._ids.index(row_id), self._column)

    def move_to(self, row: int, column: int) -> None:
        """Move the cursor to a row and a column, or the nearest there are, and bring both into view."""
        self._row = max(0, min(row, len(self._ids) - 1))
        self._column = max(0, min(column, len(self._heads) - 1))
        self._left = max(min(self._left, self._column), self._column - self._fitting + 1)
        top = self.scroll_offset.y
        if not top <= self._row < top + self.page:
            aim = self._row if self._row < top else self._row - self.page + 1
            self.scroll_to(y=aim, animate=False, force=True)
        self.refresh()
        self.show_status([f"{self._row + 1} / {len(self._ids)}"] if self._ids else [])
        self.post_message(self.Highlighted(self))
        self.ask_if_missing()

    def ask(self) -> bool:
        """Ask the owner for rows that are missing around the viewport; False when none is."""
        top = self.scroll_offset.y
        middle = top + self.page // 2
        ids = self._rows.wanted(
            self._ids[max(0, top - NEAR) : top + self.page + NEAR],
            self._ids[max(0, middle - AROUND) : middle + AROUND],
        )
        return bool(ids) and self.post_message(self.Need(self, ids))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that come into view."""
        super().watch_scroll_y(old_value, new_value)
        self.ask_if_missing()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.move_to(self._row, self._column)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor; a double click opens a row by its name and changes a cell."""
        offset = event.get_content_offset(self)
        if offset is None or not self._ids or not HEADS <= offset.y < self.size.height - SUMS:
            return
        event.stop()
        row, column = offset.y - HEADS + self.scroll_offset.y, self.column_at(offset.x)
        if row >= len(self._ids):
            return
        self.move_to(row, self._column if column is None else column)
        if event.chain == 2:
            if column is None:
                self.action_grid_open()
            else:
                self.action_grid_has()

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll sideways."""
        event.stop()
        self._scroll_columns(-1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll sideways."""
        event.stop()
        self._scroll_columns(1)

    def _scroll_columns(self, step: int) -> None:
        self._left = max(0, min(self._left + step, len(self._heads) - self._fitting))
        self.refresh()

    def action_grid_down(self) -> None:
        """Move to the next row."""
        self.move_to(self._row + 1, self._column)

    def action_grid_up(self) -> None:
        """Move to the row before."""
        self.move_to(self._row - 1, self._column)

    def action_grid_left(self) -> None:
        """Move to the column at the left."""
        self.move_to(self._row, self._column - 1)

    def action_grid_right(self) -> None:
        """Move to the column at the right."""
        self.move_to(self._row, self._column + 1)

    def action_grid_first(self) -> None:
        """Move to the first column."""
        self.move_to(self._row, 0)

    def action_grid_last(self) -> None:
        """Move to the last column."""
        self.move_to(self._row, len(self._heads) - 1)

    def action_grid_top(self) -> None:
        """Move to the first row."""
        self.move_to(0, self._column)

    def action_grid_bottom(self) -> None:
        """Move to the last row."""
        self.move_to(len(self._ids) - 1, self._column)

    def action_grid_page_down(self) -> None:
        """Move down a page."""
        self.move_to(self._row + self.page, self._column)

    def action_grid_page_up(self) -> None:
        """Move up a page."""
        self.move_to(self._row - self.page, self._column)

    def action_grid_open(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.Opened(self, self.cursor_id))

    def action_grid_has(self) -> None:
        """Change the cell under the cursor."""
        if self.cursor_id is not None and self._heads:
            self.post_message(self.Toggled(self, self.cursor_id, self._column))
