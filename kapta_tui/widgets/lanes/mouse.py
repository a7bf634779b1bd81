"""The mouse on the lanes: a click selects, dragging a bar moves it, dragging its end stretches it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset

from kapta_tui.domain.lanes import Lane, LaneItem
from kapta_tui.widgets.lanes.labels import fold_column
from kapta_tui.widgets.lanes.moves import moved, stretched
from kapta_tui.widgets.lanes.moving import LanesMoving
from kapta_tui.widgets.lanes.view import HEADER, Stop

WHEEL = 4
"""Cells that a turn of a sideways wheel scrolls."""


@dataclass(slots=True)
class Drag:
    """A bar held by the mouse: the item as it was, the absolute cell where it was taken, and by its end or not."""

    item: LaneItem
    cell: int
    by_end: bool


class LanesMouse(LanesMoving):
    """Lanes that hear the mouse."""

    _drag: Drag | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the bar or lane under the mouse and take hold of the bar."""
        offset = event.get_content_offset(self)
        stop = self._stop_at(offset) if offset and event.button == 1 else None
        if stop is None or offset is None:
            return
        event.stop()
        self.move_to(self._stops.index(stop))
        item = self._item_at(stop)
        bar = self.bar_of(item)
        cell = self._cell_at(offset)
        if bar is None or cell is None or not bar.start <= cell < bar.end or not bar.is_movable:
            return
        self._drag = Drag(item, cell, by_end=cell == bar.end - 1 and bar.end - bar.start > 1)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the bar where the mouse has carried it."""
        if self._drag is None:
            return
        cell = self.window.first + event.get_content_offset_capture(self).x - self.label_width - 1
        days = (self._zoom.day(cell) - self._zoom.day(self._drag.cell)).days
        change = stretched if self._drag.by_end else moved
        self.show_moved(change(self._drag.item, days) if days else self._drag.item)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Put the bar down."""
        if self._drag is not None:
            event.stop()
            self._drag = None
            self.release_mouse()
            self.commit_move()

    def on_click(self, event: events.Click) -> None:
        """Fold by the glyph before the name, open on a double click."""
        offset = event.get_content_offset(self)
        stop = self._stop_at(offset) if offset else None
        if stop is None or offset is None:
            return
        event.stop()
        lane = self._rows[stop.row]
        if isinstance(lane, Lane) and lane.is_folded is not None and offset.x in fold_column(lane):
            self.toggle_fold(self._item_at(stop).key)
        elif event.chain == 2:
            self.open_cursor()

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll towards the past."""
        event.stop()
        self._scroll_time(self._first - WHEEL)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll towards the future."""
        event.stop()
        self._scroll_time(self._first + WHEEL)

    def _cell_at(self, offset: Offset) -> int | None:
        """Return the absolute cell at `offset`, None left of the chart."""
        x = offset.x - self.label_width - 1
        return self.window.first + x if x >= 0 else None

    def _stop_at(self, offset: Offset) -> Stop | None:
        """Return the bar at `offset`, or the first of the lane where there is no bar."""
        row = offset.y - HEADER + self.scroll_offset.y
        if offset.y < HEADER or not 0 <= row < len(self._rows):
            return None
        lane = self._rows[row]
        if not isinstance(lane, Lane):
            return None
        cell = self._cell_at(offset)
        for index, item in enumerate(lane.items):
            bar = self.bar_of(item)
            if bar and cell is not None and bar.start <= cell < bar.tail:
                return Stop(row, index)
        return Stop(row, 0)
