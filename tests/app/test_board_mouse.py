"""The board by mouse: click, wheel, drag and drop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from textual.events import MouseRelease, MouseScrollDown, MouseScrollUp
from textual.geometry import Offset
from textual.pilot import Pilot

from kapta_tui.widgets.board import Board
from kapta_tui.widgets.board.view import HEAD
from tests.app.line_hosts import SIZES, BoardHost, four, lines
from tests.app.running import in_loop
from tests.app.shell_screens import until

Cell = tuple[int, int]


@dataclass(frozen=True)
class Hand:
    """The mouse on a board of four columns."""

    app: BoardHost
    pilot: Pilot[None]

    def on(self, column: int, number: int) -> Cell:
        """Return the cell in the middle of card `number` from the top of the screen, counted from the border."""
        height = self.app.board.card_height(column)
        return 1 + self.app.board.size.width * (2 * column + 1) // 8, 1 + HEAD + number * height + height // 2

    async def wheel(self, event: type[MouseScrollDown | MouseScrollUp], at: Cell) -> None:
        """Turn the wheel one notch with the pointer `at` a cell of the board."""
        await self.pilot._post_mouse_events([event], Board, at)

    async def carry(self, card: Cell, over: Cell) -> None:
        """Press the button on a card and move it `over` a cell."""
        await self.pilot.mouse_down(Board, offset=card)
        await self.pilot.hover(Board, offset=over)

    async def drop(self, at: Cell) -> None:
        """Let the button go."""
        await self.pilot.mouse_up(Board, offset=at)


@asynccontextmanager
async def hand_on_board(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    """Run the app on a terminal of that size, with the mouse at hand."""
    app = BoardHost(four())
    async with app.run_test(size=size) as pilot:
        yield Hand(app, pilot)


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_click_selects_and_a_double_click_opens(size: tuple[int, int]) -> None:
    async with hand_on_board(size) as hand:
        app = hand.app
        await hand.pilot.click(Board, offset=hand.on(1, 1))
        assert app.board.cursor_id == 12
        await hand.pilot.click(Board, offset=hand.on(2, 1))
        assert app.board.cursor == (2, 0)
        await hand.pilot.click(Board, offset=hand.on(0, 2), times=2)
        assert app.opened == [3]
        assert app.moves == []
        assert app.mouse_captured is None


@in_loop
async def test_the_wheel_scrolls_the_column_under_the_pointer_only() -> None:
    async with hand_on_board() as hand:
        app = hand.app
        await hand.wheel(MouseScrollDown, hand.on(3, 1))
        await hand.wheel(MouseScrollDown, hand.on(3, 1))
        await hand.wheel(MouseScrollDown, hand.on(0, 1))
        await hand.wheel(MouseScrollUp, hand.on(3, 1))
        await until(hand.pilot, lambda: "Account 101" in lines(app.board)[3])
        assert "Account 1 " in lines(app.board)[3]
        assert app.board.cursor_id == 1


@pytest.mark.parametrize(
    ("source", "target", "move"),
    [
        ((0, 0), (1, 2), (1, "critical", "high", 2)),
        ((1, 3), (0, 0), (14, "high", "critical", 0)),
        ((0, 2), (2, 1), (3, "critical", "medium", 0)),
        ((1, 0), (1, 2), (11, "high", "high", 1)),
        ((1, 2), (1, 0), (13, "high", "high", 0)),
    ],
)
@in_loop
async def test_a_drag_drops_the_card_at_the_insertion_line(
    source: tuple[int, int], target: tuple[int, int], move: tuple[int, str, str, int]
) -> None:
    async with hand_on_board((120, 40)) as hand:
        app = hand.app
        x, y = hand.on(*target)
        await hand.carry(hand.on(*source), (x, y - 1))
        text = lines(app.board)
        assert app.board.carrying
        assert any("┄" in line for line in text)
        assert "═" in text[1]
        assert any("━━━━━━" in line for line in text[HEAD:])
        assert any("▐ Account" in line for line in text)
        await hand.drop((x, y - 1))
        assert app.moves == [move]
        assert app.board.ids(move[2])[move[3]] == move[0]
        assert app.board.cursor_id == move[0]
        assert app.mouse_captured is None
        assert not any("┄" in line or "▐ Account" in line for line in lines(app.board))


@in_loop
async def test_a_drag_works_on_a_scrolled_column() -> None:
    async with hand_on_board() as hand:
        app = hand.app
        for _ in range(5):
            await hand.wheel(MouseScrollDown, hand.on(3, 1))
        await hand.pilot.mouse_down(Board, offset=hand.on(3, 1))
        assert app.board.cursor_id == 106
        x, y = hand.on(3, 3)
        await hand.drop((x, y - 1))
        assert app.moves == [(106, "low", "low", 7)]


@in_loop
async def test_the_wheel_scrolls_below_a_dragged_card() -> None:
    async with hand_on_board() as hand:
        app = hand.app
        at = hand.on(3, 0)
        await hand.carry(hand.on(0, 0), at)
        for _ in range(3):
            await hand.wheel(MouseScrollDown, at)
        await hand.drop(at)
        assert app.moves == [(1, "critical", "low", 3)]


@in_loop
async def test_esc_while_dragging_puts_the_card_back() -> None:
    async with hand_on_board() as hand:
        app = hand.app
        await hand.carry(hand.on(0, 0), hand.on(1, 1))
        await hand.pilot.press("escape")
        assert not app.board.carrying
        assert app.mouse_captured is None
        await hand.drop(hand.on(1, 1))
        assert app.moves == []
        assert app.board.ids("critical") == (1, 2, 3)


@in_loop
async def test_a_card_dropped_on_itself_or_outside_stays() -> None:
    async with hand_on_board() as hand:
        app = hand.app
        x, y = hand.on(0, 1)
        await hand.carry((x, y), (x + 1, y))
        await hand.drop((x + 1, y))
        await hand.pilot.mouse_down(Board, offset=(x, y))
        await hand.drop((79, y))
        assert app.moves == []
        assert not app.board.carrying


@in_loop
async def test_a_drag_ends_when_its_card_leaves_the_board() -> None:
    async with hand_on_board() as hand:
        app = hand.app
        await hand.carry(hand.on(0, 0), hand.on(1, 1))
        app.give({"critical": [2], "high": [11]})
        assert not app.board.carrying
        await hand.drop(hand.on(1, 1))
        assert app.moves == []


@in_loop
async def test_a_card_held_at_the_lower_edge_scrolls_the_column() -> None:
    async with hand_on_board() as hand:
        app = hand.app
        x, _ = hand.on(3, 0)
        await hand.carry(hand.on(0, 0), (x, app.board.size.height))
        await until(hand.pilot, lambda: "Account 102" in lines(app.board)[3])
        await hand.pilot.press("escape")
        assert app.moves == []


@in_loop
async def test_columns_that_come_during_a_drag_wait_until_the_card_is_dropped() -> None:
    async with hand_on_board((120, 40)) as hand:
        app = hand.app
        x, y = hand.on(1, 1)
        await hand.carry(hand.on(0, 1), (x, y - 1))
        drawn = lines(app.board)
        # A column more makes every column narrower, and another card stands above the place of landing.
        app.give({"new": [200], "critical": [1, 2, 3], "high": [55, 11, 12], "medium": [], "low": []})
        assert lines(app.board) == drawn
        await hand.drop((x, y - 1))
        assert app.moves == [(2, "critical", "high", 2)]
        assert app.board.ids("high") == (55, 11, 2, 12)
        assert app.board.ids("critical") == (1, 3)
        assert "New" in lines(app.board)[0]


@in_loop
async def test_columns_that_come_during_a_drag_are_shown_when_it_is_put_back() -> None:
    async with hand_on_board((120, 40)) as hand:
        app = hand.app
        await hand.carry(hand.on(0, 0), hand.on(1, 1))
        app.give({"critical": [3, 1], "high": [2]})
        app.board.cancel_move()
        assert app.board.carrying
        assert not app.board.select(3)
        await hand.pilot.press("escape")
        assert [app.board.ids(key) for key in ("critical", "high")] == [(3, 1), (2,)]
        assert app.moves == []


@in_loop
async def test_a_card_dropped_on_a_column_that_is_gone_stays() -> None:
    async with hand_on_board((120, 40)) as hand:
        app = hand.app
        await hand.carry(hand.on(0, 0), hand.on(3, 0))
        app.give({"critical": [1, 2], "high": [11]})
        await hand.drop(hand.on(3, 0))
        assert app.moves == []
        assert app.board.ids("critical") == (1, 2)


@in_loop
async def test_word_of_the_drag_before_does_not_end_the_next_one() -> None:
    async with hand_on_board((120, 40)) as hand:
        app = hand.app
        await hand.carry(hand.on(0, 0), hand.on(1, 0))
        app.board.post_message(MouseRelease(Offset(0, 0)))
        await hand.drop(hand.on(1, 0))
        assert [move[:3] for move in app.moves] == [(1, "critical", "high")]
