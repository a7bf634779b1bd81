"""Swim lanes as the screens use them: items in, messages out, one method per key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from kapta_tui.domain.lanes import Key, Lane, LaneItem, fitting
from kapta_tui.widgets.lanes import messages
from kapta_tui.widgets.lanes.commands import LANE_COMMANDS
from kapta_tui.widgets.lanes.mouse import LanesMouse
from kapta_tui.widgets.lanes.moves import Change, begun, moved, stretched
from kapta_tui.widgets.lineview import bindings_of

NUDGE = 2
"""Cells of a short scroll."""

FIT_MARGIN = 2
"""Cells kept free beside a plan that is fitted into the window."""


class Lanes(LanesMouse):
    """Goals, objectives and actions along a time line.

    The owner gives `set_items`. A moved bar is shown at once and asked for with `Lanes.BarMoved` when it is
    put down: by enter, by leaving it, by releasing the mouse, or after a short pause. The owner answers with
    `set_items`, or refuses with `cancel_moves`.
    """

    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    BarMoved: TypeAlias = messages.BarMoved
    MoveRefused: TypeAlias = messages.MoveRefused

    BINDINGS = bindings_of(LANE_COMMANDS, shown=frozenset({"lane.open", "lane.move-later", "lane.zoom-in"}))

    def set_items(self, items: Sequence[LaneItem], today: date) -> None:
        """Show `items` in this order as they stand on `today`; cursor, folds and the time in view stay."""
        self._items = tuple(items)
        self._today = today
        kept = {item.key for item in items} & {self._unsent}
        self._provisional = {key: item for key, item in self._provisional.items() if key in kept}
        if not kept:
            self._unsent = None
        self._arrange()
        self._place()
        self.tell()

    def cancel_moves(self) -> None:
        """Show every bar where the owner's items have it: the move was refused."""
        self._unsent = None
        self._provisional.clear()
        self._arrange()

    def begin(self, folded: Iterable[Key], at: Key | None = None) -> None:
        """Show the items as at a first look, whatever was shown before.

        What stands below `folded` is put away, but for `at`; the cursor stands on `at`, or on the first bar
        where there is no such item. The view begins at the top as far as the cursor lets it.
        """
        self._folded = set(folded) - set(self._above(at))
        self._cursor = 0
        self._lay_out()
        self._cursor = next((n for n, stop in enumerate(self._stops) if self._item_at(stop).key == at), 0)
        self._show_from_top()
        self.tell()

    def uncover(self, at: Key) -> None:
        """Put the cursor on an item, unfolding what it stands below; all else stays as it is."""
        self._folded -= set(self._above(at))
        self._lay_out()
        self.select(*at)

    def select(self, kind: str, record: int) -> bool:
        """Move the cursor to the record's bar; False when it is not shown."""
        for place, stop in enumerate(self._stops):
            if self._item_at(stop).key == (kind, record):
                self.move_to(place)
                return True
        return False

    def _above(self, key: Key | None) -> Iterator[Key]:
        """Yield what an item stands below, the nearest first."""
        parents = {item.key: item.parent for item in self._items}
        while key is not None and (key := parents.get(key)) is not None:
            yield key

    def on_mount(self) -> None:
        """Write the position into the border from the first frame on."""
        self._show_position()

    def on_resize(self) -> None:
        """Bring today into view on the first frame, later keep what was there."""
        is_first = not self._width
        self._width = self.scrollable_size.width
        self._place()
        if is_first:
            # Rows that came before there was any room could not be scrolled rightly.
            self._show_from_top()
        else:
            self._show_cursor()
        self._show_position()

    def on_blur(self) -> None:
        """Put a moved bar down when the focus goes elsewhere."""
        self.commit_move()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave esc to the screen while no bar is being moved."""
        if action == "lane_back":
            return self._unsent is not None
        return super().check_action(action, parameters)

    def _show_from_top(self) -> None:
        self.scroll_to(y=0, animate=False, force=True)
        self._show_cursor()

    def _place(self) -> None:
        if not self._is_placed and self._items and self._width:
            self._is_placed = True
            self.action_lane_today()

    def _shift(self, change: Change, days: int) -> None:
        if item := self.movable_item(by_start=change is begun):
            self.show_moved(change(item, days))
            self.wait_for_more()

    def _cursor_lane(self) -> Lane | None:
        row = self._rows[self._stops[self._cursor].row] if self._stops else None
        return row if isinstance(row, Lane) else None

    def action_lane_down(self) -> None:
        """Move to the next bar."""
        self.move_to(self._cursor + 1)

    def action_lane_up(self) -> None:
        """Move to the bar before."""
        self.move_to(self._cursor - 1)

    def action_lane_top(self) -> None:
        """Move to the first bar."""
        self.move_to(0)

    def action_lane_bottom(self) -> None:
        """Move to the last bar."""
        self.move_to(len(self._stops) - 1)

    def action_lane_page_down(self) -> None:
        """Move down half a page."""
        self.move_to(self._cursor + max(1, self._page // 2))

    def action_lane_page_up(self) -> None:
        """Move up half a page."""
        self.move_to(self._cursor - max(1, self._page // 2))

    def action_lane_open(self) -> None:
        """Put a moved bar down, else open the record under the cursor."""
        if self._unsent is not None:
            self.commit_move()
        else:
            self.open_cursor()

    def action_lane_left(self) -> None:
        """Scroll towards the past."""
        self._scroll_time(self._first - NUDGE)

    def action_lane_right(self) -> None:
        """Scroll towards the future."""
        self._scroll_time(self._first + NUDGE)

    def action_lane_week_on(self) -> None:
        """Scroll on by a week or what takes its place."""
        self._scroll_time(self._first + self._zoom.stride)

    def action_lane_week_back(self) -> None:
        """Scroll back by a week or what takes its place."""
        self._scroll_time(self._first - self._zoom.stride)

    def action_lane_zoom_in(self) -> None:
        """Zoom towards days around today, or around the middle where today is out of view."""
        self.zoom_to(self._zoom.closer())

    def action_lane_zoom_out(self) -> None:
        """Zoom towards years around today, or around the middle where today is out of view."""
        self.zoom_to(self._zoom.wider())

    def action_lane_today(self) -> None:
        """Bring today to the first third of the chart: what is ahead needs more room than what is past."""
        self._scroll_time(self.window.now - self.window.width // 3)

    def action_lane_fit(self) -> None:
        """Zoom as close as the whole plan fits into the window; one that never does is shown around today."""
        if not self._items:
            return
        first, last = self._extent
        room = self.window.width - FIT_MARGIN
        self.zoom_to(fitting(first, last, room))
        if self._zoom.cells_of(first, last) <= room:
            self._scroll_time(self._zoom.cell(first) - 1)
        else:
            self.action_lane_today()

    def action_lane_reveal(self) -> None:
        """Bring the bar under the cursor into view, its beginning first."""
        bar = self.bar_of(item) if (item := self.cursor_item) else None
        if bar:
            self._scroll_time(bar.start - min(8, self.window.width // 4))

    def action_lane_move_earlier(self) -> None:
        """Move the bar towards the past."""
        self._shift(moved, -self._zoom.step)

    def action_lane_move_later(self) -> None:
        """Move the bar towards the future."""
        self._shift(moved, self._zoom.step)

    def action_lane_end_earlier(self) -> None:
        """Move the end of the bar towards the past, at most to its start."""
        self._shift(stretched, -self._zoom.step)

    def action_lane_end_later(self) -> None:
        """Move the end of the bar towards the future."""
        self._shift(stretched, self._zoom.step)

    def action_lane_start_earlier(self) -> None:
        """Move the start of the bar towards the past."""
        self._shift(begun, -self._zoom.step)

    def action_lane_start_later(self) -> None:
        """Move the start of the bar towards the future, at most to its end."""
        self._shift(begun, self._zoom.step)

    def action_lane_back(self) -> None:
        """Put the bar back where it was."""
        self.put_back()

    def action_lane_fold(self) -> None:
        """Fold or unfold what is below, or the parent where nothing is below."""
        lane, item = self._cursor_lane(), self.cursor_item
        if lane and item:
            key = item.key if lane.is_folded is not None else item.parent
            if key is not None and (
                lane.is_folded is not None or any(each.key == key for each in self._items)
            ):
                self.toggle_fold(key)

    def action_lane_collapse(self) -> None:
        """Fold what is below, else move to the parent."""
        lane, item = self._cursor_lane(), self.cursor_item
        if lane and item and lane.is_folded is False:
            self.toggle_fold(item.key)
        elif item and item.parent:
            self.select(*item.parent)

    def action_lane_expand(self) -> None:
        """Unfold what is below, else move into it."""
        lane, item = self._cursor_lane(), self.cursor_item
        if lane and item and lane.is_folded:
            self.toggle_fold(item.key)
        elif lane and lane.is_folded is False:
            self.move_to(self._cursor + 1)

    def action_lane_pack(self) -> None:
        """Let actions that do not overlap share a lane, or give each its own again."""
        self._packed = not self._packed
        self._lay_out()
        self.tell()
