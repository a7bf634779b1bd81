"""Which open work may be said to address a risk (features: row 55)."""

from __future__ import annotations

from datetime import date

from kapta_tui.data.read.linkable import linkable
from kapta_tui.data.write.basic import add_record, remove_record
from kapta_tui.data.write.plans import complete_action
from kapta_tui.data.write.turning import address_risk
from tests.data.desk import Desk


def names(desk: Desk, risk: int) -> list[tuple[str, str]]:
    """Return kind and name of what is offered for a risk."""
    return [(item.kind, item.name) for item in linkable(desk.reading, risk)[1]]


def test_open_work_of_the_account_is_offered_until_it_addresses_the_risk(desk: Desk) -> None:
    do = desk.do
    account = do(add_record, "accounts", {"name": "Acme [/oops]"})
    risk = do(add_record, "risks", {"account": account, "reasons": ("QUIET",)})
    goal = do(add_record, "goals", {"account": account, "name": "Keep them"})
    action = do(
        add_record, "actions", {"account": account, "goal": goal, "name": "Call", "due": date(2026, 12, 1)}
    )
    do(add_record, "tasks", {"account": account, "action": action, "name": "Ask Ana"})
    task = do(add_record, "tasks", {"account": account, "name": "Alone", "due": date(2026, 11, 30)})
    elsewhere = do(add_record, "accounts", {"name": "Elsewhere"})
    do(add_record, "tasks", {"account": elsewhere, "name": "Theirs"})
    assert names(desk, risk) == [
        ("tasks", "Alone"),
        ("actions", "Call"),
        ("tasks", "Ask Ana"),
        ("goals", "Keep them"),
    ]
    do(address_risk, risk, [("tasks", task)])
    do(address_risk, risk, [("actions", action)])
    assert names(desk, risk) == [("goals", "Keep them")]
    do(address_risk, risk, [("actions", action)], False)
    do(complete_action, action)
    assert ("actions", "Call") not in names(desk, risk)
    do(remove_record, "risks", risk)
    assert linkable(desk.reading, risk) == ("", ())


def test_open_work_and_a_new_task_address_a_risk_in_one_change(desk: Desk) -> None:
    account = desk.do(add_record, "accounts", {"name": "Acme"})
    risk = desk.do(add_record, "risks", {"account": account, "reasons": ("QUIET",)})
    goal = desk.do(add_record, "goals", {"account": account, "name": "Keep them"})
    desk.there_and_back(address_risk, risk, [("goals", goal)], True, "Ask [Ana]")
    assert desk.row("SELECT risk_id FROM goal WHERE id = ?", goal) == (risk,)
    desk.refused(address_risk, risk, [("goals", goal)], False, "Ask [Bo]")
    made = desk.row("SELECT account_id, risk_id FROM task WHERE name = 'Ask [Ana]'")
    assert made == (account, risk)
