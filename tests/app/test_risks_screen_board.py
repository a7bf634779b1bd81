"""The risks screen as a board: moving a card is a change of the risk, by key and by mouse (mission S0)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.app import KaptaApp
from kapta_tui.data.read import risks
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskboard import GROUPS
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, remove_record
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.risk import is_closed
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.risks import RisksScreen, jobs
from kapta_tui.screens.risks.cards import CLOSING
from kapta_tui.screens.risks.loading import Loaded
from kapta_tui.screens.risks.words import head_words
from kapta_tui.settings import Settings
from kapta_tui.state import State
from kapta_tui.widgets.board.columns import fitting, spread
from kapta_tui.widgets.board.view import HEAD
from tests.app.keyboard import press, type_text
from tests.app.risk_store import make_app, make_desk, risks_screen
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until
from tests.data.desk import Desk


async def board_of(pilot: Pilot[None]) -> RisksScreen:
    """Return the screen with the board shown."""
    screen = await risks_screen(pilot)
    await press(pilot, "V")
    return screen


def heads(screen: RisksScreen) -> dict[str, str]:
    return {column.key: column.summary for column in screen.board.columns}


def counted(desk: Desk, text: str) -> str:
    """Return what the table would say of the risks that pass `text`, as a head says it."""
    with closing(desk.store.connect()) as connection:
        view = View(desk.store.today, desk.store.user, current(connection))
        found = risks.totals(connection, view, filter=text)
    return head_words(found.count, found.value)


def cell(screen: RisksScreen, column: int, number: int) -> tuple[int, int]:
    """Return the screen's cell in the middle of card `number` of a column."""
    region = screen.board.content_region
    span = spread(region.width, len(screen.board.columns))[column]
    height = screen.board.card_height(column)
    return region.x + span.x + span.width // 2, region.y + HEAD + number * height + height // 2


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@in_loop
async def test_heads_say_what_the_table_says(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=size) as pilot:
        screen = await board_of(pilot)
        assert list(heads(screen)) == ["critical", "high", "medium", "low", ""]
        for severity in ("critical", "high", "medium", "low"):
            assert heads(screen)[severity] == counted(desk, f"active:yes severity:{severity}")
        assert heads(screen)[""] == counted(desk, "active:yes severity:")
        assert "by severity" in str(screen.board.border_title)


@in_loop
async def test_a_head_counts_the_currencies_it_has_no_room_for_and_its_tooltip_names_them(
    tmp_path: Path,
) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        board = screen.board
        column = next(place for place, each in enumerate(board.columns) if each.summary.count("k") > 1)
        head = board.columns[column]
        row = "".join(segment.text for segment in board.render_line(0))
        assert any(words in row for words in (head.summary, *head.briefs[:-1]))
        span = spread(board.content_region.width, len(board.columns))[column]
        await pilot.hover(board, offset=(span.x + 3, 1))
        assert str(board.tooltip) == f"{head.title} {head.summary}"
        await pilot.hover(board, offset=(span.x + 3, 6))
        assert board.tooltip is None


