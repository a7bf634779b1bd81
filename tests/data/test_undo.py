"""Any sequence of verbs, undos and redos keeps the rules, the summaries and the way back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.errors import Conflict, KaptaError, NotFound
from kapta_tui.domain.fields import Values
from tests.conftest import TODAY, make_store
from tests.data.desk import Desk

IDS = st.integers(1, 4)
DAY = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days))
REASONS = st.lists(st.sampled_from(["QUIET", "PRICE", "own words"]), min_size=1, max_size=3, unique=True)
SEVERITY = st.sampled_from([None, "low", "high"])
STATUS = st.sampled_from(["open", "in_process", "closed_resolved", "closed_invalid"])
ACTION_STATUS = st.sampled_from(["not_started", "in_progress", "completed", "cancelled"])


class AnySequence(RuleBasedStateMachine):
    """Verbs in any order on the portfolio; `done` and `undone` hold the contents to come back to."""

    source: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copyfile(self.source, self.folder / "kapta.db")
        (self.folder / "kapta.db").chmod(0o600)
        self.desk = Desk(make_store(self.folder / "kapta.db"))
        self.done = [self.desk.content()]
        self.undone: list[str] = []

    def teardown(self) -> None:
        self.desk.close()
        shutil.rmtree(self.folder)

    def act(self, act: Callable[[], object]) -> None:
        """Do something that a rule may refuse; a refusal leaves no trace."""
        with suppress(KaptaError):
            act()
        after = self.desk.content()
        if after != self.done[-1]:
            self.done.append(after)
            self.undone.clear()

    @rule(account=IDS, reasons=REASONS, severity=SEVERITY)
    def start_risk(self, account: int, reasons: list[str], severity: str | None) -> None:
        values: Values = {"account": account, "reasons": tuple(reasons), "severity": severity}
        self.act(lambda: self.desk.do(verbs.start_risk, values))

    @rule(risk=IDS, status=STATUS, resolved=st.booleans())
    def set_risk_status(self, risk: int, status: str, resolved: bool) -> None:
        values: Values = {"status": status, "resolutions": ("luck",) if resolved else ()}
        self.act(lambda: self.desk.do(verbs.edit_risk, risk, values))

    @rule(risk=IDS)
    def reopen_risk(self, risk: int) -> None:
        self.act(lambda: self.desk.do(verbs.reopen_risk, risk))

    @rule(risk=IDS, severity=SEVERITY, position=st.integers(0, 3))
    def move_risk(self, risk: int, severity: str | None, position: int) -> None:
        self.act(lambda: self.desk.do(verbs.move_risk, risk, "severity", severity, position))

    @rule(kind=st.sampled_from(["risks", "goals", "actions", "contracts", "notes", "accounts"]), record=IDS)
    def remove(self, kind: str, record: int) -> None:
        self.act(lambda: self.desk.do(verbs.remove_record, kind, record))

    @rule(account=IDS, day=DAY, value=st.integers(0, 10**6))
    def add_contract(self, account: int, day: date, value: int) -> None:
        values: Values = {"account": account, "name": "C", "value": value, "end": day}
        self.act(lambda: self.desk.do(verbs.add_record, "contracts", values))

    @rule(account=IDS, parent=st.none() | IDS)
    def set_parent(self, account: int, parent: int | None) -> None:
        self.act(lambda: self.desk.do(verbs.edit_record, "accounts", account, {"parent": parent}))

    @rule(account=IDS)
    def launch(self, account: int) -> None:
        self.act(lambda: self.desk.do(verbs.add_goals_from_template, account, "rescue"))

    @rule(action=IDS, status=ACTION_STATUS, percent=st.integers(0, 100), due=DAY)
    def edit_action(self, action: int, status: str, percent: int, due: date) -> None:
        values: Values = {"status": status, "percent": percent, "due": due}
        self.act(lambda: self.desk.do(verbs.edit_record, "actions", action, values))

    @rule(task=IDS)
    def done_task(self, task: int) -> None:
        self.act(lambda: self.desk.do(verbs.done_task, task, "note"))

    @rule(goal=IDS, position=st.integers(0, 3))
    def reorder(self, goal: int, position: int) -> None:
        self.act(lambda: self.desk.do(verbs.reorder, "goals", goal, position))

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        self.desk.store.undo()
        self.undone.append(self.done.pop())
        assert self.desk.content() == self.done[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.desk.store.redo()
        self.done.append(self.undone.pop())
        assert self.desk.content() == self.done[-1]

    @invariant()
    def the_store_is_sound(self) -> None:
        assert self.desk.faults() == []

    @invariant()
    def a_closed_risk_has_a_date_and_an_active_one_has_none(self) -> None:
        wrong = "SELECT id FROM risk WHERE (status LIKE 'closed%') <> (closed_at IS NOT NULL)"
        assert self.desk.rows(wrong) == []

    @invariant()
    def an_action_has_ended_exactly_when_its_status_says_so(self) -> None:
        wrong = (
            "SELECT id FROM action WHERE (status IN ('completed', 'cancelled')) <> (completed_at IS NOT NULL)"
        )
        assert self.desk.rows(wrong) == []


def test_any_sequence_of_verbs_undo_and_redo(portfolio_file: Path) -> None:
    AnySequence.source = portfolio_file
    run_state_machine_as_test(
        AnySequence,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_undo_of_an_older_change_is_refused_when_rows_moved_on(desk: Desk) -> None:
    event = desk.store.do(verbs.edit_risk, 2, {"severity": "low"}).event
    desk.do(verbs.edit_risk, 2, {"severity": "critical"})
    with pytest.raises(Conflict, match="severity Critical"):
        desk.store.undo(event)


def test_undo_of_an_older_change_works_when_nothing_depends_on_it(desk: Desk) -> None:
    event = desk.store.do(verbs.edit_risk, 2, {"severity": "low"}).event
    desk.do(verbs.edit_record, "contacts", 1, {"title": "CTO"})
    assert desk.store.undo(event).startswith("Changed the risk on Beta")
    assert desk.row("SELECT severity FROM risk WHERE id = 2") == ("high",)


def test_a_new_change_clears_what_could_be_redone(desk: Desk) -> None:
    desk.do(verbs.edit_risk, 2, {"severity": "low"})
    desk.store.undo()
    desk.do(verbs.edit_record, "contacts", 1, {"title": "CTO"})
    with pytest.raises(NotFound):
        desk.store.redo()


def test_a_removed_account_comes_back_with_all_that_was_its_own(desk: Desk) -> None:
    before = desk.content()
    desk.do(verbs.remove_record, "accounts", 1)
    for table in ("contact", "contract", "note", "risk", "risk_reason", "goal", "action", "task"):
        assert desk.rows(f'SELECT 1 FROM "{table}" WHERE account_id = 1') == []
    desk.store.undo()
    assert desk.content() == before
    assert desk.faults() == []


def test_undo_says_who_and_when_where_it_was_somebody_else_or_long_ago(
    new_store: Callable[..., Store],
) -> None:
    new_store(user="omar").do(add_record, "accounts", {"name": "Acme"})
    new_store().do(add_record, "accounts", {"name": "Beta"})
    new_store(user="Jane").do(add_record, "accounts", {"name": "Gamma"})
    later = new_store(now="2026-11-22T12:00:01Z")
    assert new_store().undo() == "Added account Gamma"
    assert later.undo() == "Added account Beta (by jane on 2026-11-21)"
    assert new_store().undo() == "Added account Acme (by omar on 2026-11-21)"
