"""The board by mouse: click, wheel, drag and drop."""

from __future__ import annotations

import pytest
from textual.events import MouseRelease, MouseScrollDown, MouseScrollUp
from textual.geometry import Offset
from textual.pilot import Pilot

from kapta_tui.widgets.board import Board
from kapta_tui.widgets.board.view import HEAD
from tests.app.line_hosts import SIZES, BoardHost, lines
from tests.app.running import in_loop
from tests.app.shell_screens import until
from tests.app.test_board import four


def on_card(app: BoardHost, column: int, number: int) -> tuple[int, int]:
    """Return the cell in the middle of card `number` from the top of the screen, counted from the border."""
    height = app.board.card_height(column)
    return 1 + app.board.size.width * (2 * column + 1) // 8, 1 + HEAD + number * height + height // 2


async def wheel(
    pilot: Pilot[None], event: type[MouseScrollDown | MouseScrollUp], at: tuple[int, int]
) -> None:
    """Turn the wheel one notch with the pointer `at` a cell of the board."""
    await pilot._post_mouse_events([event], Board, at)


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_click_selects_and_a_double_click_opens(size: tuple[int, int]) -> None:
    app = BoardHost(four())
    async with app.run_test(size=size) as pilot:
        await pilot.click(Board, offset=on_card(app, 1, 1))
        assert app.board.cursor_id == 12
        await pilot.click(Board, offset=on_card(app, 2, 1))
        assert app.board.cursor == (2, 0)
        await pilot.click(Board, offset=on_card(app, 0, 2), times=2)
        assert app.opened == [3]
        assert app.moves == []
        assert app.mouse_captured is None


@in_loop
async def test_the_wheel_scrolls_the_column_under_the_pointer_only() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        await wheel(pilot, MouseScrollDown, on_card(app, 3, 1))
        await wheel(pilot, MouseScrollDown, on_card(app, 3, 1))
        await wheel(pilot, MouseScrollDown, on_card(app, 0, 1))
        await wheel(pilot, MouseScrollUp, on_card(app, 3, 1))
        assert "Account 101" in lines(app.board)[3]
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
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        x, y = on_card(app, *target)
        await pilot.mouse_down(Board, offset=on_card(app, *source))
        await pilot.hover(Board, offset=(x, y - 1))
        text = lines(app.board)
        assert app.board.carrying
        assert any("┄" in line for line in text)
        assert "═" in text[1]
        assert any("━━━━━━" in line for line in text[HEAD:])
        assert any("▐ Account" in line for line in text)
        await pilot.mouse_up(Board, offset=(x, y - 1))
        assert app.moves == [move]
        assert app.board.ids(move[2])[move[3]] == move[0]
        assert app.board.cursor_id == move[0]
        assert app.mouse_captured is None
        assert not any("┄" in line or "▐ Account" in line for line in lines(app.board))


@in_loop
async def test_a_drag_works_on_a_scrolled_column() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(5):
            await wheel(pilot, MouseScrollDown, on_card(app, 3, 1))
        await pilot.mouse_down(Board, offset=on_card(app, 3, 1))
        assert app.board.cursor_id == 106
        x, y = on_card(app, 3, 3)
        await pilot.mouse_up(Board, offset=(x, y - 1))
        assert app.moves == [(106, "low", "low", 7)]


@in_loop
async def test_the_wheel_scrolls_below_a_dragged_card() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        at = on_card(app, 3, 0)
        await pilot.mouse_down(Board, offset=on_card(app, 0, 0))
        await pilot.hover(Board, offset=at)
        for _ in range(3):
            await wheel(pilot, MouseScrollDown, at)
        await pilot.mouse_up(Board, offset=at)
        assert app.moves == [(1, "critical", "low", 3)]


