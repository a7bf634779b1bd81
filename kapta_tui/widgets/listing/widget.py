"""The one list of the app: windowed rows, a cursor kept by id, marks, sorting, mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

from textual import events
from textual.geometry import Size

from kapta_tui.widgets.lineview import bindings_of
from kapta_tui.widgets.listing import messages
from kapta_tui.widgets.listing.commands import LIST_COMMANDS
from kapta_tui.widgets.listing.view import ListingView
from kapta_tui.widgets.marks import edit_refusal

RowT = TypeVar("RowT")

NEAR: Final = 40
"""Rows beyond the viewport that must be at hand before new ones are asked for."""

REMEMBERED: Final = 8
"""Rows that left from under the cursor, one after the other, to which it returns."""

AROUND: Final = 100
"""Rows asked for on each side of the middle of the viewport."""

_ON_ONE: Final = frozenset({"list.edit", "list.editor"})


class Listing(ListingView[RowT]):
    """A list of rows known by id, of which only those near the viewport are held.

    The owner gives ids with `set_ids`, answers `Listing.Need` with `supply`, and calls `refresh_rows`
    when the rows may have changed. Ids are unique.
    """

    Need: TypeAlias = messages.Need
    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    SortRequested: TypeAlias = messages.SortRequested
    CopyRequested: TypeAlias = messages.CopyRequested

    BINDINGS = bindings_of(LIST_COMMANDS, shown=frozenset({"list.open"}))

    edits_marked: str = ""
    """Which keys change all marked rows, said where a form is refused because it edits only one."""

    _told: int | None = None
    _left: tuple[int, ...] = ()
    _wanted: int | None = None

    @property
    def ids(self) -> Sequence[int]:
        """The ids in the order shown."""
        return self._ids

    @property
    def cursor(self) -> int:
        """The position of the cursor, 0 when the list is empty."""
        return self._cursor

    @property
    def cursor_id(self) -> int | None:
        """The id under the cursor, None when the list is empty."""
        return self._ids[self._cursor] if self._ids else None

    @property
    def marked(self) -> tuple[int, ...]:
        """The marked ids in the order shown."""
        marked = self._marks.ordered(self._ids, self._cursor)
        return tuple(row_id for row_id in marked if row_id not in self.unmarkable) if marked else ()

    @property
    def targets(self) -> tuple[int, ...]:
        """What an action takes: the marked ids, else the one under the cursor."""
        return self.marked or ((self._ids[self._cursor],) if self._ids else ())

    def why_not(self, command_id: str) -> str | None:
        """Refuse to edit one record while others are marked: which one was meant, nobody can know."""
        if command_id in _ON_ONE:
            return edit_refusal(self.marked, self.cursor_id, self.edits_marked)
        return None

    def row(self, row_id: int) -> RowT | None:
        """Return the row as last supplied, None when it is not at hand."""
        return self._rows.get(row_id)

    def set_ids(self, ids: Sequence[int], rows: Mapping[int, RowT] | None = None) -> None:
        """Show `ids` in this order; the cursor stays on its id at the same line of the screen.

        Where the list was seen from its top and rows come above the cursor, as after undo, the top stays in view.
        When a row that left from under the cursor comes back and nothing was chosen meanwhile, the cursor returns
        to it. `rows` are those that came with the ids and need not be asked for.
        """
        self._rows.supply(rows or {})
        line = self._cursor - self.scroll_offset.y
        seen = 0 <= line < self._page
        cursor = self._returned(ids)
        if line == self._cursor < cursor < self._page and len(ids) > len(self._ids):
            line = cursor
        self._marks.carry_over(self._ids, ids, self._cursor)
        self._ids = ids
        self._cursor = cursor
        self.virtual_size = Size(0, len(ids) + self._header if ids else 0)
        if seen:
            self.scroll_to(y=cursor - line, animate=False, force=True)
            self._scroll_to_cursor()
        self.refresh()
        self._tell()
        self.ask_if_missing()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.select(wanted)

    def supply(self, rows: Mapping[int, RowT]) -> None:
        """Take rows by id, usually the answer to `Listing.Need`."""
        top = self.scroll_offset.y
        shown = self._ids[top : top + self._page]
        changed = any(row_id in rows and self._rows.get(row_id) != rows[row_id] for row_id in shown)
        self._rows.supply(rows)
        if changed:
            self.refresh()
        self.ask_if_missing()

    def renew(self, ids: Sequence[int], rows: Mapping[int, RowT]) -> None:
        """Show `ids` as `set_ids` does, with rows read anew: those held are shown until theirs has come."""
        self._rows.expire()
        self.set_ids(ids, rows)

    def refresh_rows(self) -> None:
        """Ask for the rows anew; the old ones are shown until then."""
        self._rows.expire()
        self.ask_if_missing()

    def select(self, row_id: int) -> bool:
        """Move the cursor to the id; False when it is not in the list."""
        try:
            index = self._ids.index(row_id)
        except ValueError:
            return False
        self.move_to(index)
        return True

    def want(self, row_id: int) -> None:
        """Move the cursor to the id, at once or when the next `set_ids` brings it."""
        self._wanted = None if self.select(row_id) else row_id

    def lift(self) -> None:
        """Scroll what stands below the cursor into view: where it is low or not seen, it goes up to a third."""
        line, room = self._cursor - self.scroll_offset.y, self._page
        if not 0 <= line < 2 * room // 3:
            self.scroll_to(y=max(0, self._cursor - room // 3), animate=False, force=True)

    def clear_marks(self) -> None:
        """Take away every mark and end a range, for instance after an action on the marked rows."""
        while self._marks.ranging or self._marks.count(self._ids, self._cursor):
            self._marks.clear()
        self._show_marks()

    def move_to(self, index: int) -> None:
        """Move the cursor to position `index`, or the nearest there is."""
        if not self._ids:
            return
        before = self._cursor
        self._cursor = max(0, min(index, len(self._ids) - 1))
        self._left = ()
        if self._marks.ranging:
            self._refresh_rows_between(before, self._cursor)
        elif before != self._cursor:
            self._refresh_rows_between(before, before)
            self._refresh_rows_between(self._cursor, self._cursor)
        self._scroll_to_cursor()
        self._tell()
        self.ask_if_missing()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that come into view."""
        super().watch_scroll_y(old_value, new_value)
        self.ask_if_missing()

    def on_resize(self) -> None:
        """Keep the cursor in view when the list becomes smaller."""
        self._scroll_to_cursor()
        self.ask_if_missing()

    def on_mount(self) -> None:
        """Write the position into the border from the first frame on."""
        self._show_position()

    @property
    def _page(self) -> int:
        """Rows that fit on the screen."""
        return max(1, self.size.height - self._header)

    def _position_in(self, ids: Sequence[int]) -> int:
        """Return where the cursor belongs in `ids`: on its id, else at the nearest position."""
        if not self._ids or not ids:
            return 0
        row_id = self._ids[self._cursor]
        nearest = min(self._cursor, len(ids) - 1)
        if ids[nearest] == row_id:
            return nearest
        try:
            return ids.index(row_id)
        except ValueError:
            return nearest

    def _returned(self, ids: Sequence[int]) -> int:
        """Return where the cursor belongs in `ids`, or of the row that left from under it."""
        if len(ids) > len(self._ids):
            # Where several come back, as from a filter, the first one is where the user was.
            back = next((row_id for row_id in self._left if row_id in ids), None)
            if back is not None:
                self._left = self._left[: self._left.index(back)]
                return ids.index(back)
        cursor = self._position_in(ids)
        if self._ids and (not ids or ids[cursor] != self._ids[self._cursor]):
            self._left = (*self._left[1 - REMEMBERED :], self._ids[self._cursor])
        return cursor

    def _refresh_rows_between(self, first: int, last: int) -> None:
        low, high = min(first, last), max(first, last)
        self.refresh_lines(low + self._header, high - low + 1)

    def _scroll_to_cursor(self) -> None:
        top = self.scroll_offset.y
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, force=True)
        elif self._cursor >= top + self._page:
            self.scroll_to(y=self._cursor - self._page + 1, animate=False, force=True)

    def _tell(self) -> None:
        self._show_position()
        row_id = self.cursor_id
        if row_id != self._told:
            self._told = row_id
            self.post_message(self.Highlighted(self, row_id))

    def _show_position(self) -> None:
        marked = len(self.marked) if self.unmarkable else self._marks.count(self._ids, self._cursor)
        words = [f"{self._cursor + 1} / {len(self._ids)}"] if self._ids else []
        words += [f"{marked} marked"] if marked else []
        words += ["range"] if self._marks.ranging else []
        self.show_status(words)

    def ask(self) -> bool:
        """Ask the owner for rows that are missing around the viewport; False when none is."""
        top = self.scroll_offset.y
        middle = top + self._page // 2
        ids = self._rows.wanted(
            self._ids[max(0, top - NEAR) : top + self._page + NEAR],
            self._ids[max(0, middle - AROUND) : middle + AROUND],
        )
        return bool(ids) and self.post_message(self.Need(self, ids))

    def _show_marks(self) -> None:
        self.refresh()
        self._show_position()

    def _request_sort(self, key: str, reverse: bool) -> None:
        self.set_sort(key, reverse)
        self.post_message(self.SortRequested(self, key, reverse))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave esc to the screen while nothing is marked."""
        if action == "list_unmark":
            return self._marks.ranging or self._marks.count(self._ids, self._cursor) > 0
        return super().check_action(action, parameters)

    def action_list_down(self) -> None:
        """Move to the next row."""
        self.move_to(self._cursor + 1)

    def action_list_up(self) -> None:
        """Move to the row before."""
        self.move_to(self._cursor - 1)

    def action_list_top(self) -> None:
        """Move to the first row."""
        self.move_to(0)

    def action_list_bottom(self) -> None:
        """Move to the last row."""
        self.move_to(len(self._ids) - 1)

    def action_list_half_down(self) -> None:
        """Move down half a page."""
        self.move_to(self._cursor + max(1, self._page // 2))

    def action_list_half_up(self) -> None:
        """Move up half a page."""
        self.move_to(self._cursor - max(1, self._page // 2))

    def action_list_page_down(self) -> None:
        """Move down a page."""
        self.move_to(self._cursor + self._page)

    def action_list_page_up(self) -> None:
        """Move up a page."""
        self.move_to(self._cursor - self._page)

    def action_list_open(self) -> None:
        """Open the row under the cursor."""
        if (row_id := self.cursor_id) is not None:
            self.post_message(self.Opened(self, row_id))

    def action_list_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and move down."""
        if (row_id := self.cursor_id) is not None:
            if row_id not in self.unmarkable:
                self._marks.toggle(row_id)
            self._refresh_rows_between(self._cursor, self._cursor)
            self.move_to(self._cursor + 1)

    def action_list_mark_all(self) -> None:
        """Mark all rows, or none when all are marked."""
        self._marks.toggle_all([row_id for row_id in self._ids if row_id not in self.unmarkable])
        self._show_marks()

    def action_list_range(self) -> None:
        """Open a range at the cursor, or close it."""
        if self._ids:
            self._marks.toggle_range(self._ids, self._cursor)
            self._show_marks()

    def action_list_unmark(self) -> None:
        """End the range, else take all marks away."""
        self._marks.clear()
        self._show_marks()

    def action_list_sort(self) -> None:
        """Sort by the next sortable column that is shown."""
        keys = [slot.column.key for slot in self._slots if slot.column.sortable]
        if keys:
            now = self._sort[0] if self._sort else None
            at = keys.index(now) + 1 if now in keys else 0
            self._request_sort(keys[at % len(keys)], False)

    def action_list_reverse(self) -> None:
        """Turn the order around."""
        if self._sort:
            self._request_sort(self._sort[0], not self._sort[1])

    def action_list_copy(self) -> None:
        """Ask the owner to copy the marked rows, or the one under the cursor."""
        if self._ids:
            self.post_message(self.CopyRequested(self, self.targets))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor, open on a double click, sort by a header, mark in the gutter."""
        offset = event.get_content_offset(self)
        if offset is None or not self._ids:
            return
        event.stop()
        if self._header and offset.y == 0:
            self._click_header(offset.x)
            return
        index = offset.y - self._header + self.scroll_offset.y
        if index >= len(self._ids):
            return
        if offset.x == 0 and self._ids[index] not in self.unmarkable:
            self._marks.toggle(self._ids[index])
            self._refresh_rows_between(index, index)
        self.move_to(index)
        if event.chain == 2 and offset.x > 0:
            self.action_list_open()

    def _click_header(self, x: int) -> None:
        for slot in self._slots:
            if slot.column.sortable and slot.x <= x < slot.x + max(slot.width, 1):
                again = self._sort is not None and self._sort[0] == slot.column.key
                self._request_sort(slot.column.key, again and self._sort is not None and not self._sort[1])
                return
