"""The board by each of its fields: a second filter, heads, and moves by key (features: rows 50 and 51)."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.write.risks import edit_risk
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.risks import RisksScreen
from tests.app.keyboard import press, type_text
from tests.app.risk_store import make_app, make_desk
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled
from tests.app.test_risks_screen_board import board_of, counted, heads
from tests.data.desk import Desk


def columns(screen: RisksScreen) -> list[str]:
    return [column.key for column in screen.board.columns]


def value(desk: Desk, risk: int, field: str) -> str | None:
    (found,) = desk.row(f"SELECT {field} FROM risk WHERE id = ?", risk)
    return None if found is None else str(found)


async def carry(pilot: Pilot[None], screen: RisksScreen, column: str) -> None:
    """Carry the card under the cursor into a column in move mode."""
    steps = columns(screen).index(column) - screen.board.cursor.column
    await press(pilot, "m", *["right" if steps > 0 else "left"] * abs(steps), "enter")


@in_loop
async def test_every_grouping_takes_a_second_filter_and_moves_cards_into_every_column(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await board_of(pilot)
        for by in ("severity", "likelihood"):
            assert screen.by == by
            screen.board.select(1)
            for column in [*columns(screen)[1:], columns(screen)[0]]:
                await carry(pilot, screen, column)
                assert value(desk, 1, by) == (column or None)
                assert screen.board.cursor_id == 1
                assert 1 in screen.board.ids(column)
            for key, there in (("L", 1), ("H", 0)):
                await press(pilot, key)
                assert value(desk, 1, by) == columns(screen)[there]
            screen.use_quick("mine")
            await press(pilot, "slash")
            await type_text(pilot, "!gamma")
            await press(pilot, "enter")
            text = "active:yes mine !gamma"
            assert sum(len(screen.board.ids(key)) for key in columns(screen)) == 3
            for column, words in heads(screen).items():
                assert words == counted(desk, f"{text} {by}:{column}")
            await press(pilot, "escape", "escape")
            assert (screen.filter_text, counted(desk, "active:yes").split()[0]) == ("", "7")
            await press(pilot, *["b"] * (2 if by == "severity" else 1))
        assert screen.by == "priority"


@in_loop
async def test_a_priority_set_on_the_board_is_marked_until_it_is_the_proposed_one_again(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    desk.do(edit_risk, 6, {"severity": None})
    app = make_app(desk)
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        screen = await board_of(pilot)
        await press(pilot, "b", "b", "b")
        assert screen.by == "priority"
        screen.board.select(1)
        proposed = value(desk, 1, "priority")
        assert (proposed, value(desk, 1, "priority_by_hand")) == ("p1", "0")
        await press(pilot, "L")
        assert (value(desk, 1, "priority"), value(desk, 1, "priority_by_hand")) == ("p2", "1")
        await press(pilot, "H")
        assert (value(desk, 1, "priority"), value(desk, 1, "priority_by_hand")) == ("p1", "0")
        await press(pilot, "L")
        await carry(pilot, screen, "")
        assert (value(desk, 1, "priority"), value(desk, 1, "priority_by_hand")) == ("p1", "0")
        assert screen.board.cursor.column == 0
        assert any("to priority P1, as proposed" in words for words in said(app))
        order = screen.board.ids("p1")
        await carry(pilot, screen, "")
        assert any("P1 is proposed from severity and likelihood" in words for words in said(app))
        assert (screen.board.ids("p1"), screen.board.cursor_id) == (order, 1)
        screen.board.select(7)
        await carry(pilot, screen, "p3")
        assert (value(desk, 7, "priority"), value(desk, 7, "priority_by_hand")) == ("p3", "1")
        await carry(pilot, screen, "")
        assert (value(desk, 7, "priority"), value(desk, 7, "priority_by_hand")) == (None, "0")
        assert set(screen.board.ids("")) == {6, 7}


@in_loop
async def test_esc_puts_a_card_dropped_on_a_closed_column_back_where_it_was_on_a_scrolled_board(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await board_of(pilot)
        await press(pilot, "b")
        screen.use_quick("all")
        await settled(pilot)
        screen.board.select(5)
        order, cursor = screen.board.ids("open"), screen.board.cursor
        assert cursor.position == 3
        await carry(pilot, screen, "closed_invalid")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "escape")
        assert screen.board.ids("open") == order
        assert screen.board.cursor == cursor
        assert screen.board.cursor_id == 5
        assert "Epsilon" in "".join(
            segment.text for y in range(screen.board.size.height) for segment in screen.board.render_line(y)
        )
        await carry(pilot, screen, "closed_accepted")
        app.screen.query_one("#field-resolutions Input", Input).focus()
        await type_text(pilot, "gone anyway")
        await press(pilot, "enter", "ctrl+s")
        assert value(desk, 5, "status") == "closed_accepted"
        assert screen.board.ids("closed_accepted") == (5,)
        assert screen.board.cursor_id == 5
