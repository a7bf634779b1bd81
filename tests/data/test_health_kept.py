"""The health that the store keeps is what a computation from scratch gives, whatever is done (features: row 57)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data import connect, healthcheck, sqlite
from kapta_tui.data.healthparts import PARTS
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain import playbook
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Values
from tests.conftest import TODAY, make_store

Act = Callable[[Store, int], object]


def _ago(days: int) -> date:
    return TODAY - timedelta(days)


def _add(kind: str, values: Callable[[int], Values]) -> Act:
    return lambda store, n: store.do(verbs.add_record, kind, {"account": "Acme", **values(n)})


def _edit(kind: str, values: Callable[[int], Values]) -> Act:
    return lambda store, n: store.do(verbs.edit_record, kind, 1, values(n))


def _weights(store: Store, n: int) -> object:
    text = playbook.default_text().replace("profile = 20", f"profile = {n}")
    return store.do(verbs.set_playbook, text)


ACTS: dict[str, Act] = {
    "website": _edit("accounts", lambda n: {"website": f"a{n}.test" if n % 3 else None}),
    "type": _edit("accounts", lambda n: {"type": ("normal", "strategic", "flagged")[n % 3]}),
    "satisfaction": _edit("accounts", lambda n: {"satisfaction": n % 11}),
    "contact": _add("contacts", lambda n: {"name": f"C{n}", "role": ("champion", None)[n % 2]}),
    "role": _edit("contacts", lambda n: {"role": ("decision_maker", "champion", None)[n % 3]}),
    "left": _edit("contacts", lambda n: {"has_left": n % 2 == 0}),
    "note": _add(
        "notes",
        lambda n: {
            "text": f"Spoke about the plan {n}",
            "date": _ago(n * 3),
            "contacts": ("Ana",) if n % 2 else (),
        },
    ),
    "contract": _add(
        "contracts", lambda n: {"name": f"K{n}", "value": n, "end": _ago(5 - n) if n % 3 else None}
    ),
    "swot": _add("swot", lambda n: {"quadrant": "threats", "text": "Rival", "reviewed_on": _ago(n * 30)}),
    "voc": _add("voc", lambda n: {"question": "goals", "text": "Grow", "date": _ago(n * 60)}),
    "review": _add(
        "qbrs", lambda n: {"name": f"R{n}", "date": _ago(n * 20), "rating": ("good", None)[n % 2]}
    ),
    "goal": _add("goals", lambda n: {"name": f"G{n}", "section": ("customer", "internal")[n % 2]}),
    "action": _add(
        "actions", lambda n: {"goal": "Renew", "name": f"A{n}", "start": _ago(n * 4), "due": _ago(n * 2 - 9)}
    ),
    "task": _add("tasks", lambda n: {"name": f"T{n}", "due": _ago(n)}),
    "percent": lambda store, n: store.do(verbs.update_action, 1, percent=n * 5),
    "complete": lambda store, n: store.do(verbs.complete_action, 1),
    "done": lambda store, n: store.do(verbs.done_task, 1),
    "risk": lambda store, n: store.do(
        verbs.start_risk,
        {"account": "Acme", "reasons": ("QUIET",), "severity": ("low", "critical", None)[n % 3]},
    ),
    "close": lambda store, n: store.do(verbs.close_risk, 1, {"status": "closed_invalid"}),
    "archive": lambda store, n: store.do(verbs.archive_account, 1),
    "remove note": lambda store, n: store.do(verbs.remove_record, "notes", 1),
    "remove contact": lambda store, n: store.do(verbs.remove_record, "contacts", 1),
    "remove account": lambda store, n: store.do(verbs.remove_record, "accounts", 1),
    "weights": _weights,
    "undo": lambda store, n: store.undo(),
    "redo": lambda store, n: store.redo(),
}


@pytest.fixture(scope="module")
def begun(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an account that has a contact, a goal and an action, never to be written."""
    path = tmp_path_factory.mktemp("begun") / "begun.db"
    path.write_bytes(empty_file.read_bytes())
    store = make_store(path)
    store.do(verbs.add_record, "accounts", {"name": "Acme"})
    ana: Values = {"account": "Acme", "name": "Ana", "role": "executive_sponsor"}
    store.do(verbs.add_record, "contacts", ana)
    store.do(verbs.add_record, "goals", {"account": "Acme", "name": "Renew"})
    offer: Values = {"account": "Acme", "goal": "Renew", "name": "Offer", "start": _ago(10), "due": _ago(-10)}
    store.do(verbs.add_record, "actions", offer)
    return path


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 20)), min_size=1, max_size=9))
def test_the_score_kept_equals_a_recomputation_after_any_sequence_of_verbs(
    acts: list[tuple[str, int]], begun: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("kept") / "kapta.db"
    path.write_bytes(begun.read_bytes())
    store = make_store(path)
    with closing(connect.connect(path)) as reading:
        for name, number in acts:
            # What the rules refuse must leave as little behind as what they allow.
            with suppress(KaptaError):
                ACTS[name](store, number)
            assert healthcheck.wrong_rows(reading) == []


def test_every_journaled_table_says_which_parts_of_health_it_moves() -> None:
    assert set(PARTS) == {table.name for table in sqlite.journaled_tables()}
