"""Taking new columns: the cursor stays on its card, a carried card in hand, a dragged one under the pointer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from kapta_tui.widgets.board.columns import BoardColumn, Cards, Place
from kapta_tui.widgets.board.cursor import BoardCursor

RowT = TypeVar("RowT")


class BoardOrder(BoardCursor[RowT]):
    """A board whose owner gives its columns.

    While a card is dragged the board stays as it is drawn, so that the card lands where it is dropped; columns
    given meanwhile are held until then.
    """

    _held_back: tuple[BoardColumn, ...] | None = None

    @property
    def columns(self) -> tuple[BoardColumn, ...]:
        """The columns as the owner gave them."""
        return self._cards.columns if self._held_back is None else self._held_back

    def set_columns(self, columns: Sequence[BoardColumn], rows: Mapping[int, RowT] | None = None) -> None:
        """Show `columns`; the cursor stays on its card at the same line, a carried card stays in hand.

        While a card is dragged they are shown when it is dropped or put back, at once where it is not among them.
        `rows` are those that came with the columns and need not be asked for.
        """
        self._rows.supply(rows or {})
        drag = self._drag
        if drag is None:
            self._take(columns)
            return
        self._held_back = tuple(columns)
        if not any(drag.card in column.ids for column in columns):
            self._end_drag()

    def cancel_move(self) -> None:
        """Show every card where the owner's columns have it: the move was refused."""
        self.set_columns(self.columns)

    def _end_drag(self) -> None:
        """Let go of a dragged card and show the columns held back for it."""
        if self._drag is not None:
            self._drag = None
            self.release_mouse()
            self.refresh()
        held, self._held_back = self._held_back, None
        if held is not None:
            self._take(held)

    def _take(self, columns: Sequence[BoardColumn]) -> None:
        carried = self._carried()
        self._adopt(Cards(columns))
        if carried is not None and self._carry is not None:
            key, index = carried
            keys = [column.key for column in columns]
            if key in keys:
                self._cursor = self._cards.move(self._cursor, Place(keys.index(key), index))
                self._show_cursor()
        self._keep_marks()
        self.refresh()
        self._tell()
        self.ask_if_missing()

    def _carried(self) -> tuple[str, int] | None:
        """Return the column and position at which a carried card is shown."""
        if self._carry is None:
            return None
        return self._cards.columns[self._cursor.column].key, self._cursor.position

    def _adopt(self, cards: Cards) -> None:
        """Take a new order and find the cursor's card in it."""
        old, place = self._cards, self._cursor
        card = old.at(place)
        line = place.position - self._top(place.column) if old.columns else 0
        key = old.columns[place.column].key if old.columns else None
        keys = [column.key for column in cards.columns]
        column = keys.index(key) if key in keys else min(place.column, max(0, len(keys) - 1))
        found = None if card is None else cards.find(card, column)
        self._cards = cards
        if found is None:
            self._carry = None
            last = len(cards.ids(column)) - 1 if keys else 0
            found = Place(column, max(0, min(place.position, last)))
        elif self._carry is not None:
            self._carry = found
        self._cursor = found
        if keys:
            if 0 <= line < self._page(found.column):
                self._set_top(found.column, max(0, found.position - line))
            self._show_cursor()

    def _keep_marks(self) -> None:
        """Forget marks of cards that left the board: nobody acts on what cannot be seen."""
        if self._marked:
            on_board = (self._cards.ids(column) for column in range(len(self._cards.columns)))
            self._marked.intersection_update(card for ids in on_board for card in ids)
