"""The board: cards in columns, moved by keys or by mouse; the owner changes the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from kapta_tui.widgets.board import messages
from kapta_tui.widgets.board.commands import BOARD_COMMANDS
from kapta_tui.widgets.board.mouse import BoardMouse
from kapta_tui.widgets.lineview import bindings_of

RowT = TypeVar("RowT")


class Board(BoardMouse[RowT]):
    """Columns of cards known by id, of which only those near the viewport are held.

    The owner gives `set_columns` and answers `Board.Need` with `supply`. A move is shown at once and asked
    for with `Board.MoveRequested`; the owner answers with `set_columns`, or refuses with `cancel_move`.
    Columns given while a card is dragged are shown when it is let go.
    """

    Need: TypeAlias = messages.Need
    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    MoveRequested: TypeAlias = messages.MoveRequested
    RegroupRequested: TypeAlias = messages.RegroupRequested

    BINDINGS = bindings_of(BOARD_COMMANDS, shown=frozenset({"board.open", "board.carry"}))

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
        near: list[int] = []
        around: list[int] = []
        for column, _ in self._visible():
            ids, top, page = self._cards.ids(column), self._top(column), self._page(column)
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
