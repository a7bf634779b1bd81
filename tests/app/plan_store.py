"""A small portfolio with plans on a real store, made once per session and copied for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

from textual.pilot import Pilot

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.data.write import basic, plans
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value
from tests.app.shell_screens import settled
from tests.app.stores import app_on, copy_of
from tests.conftest import TODAY, USER

NAUGHTY = "Acme [/oops] \x1b[31m"


def day(offset: int) -> date:
    """Return the day `offset` days from today."""
    return TODAY + timedelta(offset)


def fill(store: Store) -> None:
    """Write two accounts with plans; ids count from 1 in the order written here."""
    with store.write("fill") as tx:
        acme = basic.add_record(tx, "accounts", {"name": NAUGHTY, "owner": USER})
        beta = basic.add_record(tx, "accounts", {"name": "Betasoloin", "owner": "omar"})
        basic.add_record(tx, "contacts", {"account": acme, "name": "Ana [b]Ruiz", "power": "final_say"})
        basic.add_record(tx, "contracts", {"account": acme, "name": "C-104", "value": 1000, "end": day(40)})
        live = _add(tx, "goals", acme, "Live in three sites")
        start = _add(tx, "objectives", acme, "Start [/well]", goal=live)
        _add(
            tx, "actions", acme, "Training", goal=live, objective=start,
            start=day(-20), due=day(-3), percent=60, contacts=("Ana [b]Ruiz",),
        )  # fmt: skip
        _add(tx, "actions", acme, "Acceptance 日本", goal=live, objective=start, start=day(10), due=day(30))
        _add(tx, "actions", acme, "Kick-off", goal=live, objective=start, due=day(2), percent=100)
        grow = _add(tx, "goals", beta, "Grow", section="internal", start=day(-10), due=day(60))
        _add(tx, "actions", beta, "Workshop", goal=grow, start=day(-5), due=day(5))
        _add(tx, "actions", beta, "Review", goal=grow, start=day(-30), due=day(-9), percent=40)
        plans.complete_action(tx, 5)
        _add(tx, "tasks", acme, "Book the room", action=1)
        _add(tx, "tasks", acme, "Send the agenda", action=1, due=day(3))


def _add(tx: Transaction, kind: str, account: int, name: str, **values: Value) -> int:
    return basic.add_record(tx, kind, {"account": account, "name": name, **values})


def _fill_or_not(store: Store, is_empty: bool) -> None:
    if not is_empty:
        fill(store)


def make_store(folder: Path, *, is_empty: bool = False) -> Store:
    """Return a store of its own in `folder`."""
    return copy_of(folder, _fill_or_not, is_empty)


def make_app(store: Store, start: str = "plans") -> KaptaApp:
    """Return the app on `store`, starting at the section `start`."""
    return app_on(store, start)


@asynccontextmanager
async def opened(
    folder: Path, size: tuple[int, int] = (120, 40), *, start: str = "plans", notifications: bool = False
) -> AsyncIterator[tuple[Store, KaptaApp, Pilot[None]]]:
    """Run the app on a store in `folder` until it has shown the section `start`."""
    store = make_store(folder)
    app = make_app(store, start)
    async with app.run_test(size=size, notifications=notifications) as pilot:
        await settled(pilot)
        yield store, app, pilot


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    """Return what a query finds."""
    connection = store.connect()
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