@in_loop
async def test_b_regroups_and_the_cursor_stays_on_its_card(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await board_of(pilot)
        screen.board.select(3)
        found = []
        for _ in range(4):
            found.append(screen.by)
            assert screen.board.cursor_id == 3
            await press(pilot, "b")
        assert found == ["severity", "status", "likelihood", "priority"]
        assert screen.by == "severity"


@in_loop
async def test_the_cursor_stays_on_its_risk_between_table_and_board(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(6)
        await press(pilot, "V")
        assert screen.board.cursor_id == 6
        assert screen.board.has_focus
        await press(pilot, "k", "h", "V", "V", "V")
        assert screen.listing.cursor_id == 5
        assert screen.listing.has_focus


@in_loop
async def test_l_and_h_change_the_severity_and_undo_moves_the_card_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await board_of(pilot)
        screen.board.select(1)
        await press(pilot, "L")
        assert desk.row("SELECT severity FROM risk WHERE id = 1") == ("high",)
        assert screen.board.cursor_id == 1
        assert heads(screen)["high"].startswith("3 ")
        assert any("Moved the risk on Alpha" in words for words in said(app))
        await press(pilot, "u")
        assert desk.row("SELECT severity FROM risk WHERE id = 1") == ("critical",)
        assert screen.board.ids("critical") == (1, 2)
        await press(pilot, "L", "H")
        assert desk.row("SELECT severity FROM risk WHERE id = 1") == ("critical",)


@in_loop
async def test_a_rating_can_be_taken_away_by_moving_to_the_last_column(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        screen.board.select(6)
        await press(pilot, "L")
        assert desk.row("SELECT severity FROM risk WHERE id = 6") == (None,)


@in_loop
async def test_j_and_k_reorder_within_a_column_for_good(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        screen.board.select(1)
        await press(pilot, "J")
        assert screen.board.ids("critical") == (2, 1)
        assert desk.rows("SELECT id FROM risk WHERE severity = 'critical' ORDER BY position") == [(2,), (1,)]
        await press(pilot, "K")
        assert desk.rows("SELECT id FROM risk WHERE severity = 'critical' ORDER BY position") == [(1,), (2,)]
        await press(pilot, "r")
        assert screen.board.ids("critical") == (1, 2)


@in_loop
async def test_a_move_beyond_a_filter_lands_above_the_card_it_was_put_on(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        screen.filter_text = "!Gamma"
        await settled(pilot)
        assert screen.board.ids("high") == (4,)
        screen.board.select(1)
        await press(pilot, "L")
        assert screen.board.ids("high") == (1, 4)
        screen.filter_text = ""
        await settled(pilot)
        assert screen.board.ids("high") == (3, 1, 4)


@in_loop
async def test_esc_puts_a_carried_card_back_and_enter_puts_it_down(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        screen.board.select(1)
        await press(pilot, "m", "right", "right", "escape")
        assert screen.board.ids("critical") == (1, 2)
        assert desk.row("SELECT severity FROM risk WHERE id = 1") == ("critical",)
        await press(pilot, "m", "right", "right", "enter")
        assert desk.row("SELECT severity FROM risk WHERE id = 1") == ("medium",)


@in_loop
async def test_closing_by_the_board_asks_for_resolutions_and_esc_puts_the_card_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        screen = await board_of(pilot)
        await press(pilot, "b")
        screen.board.select(2)
        await press(pilot, "m", "right", "right", "enter")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "escape")
        assert app.screen_stack[-1] is screen
        assert 2 in screen.board.ids("open")
        assert desk.row("SELECT status FROM risk WHERE id = 2") == ("open",)
        await press(pilot, "m", "right", "right", "enter")
        app.screen.query_one("#field-resolutions Input", Input).focus()
        await type_text(pilot, "we agreed [/again]")
        await press(pilot, "enter", "ctrl+s")
        assert app.screen_stack[-1] is screen
        assert desk.row("SELECT status FROM risk WHERE id = 2") == ("closed_resolved",)
        assert desk.rows("SELECT label FROM risk_resolution WHERE risk_id = 2") == [("we agreed [/again]",)]
        assert all(2 not in screen.board.ids(key) for key in heads(screen))
        assert any("Closed" in words for words in said(app))
        await press(pilot, "u")
        assert 2 in screen.board.ids("open")
        assert screen.board.cursor_id == 2


@in_loop
async def test_closing_statuses_share_a_column_while_the_filter_keeps_closed_risks_out(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await board_of(pilot)
        await press(pilot, "b")
        assert [column.key for column in screen.board.columns][-1] == CLOSING
        assert not any(is_closed(column.key) for column in screen.board.columns)
        screen.use_quick("all")
        await settled(pilot)
        assert CLOSING not in heads(screen)
        assert "closed_resolved" in heads(screen)


@in_loop
async def test_a_refused_move_puts_the_card_back_and_says_why(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        screen = await board_of(pilot)
        await press(pilot, "b")
        screen.use_quick("all")
        await settled(pilot)
        screen.board.select(8)
        assert 8 in screen.board.ids("closed_resolved")
        await press(pilot, "H")
        assert 8 in screen.board.ids("closed_resolved")
        assert desk.row("SELECT status FROM risk WHERE id = 8") == ("closed_resolved",)
        assert any("another active risk" in words for words in said(app))
        screen.board.select(9)
        await press(pilot, "H")
        assert desk.row("SELECT status, closed_at FROM risk WHERE id = 9") == ("in_process", None)


@in_loop
async def test_a_card_can_be_dragged_to_another_column(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        await pilot.mouse_down(offset=cell(screen, 0, 1))
        await pilot.hover(offset=cell(screen, 2, 0))
        await pilot.mouse_up(offset=cell(screen, 2, 0))
        await settled(pilot)
        assert desk.row("SELECT severity FROM risk WHERE id = 2") == ("medium",)
        assert screen.board.cursor_id == 2
        await press(pilot, "u")
        assert desk.row("SELECT severity FROM risk WHERE id = 2") == ("critical",)


@in_loop
async def test_a_card_removed_by_somebody_else_meanwhile_is_refused_in_words(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await board_of(pilot)
        screen.board.select(1)
        desk.do(remove_record, "risks", 1)
        await press(pilot, "L")
        assert any("risk" in words for words in said(app))
        await until(pilot, lambda: screen.board.ids("critical") == (2,))


@in_loop
async def test_new_risks_of_other_processes_appear_while_a_card_is_carried(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        screen.board.select(1)
        await press(pilot, "m", "right")
        desk.do(add_record, "risks", {"account": "Kappa", "reasons": ("QUIET",), "severity": "high"})
        await press(pilot, "r")
        assert screen.board.carrying
        await press(pilot, "enter")
        assert desk.row("SELECT severity FROM risk WHERE id = 1") == ("high",)


@in_loop
async def test_what_was_read_before_a_move_does_not_put_the_card_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    gate = Event()
    move = jobs.move

    def held(*arguments: Any) -> Any:
        job = move(*arguments)

        def run(store: Store) -> Any:
            assert gate.wait(30)
            return job(store)

        return run

    monkeypatch.setattr(jobs, "move", held)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await board_of(pilot)
        screen.board.select(1)
        answers: list[Loaded | KaptaError] = []
        monkeypatch.setattr(screen, "_show", partial(_noted, answers, screen._show))
        await pilot.press("L")
        screen.reload()
        await until(pilot, lambda: bool(answers))
        assert 1 in screen.board.ids("high")
        gate.set()
        await settled(pilot)
        assert desk.row("SELECT severity FROM risk WHERE id = 1") == ("high",)
        assert 1 in screen.board.ids("high")
        assert not screen.is_ahead


def _noted(
    answers: list[Loaded | KaptaError],
    show: Callable[[Loaded | KaptaError], None],
    loaded: Loaded | KaptaError,
) -> None:
    show(loaded)
    answers.append(loaded)


@in_loop
async def test_the_view_and_the_grouping_used_last_are_there_at_the_next_start(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    state = State().with_view("risks", "board status")
    for by in ("status", "likelihood"):
        kept: list[State] = []
        app = KaptaApp(
            store_path=desk.store.path,
            user=desk.store.user,
            today=desk.store.today,
            settings=Settings(start_screen="risks"),
            open_store=desk.store.open,
            state=state,
            save_state=kept.append,
        )
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await risks_screen(pilot)
            assert (screen.view, screen.by) == ("board", by)
            assert screen.focused is screen.board
            await press(pilot, "b")
            await until(pilot, partial(bool, kept))
        state = kept[-1]
    assert state.views == {"risks": "board priority"}


@in_loop
async def test_count_and_money_stand_in_every_head_where_room_is_short(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await board_of(pilot)
        seen = 0
        for _ in GROUPS:
            board = screen.board
            heads = "\n".join(board.render_line(y).text for y in range(HEAD))
            shown = board.columns[: fitting(board.size.width, len(board.columns))]
            for column in (one for one in shown if one.under):
                assert any(words in heads for words in (column.summary, column.briefs[0], *column.under))
                seen += 1
            await press(pilot, "b")
        assert seen > len(GROUPS)
