"""Reads and writes off the UI thread, the refresh funnel, foreign changes, errors."""

from __future__ import annotations

import sqlite3
import threading
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerFailed

from kapta_tui.domain.errors import KaptaError, RuleError, StoreBusy
from kapta_tui.screens.small import TooSmallScreen
from kapta_tui.shell.messages import Changed
from kapta_tui.widgets.filterbar import FilterBar
from kapta_tui.widgets.header import HeaderLine
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import (
    NAUGHTY,
    AccountsScreen,
    MemoryStore,
    Pane,
    RisksScreen,
    ended,
    make_app,
    resize,
    said,
    settled,
    until,
)

SIZES = [(80, 24), (120, 40)]


def _note(order: list[int], number: int, _: MemoryStore) -> None:
    order.append(number)


async def to_accounts(pilot: Pilot[None]) -> AccountsScreen:
    """Go to the accounts."""
    await press(pilot, "2")
    screen = pilot.app.screen
    assert isinstance(screen, AccountsScreen)
    return screen


@in_loop
async def test_a_screen_reads_when_it_is_first_shown(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        screen = await to_accounts(pilot)
        assert screen.reloads == 1
        assert screen.answers == [""]


@in_loop
async def test_many_changes_are_one_reload_and_only_of_what_is_shown(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        screen = await to_accounts(pilot)
        for _ in range(20):
            app.post_message(Changed())
        await until(pilot, lambda: app.funnel.is_pending)
        await settled(pilot)
        assert screen.reloads == 2
        await pilot.press("1")
        app.post_message(Changed())
        await until(pilot, lambda: app.funnel.is_pending)
        await settled(pilot)
        assert screen.reloads == 2
        await press(pilot, "2")
        assert screen.reloads == 3


@in_loop
async def test_a_screen_behind_a_dialog_is_reloaded(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        screen = await to_accounts(pilot)
        await pilot.press("?")
        assert screen.is_shown
        app.request_refresh()
        await settled(pilot)
        assert screen.reloads == 2


@in_loop
async def test_a_screen_below_another_is_reloaded_when_it_comes_back(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        screen = await to_accounts(pilot)
        app.push_screen(RisksScreen())
        await pilot.pause()
        app.request_refresh()
        await settled(pilot)
        assert screen.reloads == 1
        await press(pilot, "q")
        assert screen.reloads == 2


@in_loop
async def test_an_overtaken_answer_is_dropped(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    gate = threading.Event()
    answers: list[str] = []

    def slow(_: sqlite3.Connection) -> str:
        gate.wait(10)
        return "old"

    async with app.run_test() as pilot:
        app.run_query("rows", slow, answers.append)
        await pilot.pause()
        app.run_query("rows", lambda _: "new", answers.append)
        await until(pilot, lambda: answers == ["new"])
        gate.set()
        await settled(pilot)
        assert answers == ["new"]


@in_loop
async def test_the_answer_to_a_screen_that_has_gone_is_dropped(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    gate = threading.Event()
    answers: list[bool] = []
    async with app.run_test() as pilot:
        screen = RisksScreen()
        app.push_screen(screen)
        await pilot.pause()
        screen.ask("rows", lambda _: gate.wait(10), answers.append)
        await pilot.press("q")
        gate.set()
        await settled(pilot)
        assert answers == []


@in_loop
async def test_keys_work_while_the_store_is_slow(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    gate = threading.Event()
    async with app.run_test() as pilot:
        app.run_query("slow", lambda _: gate.wait(10), bool)
        app.run_verb("Slow", lambda _: gate.wait(10))
        await pilot.press("j", "j")
        assert app.screen.query_one(Pane).done == ["down", "down"]
        gate.set()
        await settled(pilot)


@in_loop
async def test_writes_run_in_the_order_of_the_keys_and_say_how_to_undo(tmp_path: Path) -> None:
    store = MemoryStore()
    app = make_app(tmp_path, store=store)
    order: list[int] = []
    results: list[object] = []
    async with app.run_test(notifications=True, size=(120, 40)) as pilot:
        for number in range(5):
            app.run_verb(
                f"Archived {NAUGHTY} {number}",
                partial(_note, order, number),
                then=results.append,
            )
        await settled(pilot)
        assert order == [0, 1, 2, 3, 4]
        assert results == [None] * 5
        assert said(app) == ["Archived Acme [/oops] [b] 4 · u undoes"]


@in_loop
async def test_a_refused_write_says_cause_and_remedy(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    heard: list[KaptaError] = []

    def refuse(_: MemoryStore) -> None:
        raise RuleError(f"{NAUGHTY} has an active risk.", "Close it first.", "account")

    async with app.run_test(notifications=True) as pilot:
        app.run_verb("Never said", refuse)
        app.run_verb("Never said", refuse, failed=heard.append)
        await press(pilot, "u")
        texts = said(app)
        assert "Acme [/oops] [b] has an active risk.\nClose it first." in texts
        assert "Nothing to undo for Acme [/oops] [b].\nChange something first." in texts
        assert len(heard) == 1
        assert not any("Never said" in text for text in texts)


@in_loop
async def test_a_store_that_cannot_be_opened_is_a_toast(tmp_path: Path) -> None:
    def refuse() -> MemoryStore:
        raise StoreBusy("The store is locked.", "Try again.")

    app = make_app(tmp_path, open_store=refuse)
    async with app.run_test(notifications=True) as pilot:
        app.run_verb("Never said", lambda store: store.undo())
        await settled(pilot)
        assert said(app) == ["The store is locked.\nTry again."]


@in_loop
async def test_a_damaged_store_is_a_toast(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        app.run_query("rows", lambda connection: connection.execute("SELECT * FROM absent"), bool)
        await settled(pilot)
        (text,) = said(app)
        assert "no such table" in text
        assert "kapta check" in text


@in_loop
async def test_a_change_of_another_process_is_noticed(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    other = sqlite3.connect(tmp_path / "kapta.db")
    async with app.run_test() as pilot:
        screen = await to_accounts(pilot)
        app.look_for_changes()
        await settled(pilot)
        assert screen.reloads == 1
        other.execute("INSERT INTO probe VALUES ('x')")
        other.commit()
        app.look_for_changes()
        await settled(pilot)
        await settled(pilot)
        assert screen.reloads == 2
        app.look_for_changes()
        await settled(pilot)
        assert screen.reloads == 2
    other.close()


@in_loop
async def test_an_own_write_is_not_taken_for_a_foreign_one(tmp_path: Path) -> None:
    app = make_app(tmp_path)

    def write(_: MemoryStore) -> None:
        connection = sqlite3.connect(tmp_path / "kapta.db")
        connection.execute("INSERT INTO probe VALUES ('x')")
        connection.commit()
        connection.close()

    async with app.run_test() as pilot:
        screen = await to_accounts(pilot)
        app.look_for_changes()
        await settled(pilot)
        app.run_verb("Wrote", write, changes=False)
        await settled(pilot)
        app.look_for_changes()
        await settled(pilot)
        assert screen.reloads == 1


@in_loop
async def test_quitting_waits_for_what_is_being_written(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    order: list[int] = []
    async with app.run_test() as pilot:
        for number in range(3):
            app.run_verb("Wrote", partial(_note, order, number))
        await pilot.press("ctrl+q")
        await ended(app)
    assert order == [0, 1, 2]


@in_loop
async def test_an_unexpected_error_ends_in_words_and_a_log_without_locals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAPTA_LOG", str(tmp_path))
    app = make_app(tmp_path)

    def fail(_: sqlite3.Connection) -> None:
        customer = " ".join(("Acme", "Secret"))
        raise LookupError(str(len(customer)))

    async def run() -> None:
        async with app.run_test() as pilot:
            app.run_query("rows", fail, bool)
            await settled(pilot)

    with pytest.raises(WorkerFailed, match="LookupError"):
        await run()
    assert app.return_code == 1
    log = (tmp_path / "kapta.log").read_text(encoding="utf-8")
    assert "LookupError: 11" in log
    assert "Acme Secret" not in log
    assert (tmp_path / "kapta.log").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [(39, 24), (80, 9)])
@in_loop
async def test_a_terminal_that_is_too_small_is_told_so_and_comes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.focused
        await resize(pilot, *size)
        assert isinstance(app.screen, TooSmallScreen)
        words = str(app.screen.query_one("Static").render())
        assert f"{size[0]}×{size[1]}, needs 40×10" in words
        await pilot.press("j", "2", "q", "ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, TooSmallScreen)
        await resize(pilot, 40, 10)
        assert type(app.screen).__name__ == "TodayScreen"
        assert app.focused is pane


@in_loop
async def test_a_terminal_that_is_too_small_can_be_left(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0


@in_loop
async def test_a_start_in_a_small_terminal_says_so(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TooSmallScreen)


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_the_filter_is_applied_while_typing_kept_by_enter_and_cleared_by_esc(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        screen = await to_accounts(pilot)
        await pilot.press("/", *"q j1?")
        await until(pilot, lambda: screen.answers[-1] == "q j1?")
        assert screen.query_one(HeaderLine).filter_text == "q j1?"
        screen.show_filter_error(RuleError(f"no field {NAUGHTY}", "Fields: name."))
        await pilot.press("enter")
        await pilot.pause()
        assert screen.query_one(FilterBar).query_one(Input) is app.focused
        screen.show_filter_error(None)
        await pilot.press("enter")
        await until(pilot, lambda: not screen.query(FilterBar))
        assert screen.filter_text == "q j1?"
        assert isinstance(app.focused, Pane)
        await pilot.press("escape")
        assert screen.filter_text == ""
        await until(pilot, lambda: screen.answers[-1] == "")
        await pilot.press("/", "x", "/")
        await until(pilot, lambda: screen.answers[-1] == "x/")
        await pilot.press("escape")
        await until(pilot, lambda: not screen.query(FilterBar))
        assert screen.filter_text == ""
