"""Moving on a board with the keyboard: the cursor, and the card it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from textual.geometry import Region

from kapta_tui.widgets.board import messages
from kapta_tui.widgets.board.columns import Place
from kapta_tui.widgets.board.view import HEAD, BoardView
from kapta_tui.widgets.marks import edit_refusal

RowT = TypeVar("RowT")

_CARRYING: Final = {
    "board.open": ("Put down", "Put the card down where it is shown"),
    "board.back": ("Put back", "Put the card back where it was"),
}

CARRY_HINT = "moving: enter puts down, esc puts back"


class BoardCursor(BoardView[RowT]):
    """The cursor of a board, its marks and its provisional moves."""

    _told: int | None = None

    @property
    def cursor(self) -> Place:
        """The place of the cursor: positions of column and card, from 0."""
        return self._cursor

    @property
    def cursor_id(self) -> int | None:
        """The card under the cursor, None in an empty column."""
        return self._cards.at(self._cursor)

    @property
    def carrying(self) -> bool:
        """Whether the cursor or the mouse holds a card."""
        return self._carry is not None or (self._drag is not None and self._drag.moved)

    @property
    def marked(self) -> tuple[int, ...]:
        """The marked cards, column by column from the top."""
        if not self._marked:
            return ()
        columns = range(len(self._cards.columns))
        return tuple(card for column in columns for card in self._cards.ids(column) if card in self._marked)

    @property
    def targets(self) -> tuple[int, ...]:
        """What an action takes: the marked cards, else the one under the cursor."""
        card = self.cursor_id
        return self.marked or (() if card is None else (card,))

    def why_not(self, command_id: str) -> str | None:
        """Refuse to edit one card while others are marked."""
        return edit_refusal(self.marked, self.cursor_id) if command_id == "board.edit" else None

    def select(self, card: int) -> bool:
        """Move the cursor to the card; False when it is not on the board, or while another is being moved."""
        place = self._cards.find(card, self._cursor.column)
        if place is None or self.carrying:
            return False
        self.move_to(place)
        return True

    def clear_marks(self) -> None:
        """Take away every mark, for instance after an action on the marked cards."""
        self._marked.clear()
        self.refresh()
        self._tell()

    def move_to(self, place: Place) -> None:
        """Move the cursor to `place` or the nearest there is, with the card in move mode."""
        if not self._cards.columns:
            return
        before, view = self._cursor, self._viewport(self._cursor.column)
        column = max(0, min(place.column, len(self._cards.columns) - 1))
        if self._carry is not None:
            self._cursor = self._cards.move(before, Place(column, place.position))
        else:
            last = max(0, len(self._cards.ids(column)) - 1)
            self._cursor = Place(column, max(0, min(place.position, last)))
        self._show_cursor()
        if self._carry is None and before.column == column and view == self._viewport(column):
            self._refresh_card(before)
            self._refresh_card(self._cursor)
        else:
            self.refresh()
        self._tell()
        self.ask_if_missing()

    def _viewport(self, column: int) -> tuple[int, int]:
        return (self._first, self._top(column))

    def _refresh_card(self, place: Place) -> None:
        for column, span in self._visible():
            if column == place.column:
                height = self.card_height(column)
                y = HEAD + (place.position - self._top(column)) * height
                self.refresh(Region(span.x, y, span.width, height))

    def _show_cursor(self) -> None:
        """Scroll and page so that the card under the cursor is wholly on the screen."""
        column, index = self._cursor
        self._first = max(column - self._shown + 1, min(self._first, column))
        top = self._top(column)
        self._set_top(column, max(index - self._page(column) + 1, min(top, index)))

    def _beside(self, step: int) -> Place:
        """Return the place at the same height of the screen, `step` columns to the right."""
        column = max(0, min(self._cursor.column + step, len(self._cards.columns) - 1))
        here = self._cursor.column
        line = (self._cursor.position - self._top(here)) * self.card_height(here)
        return Place(column, self._top(column) + round(line / self.card_height(column)))

    def _along(self, step: int) -> Place:
        """Return the place `step` cards further down the column, at most its end."""
        last = max(0, len(self._cards.ids(self._cursor.column)) - 1)
        return Place(self._cursor.column, max(0, min(self._cursor.position + step, last)))

    @property
    def _half_page(self) -> int:
        return max(1, self._page(self._cursor.column) // 2) if self._cards.columns else 1

    def _tell(self) -> None:
        card = self.cursor_id
        words: list[str] = []
        if self._carry is not None:
            words.append(CARRY_HINT)
        elif card is not None:
            words.append(f"{self._cursor.position + 1} / {len(self._cards.ids(self._cursor.column))}")
        if self._marked:
            words.append(f"{len(self._marked)} marked")
        self.show_status(words)
        if card != self._told:
            self._told = card
            self.post_message(messages.Highlighted(self, card))

    @property
    def CALLED(self) -> Mapping[str, tuple[str, str]]:  # noqa: N802 - what dispatch looks for
        """Say of keys what they do in move mode."""
        return {} if self._carry is None else _CARRYING

    @property
    def HINTS(self) -> Mapping[str, int]:  # noqa: N802 - what dispatch looks for
        """Offer the way back in move mode."""
        return {} if self._carry is None else {"board.back": 2}

    def _take_up(self) -> None:
        self._carry = self._cursor
        self.refresh()
        self._tell()
        self.refresh_bindings()

    def _put_down(self) -> None:
        """End move mode and ask the owner for the move, unless the card is where it was."""
        origin, self._carry = self._carry, None
        if origin is not None and origin != self._cursor:
            self._request(origin, self._cursor)
        self.refresh()
        self._tell()
        self.refresh_bindings()

    def _put_back(self) -> None:
        """End move mode with the card where it was."""
        if self._carry is not None:
            self._cards.move(self._cursor, self._carry)
            self._cursor, self._carry = self._carry, None
            self._show_cursor()
            self.refresh()
            self._tell()
            self.refresh_bindings()

    def _shift(self, target: Place) -> None:
        """Move the card under the cursor to `target` at once."""
        if self.cursor_id is None or target == self._cursor:
            return
        if self._carry is not None:
            self.move_to(target)
            return
        self._take_up()
        self.move_to(target)
        self._put_down()

    def _request(self, origin: Place, target: Place) -> None:
        card = self._cards.at(target)
        if card is not None:
            columns = self._cards.columns
            self.post_message(
                messages.MoveRequested(
                    self, card, columns[origin.column].key, columns[target.column].key, target.position
                )
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave esc to the screen when there is nothing to put back, and hold other commands in move mode."""
        if action == "board_back":
            return self.carrying or bool(self._marked)
        if action in {"board_mark", "board_regroup", "board_carry"} and self.carrying:
            return False
        return super().check_action(action, parameters)

    def action_board_left(self) -> None:
        """Move to the column before."""
        if self._cursor.column > 0:
            self.move_to(self._beside(-1))

    def action_board_right(self) -> None:
        """Move to the next column."""
        if self._cursor.column < len(self._cards.columns) - 1:
            self.move_to(self._beside(1))

    def action_board_down(self) -> None:
        """Move to the next card."""
        self._go_along(1)

    def action_board_up(self) -> None:
        """Move to the card before."""
        self._go_along(-1)

    def action_board_top(self) -> None:
        """Move to the first card of the column."""
        self.move_to(Place(self._cursor.column, 0))

    def action_board_bottom(self) -> None:
        """Move to the last card of the column."""
        if self._cards.columns:
            self._go_along(len(self._cards.ids(self._cursor.column)))

    def action_board_half_down(self) -> None:
        """Move down half a page."""
        self._go_along(self._half_page)

    def action_board_half_up(self) -> None:
        """Move up half a page."""
        self._go_along(-self._half_page)

    def action_board_open(self) -> None:
        """Open the card, or put it down in move mode."""
        if self._carry is not None:
            self._put_down()
        elif (card := self.cursor_id) is not None and not self.carrying:
            self.post_message(messages.Opened(self, card))

    def action_board_mark(self) -> None:
        """Mark the card or take its mark away, and move down."""
        if (card := self.cursor_id) is not None:
            self._marked.symmetric_difference_update((card,))
            self._refresh_card(self._cursor)
            self._go_along(1)

    def action_board_move_left(self) -> None:
        """Move the card to the column before."""
        if self._cursor.column > 0:
            self._shift(self._beside(-1))

    def action_board_move_right(self) -> None:
        """Move the card to the next column."""
        if self._cursor.column < len(self._cards.columns) - 1:
            self._shift(self._beside(1))

    def action_board_move_down(self) -> None:
        """Move the card one place down."""
        if self._cards.columns:
            self._shift(self._along(1))

    def action_board_move_up(self) -> None:
        """Move the card one place up."""
        if self._cards.columns:
            self._shift(self._along(-1))

    def action_board_carry(self) -> None:
        """Take the card up."""
        if self.cursor_id is not None:
            self._take_up()

    def action_board_regroup(self) -> None:
        """Ask the owner for other columns."""
        self.post_message(messages.RegroupRequested(self))

    def _go_along(self, step: int) -> None:
        if self._cards.columns:
            self.move_to(self._along(step))
