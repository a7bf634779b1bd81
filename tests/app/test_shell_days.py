"""An app left open: another day begins, summaries follow it, foreign commits are not lost behind own ones."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from kapta_tui.app import KaptaApp
from kapta_tui.data import connect, freshness
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.settings import Settings
from kapta_tui.widgets.header import HeaderLine
from tests.app.running import in_loop
from tests.app.shell_screens import SECTIONS, AccountsScreen, settled

TODAY = date(2026, 11, 21)
TOMORROW = TODAY + timedelta(1)
CONTRACTS = "SELECT contracts FROM account_summary"


class Calendar:
    """A day that a test turns."""

    def __init__(self) -> None:
        self.day = TODAY

    def __call__(self) -> date:
        """Return the day it is."""
        return self.day


def _store(folder: Path) -> Store:
    """Return a store whose one account has a contract that ends today."""
    store = Store(folder / "kapta.db", "jane", TODAY, real_day=lambda: TODAY).open()
    store.do(verbs.add_record, "accounts", {"name": "Acme"})
    store.do(verbs.add_record, "contracts", {"account": "Acme", "name": "C", "value": 1, "end": TODAY})
    return store


def _app(store: Store, calendar: Calendar, *, ticks: bool = True) -> KaptaApp:
    def open_store() -> Store:
        return replace(store, today=app.today, on_lock=app.look_before_commit).open()

    app = KaptaApp(
        store_path=store.path,
        user="jane",
        today=calendar.day,
        settings=Settings(start_screen="accounts"),
        open_store=open_store,
        sections=SECTIONS,
        clock=calendar if ticks else None,
        hold=lambda connection, day: freshness.hold(connection, day, calendar.day),
    )
    return app


def _accounts(app: KaptaApp) -> AccountsScreen:
    assert isinstance(app.screen, AccountsScreen)
    return app.screen


@in_loop
async def test_summaries_are_renewed_when_the_app_starts_on_a_later_day(tmp_path: Path) -> None:
    store, calendar = _store(tmp_path), Calendar()
    calendar.day = TOMORROW
    app = _app(store, calendar)
    async with app.run_test() as pilot:
        await settled(pilot)
        with closing(connect.connect(store.path)) as connection:
            assert connection.execute(CONTRACTS).fetchone() == (0,)


@in_loop
async def test_another_day_is_seen_by_screens_summaries_and_writes(tmp_path: Path) -> None:
    store, calendar = _store(tmp_path), Calendar()
    app = _app(store, calendar)
    found: list[tuple[int]] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.run_verb("", lambda opened: found.append((opened.today,)))
        await settled(pilot)
        before = _accounts(app).reloads
        calendar.day = TOMORROW
        app.look_for_changes()
        await settled(pilot)
        assert app.today == TOMORROW
        assert _accounts(app).reloads > before
        assert "Sun 22 Nov · jane" in str(app.screen.query_one(HeaderLine).render())
        app.run_query("contracts", lambda reading: reading.execute(CONTRACTS).fetchone(), found.append)
        app.run_verb("", lambda opened: found.append((opened.today,)))
        await settled(pilot)
    assert sorted(found, key=str) == sorted([(TODAY,), (TOMORROW,), (0,)], key=str)


@in_loop
async def test_a_day_that_was_given_stays(tmp_path: Path) -> None:
    store, calendar = _store(tmp_path), Calendar()
    app = _app(store, calendar, ticks=False)
    async with app.run_test() as pilot:
        calendar.day = TOMORROW
        app.look_for_changes()
        await settled(pilot)
        assert app.today == TODAY


@in_loop
async def test_a_foreign_commit_is_seen_although_an_own_write_follows(tmp_path: Path) -> None:
    store, calendar = _store(tmp_path), Calendar()
    app = _app(store, calendar)
    async with app.run_test() as pilot:
        await settled(pilot)
        app.look_for_changes()
        await settled(pilot)
        for write in (partial(_edit, account=99), partial(_edit, account=1)):
            before = _accounts(app).reloads
            store.do(verbs.add_record, "contacts", {"account": "Acme", "name": f"Foreign {before}"})
            app.run_verb("", write, changes=False, failed=str)
            await settled(pilot)
            await settled(pilot)
            assert _accounts(app).reloads > before


@in_loop
async def test_a_commit_made_while_an_own_write_waits_for_the_lock_is_seen(tmp_path: Path) -> None:
    store, calendar = _store(tmp_path), Calendar()
    app = _app(store, calendar)

    def write(opened: Store) -> None:
        store.do(verbs.add_record, "contacts", {"account": "Acme", "name": "Meanwhile"})
        _edit(opened, account=1)

    async with app.run_test() as pilot:
        await settled(pilot)
        app.look_for_changes()
        await settled(pilot)
        before = _accounts(app).reloads
        app.run_verb("", write, changes=False)
        await settled(pilot)
        await settled(pilot)
        assert _accounts(app).reloads > before


def _edit(opened: Store, *, account: int) -> None:
    opened.do(verbs.edit_record, "accounts", account, {"name": f"Acme of {opened.today}"})
