"""Quadrants give lines that are left to their items from the top."""

from __future__ import annotations

from textual.app import App, ComposeResult

from kapta_tui.widgets.quadrants import Item, Quadrant, Quadrants
from tests.app.running import in_loop


class Board(Quadrants):
    DEFAULT_CSS = "Board { height: 8; }"

    def action_list_open(self) -> None:
        """Nothing is opened here."""


class Bench(App[None]):
    def compose(self) -> ComposeResult:
        yield Board()


@in_loop
async def test_lines_that_are_left_go_to_the_first_item_that_is_cut() -> None:
    app = Bench()
    async with app.run_test(size=(40, 20)) as pilot:
        board = app.query_one(Board)
        long = "a word " * 12
        board.set_quadrants([Quadrant("s", "Strengths", (Item(1, long), Item(2, long), Item(3, long)))])
        await pilot.pause()
        shown = [board.render_line(y).text.strip() for y in range(board.size.height)]
        assert shown[0] == "Strengths 3"
        assert " ".join(shown[1:4]).removeprefix("▸ ") == long.strip()
        assert shown[4].endswith("…")
        assert shown[5].endswith("…")
