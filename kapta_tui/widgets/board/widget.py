"""The board: cards in columns, moved by keys or by mouse; the owner changes the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeVar

from kapta_tui.widgets.board import messages
from kapta_tui.widgets.board.columns import BoardColumn, Cards, Place
from kapta_tui.widgets.board.commands import BOARD_COMMANDS
from kapta_tui.widgets.board.mouse import BoardMouse
from kapta_tui.widgets.lineview import bindings_of

RowT = TypeVar("RowT")


class Board(BoardMouse[RowT]):
    """Columns of cards known by id, of which only those near the viewport are held.

    The owner gives `set_columns` and answers `Board.Need` with `supply`. A move is shown at once and asked
    for with `Board.MoveRequested`; the owner answers with `set_columns`, or refuses with `cancel_move`.
    """

    Need: TypeAlias = messages.Need
    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    MoveRequested: TypeAlias = messages.MoveRequested
    RegroupRequested: TypeAlias = messages.RegroupRequested

    BINDINGS = bindings_of(BOARD_COMMANDS, shown=frozenset({"board.open", "board.carry"}))

    @property
    def columns(self) -> tuple[BoardColumn, ...]:
        """The columns as the owner gave them."""
        return self._cards.columns

    def ids(self, key: str) -> tuple[int, ...]:
        """Return the cards of column `key` as shown, provisional moves included.

        Raises KeyError when there is no such column.
        """
        for index, column in enumerate(self._cards.columns):
            if column.key == key:
                return tuple(self._cards.ids(index))
        raise KeyError(key)

    def row(self, card: int) -> RowT | None:
        """Return the row of a card as last supplied, None when it is not at hand."""
        return self._rows.get(card)

    def set_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show `columns`; the cursor stays on its card at the same line, a carried card stays in hand."""
        held = self._held()
        self._adopt(Cards(columns))
        if held is not None and self._carry is not None:
            key, index = held
            keys = [column.key for column in columns]
            if key in keys:
                self._cursor = self._cards.move(self._cursor, Place(keys.index(key), index))
                self._show_cursor()
        self._keep_marks()
        self.refresh()
        self._tell()
        self.ask_if_missing()

    def cancel_move(self) -> None:
        """Show every card where the owner's columns have it: the move was refused."""
        self.set_columns(self._cards.columns)

    def supply(self, rows: Mapping[int, RowT]) -> None:
        """Take rows by card, usually the answer to `Board.Need`."""
        self._rows.supply(rows)
        self.refresh()
        self.ask_if_missing()

    def refresh_rows(self) -> None:
        """Ask for the rows anew; the old ones are shown until then."""
        self._rows.expire()
        self.ask_if_missing()

    def ask(self) -> bool:
        """Ask the owner for cards missing in and around the viewport of each column; False when none is."""
        page = self._page
        near: list[int] = []
        around: list[int] = []
        for column, _ in self._visible():
            ids, top = self._cards.ids(column), self._top(column)
            near += ids[max(0, top - page) : top + 2 * page + 1]
            around += ids[max(0, top - 3 * page) : top + 4 * page + 1]
        wanted = self._rows.wanted(near, around)
        return bool(wanted) and self.post_message(self.Need(self, wanted))

    def on_resize(self) -> None:
        """Keep the cursor in view when the board becomes smaller."""
        if self._cards.columns:
            self._show_cursor()
            self.refresh()
            self.ask_if_missing()

    def _held(self) -> tuple[str, int] | None:
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
            if 0 <= line < self._page:
                self._set_top(found.column, max(0, found.position - line))
            self._show_cursor()

    def _keep_marks(self) -> None:
        """Forget marks of cards that left the board: nobody acts on what cannot be seen."""
        if self._marked:
            on_board = (self._cards.ids(column) for column in range(len(self._cards.columns)))
            self._marked.intersection_update(card for ids in on_board for card in ids)
        if self._drag is not None:
            self._drag.target = None
            if self._cards.find(self._drag.card) is None:
                self._end_drag()
