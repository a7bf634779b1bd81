"""Health of ten thousand accounts: all of them, one change, the key that explains it, three years of days."""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data import TODAY, Material, kapta
from goals import Goal

from kapta_tui.data import connect, health

ACCOUNTS, NOTES, ACTIONS = 10_000, 100_000, 50_000
KEPT_ACCOUNTS, MONTHS = 1_000, 36
LEAST_MB = 150
CHANGES = 300

IMPORT, ALL, COMMIT = "import of the accounts alone", "all", "one-row commit"
CHANGE, BARE = "one change", "bare one-row commit"
WANTED = (
    Goal("health of 10 000 accounts, 100 000 notes, 50 000 actions", ALL, IMPORT, "wall_ms", 1.0),
    Goal("health after one change (a percent of an action)", CHANGE, COMMIT, "us", 5.0),
    Goal("health after one change, beside a commit without journal", CHANGE, BARE, "us", 5.0),
)
EXPLAIN = (
    Goal(
        "w on 10 000 accounts",
        "kapta",
        "kapta",
        "why settled median",
        3.0,
        anchor_metric="down settled median",
    ),
)
DAYS = (Goal(f"ready with {MONTHS} months of days", "36 months", "1 month", "ready", 1.1),)

_TODAY = date.fromisoformat(TODAY)
_CHANGE = "UPDATE action SET percent = :n % 100 WHERE id = (SELECT min(id) FROM action WHERE account_id = :n)"

Runs = dict[str, list[dict[str, Any]]]


def measure(material: Material, rounds: int) -> Runs:
    """Return the runs of the import, of all accounts and of single changes, in turn."""
    import pair

    runs: Runs = {}
    for number in range(rounds):
        store = material.folder / f"health-{number}.db"
        program = f"{sys.executable} -m kapta_tui --db {store} --today {TODAY}"
        command = f"{program} import {material.csv(ACCOUNTS)} --as accounts"
        found = {IMPORT: pair.run_cli(command), **_in_process(store)}
        for name, run in found.items():
            runs.setdefault(name, []).append(run)
        for path in material.folder.glob(f"health-{number}.db*"):
            path.unlink()
    return runs


def store(material: Material) -> Path:
    """Return a store with ten thousand accounts that have notes and actions."""
    path = material.folder / "healthy.db"
    if not path.exists():
        kapta(path, "import", str(material.csv(ACCOUNTS)), "--as", "accounts")
        with closing(connect.connect(path)) as connection:
            _fill(connection)
    return path


def kept(material: Material, months: int) -> Path:
    """Return a store of a thousand accounts with so many months of days of health."""
    path = material.folder / f"days-{months}.db"
    if not path.exists():
        kapta(path, "import", str(material.csv(KEPT_ACCOUNTS)), "--as", "accounts")
        with closing(connect.connect(path)) as connection, connect.immediate(connection):
            for ago in range(1, months * 30 + 1):
                connection.execute(
                    f"INSERT INTO health_day ({health.DAY_COLUMNS}) "
                    f"SELECT {health.DAY_COLUMNS.replace('day,', '?,', 1)} FROM health_day WHERE day = ?",
                    ((_TODAY - timedelta(ago)).isoformat(), TODAY),
                )
    return path


def _in_process(path: Path) -> dict[str, dict[str, Any]]:
    with closing(connect.connect(path)) as connection:
        _fill(connection)
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (account_id INTEGER PRIMARY KEY)")
        connection.execute("DELETE FROM temp.touched")
        connection.execute("INSERT INTO temp.touched SELECT id FROM account")
        begun = time.perf_counter()
        with connect.immediate(connection):
            health.renew_touched(connection, _TODAY)
        everything = (time.perf_counter() - begun) * 1000

        def bare(number: int) -> None:
            with connect.immediate(connection):
                connection.execute("UPDATE account SET version = version + 1 WHERE id = ?", (number,))

        def commit(number: int, *, renews: bool = False) -> None:
            with connect.immediate(connection):
                event = connection.execute(
                    "INSERT INTO event (at, user, verb, sentence, undone) VALUES ('', '', '', '', 0)"
                ).lastrowid
                connection.execute("UPDATE journal_state SET event_id = ?", (event,))
                connection.execute(_CHANGE, {"n": number})
                connection.execute("UPDATE journal_state SET event_id = NULL")
                if renews:
                    connection.execute("DELETE FROM temp.touched")
                    connection.execute("INSERT INTO temp.touched VALUES (?)", (number,))
                    health.renew_touched(connection, _TODAY, event, rules)

        rules = health.rules(connection)
        journaled = _median(commit)
        changed = _median(lambda number: commit(number, renews=True)) - journaled
        plain = _median(bare)
    return {
        ALL: {"wall_ms": everything},
        COMMIT: {"us": journaled},
        CHANGE: {"us": changed},
        BARE: {"us": plain},
    }


def _median(do: Callable[[int], None]) -> float:
    """Return the median time of a change of each of some accounts, in microseconds."""
    times = []
    for number in range(1, CHANGES + 1):
        begun = time.perf_counter()
        do(number)
        times.append((time.perf_counter() - begun) * 1e6)
    return statistics.median(times)


def _fill(connection: sqlite3.Connection) -> None:
    """Give every account a key player, notes, and a goal with actions."""
    chance = random.Random(ACCOUNTS)
    connection.create_function("ago", 2, lambda least, most: _ago(chance, least, most), deterministic=False)
    connection.create_function("percent", 0, lambda: chance.randrange(100), deterministic=False)
    with connect.immediate(connection):
        for statement in _ROWS:
            connection.execute(statement, {"made": f"{TODAY}T09:00:00Z", "notes": NOTES, "actions": ACTIONS})


_STAMPS = "created_at, updated_at, version"
_SOME = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < "
_ROWS = (
    f"INSERT INTO contact (account_id, name, name_folded, role, is_primary, has_left, custom, {_STAMPS}) "
    "SELECT id, 'Ana Ruiz', 'ana ruiz', 'executive_sponsor', 0, 0, '{}', :made, :made, 1 FROM account",
    f"INSERT INTO goal (account_id, section, name, name_folded, in_customer_report, position, {_STAMPS}) "
    "SELECT id, 'customer', 'Renew', 'renew', 1, 0, :made, :made, 1 FROM account",
    f"{_SOME} :actions) INSERT INTO action (account_id, goal_id, name, name_folded, status, percent, start, due, "
    f"in_customer_report, position, custom, {_STAMPS}) "
    "SELECT g.account_id, g.id, 'Step ' || i, 'step ' || i, 'in_progress', percent(), ago(0, 90), ago(-60, 20), "
    "1, 0, '{}', :made, :made, 1 FROM n JOIN goal g ON g.id = i % (SELECT count(*) FROM goal) + 1",
    f"{_SOME} :notes) INSERT INTO note (account_id, text, type, date, {_STAMPS}) "
    "SELECT c.account_id, 'Called about the renewal of their contract, time ' || i, 'call', ago(0, 200), "
    ":made, :made, 1 FROM n JOIN contact c ON c.id = i % (SELECT count(*) FROM contact) + 1",
    "INSERT INTO note_contact (account_id, note_id, contact_id) "
    "SELECT n.account_id, n.id, c.id FROM note n JOIN contact c ON c.account_id = n.account_id",
)


def _ago(chance: random.Random, least: int, most: int) -> str:
    return (_TODAY - timedelta(chance.randrange(least, most))).isoformat()
