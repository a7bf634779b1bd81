"""Moving on a board with the mouse: click, wheel, drag and drop."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeVar

from textual import events
from textual.content import Content
from textual.timer import Timer

from kapta_tui.widgets.board.columns import Place
from kapta_tui.widgets.board.order import BoardOrder
from kapta_tui.widgets.board.view import HEAD, Drag

RowT = TypeVar("RowT")

EDGE_PAUSE: Final = 0.15
"""Seconds between two steps of scrolling while a card is held at an edge."""


class Goal(NamedTuple):
    """Where a card is dropped, in words that other columns understand: above which card of which column."""

    column: str
    below: int | None
    """None is the end of the column."""


class BoardMouse(BoardOrder[RowT]):
    """The mouse on a board."""

    _edge: Timer | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the card or column under the pointer and be ready to drag."""
        event.stop()
        self._put_back()
        self._end_drag()
        x, y = self._position(event)
        if y == 0 and self._page_sideways(x):
            return
        column = self._column_at(x)
        if column is None:
            return
        place = Place(column, self._top(column) + (y - HEAD) // self.card_height(column))
        card = self._cards.at(place) if y >= HEAD else None
        self.move_to(
            Place(column, place.position) if card is not None else Place(column, self._nearest(column))
        )
        if card is not None and event.button == 1:
            self._drag = Drag(card, (x, y), (x, y))
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the card along."""
        drag = self._drag
        if drag is None:
            self._explain_head(*self._position(event))
            return
        event.stop()
        drag.at = self._position(event)
        if not drag.moved and drag.at != drag.start:
            drag.moved = True
            self._edge = self.set_interval(EDGE_PAUSE, self._scroll_at_edge)
        if drag.moved:
            drag.target = self._landing(drag)
            self.refresh()

    def _explain_head(self, x: int, y: int) -> None:
        """Have the tooltip say the whole head under the pointer, of which a narrow column shows a part."""
        column = self._column_at(x) if y == 0 else None
        head = None if column is None else self._cards.columns[column]
        self.tooltip = Content(f"{head.title} {head.summary}") if head is not None and head.briefs else None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the card."""
        drag = self._drag
        if drag is None:
            return
        event.stop()
        if drag.moved:
            drag.at = self._position(event)
            drag.target = self._landing(drag)
        goal = None if drag.target is None else self._goal(drag.target)
        self._end_drag()
        if goal is not None:
            self._drop(drag.card, goal)

    def on_mouse_release(self) -> None:
        """Put the card back when something else takes the mouse."""
        # What tells of the drag before may come when the next one has begun.
        if self.app.mouse_captured is not self:
            self._end_drag()

    def on_click(self, event: events.Click) -> None:
        """Open the card on a double click."""
        event.stop()
        x, y = self._position(event)
        column = self._column_at(x)
        if event.chain == 2 and column == self._cursor.column and y >= HEAD:
            index = self._top(column) + (y - HEAD) // self.card_height(column)
            if index == self._cursor.position:
                self.action_board_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the pointer down."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the pointer up."""
        self._wheel(event, -1)

    def action_board_back(self) -> None:
        """Put the card back where it was, else take all marks away."""
        if self._drag is not None:
            self._end_drag()
        elif self._carry is not None:
            self._put_back()
        else:
            self.clear_marks()

    def _position(self, event: events.MouseEvent) -> tuple[int, int]:
        """Return the pointer's cell counted from the first head; it may lie outside the board."""
        region = self.content_region
        return int(event.screen_x) - region.x, int(event.screen_y) - region.y

    def _column_at(self, x: int) -> int | None:
        """Return the column under cell `x`, its gap included."""
        if not self._cards.columns or not 0 <= x < self.size.width:
            return None
        visible = self._visible()
        return next(column for column, span in reversed(visible) if x >= span.x)

    def _nearest(self, column: int) -> int:
        """Return the position the cursor takes when a column is chosen without a card."""
        ids = self._cards.ids(column)
        return self._cursor.position if column == self._cursor.column else min(self._top(column), len(ids))

    def _page_sideways(self, x: int) -> bool:
        """Page when the pointer is on ‹ or ›, and say whether it was."""
        visible = self._visible() if self._cards.columns else []
        if not visible:
            return False
        (first, _), (last, span) = visible[0], visible[-1]
        if x <= 1 and first > 0:
            self._turn_page(-1)
        elif x >= span.x + span.width - 2 and last < len(self._cards.columns) - 1:
            self._turn_page(1)
        else:
            return False
        return True

    def _turn_page(self, step: int) -> None:
        limit = len(self._cards.columns) - self._shown
        self._first = max(0, min(self._first + step, limit))
        self.refresh()
        self.ask_if_missing()

    def _landing(self, drag: Drag) -> Place | None:
        """Return before which card of which column the dragged card would land; None puts it back."""
        x, y = drag.at
        column = self._column_at(x)
        if column is None:
            return None
        height = self.card_height(column)
        index = self._top(column) + (max(0, y - HEAD) + height // 2) // height
        return Place(column, min(index, len(self._cards.ids(column))))

    def _goal(self, target: Place) -> Goal:
        """Return what an insertion point of the order that is drawn means."""
        return Goal(self._cards.columns[target.column].key, self._cards.at(target))

    def _drop(self, card: int, goal: Goal) -> None:
        """Show the card where it is dropped and ask for the move; nothing happens where that column is gone."""
        keys = [column.key for column in self._cards.columns]
        source = self._cards.find(card, self._cursor.column)
        if source is None or goal.column not in keys or goal.below == card:
            return
        column = keys.index(goal.column)
        others = [each for each in self._cards.ids(column) if each != card]
        position = others.index(goal.below) if goal.below in others else len(others)
        if Place(column, position) == source:
            return
        self._cursor = self._cards.move(source, Place(column, position))
        self._show_cursor()
        self.refresh()
        self._tell()
        self._request(source, self._cursor)

    def _end_drag(self) -> None:
        if self._edge is not None:
            self._edge.stop()
            self._edge = None
        super()._end_drag()

    def _wheel(self, event: events.MouseEvent, step: int) -> None:
        column = self._column_at(self._position(event)[0])
        # The scroll view below would scroll itself, which has nothing to scroll.
        event.prevent_default()
        event.stop()
        if column is not None:
            self._scroll(column, step)

    def _scroll(self, column: int, step: int) -> None:
        self._set_top(column, self._top(column) + step)
        self._set_top(column, self._top(column))
        if self._drag is not None and self._drag.moved:
            self._drag.target = self._landing(self._drag)
        self.refresh()
        self.ask_if_missing()

    def _scroll_at_edge(self) -> None:
        """Scroll the column, or page sideways, while a card is held at an edge."""
        drag = self._drag
        if drag is None:
            return
        x, y = drag.at
        if x <= 0 or x >= self.size.width - 1:
            self._turn_page(-1 if x <= 0 else 1)
            drag.target = self._landing(drag)
        column = self._column_at(x)
        if column is not None and (y < HEAD or y >= self.size.height - 1):
            self._scroll(column, -1 if y < HEAD else 1)
