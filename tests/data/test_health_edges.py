"""Health at the edges: other days than the real one, the ends of the calendar, windows without end."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kapta_tui.data import connect, dumpload, healthcheck, healthdays
from kapta_tui.data.read.health import ONE, gather
from kapta_tui.data.read.health.history import change
from kapta_tui.data.read.health.sql import BATCH, statements
from kapta_tui.data.read.playbook import current_version
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain import playbook
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY
from tests.data.test_health_days import FIRST, begin, history, on


def _dumped(path: Path, day: date, real_day: date) -> str:
    from kapta_tui.data import dump

    store = Store(path, "jane", day, real_day=lambda: real_day)
    with closing(store.connect()) as connection:
        return dump.dump(connection)


def _known(connection: Any) -> list[Any]:
    select = "SELECT account_id, day, score, raw, delta, since FROM account_health ORDER BY account_id"
    return list(connection.execute(select).fetchall())


@pytest.mark.parametrize("pretended", [-400, 0, 400])
def test_a_dump_holds_every_day_of_health_whatever_day_is_pretended(
    new_store: Callable[..., Store], pretended: int
) -> None:
    path = new_store().path
    begin(path)
    last = FIRST + timedelta(5)
    healthdays.keep_up(path, last)
    days = json.loads(_dumped(path, last + timedelta(pretended), last))["tables"]["health_day"]
    assert [(day["account_id"], day["day"]) for day in days] == [row[:2] for row in history(path)]


def test_a_dump_of_the_first_day_is_gone_on_with_elsewhere(new_store: Callable[..., Store]) -> None:
    path, other = new_store().path, new_store("other.db").path
    begin(path)
    later = FIRST + timedelta(40)
    text = _dumped(path, FIRST, FIRST)
    with closing(connect.connect(other)) as connection, connect.immediate(connection):
        dumpload.load(connection, json.loads(text), later, f"{later}T09:00:00Z")
    for each in (path, other):
        healthdays.keep_up(each, later)
    assert history(other) == history(path)
    with closing(connect.connect(path)) as here, closing(connect.connect(other)) as there:
        assert _known(here) == _known(there)
        assert healthcheck.wrong_rows(there) == []


@pytest.mark.parametrize(
    ("day", "score"),
    [(date(2026, 5, 9), None), (date(2026, 5, 10), 7), (date(2026, 6, 9), 7), (date(2026, 6, 10), 9)],
)
def test_satisfaction_of_a_day_is_the_newest_until_then(
    new_store: Callable[..., Store], day: date, score: int | None
) -> None:
    path = new_store().path
    store = on(path, date(2026, 7, 1))
    store.do(verbs.add_record, "accounts", {"name": "Acme"})
    for entered, value in ((date(2026, 6, 10), 9), (date(2026, 5, 10), 7)):
        store.do(verbs.add_record, "satisfaction", {"account": "Acme", "score": value, "date": entered})
    with closing(connect.connect(path)) as connection:
        (facts,) = gather(connection, day, playbook.parse(default_text()), ONE, 1)
    assert (facts.satisfied and facts.satisfied.score) == score


def test_the_first_days_of_the_calendar_have_no_score(new_store: Callable[..., Store]) -> None:
    path = new_store().path
    begin(path)
    for day in (date.min, date(1, 3, 1)):
        store = Store(path, "jane", day, real_day=lambda: FIRST)
        with closing(store.connect()) as connection:
            scores = connection.execute("SELECT score, day FROM account_health").fetchall()
        assert scores == [(None, day.isoformat())] * 3


def test_windows_longer_than_the_calendar_hold_everything(new_store: Callable[..., Store]) -> None:
    path = new_store().path
    begin(path)
    text = default_text().replace("window_days = 90", "window_days = 900000000")
    text = text.replace("touched_days = 30", "touched_days = 900000000")
    store = on(path, FIRST)
    store.do(
        verbs.add_record, "notes", {"account": "Acme", "text": "Spoke about what they need", "date": FIRST}
    )
    with closing(connect.connect(path)) as connection:
        before = _known(connection)
        store.do(verbs.set_playbook, text)
        assert _known(connection) == before
        assert healthcheck.wrong_rows(connection) == []


def test_one_account_is_measured_without_a_look_at_all_of_them(store: Store) -> None:
    given = {"account": 1, "today": "2026-11-21", "plan_since": "2026-08-23", "single": "[]"}
    more = {"min_length": 20, "types": '["normal"]'}
    with closing(connect.connect(store.path)) as connection:
        for scope in (ONE, BATCH):
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS batch (account_id INTEGER PRIMARY KEY)")
            for select in statements(scope, by_type=True):
                plan = connection.execute(f"EXPLAIN QUERY PLAN {select}", given | more).fetchall()
                scans = {row[3].split()[1] for row in plan if row[3].startswith("SCAN ")}
                # Lists that are given as JSON are no tables of the store.
                assert scans <= {"json_each"}, select


def test_a_full_disk_is_read_with_the_health_of_today(
    demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copyfile(demo_file, tmp_path / "kapta.db"))
    path.chmod(0o600)
    prepare = connect.prepare

    def full(connection: sqlite3.Connection) -> None:
        prepare(connection)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr("kapta_tui.data.connect.prepare", full)
    later = TODAY + timedelta(400)
    with closing(on(path, later).connect()) as connection:
        shown = connection.execute("SELECT DISTINCT day FROM account_health").fetchall()
        kept = connection.execute("SELECT DISTINCT day FROM main.account_health").fetchall()
    assert shown == [(later.isoformat(),)]
    assert kept == [(TODAY.isoformat(),)]


def test_rules_that_were_undone_since_changed_the_score_as_rules(new_store: Callable[..., Store]) -> None:
    path = new_store().path
    begin(path)
    on(path, FIRST).do(verbs.add_record, "swot", {"account": "Acme", "quadrant": "threats", "text": "Rival"})
    on(path, FIRST).do(verbs.set_playbook, default_text().replace("profile = 20", "profile = 90"))
    store = on(path, FIRST + timedelta(1))
    store.undo()
    day = FIRST + timedelta(1)
    with closing(store.connect()) as connection:
        version, text = current_version(connection)
        (facts,) = gather(connection, day, playbook.parse(text), ONE, 1)
        now = health(facts, day, playbook.parse(text))
        found = change(connection, now, playbook.parse(text), version, Period(1))
    assert found is not None
    assert [cause.by_rules for cause in found.causes if cause.kind == "weights"] == [True]
