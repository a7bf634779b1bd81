"""The plan of an account as it is read: progress, what stands where, and what the pane beside it says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.data.read.account_page_look import PlanLook, look
from kapta_tui.data.read.account_page_plan import PlanLine, plan, plans
from kapta_tui.data.store import Store
from kapta_tui.data.write import basic
from kapta_tui.data.write import plans as verbs
from kapta_tui.data.write.planning import show_in_report
from kapta_tui.data.write.risks import start_risk
from kapta_tui.data.write.tasks import done_task
from kapta_tui.data.write.turning import add_work, address_risk
from kapta_tui.domain.fields import Value
from kapta_tui.domain.planstate import Stage
from tests.conftest import TODAY

_STAMP = "'2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', 1, 1"
_ENDED = ("completed", "cancelled")


class Planned(NamedTuple):
    """An action to be written: its status, percent and objective, 0 for none."""

    status: str
    percent: int
    objective: int


_PLANNED = st.builds(
    Planned,
    st.sampled_from(("not_started", "in_progress", "completed", "cancelled")),
    st.integers(0, 100),
    st.integers(0, 2),
)


@pytest.fixture(scope="module")
def memory(portfolio_file: Path) -> Iterator[sqlite3.Connection]:
    """Yield a copy of the portfolio in memory that no trigger watches."""
    with closing(sqlite3.connect(":memory:")) as copy, closing(sqlite3.connect(portfolio_file)) as source:
        source.backup(copy)
        for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            copy.execute(f'DROP TRIGGER "{name}"')
        yield copy


def _write(connection: sqlite3.Connection, goals: Sequence[Sequence[Planned]]) -> None:
    for table in ("goal", "objective", "action", "task"):
        connection.execute(f"DELETE FROM {table}")
    columns = "created_at, updated_at, version, account_id"
    action = 0
    for goal, actions in enumerate(goals, start=1):
        connection.execute(
            f"INSERT INTO goal (id, {columns}, section, name, name_folded, in_customer_report, position) "
            f"VALUES (?, {_STAMP}, 'customer', 'g', 'g', 1, ?)",
            (goal, goal),
        )
        for objective in (1, 2):
            connection.execute(
                f"INSERT INTO objective (id, {columns}, goal_id, name, name_folded, position) "
                f"VALUES (?, {_STAMP}, ?, 'o', 'o', ?)",
                (goal * 10 + objective, goal, objective),
            )
        for each in actions:
            action += 1
            connection.execute(
                f"INSERT INTO action (id, {columns}, goal_id, objective_id, name, name_folded, status, percent, "
                f"in_customer_report, position, custom, completed_at) "
                f"VALUES (?, {_STAMP}, ?, ?, 'a', 'a', ?, ?, 1, ?, '{{}}', ?)",
                (
                    action, goal, goal * 10 + each.objective if each.objective else None, each.status,
                    each.percent, action, "2026-11-02" if each.status in _ENDED else None,
                ),
            )  # fmt: skip


def _naive(actions: Sequence[Planned]) -> int | None:
    """Return the mean of what the actions add, by hand."""
    added = [100 if each.status == "completed" else each.percent for each in actions]
    counted = [value for value, each in zip(added, actions, strict=True) if each.status != "cancelled"]
    if not counted:
        return None
    mean = int(sum(counted) / len(counted) + 0.5)
    return 99 if mean == 100 and any(value < 100 for value in counted) else mean


@given(goals=st.lists(st.lists(_PLANNED, max_size=6), max_size=3))
def test_the_progress_of_a_tree_is_the_mean_of_its_actions(
    memory: sqlite3.Connection, goals: list[list[Planned]]
) -> None:
    _write(memory, goals)
    lines = plan(memory, 1, TODAY)
    assert sum(line.kind == "actions" for line in lines) == sum(map(len, goals))
    percents = {(line.kind, line.id): line.percent for line in lines}
    for number, actions in enumerate(goals, start=1):
        assert percents["goals", number] == _naive(actions)
        for objective in (1, 2):
            below = [each for each in actions if each.objective == objective]
            assert percents["objectives", number * 10 + objective] == _naive(below)


def _add(store: Store, kind: str, name: str, **values: Value) -> int:
    return store.do(basic.add_record, kind, {"account": "Acme", "name": name, **values}).value


def _plan(store: Store) -> list[PlanLine]:
    with closing(store.connect()) as connection:
        return plan(connection, 1, TODAY)


def _look(store: Store, kind: str, number: int) -> PlanLook | None:
    with closing(store.connect()) as connection:
        return look(connection, kind, number)


def day(offset: int) -> date:
    """Return the day `offset` days from today."""
    return TODAY + timedelta(offset)


@pytest.fixture
def acme(store: Store) -> Store:
    """Acme with two goals: "Live" with an objective, actions in every state and tasks, and "Grow" with nothing."""
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    live = _add(store, "goals", "Live")
    step = _add(store, "objectives", "Start", goal=live)
    _add(store, "contacts", "Ana")
    _add(store, "actions", "Train", goal=live, objective=step, percent=60, due=day(-3), contacts=("Ana",))
    _add(store, "actions", "Plan", goal=live, start=day(-1), owner="omar")
    _add(store, "actions", "Ship", goal=live, percent=100)
    _add(store, "actions", "Drop", goal=live, status="cancelled")
    _add(store, "tasks", "Book", action=1, recurrence="FREQ=MONTHLY")
    _add(store, "tasks", "Send", action=1, due=day(9), assignee="lena")
    store.do(done_task, _add(store, "tasks", "Done", action=1))
    _add(store, "goals", "Grow", section="internal")
    return store


def test_each_line_says_how_it_stands_and_what_is_below(acme: Store) -> None:
    lines = {line.name: line for line in _plan(acme)}
    assert [line.name for line in _plan(acme)][:3] == ["Live", "Start", "Train"]
    train, book, send = lines["Train"], lines["Book"], lines["Send"]
    assert (train.state.days_late, train.players, train.tasks, train.owner) == (3, 1, 2, "jane")
    assert (book.inherits_due, book.recurs, book.due, book.owner) == (True, True, day(-3), "jane")
    assert (send.inherits_due, send.recurs, send.due, send.owner) == (False, False, day(9), "lena")
    assert lines["Plan"].state.stage is Stage.START_PASSED
    assert lines["Ship"].state.stage is Stage.FULL
    assert lines["Drop"].is_cancelled
    assert (lines["Live"].percent, lines["Start"].percent, lines["Grow"].percent) == (53, 60, None)
    assert lines["Grow"].state.stage is Stage.NOT_STARTED


def test_what_is_switched_off_leaves_no_mark(acme: Store) -> None:
    risk = acme.do(start_risk, {"account": "Acme", "reasons": ("QUIET",)}).value
    offer = _add(acme, "opportunities", "More")
    acme.do(add_work, "goals", {"name": "From it"}, ("opportunities", offer))
    acme.do(address_risk, risk, [("goals", 1)])
    lines = {line.name: line for line in _plan(acme)}
    assert lines["Live"].marks == ("risk",)
    assert lines["From it"].marks == ("opportunity",)
    assert lines["From it"].origin is not None
    with closing(acme.connect()) as connection:
        off = {line.name: line for line in plan(connection, 1, TODAY, {"risks", "contacts", "opportunities"})}
    assert not any(line.marks or line.origin or line.players for line in off.values())


def test_all_is_read_in_as_many_questions_however_much_there_is(acme: Store) -> None:
    with closing(acme.connect()) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        few = plans(connection, [1], TODAY)
        once = len(asked)
        connection.set_trace_callback(None)
        for number in range(20):
            _add(acme, "actions", f"More {number}", goal=1)
        connection.set_trace_callback(asked.append)
        many = plans(connection, [1], TODAY)
    assert len(many[1]) == len(few[1]) + 20
    assert len(asked) == 2 * once


def test_the_look_knows_since_when_a_note_stands(acme: Store) -> None:
    acme.do(verbs.update_action, 1, status_note="Waiting for parts")
    acme.do(basic.edit_record, "actions", 1, {"description": "By the book"})
    found = _look(acme, "actions", 1)
    assert found is not None
    assert (found.note, found.noted_on, found.players) == ("Waiting for parts", TODAY, ("Ana",))
    assert found.description == "By the book"
    again = _look(acme, "tasks", 1)
    assert again is not None
    assert again.recurrence == "FREQ=MONTHLY"
    assert _look(acme, "goals", 999) is None


def test_a_goal_moves_to_another_section_by_its_form_and_stands_there(acme: Store) -> None:
    acme.do(show_in_report, [("goals", 1)], False)
    acme.do(basic.edit_record, "goals", 1, {"section": "internal"})
    lines = _plan(acme)
    assert {line.section for line in lines} == {"internal"}
    assert not next(line for line in lines if line.name == "Live").in_report
    names = [line.name for line in lines if line.kind == "goals"]
    acme.do(verbs.move_by, "goals", 1, -1 if names[0] != "Live" else 1)
    assert [line.name for line in _plan(acme) if line.kind == "goals"] == names[::-1]
