"""Days of health on which the program slept are what they would have been, had it run (features: row 68)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data import connect, healthdays, healthdue
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values

FIRST = date(2026, 3, 2)
DAYS = 9
HISTORY = "SELECT * FROM health_day WHERE account_id IN (SELECT id FROM account) ORDER BY account_id, day"

Act = Callable[[Store], object]


def on(path: Path, day: date) -> Store:
    """Return the store as it is used on `day`, which it really is."""
    return Store(path, "jane", day, lambda: f"{day}T09:00:00Z", lambda: day)


def look(store: Store) -> None:
    """Open and close it, as somebody does who only reads."""
    store.connect().close()


def history(path: Path) -> list[tuple[Any, ...]]:
    """Return all days of health, whoever wrote them."""
    with closing(connect.connect(path)) as connection:
        return connection.execute(HISTORY).fetchall()


def _add(kind: str, values: Values) -> Act:
    given: Values = {"account": "Acme", **values}
    return lambda store: store.do(verbs.add_record, kind, given)


def _note(store: Store) -> object:
    note: Values = {
        "account": "Acme",
        "text": "Spoke about what they need",
        "contacts": ("Ana",),
        "date": store.today,
    }
    return store.do(verbs.add_record, "notes", note)


def _update(percent: int) -> Act:
    return lambda store: store.do(verbs.update_action, 1, percent=percent)


def _website(store: Store) -> object:
    number = store.connect().execute("SELECT version FROM account WHERE id = 1").fetchone()[0]
    return store.do(verbs.edit_record, "accounts", 1, {"website": f"acme-{number}.test"})


def _risk(store: Store) -> object:
    with closing(store.connect()) as reading:
        active = reading.execute("SELECT id FROM risk WHERE closed_at IS NULL").fetchone()
    if active:
        return store.do(verbs.close_risk, active[0], {"status": "closed_invalid"})
    return store.do(verbs.start_risk, {"account": "Acme", "reasons": ("QUIET",), "severity": "high"})


def _merge(store: Store) -> object:
    with closing(store.connect()) as reading:
        twin = reading.execute("SELECT id FROM account WHERE name = 'Twin'").fetchone()
    return twin and store.do(verbs.merge_accounts, 1, twin[0], {})


ACTS: dict[str, Act] = {
    "note": _note,
    "percent 40": _update(40),
    "percent 80": _update(80),
    "website": _website,
    "risk": _risk,
    "role": lambda store: store.do(verbs.edit_record, "contacts", 1, {"role": "champion"}),
    "satisfaction": lambda store: store.do(
        verbs.edit_record, "accounts", 1, {"satisfaction": store.today.day % 11}
    ),
    "merge": _merge,
    "contact": _add("contacts", {"name": "Bo", "role": "decision_maker"}),
}


def begin(path: Path) -> None:
    """Make a store with an account that has some of everything, on the first day."""
    store = on(path, FIRST).open()
    store.do(verbs.add_record, "accounts", {"name": "Acme"})
    store.do(verbs.add_record, "accounts", {"name": "Untouched", "website": "u.test"})
    store.do(verbs.add_record, "accounts", {"name": "Twin"})
    store.do(verbs.add_record, "contacts", {"account": "Twin", "name": "Cy", "role": "champion"})
    store.do(verbs.add_record, "notes", {"account": "Twin", "text": "Spoke about the merger at length"})
    store.do(verbs.add_record, "contacts", {"account": "Acme", "name": "Ana", "role": "executive_sponsor"})
    store.do(verbs.add_record, "goals", {"account": "Acme", "name": "Renew"})
    due = FIRST + timedelta(6)
    store.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Renew", "name": "Offer", "due": due})


def live(path: Path, acts: Iterable[tuple[int, str]], *, daily: bool) -> None:
    """Use a store for some days: `daily` looks at it every evening, otherwise only who acts opens it."""
    begin(path)
    chosen = list(acts)
    for offset in range(DAYS):
        store = on(path, FIRST + timedelta(offset))
        for name in (name for day, name in chosen if day == offset):
            ACTS[name](store)
        if daily:
            look(store)
    last = on(path, FIRST + timedelta(DAYS))
    with closing(last.connect()):
        healthdays.keep_up(path, last.today)


def test_days_that_were_slept_through_are_computed_afterwards(new_store: Callable[..., Store]) -> None:
    acts = [(1, "note"), (3, "percent 40"), (5, "merge"), (6, "website"), (7, "risk"), (8, "percent 80")]
    awake, asleep = new_store("awake.db").path, new_store("asleep.db").path
    live(awake, acts, daily=True)
    live(asleep, acts, daily=False)
    assert history(asleep) == history(awake)
    days = {row[1] for row in history(asleep) if row[0] == 1}
    assert days == {(FIRST + timedelta(n)).isoformat() for n in range(DAYS + 1)}
    scores = [row[2] for row in history(asleep) if row[0] == 1]
    assert len(set(scores)) > 3


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.integers(1, DAYS - 1), st.sampled_from(sorted(ACTS))), max_size=6))
def test_whatever_is_done_on_whichever_day(
    acts: list[tuple[int, str]], tmp_path_factory: pytest.TempPathFactory, empty_file: Path
) -> None:
    folder = tmp_path_factory.mktemp("days")
    paths = [folder / "awake.db", folder / "asleep.db"]
    for path in paths:
        path.write_bytes(empty_file.read_bytes())
    live(paths[0], acts, daily=True)
    live(paths[1], acts, daily=False)
    assert history(paths[1]) == history(paths[0])


def test_what_is_no_longer_known_is_carried_forward(new_store: Callable[..., Store]) -> None:
    path = new_store().path
    begin(path)
    # As after a whole dump was loaded: the rows are known, what happened before them is not.
    with closing(connect.connect(path)) as connection:
        connection.execute("UPDATE event SET at = '2026-03-08T09:00:00Z'")
    look(on(path, FIRST + timedelta(8)))
    rows = [(row[1], row[2], row[-1]) for row in history(path) if row[0] == 1]
    first = rows[0][1]
    assert [row for row in rows if row[2]] == [
        ((FIRST + timedelta(n)).isoformat(), first, 1) for n in range(1, 6)
    ]


def test_a_day_belongs_to_the_rules_that_were_in_force(new_store: Callable[..., Store]) -> None:
    from kapta_tui.domain import playbook

    path = new_store().path
    begin(path)
    text = playbook.default_text().replace("profile = 20", "profile = 90")
    on(path, FIRST + timedelta(4)).do(verbs.set_playbook, text)
    look(on(path, FIRST + timedelta(6)))
    with closing(connect.connect(path)) as connection:
        found = connection.execute(
            "SELECT day, profile_weight FROM health_day WHERE account_id = 1 ORDER BY day"
        ).fetchall()
    assert [weight for _, weight in found] == [20] * 4 + [90] * 3


def test_a_pretended_day_leaves_the_days_alone(new_store: Callable[..., Store]) -> None:
    path = new_store().path
    begin(path)
    before = history(path)
    store = Store(path, "jane", FIRST + timedelta(400), real_day=lambda: FIRST)
    with closing(store.connect()) as connection:
        assert not healthdue.is_stale(connection, FIRST)
        (shown,) = connection.execute("SELECT score FROM account_health WHERE account_id = 2").fetchone()
        (kept,) = connection.execute("SELECT score FROM main.account_health WHERE account_id = 2").fetchone()
    assert shown != kept
    assert history(path) == before


def test_a_busy_store_is_read_with_the_health_of_today(new_store: Callable[..., Store]) -> None:
    path = new_store().path
    begin(path)
    day = FIRST + timedelta(40)
    with closing(sqlite3.connect(path, isolation_level=None)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        with closing(on(path, day).connect()) as connection:
            (shown,) = connection.execute("SELECT day FROM account_health WHERE account_id = 2").fetchone()
        lock.execute("ROLLBACK")
    assert shown == day.isoformat()
