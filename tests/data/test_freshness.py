"""Summaries hold on the reader's day; only the day that it really is may write them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from kapta_tui.data import check, connect, freshness
from kapta_tui.data.read import accounts
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from tests.conftest import TODAY

TOMORROW = TODAY + timedelta(1)
KEPT = "SELECT contracts FROM main.account_summary"
READ = "SELECT contracts FROM account_summary"


@pytest.fixture
def ending(store: Store) -> Store:
    """A store with one account whose contract ends today."""
    store.do(verbs.add_record, "accounts", {"name": "Acme"})
    store.do(verbs.add_record, "contracts", {"account": "Acme", "name": "C", "value": 100, "end": TODAY})
    return store


def _later(path: Path, day: date, *, real: bool) -> Store:
    return Store(path, "jane", day, real_day=lambda: day if real else TODAY)


def _one(connection: sqlite3.Connection, sql: str) -> int:
    (number,) = connection.execute(sql).fetchone()
    return int(number)


def test_the_real_day_renews_the_summaries_for_everybody(ending: Store) -> None:
    with closing(_later(ending.path, TOMORROW, real=True).connect()) as connection:
        assert (_one(connection, READ), _one(connection, KEPT)) == (0, 0)
        assert accounts.rows(connection, [1])[1].contracts == 0


@pytest.mark.parametrize("day", [TOMORROW, TODAY + timedelta(400)])
def test_a_pretended_day_is_read_without_writing_the_store(ending: Store, day: date) -> None:
    with closing(ending.connect()) as watching:
        before = connect.data_version(watching)
        with closing(_later(ending.path, day, real=False).connect()) as connection:
            assert (_one(connection, READ), _one(connection, KEPT)) == (0, 1)
            assert accounts.rows(connection, [1])[1].contracts == 0
            assert check.check(connection, day) == []
        assert connect.data_version(watching) == before


def test_a_locked_store_is_read_with_summaries_of_today(ending: Store) -> None:
    with closing(connect.connect(ending.path)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        with closing(_later(ending.path, TOMORROW, real=True).connect()) as connection:
            assert (_one(connection, READ), _one(connection, KEPT)) == (0, 1)
        lock.execute("ROLLBACK")
    with closing(_later(ending.path, TOMORROW, real=True).connect()) as connection:
        assert _one(connection, KEPT) == 0


def test_one_connection_goes_from_day_to_day(ending: Store) -> None:
    with closing(connect.connect(ending.path)) as connection:
        freshness.hold(connection, TOMORROW, TODAY)
        assert _one(connection, READ) == 0
        freshness.hold(connection, TODAY, TODAY)
        assert _one(connection, READ) == 1
        freshness.hold(connection, TOMORROW, TOMORROW)
        assert (_one(connection, READ), _one(connection, KEPT)) == (0, 0)
