"""The mouse on the lanes: a click selects, dragging a bar moves it, dragging an end of it stretches it.

Dragging the ruler scrolls time; so does the wheel with shift, and with ctrl it zooms.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset

from kapta_tui.domain.lanes import Bar, Lane, LaneItem, Shape
from kapta_tui.widgets.lanes.labels import fold_column
from kapta_tui.widgets.lanes.moves import Change, begun, moved, stretched
from kapta_tui.widgets.lanes.moving import LanesMoving
from kapta_tui.widgets.lanes.view import HEADER, Stop

WHEEL = 4
"""Cells that a turn of a sideways wheel scrolls."""


LEAST_PULL = 3
"""Cells of a bar that is still moved as a whole by its first one."""


@dataclass(slots=True)
class Drag:
    """A bar held by the mouse: the item as it was, the absolute cell where it was taken, and what dragging does."""

    item: LaneItem
    cell: int
    change: Change


class LanesMouse(LanesMoving):
    """Lanes that hear the mouse."""

    _drag: Drag | None = None
    _ruler_from: int | None = None
    """The absolute cell under the mouse where the ruler is held by it."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the bar or lane under the mouse and take hold of the bar, or of the ruler."""
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1:
            return
        cell = self._cell_at(offset)
        if offset.y < HEADER and cell is not None and self._rows:
            event.stop()
            self._ruler_from = cell
            self.capture_mouse()
            return
        stop = self._stop_at(offset)
        if stop is None:
            return
        event.stop()
        self.move_to(self._stops.index(stop))
        item = self._item_at(stop)
        bar = self.bar_of(item)
        if bar is None or cell is None or not bar.start <= cell < bar.end or not bar.is_movable:
            return
        self._drag = Drag(item, cell, _change(bar, cell))
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the bar where the mouse has carried it, or the time that the ruler was pulled to."""
        column = event.get_content_offset_capture(self).x - self.label_width - 1
        if self._ruler_from is not None:
            self._scroll_time(self._ruler_from - column)
        elif self._drag is not None:
            days = (self._zoom.day(self.window.first + column) - self._zoom.day(self._drag.cell)).days
            self.show_moved(self._drag.change(self._drag.item, days) if days else self._drag.item)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Put the bar down."""
        if self._let_go():
            event.stop()
            self.commit_move()

    def put_back(self) -> None:
        """Show the bar that is being moved where it was, and let it go where the mouse holds it."""
        self._let_go()
        super().put_back()

    def _let_go(self) -> bool:
        """Take the hand off bar and ruler; False where there was none."""
        was_held = self._drag is not None or self._ruler_from is not None
        self._drag = self._ruler_from = None
        if was_held:
            self.release_mouse()
        return was_held

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

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on: through the lanes, with shift through time, with ctrl zoom towards years."""
        if self._wheel(event, 1):
            event.prevent_default()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back: through the lanes, with shift through time, with ctrl zoom towards days."""
        if self._wheel(event, -1):
            event.prevent_default()

    def _wheel(self, event: events.MouseEvent, step: int) -> bool:
        """Do what the wheel does with a key held; False where it has none."""
        if not (event.ctrl or event.shift) or not self._rows:
            return False
        event.stop()
        offset = event.get_content_offset(self)
        cell = self._cell_at(offset) if offset else None
        if event.ctrl:
            zoom = self._zoom.wider() if step > 0 else self._zoom.closer()
            self.zoom_to(zoom, None if cell is None else cell - self.window.first)
        else:
            self._scroll_time(self._first + step * WHEEL)
        return True

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


def _change(bar: Bar, cell: int) -> Change:
    """Return what dragging `bar` by `cell` does: an end of it is pulled where there is room between them."""
    length = bar.end - bar.start
    if cell == bar.end - 1 and length > 1 and bar.span.shape is not Shape.OPEN:
        return stretched
    return begun if cell == bar.start and length > LEAST_PULL else moved
