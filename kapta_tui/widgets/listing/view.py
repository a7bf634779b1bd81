"""The drawn side of a list: columns, header, rows, and the cache of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, Generic, TypeVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip

from kapta_tui.widgets.cells import HOLD, Cell, Run, fit, parts_of
from kapta_tui.widgets.lineview import LineView
from kapta_tui.widgets.listing.columns import GAP, GUTTER, Column, Slot, arrange
from kapta_tui.widgets.marks import Marks
from kapta_tui.widgets.window import RowWindow

RowT = TypeVar("RowT")

CURSOR: Final = "▸"
MARK: Final = "✓"
ASCENDING: Final = "▴"
DESCENDING: Final = "▾"

STRIPS: Final = 1024
"""Lines kept ready; several screens of the tallest terminals."""

State = tuple[int, bool, bool, bool]
"""Of a drawn line: row id, under the cursor, marked, list in focus."""


class ListingView(LineView, Generic[RowT]):
    """A header and rows in columns, drawn for the ids, cursor and marks that `Listing` keeps."""

    unmarkable: Collection[int] = frozenset()
    """Ids that no mark takes: rows that stand there for the sake of others."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]] = (),
        *,
        header: bool = True,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._columns = tuple(columns)
        self._hidden: set[str] = set()
        self._slots: tuple[Slot[RowT], ...] = ()
        self._width = 0
        self._header = 1 if header else 0
        self._sort: tuple[str, bool] | None = None
        self._ids: Sequence[int] = ()
        self._cursor = 0
        self._marks = Marks()
        self._rows: RowWindow[RowT] = RowWindow()
        self._strips: LRUCache[State, tuple[RowT, Strip]] = LRUCache(STRIPS)

    @property
    def columns(self) -> tuple[Column[RowT], ...]:
        """Every column, the hidden ones too."""
        return self._columns

    @property
    def hidden(self) -> frozenset[str]:
        """The keys of the columns the user has put away."""
        return frozenset(self._hidden)

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the columns that are drawn at the present width."""
        return tuple(slot.column.key for slot in self._slots)

    @property
    def sort(self) -> tuple[str, bool] | None:
        """The column the rows are ordered by and whether the order is turned around."""
        return self._sort

    def set_columns(self, columns: Sequence[Column[RowT]], hidden: Iterable[str] = ()) -> None:
        """Show `columns` but those with a key in `hidden`; the first column cannot be hidden."""
        self._columns = tuple(columns)
        self._hidden = set(hidden) - {column.key for column in self._columns[:1]}
        self._arrange()

    def toggle_column(self, key: str) -> None:
        """Hide the column, or show it again; the first column stays.

        Raises KeyError when there is no such column.
        """
        keys = [column.key for column in self._columns]
        if key not in keys:
            raise KeyError(key)
        if key != keys[0]:
            self._hidden.symmetric_difference_update((key,))
            self._arrange()

    def set_sort(self, key: str | None, reverse: bool = False) -> None:
        """Say by which column the owner has ordered the rows; None takes the mark away."""
        self._sort = None if key is None else (key, reverse)
        self.refresh(Region(0, 0, self._width, 1))

    def redraw(self) -> None:
        """Draw every row anew, because cells look at more than their row and that has changed."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget drawn lines when the theme changes."""
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self) -> None:
        """Share the new width among the columns."""
        self._fit_width()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of the region."""
        # A frame is drawn before the widget hears that its size is another one.
        self._fit_width()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget."""
        if not self._ids:
            return self.empty_line(y, self.size.height)
        if self._header and y == 0:
            return self._header_strip()
        index = y - self._header + self.scroll_offset.y
        if index >= len(self._ids):
            return Strip.blank(self._width, self.look())
        return self._row_strip(index)

    def _arrange(self) -> None:
        self._share_width()
        self.refresh()

    def _fit_width(self) -> None:
        if self._width != self.scrollable_size.width:
            self._share_width()

    def _share_width(self) -> None:
        visible = [column for column in self._columns if column.key not in self._hidden]
        self._width = self.scrollable_size.width
        self._slots = arrange(visible, self._width)
        self._strips.clear()

    def _header_strip(self) -> Strip:
        titles = [self._title(slot.column) for slot in self._slots]
        line: list[Run] = [(" " * GUTTER, None), *self._across(titles)]
        return self._strip(self.paint(line, "line--head"), "line--head")

    def _title(self, column: Column[RowT]) -> Cell:
        if self._sort is None or self._sort[0] != column.key:
            return column.title
        return [(column.title, "strong"), HOLD, (f" {DESCENDING if self._sort[1] else ASCENDING}", "strong")]

    def banner(self, row: RowT) -> Cell | None:
        """Return what a row shows across all columns; None, as for every row here, where it stands in columns."""
        return None

    def _across(self, cells: Iterable[Cell]) -> list[Run]:
        """Return one cell per slot, each cut to its width, with the gaps between them."""
        line: list[Run] = []
        for slot, cell in zip(self._slots, cells, strict=True):
            if line:
                line.append((" " * GAP, None))
            line += fit(parts_of(cell), slot.width, slot.column.align)
        return line

    def _row_strip(self, index: int) -> Strip:
        row_id = self._ids[index]
        row = self._rows.get(row_id)
        at_cursor = index == self._cursor
        marked = row_id not in self.unmarkable and self._marks.has(row_id, index, self._cursor)
        state = (row_id, at_cursor, marked, self.has_focus)
        cached = self._strips.get(state)
        if cached is not None and row is not None and cached[0] is row:
            return cached[1]
        look = [*(["line--marked"] if marked else []), *(["line--cursor"] if at_cursor else [])]
        line: list[Run] = [
            (MARK if marked else " ", "accent"),
            (CURSOR if at_cursor else " ", "accent"),
            (" ", None),
        ]
        if row is None:
            return self._strip(self.paint(line, *look), *look)
        whole = self.banner(row)
        if whole is None:
            line += self._across(slot.column.cell(row) for slot in self._slots)
        else:
            line += fit(parts_of(whole), max(0, self._width - GUTTER))
        strip = self._strip(self.paint(line, *look), *look)
        self._strips[state] = (row, strip)
        return strip

    def _strip(self, segments: list[Segment], *look: str) -> Strip:
        return Strip(segments).adjust_cell_length(self._width, self.look(*look))
