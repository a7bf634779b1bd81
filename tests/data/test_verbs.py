"""Every verb leaves one event that undo takes back and redo does again, byte for byte."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest

from kapta_tui.data import write
from kapta_tui.data.write import verbs
from kapta_tui.data.write.bulk import import_tables
from kapta_tui.data.write.bulk_load import Load
from kapta_tui.data.write.transaction import VERBS
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY
from tests.data.desk import Desk

NEW: Mapping[str, Values] = {
    "users": {"name": "Kim", "email": "kim@acme.test"},
    "accounts": {"name": "Gamma", "parent": "Acme", "contributors": ("jane", "new colleague")},
    "products": {"name": "Copper", "price": 5},
    "contacts": {"account": "Acme", "name": "Bo Lind", "reports_to": "Ana Ruiz"},
    "contracts": {"account": "Acme", "name": "C-2", "value": 99, "end": date(2028, 1, 1)},
    "opportunities": {"account": "Beta", "name": "New deal", "owner": "nobody yet"},
    "documents": {"account": "Beta", "name": "Offer", "path": "https://beta.example/offer"},
    "notes": {"account": "Beta", "text": "Wrote", "contacts": ()},
    "swot": {"account": "Acme", "quadrant": "threats", "text": "A rival", "theme": "market"},
    "voc": {"account": "Acme", "question": "goals", "text": "To grow", "contact": "Ana Ruiz"},
    "qbrs": {"account": "Acme", "date": date(2026, 10, 1), "contacts": ("Ana Ruiz",), "colleagues": ("kim",)},
    "metrics": {"account": "Beta", "name": "Seats", "start": 10, "target": 50, "value": 30},
    "satisfaction": {"account": "Acme", "score": 4, "date": date(2026, 9, 1), "description": "Survey"},
    "risks": {"account": "Acme", "reasons": ("VALUE", "too quiet"), "severity": "critical"},
    "goals": {"account": "Beta", "name": "Goal", "section": "internal"},
    "objectives": {"account": "Acme", "goal": "Live", "name": "Step"},
    "actions": {"account": "Acme", "goal": "Live", "name": "Call", "percent": 20, "contacts": ("Ana Ruiz",)},
    "tasks": {"account": "Acme", "name": "Weekly", "due": date(2026, 12, 1), "recurrence": "FREQ=WEEKLY"},
}
"""A further record of every kind."""

OTHER: Mapping[str, Values] = {
    "users": {"email": "jane@acme.test"},
    "accounts": {"name": "Acme Group", "contributors": (), "satisfaction": 7},
    "products": {"family": "Access"},
    "contacts": {"has_left": True},
    "contracts": {"value": 2400, "is_archived": True},
    "opportunities": {"stage": "won"},
    "documents": {"description": "Signed"},
    "notes": {"text": "Called twice", "contacts": ()},
    "swot": {"reviewed_on": date(2026, 10, 1), "lens": "market"},
    "voc": {"text": "To last", "contact": None},
    "qbrs": {"stage": "completed", "rating": "good", "colleagues": ("jane",), "contacts": ()},
    "metrics": {"value": 41, "target": 60},
    "satisfaction": {"score": 9, "date": date(2026, 8, 1)},
    "risks": {"details": "more", "resolutions": ("CONTACT_FOUND", "luck")},
    "goals": {"due": date(2026, 10, 1), "owner": "omar"},
    "objectives": {"name": "Start better"},
    "actions": {"status": "completed", "contacts": ()},
    "tasks": {"due": date(2026, 10, 1)},
}
"""A change of record 1 of every kind."""


def _set_playbook(desk: Desk) -> None:
    text = default_text().replace('currency = "EUR"', 'currency = "CHF"')
    desk.do(verbs.set_playbook, text.replace('waiting = "Waiting"\n', ""))


def _has_product(desk: Desk) -> bool:
    return bool(desk.rows("SELECT 1 FROM account_product WHERE account_id = 1 AND product_id = 1"))


def _joined_account(desk: Desk) -> int:
    desk.do(verbs.join_account, 1)
    return 1


def _import(desk: Desk) -> None:
    """Import one kind that is written by sets and one that is written row by row."""
    loads = [
        _load(1, "contacts", {"account": "Acme", "name": "Zoe", "internal_contact": "somebody new"}),
        _load(2, "risks", {"account": "Acme", "reasons": "VALUE", "severity": "high"}),
    ]
    desk.do(import_tables, loads, source="two files", dry_run=False, strict=True)


def _load(number: int, kind: str, row: Mapping[str, str]) -> Load:
    fields = tuple(KINDS[kind].by_name[name] for name in row)
    return Load(
        number,
        KINDS[kind],
        fields,
        tuple(row),
        lambda: iter([[(1,), (2,), *((cell,) for cell in row.values())]]),
        (),
    )


_WORK = (("objectives", 1), ("actions", 1), ("tasks", 1))


def _tick_review(desk: Desk) -> None:
    desk.do(verbs.edit_record, "qbrs", 1, {"agenda": "Welcome\n- [ ] Numbers"})
    desk.do(verbs.tick_review, 1, 1, "Numbers")


CASES: Mapping[str, Callable[[Desk], object]] = {
    "add_record": lambda desk: desk.do(verbs.add_record, "contacts", NEW["contacts"]),
    "edit_record": lambda desk: desk.do(verbs.edit_record, "accounts", 1, OTHER["accounts"]),
    "remove_record": lambda desk: desk.do(verbs.remove_record, "accounts", 1),
    "archive_account": lambda desk: desk.do(verbs.archive_account, 2),
    "merge_accounts": lambda desk: desk.do(verbs.merge_accounts, 1, 2, {"name": "Acme and Beta"}),
    "join_account": lambda desk: desk.do(verbs.join_account, 1),
    "leave_account": lambda desk: desk.do(verbs.leave_account, _joined_account(desk)),
    "import_tables": _import,
    "start_risk": lambda desk: desk.do(verbs.start_risk, NEW["risks"]),
    "edit_risk": lambda desk: desk.do(verbs.edit_risk, 2, {"reasons": ("VALUE", "PRICE"), "severity": "low"}),
    "close_risk": lambda desk: desk.do(verbs.close_risk, 2, {"status": "closed_invalid"}),
    "reopen_risk": lambda desk: desk.do(verbs.reopen_risk, 1),
    "move_review": lambda desk: desk.do(verbs.move_review, 1, "Completed", "good", "Went **well**"),
    "tick_review": _tick_review,
    "move_risk": lambda desk: desk.do(verbs.move_risk, 2, "severity", "critical", 0),
    "add_risk_reason": lambda desk: desk.do(verbs.add_risk_reason, 2, "SERVICE"),
    "add_work": lambda desk: desk.do(verbs.add_work, "tasks", {"name": "Call Ana"}, ("risks", 2)),
    "address_risk": lambda desk: desk.do(verbs.address_risk, 1, _WORK[1:]),
    "add_note": lambda desk: desk.do(verbs.add_note, {"text": "spoke"}, risk=2),
    "add_goal_outline": lambda desk: desk.do(verbs.add_goal_outline, 2, "internal", "A\n  B\n    C\n      D"),
    "add_goals_from_template": lambda desk: desk.do(verbs.add_goals_from_template, 2, "rescue"),
    "add_plan_from_outline": lambda desk: desk.do(
        verbs.add_plan_from_outline, ("opportunities", 1), "customer", "Win it\n  Prove it"
    ),
    "add_plan_from_template": lambda desk: desk.do(verbs.add_plan_from_template, ("contracts", 1), "renewal"),
    "link_players": lambda desk: desk.do(verbs.link_players, 1, [], new="Zoe of [/oops]"),
    "copy_goals": lambda desk: desk.do(verbs.copy_goals, [1, 2], [1, 2], start=date(2026, 12, 5)),
    "shift_plan": lambda desk: desk.do(verbs.shift_plan, [1, 2], 31),
    "shift_to": lambda desk: desk.do(verbs.shift_to, _dated_goals(desk), date(2026, 12, 5)),
    "edit_and_move": lambda desk: desk.do(
        verbs.edit_and_move, "contracts", _planned_contract(desk), {"end": date(2029, 1, 1)}
    ),
    "reorder": lambda desk: desk.do(verbs.reorder, "goals", 2, 0),
    "start_action": lambda desk: desk.do(verbs.start_action, 1),
    "start_goal": lambda desk: desk.do(verbs.start_goal, _bare_goal(desk)),
    "update_goal": lambda desk: desk.do(verbs.update_goal, _bare_goal(desk), 40, status_note="on it"),
    "set_health": lambda desk: desk.do(verbs.set_health, {("weights_for", "strategic", "plan"): 40}),
    "set_levels": lambda desk: desk.do(verbs.set_levels, "customer", 2),
    "update_action": lambda desk: desk.do(verbs.update_action, 1, 40, status_note="on it", owner="new one"),
    "complete_action": lambda desk: desk.do(verbs.complete_action, 1),
    "reopen_action": lambda desk: desk.do(verbs.reopen_action, _completed_action(desk)),
    "complete_goal": lambda desk: desk.do(verbs.complete_goal, 1, with_actions=True),
    "reopen_goal": lambda desk: desk.do(verbs.reopen_goal, _completed_goal(desk)),
    "complete_objective": lambda desk: desk.do(verbs.complete_objective, 1, with_actions=True),
    "reopen_objective": lambda desk: desk.do(verbs.reopen_objective, _completed_goal(desk)),
    "move_action_dates": lambda desk: desk.do(
        verbs.move_action_dates, "actions", 1, date(2026, 10, 1), date(2026, 10, 9)
    ),
    "done_task": lambda desk: desk.do(verbs.done_task, _recurring_task(desk), "sent it"),
    "reopen_task": lambda desk: desk.do(verbs.reopen_task, _done_task(desk)),
    "set_playbook": _set_playbook,
    "remove_records": lambda desk: desk.do(
        verbs.remove_records, [("actions", 1), ("tasks", 1), ("risks", 2)]
    ),
    "complete_records": lambda desk: desk.do(verbs.complete_records, [("goals", 1), *_WORK]),
    "reopen_records": lambda desk: desk.do(verbs.reopen_records, _completed_records(desk)),
    "archive_accounts": lambda desk: desk.do(verbs.archive_accounts, [1, 2]),
    "start_work": lambda desk: desk.do(verbs.start_work, [("actions", 1), ("actions", _second_action(desk))]),
    "update_work": lambda desk: desk.do(
        verbs.update_work, [("actions", 1), ("actions", _second_action(desk))], 40, "waiting"
    ),
    "close_risks": lambda desk: desk.do(
        verbs.close_risks, [2, _second_risk(desk)], {"status": "closed_resolved", "resolutions": ("luck",)}
    ),
    "add_risk_reasons": lambda desk: desk.do(verbs.add_risk_reasons, 2, ["SERVICE", "too quiet"]),
    "record_metric": lambda desk: desk.do(
        verbs.record_metric, 1, Decimal(97), date(2026, 8, 1), instead=TODAY
    ),
    "remove_metric_value": lambda desk: desk.do(verbs.remove_metric_value, 1, TODAY),
    "set_products": lambda desk: desk.do(verbs.set_products, 1, [1], has=not _has_product(desk)),
    "set_relationship": lambda desk: desk.do(verbs.set_relationship, 1, "somebody new", "trusted"),
    "review_swot": lambda desk: desk.do(verbs.review_swot, [_old_swot(desk)]),
    "move_by": lambda desk: desk.do(verbs.move_by, "goals", 2, -1),
    "assign_work": lambda desk: desk.do(verbs.assign_work, [("goals", 1), *_WORK], "somebody new"),
    "set_due": lambda desk: desk.do(verbs.set_due, [("goals", 1), *_WORK], date(2027, 2, 1)),
    "show_in_report": lambda desk: desk.do(verbs.show_in_report, [("goals", 1), ("actions", 1)], False),
    "complete_with_note": lambda desk: desk.do(verbs.complete_with_note, _WORK[1:], "signed"),
}
"""Verb to a call of it on the portfolio."""


def _completed_records(desk: Desk) -> list[tuple[str, int]]:
    chosen = [("goals", 1), *_WORK]
    desk.do(verbs.complete_records, chosen)
    return chosen


def _dated_goals(desk: Desk) -> list[int]:
    desk.do(verbs.edit_record, "goals", 1, {"start": date(2026, 9, 1), "due": date(2026, 9, 30)})
    return [1]


def _planned_contract(desk: Desk) -> int:
    desk.do(verbs.edit_record, "contracts", 1, {"end": date(2028, 1, 1)})
    desk.do(verbs.add_plan_from_template, ("contracts", 1), "renewal", date(2026, 11, 23))
    return 1


def _bare_goal(desk: Desk) -> int:
    return desk.do(verbs.add_record, "goals", {"account": "Acme", "name": "Serve"})


def _second_action(desk: Desk) -> int:
    return desk.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Grow", "name": "Call"})


def _old_swot(desk: Desk) -> int:
    return desk.do(verbs.add_record, "swot", {**NEW["swot"], "reviewed_on": date(2026, 1, 1)})


def _second_risk(desk: Desk) -> int:
    return desk.do(verbs.start_risk, NEW["risks"])


def _completed_action(desk: Desk) -> int:
    return desk.do(verbs.complete_action, 1)


def _completed_goal(desk: Desk) -> int:
    return desk.do(verbs.complete_goal, 1, with_actions=True)


def _recurring_task(desk: Desk) -> int:
    return desk.do(verbs.edit_record, "tasks", 1, {"recurrence": "FREQ=MONTHLY", "due": date(2026, 12, 31)})


def _done_task(desk: Desk) -> int:
    desk.do(verbs.done_task, 1)
    return 1


def _holds(desk: Desk, act: Callable[[Desk], object]) -> None:
    """Do, undo and redo; whatever prepares the verb stays done."""
    act(desk)
    after = desk.content()
    assert desk.faults() == []
    desk.store.undo()
    before = desk.content()
    assert desk.faults() == []
    assert before != after
    desk.store.redo()
    assert desk.content() == after
    assert desk.faults() == []
    desk.store.undo()
    assert desk.content() == before


@pytest.mark.parametrize("name", CASES)
def test_every_verb_is_undone_and_redone_byte_for_byte(desk: Desk, name: str) -> None:
    before = desk.content()
    events = len(desk.rows("SELECT id FROM event"))
    _holds(desk, CASES[name])
    while len(desk.rows("SELECT id FROM event WHERE undone = 0")) > events:
        desk.store.undo()
    assert desk.content() == before


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_added_changed_and_removed_and_each_undone(desk: Desk, kind: str) -> None:
    before = desk.content()
    _holds(desk, lambda at: at.do(verbs.add_record, kind, NEW[kind]))
    assert desk.content() == before
    _holds(desk, lambda at: at.do(verbs.edit_record, kind, 1, OTHER[kind]))
    assert desk.content() == before
    if kind != "users":
        _holds(desk, lambda at: at.do(verbs.remove_record, kind, 1))
        assert desk.content() == before


def test_every_verb_there_is_has_a_case() -> None:
    for module in pkgutil.iter_modules(write.__path__):
        importlib.import_module(f"{write.__name__}.{module.name}")
    assert set(VERBS) == set(CASES)


def test_every_verb_of_people_can_be_named_in_one_place() -> None:
    assert set(verbs.__all__) == set(VERBS) - {"import_tables"}


def test_a_verb_that_changes_nothing_leaves_no_event(desk: Desk) -> None:
    before = desk.content()
    desk.do(verbs.edit_record, "accounts", 1, {"name": "Acme", "contributors": ("omar",)})
    desk.do(verbs.edit_risk, 2, {"reasons": ("price", "own words"), "severity": "High", "priority": "p2"})
    desk.do(verbs.set_playbook, default_text())
    assert desk.content() == before


@pytest.mark.parametrize(
    ("act", "event"),
    [
        (
            CASES["start_risk"],
            ("start_risk", "Started a risk on Acme: Value not proven, too quiet, severity Critical"),
        ),
        (CASES["add_record"], ("add_contact", "Added contact Bo Lind of Acme")),
        (CASES["remove_record"], ("remove_account", "Removed account Acme")),
        (
            CASES["edit_record"],
            ("edit_account", "Changed name, satisfaction and contributors of account Acme Group"),
        ),
        (CASES["archive_account"], ("archive_account", "Archived account Beta")),
        (CASES["join_account"], ("join_account", "Joined account Acme")),
        (CASES["leave_account"], ("leave_account", "Left account Acme")),
        (CASES["done_task"], ("done_task", "Done: task Agenda of Acme, next on 2027-01-31")),
        (
            CASES["update_action"],
            ("update_action", "Updated action Kick-off of Acme: In progress, “on it”, 40 %, owner"),
        ),
    ],
)
def test_the_feed_says_what_happened(
    desk: Desk, act: Callable[[Desk], object], event: tuple[str, str]
) -> None:
    act(desk)
    assert desk.last_event() == event