@in_loop
async def test_esc_while_dragging_puts_the_card_back() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(Board, offset=on_card(app, 0, 0))
        await pilot.hover(Board, offset=on_card(app, 1, 1))
        await pilot.press("escape")
        assert not app.board.carrying
        assert app.mouse_captured is None
        await pilot.mouse_up(Board, offset=on_card(app, 1, 1))
        assert app.moves == []
        assert app.board.ids("critical") == (1, 2, 3)


@in_loop
async def test_a_card_dropped_on_itself_or_outside_stays() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        x, y = on_card(app, 0, 1)
        await pilot.mouse_down(Board, offset=(x, y))
        await pilot.hover(Board, offset=(x + 1, y))
        await pilot.mouse_up(Board, offset=(x + 1, y))
        await pilot.mouse_down(Board, offset=(x, y))
        await pilot.mouse_up(Board, offset=(79, y))
        assert app.moves == []
        assert not app.board.carrying


@in_loop
async def test_a_drag_ends_when_its_card_leaves_the_board() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(Board, offset=on_card(app, 0, 0))
        await pilot.hover(Board, offset=on_card(app, 1, 1))
        app.give({"critical": [2], "high": [11]})
        assert not app.board.carrying
        await pilot.mouse_up(Board, offset=on_card(app, 1, 1))
        assert app.moves == []


@in_loop
async def test_a_card_held_at_the_lower_edge_scrolls_the_column() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        x, _ = on_card(app, 3, 0)
        await pilot.mouse_down(Board, offset=on_card(app, 0, 0))
        await pilot.hover(Board, offset=(x, app.board.size.height))
        await until(pilot, lambda: "Account 102" in lines(app.board)[3])
        await pilot.press("escape")
        assert app.moves == []


@in_loop
async def test_columns_that_come_during_a_drag_wait_until_the_card_is_dropped() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        x, y = on_card(app, 1, 1)
        await pilot.mouse_down(Board, offset=on_card(app, 0, 1))
        await pilot.hover(Board, offset=(x, y - 1))
        drawn = lines(app.board)
        # A column more makes every column narrower, and another card stands above the place of landing.
        app.give({"new": [200], "critical": [1, 2, 3], "high": [55, 11, 12], "medium": [], "low": []})
        assert lines(app.board) == drawn
        await pilot.mouse_up(Board, offset=(x, y - 1))
        assert app.moves == [(2, "critical", "high", 2)]
        assert app.board.ids("high") == (55, 11, 2, 12)
        assert app.board.ids("critical") == (1, 3)
        assert "New" in lines(app.board)[0]


@in_loop
async def test_columns_that_come_during_a_drag_are_shown_when_it_is_put_back() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.mouse_down(Board, offset=on_card(app, 0, 0))
        await pilot.hover(Board, offset=on_card(app, 1, 1))
        app.give({"critical": [3, 1], "high": [2]})
        app.board.cancel_move()
        assert app.board.carrying
        assert not app.board.select(3)
        await pilot.press("escape")
        assert [app.board.ids(key) for key in ("critical", "high")] == [(3, 1), (2,)]
        assert app.moves == []


@in_loop
async def test_a_card_dropped_on_a_column_that_is_gone_stays() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.mouse_down(Board, offset=on_card(app, 0, 0))
        await pilot.hover(Board, offset=on_card(app, 3, 0))
        app.give({"critical": [1, 2], "high": [11]})
        await pilot.mouse_up(Board, offset=on_card(app, 3, 0))
        assert app.moves == []
        assert app.board.ids("critical") == (1, 2)


@in_loop
async def test_word_of_the_drag_before_does_not_end_the_next_one() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.mouse_down(Board, offset=on_card(app, 0, 0))
        await pilot.hover(Board, offset=on_card(app, 1, 0))
        app.board.post_message(MouseRelease(Offset(0, 0)))
        await pilot.mouse_up(Board, offset=on_card(app, 1, 0))
        assert [move[:3] for move in app.moves] == [(1, "critical", "high")]
