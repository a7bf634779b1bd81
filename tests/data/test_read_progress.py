"""Progress by SQL, for lists, equals progress by the rule (mission S3)."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data.read import records
from kapta_tui.data.read.playbook import current
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.progress import Part, progress, status
from tests.conftest import TODAY

ACTION = st.tuples(st.integers(0, 100), st.booleans(), st.booleans())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(ACTION, max_size=8))
def test_progress_in_lists_is_the_progress_of_the_rule(
    store: Store, actions: list[tuple[int, bool, bool]]
) -> None:
    connection = store.connect()
    if not connection.execute("SELECT 1 FROM goal").fetchone():
        store.do(add_record, "accounts", {"name": "Acme"})
        store.do(add_record, "goals", {"account": "Acme", "name": "Live"})
    connection.execute("DELETE FROM action")
    connection.executemany(
        "INSERT INTO action (created_at, updated_at, version, account_id, goal_id, name, name_folded, status, "
        "percent, completed_at, in_customer_report, position, custom) "
        "VALUES ('', '', 1, 1, 1, 'a', 'a', ?, ?, ?, 1, 0, '{}')",
        [
            ("cancelled" if cancelled else "in_progress", percent, date(2026, 1, 1) if done else None)
            for percent, done, cancelled in actions
        ],
    )
    view = records.View(TODAY, "jane", current(connection))
    shown = records.record(connection, "goals", view, 1)
    parts = [Part("a", *action, is_started=True) for action in actions]
    assert shown["percent"] == progress(parts).percent
    assert shown["status"] == status(parts)
    connection.close()
