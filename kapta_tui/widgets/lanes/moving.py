"""Cursor, folds and provisional dates of the lanes."""

from __future__ import annotations

from typing import Final

from textual.timer import Timer

from kapta_tui.domain.lanes import Key, LaneItem, Shape, Zoom
from kapta_tui.widgets.lanes import messages
from kapta_tui.widgets.lanes.view import HEADER, LanesView

PAUSE: Final = 0.8
"""Seconds without a key after which a moved bar is put down: several keys are one change, and one undo."""


class LanesMoving(LanesView):
    """Lanes whose cursor moves and whose bars can be shown elsewhere before the owner knows."""

    _unsent: Key | None = None
    _pause: Timer | None = None
    _told: Key | None = None

    def move_to(self, place: int) -> None:
        """Move the cursor to bar number `place` from the top, or the nearest there is; put a moved bar down."""
        if not self._stops:
            return
        before = self._stops[self._cursor].row
        self._cursor = max(0, min(place, len(self._stops) - 1))
        after = self._stops[self._cursor].row
        for row in {before, after}:
            self.refresh_lines(row + HEADER, 1)
        self._show_cursor()
        self.commit_move()
        self.tell()

    def zoom_to(self, zoom: Zoom, at: int | None = None) -> None:
        """Count in `zoom`; what stands in column `at` of the chart stays there.

        Without a column that is today, or the middle where today is out of view.
        """
        window = self.window
        sees_today = window.first <= window.now < window.end
        if at is None:
            at = window.now - window.first if sees_today else window.width // 2
        anchor = self._today if window.first + at == window.now else self._zoom.day(window.first + at)
        self._zoom = zoom
        if self._packed:
            self._lay_out()
        self._scroll_time(zoom.cell(anchor) - at)
        self._show_position()

    def toggle_fold(self, key: Key) -> None:
        """Put away what is below the record, or show it again."""
        self._folded.symmetric_difference_update((key,))
        self._lay_out()
        self.tell()

    def open_cursor(self) -> None:
        """Ask the owner to open the record under the cursor."""
        if item := self.cursor_item:
            self.post_message(messages.Opened(self, item.kind, item.id))

    def show_moved(self, item: LaneItem) -> None:
        """Show `item` with its new dates; they are posted by `commit_move` or after a pause."""
        if self._unsent not in (None, item.key):
            self.commit_move()
        self._stop_pause()
        self._unsent = item.key
        if self._provisional.get(item.key) != item:
            self._provisional[item.key] = item
            self._arrange()

    def commit_move(self) -> None:
        """Post the dates of the bar that was moved last, if it stands elsewhere than before."""
        self._stop_pause()
        key, self._unsent = self._unsent, None
        if key is None:
            return
        item = self._provisional[key]
        if item in self._items:
            del self._provisional[key]
            return
        self.post_message(messages.BarMoved(self, item.kind, item.id, item.start, item.due))

    def put_back(self) -> None:
        """Show the bar that is being moved where it was."""
        self._stop_pause()
        if self._unsent is not None:
            self._provisional.pop(self._unsent, None)
            self._unsent = None
            self._arrange()

    def movable_item(self, *, by_start: bool = False) -> LaneItem | None:
        """Return the item under the cursor if it has dates to move; else say why not and return None.

        What only really began has a start to move: `by_start` plans one from that day.
        """
        item = self.cursor_item
        if item is None:
            return None
        span = self._spans.get(item.key)
        if span is None:
            self._refuse("There is no date to move yet.", wants_date=True)
        elif span.shape is Shape.DERIVED:
            self._refuse("It has no dates of its own: it spans what stands below it.")
        elif span.shape is Shape.REAL and not (by_start and item.started_on):
            self._refuse("It shows when work really began and ended: no date is planned.", wants_date=True)
        else:
            return item
        return None

    def _refuse(self, reason: str, *, wants_date: bool = False) -> None:
        self.post_message(messages.MoveRefused(self, reason, wants_date))

    def wait_for_more(self) -> None:
        """Put the moved bar down once no further key comes."""
        self._stop_pause()
        self._pause = self.set_timer(PAUSE, self.commit_move)

    def tell(self) -> None:
        """Say where the cursor is when it is on another record."""
        self._show_position()
        item = self.cursor_item
        if item and item.key != self._told:
            self._told = item.key
            self.post_message(messages.Highlighted(self, item.kind, item.id))

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
