"""The agenda on a frozen day: why each thing is there, whose it is, what comes first (features: rows 83, 85, 98)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

import pytest

from kapta_tui.data.read import records
from kapta_tui.data.read.agenda import AgendaItem, agenda
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.pulse import pulse, recent_accounts
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import basic, notes, plans, playbooks, risks, tasks, turning
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import default_text

TODAY = date(2026, 11, 21)


def day(offset: int) -> date:
    return TODAY + timedelta(offset)


def add(store: Store, kind: str, **values: Value) -> int:
    return store.do(basic.add_record, kind, values).value


def account(store: Store, name: str = "Acme", owner: str = "jane") -> int:
    return add(store, "accounts", name=name, owner=owner)


def found(store: Store, user: str = "jane") -> list[AgendaItem]:
    with closing(store.connect()) as connection:
        return agenda(connection, View(TODAY, user, current(connection)))


def reasons(store: Store, user: str = "jane") -> list[tuple[str, int | None, bool]]:
    """Return reason, days from today and lateness of each item."""
    return [
        (item.reason, None if item.day is None else (item.day - TODAY).days, item.late)
        for item in found(store, user)
    ]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (-1, [("task overdue", -1, True)]),
        (0, [("task due today", 0, False)]),
        (7, [("task due soon", 7, False)]),
        (8, []),
    ],
)
def test_a_task_is_there_from_a_week_before_its_day(
    store: Store, due: int, expected: list[tuple[str, int, bool]]
) -> None:
    account(store)
    add(store, "tasks", account=1, name="Call", due=day(due))
    assert reasons(store) == expected


def test_a_look_ahead_beyond_the_calendar_hides_nothing(store: Store) -> None:
    account(store)
    add(store, "tasks", account=1, name="Call", due=day(-1))
    add(store, "contracts", account=1, name="C-1", value=1, end=day(400))
    with closing(store.connect()) as connection:
        items = agenda(connection, View(TODAY, "jane", current(connection)), 9_999_999)
    assert [item.kind for item in items] == ["tasks", "contracts"]


def test_a_task_without_a_day_has_its_actions(store: Store) -> None:
    account(store)
    goal = add(store, "goals", account=1, name="Grow")
    add(store, "actions", account=1, goal=goal, name="Workshop", due=day(-2), percent=10)
    add(store, "tasks", account=1, action=1, name="Book")
    assert reasons(store) == [("task overdue", -2, True), ("action overdue", -2, True)]
    store.do(tasks.done_task, 1)
    assert reasons(store) == [("action overdue", -2, True)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"start": day(-4), "due": day(40)}, [("action should have started", -4, True)]),
        ({"start": day(-4)}, [("action should have started", -4, True)]),
        ({"start": day(0), "due": day(40)}, []),
        ({"start": day(-4), "due": day(40), "percent": 10}, []),
        ({"start": day(-40), "due": day(-4)}, [("action overdue", -4, True)]),
        ({"due": day(0)}, [("action due today", 0, False)]),
        ({"due": day(3)}, [("action due soon", 3, False)]),
        ({"due": day(40), "percent": 100}, [("action at 100 %, not closed", 40, False)]),
        ({"due": day(-2), "percent": 100}, [("action at 100 %, not closed", -2, True)]),
        ({"percent": 100}, [("action at 100 %, not closed", None, False)]),
        ({"start": day(-4), "due": day(-2), "status": "completed"}, []),
    ],
)
def test_row_83_and_85_reasons_of_actions(
    store: Store, values: dict[str, Value], expected: list[tuple[str, int | None, bool]]
) -> None:
    account(store)
    goal = add(store, "goals", account=1, name="Grow")
    add(store, "actions", account=1, goal=goal, name="Workshop", **values)
    assert reasons(store) == expected


def test_completing_an_action_takes_it_off(store: Store) -> None:
    account(store)
    add(store, "goals", account=1, name="Grow")
    add(store, "actions", account=1, goal=1, name="Workshop", percent=100)
    store.do(plans.complete_action, 1)
    assert reasons(store) == []


def test_goals_of_one_level_plans_are_on_the_agenda_themselves(store: Store) -> None:
    account(store)
    add(store, "goals", account=1, name="Renew", due=day(-1))
    assert reasons(store) == [("goal overdue", -1, True)]


def test_notice_dates_stand_for_their_contract_until_they_have_passed(store: Store) -> None:
    account(store)
    add(store, "contracts", account=1, name="C-1", end=day(80), notice_date=day(30))
    add(store, "contracts", account=1, name="C-2", end=day(80), notice_date=day(-1))
    add(store, "contracts", account=1, name="C-3", end=day(80), auto_renew=True)
    add(store, "contracts", account=1, name="C-4", end=day(91))
    add(store, "contracts", account=1, name="C-5", end=day(-5))
    add(store, "contracts", account=1, name="C-6", end=day(-5), is_archived=True)
    assert [(item.title, item.reason, item.late) for item in found(store)] == [
        ("C-5", "contract ended, not archived", True),
        ("C-1", "last day for notice", False),
        ("C-2", "contract ends", False),
    ]


def test_a_goal_without_actions_is_asked_after_as_an_action_is(store: Store) -> None:
    account(store)
    add(store, "goals", account=1, name="Begin", start=day(-4), due=day(40))
    add(store, "goals", account=1, name="Full", due=day(40))
    store.do(plans.update_goal, 2, percent=100)
    assert reasons(store) == [
        ("goal should have started", -4, True),
        ("goal at 100 %, not closed", 40, False),
    ]
    for goal in ("Begin", "Full"):
        add(store, "actions", account=1, goal=goal, name="Work", due=day(60))
    assert reasons(store) == []


def test_a_risk_is_there_while_nobody_works_on_it(store: Store) -> None:
    account(store)
    risk = store.do(risks.start_risk, {"account": "Acme", "reasons": ("own words [/x]",)}).value
    add(store, "tasks", account=1, name="Something else", due=day(60))
    assert [(item.kind, item.title, item.reason) for item in found(store)] == [
        ("risks", "own words [/x]", "risk nobody works on")
    ]
    store.do(turning.add_work, "tasks", {"name": "Call", "due": day(60)}, risk=risk)
    assert found(store) == []


def test_silence_of_strong_key_players_counts_by_the_playbook(store: Store) -> None:
    account(store)
    add(store, "contacts", account=1, name="Ana", power="strong")
    add(store, "contacts", account=1, name="Bo", power="final_say")
    add(store, "contacts", account=1, name="Cy", power="some")
    add(store, "contacts", account=1, name="Di", power="strong", has_left=True)
    store.do(notes.add_note, {"account": 1, "text": "Called", "contacts": ("Ana",), "date": day(-60)})
    assert [(item.title, item.reason) for item in found(store)] == [("Bo", "key player never contacted")]
    store.do(notes.add_note, {"account": 1, "text": "Met", "contacts": ("Bo",), "date": day(-61)})
    assert [(item.title, item.reason, item.day) for item in found(store)] == [
        ("Bo", "key player going cold", day(-61))
    ]


def test_only_mine_by_assignee_then_action_owner_then_account_owner(store: Store) -> None:
    account(store)
    account(store, "Beta", "omar")
    add(store, "goals", account=1, name="Grow")
    add(store, "actions", account=1, goal=1, name="Workshop", owner="omar", due=day(60))
    add(store, "tasks", account=1, action=1, name="of the action's owner", due=day(1))
    add(store, "tasks", account=1, action=1, name="of the assignee", due=day(1), assignee="lena")
    add(store, "tasks", account=2, name="of the account's owner", due=day(1))
    add(store, "tasks", account=2, name="handed to me", due=day(1), assignee="jane")
    titles = {
        user: [item.title for item in found(store, user)] for user in ("jane", "omar", "lena", "nobody")
    }
    assert titles == {
        "jane": ["handed to me"],
        "omar": ["of the action's owner", "of the account's owner"],
        "lena": ["of the assignee"],
        "nobody": [],
    }


def test_late_things_come_first_then_idle_risks_then_days_then_silence(store: Store) -> None:
    account(store)
    account(store, "Beta")
    add(store, "contacts", account=1, name="Ana", power="strong")
    add(store, "tasks", account=1, name="soon", due=day(2))
    add(store, "tasks", account=1, name="late", due=day(-2))
    add(store, "tasks", account=1, name="later still", due=day(-9))
    store.do(risks.start_risk, {"account": "Beta", "reasons": ("own words",)})
    assert [item.title for item in found(store)] == ["later still", "late", "own words", "soon", "Ana"]


def test_archived_accounts_need_nobody(store: Store) -> None:
    account(store)
    add(store, "tasks", account=1, name="late", due=day(-2))
    store.do(basic.archive_account, 1)
    assert found(store) == []


def test_the_pulse_counts_and_never_adds_currencies(new_store: Callable[..., Store]) -> None:
    store = new_store()
    account(store)
    account(store, "Beta", "omar")
    account(store, "Gone", "omar")
    for name, owner, value, currency, end in (
        ("C-1", 1, 100, "EUR", 10),
        ("C-2", 2, 200, "USD", 70),
        ("C-3", 2, 50, "USD", 300),
        ("C-4", 3, 50, "EUR", 5),
    ):
        add(store, "contracts", account=owner, name=name, value=value, currency=currency, end=day(end))
    store.do(basic.archive_account, 3)
    store.do(risks.start_risk, {"account": "Acme", "reasons": ("own words",), "severity": "high"})
    add(store, "goals", account=1, name="Grow")
    add(store, "actions", account=1, goal=1, name="Workshop", due=day(-2))
    store.do(notes.add_note, {"account": 1, "text": "Called"})
    with closing(store.connect()) as connection:
        now = pulse(connection, View(TODAY, "jane", current(connection)))
    assert (now.accounts, now.mine, now.overdue) == (2, 1, 1)
    assert now.risks == (("high", 1),)
    assert now.at_stake.sums == (("EUR", 10_000),)
    assert [(band.days, band.count, band.value.sums) for band in now.endings] == [
        (30, 1, (("EUR", 10_000),)),
        (60, 1, (("EUR", 10_000),)),
        (90, 2, (("EUR", 10_000), ("USD", 20_000))),
    ]


def test_recent_accounts_are_those_i_changed_last_undone_changes_aside(
    new_store: Callable[..., Store],
) -> None:
    store = new_store()
    for name in ("Acme", "Beta", "Cora"):
        account(store, name)
    store.do(notes.add_note, {"account": 1, "text": "Called"})
    new_store(user="omar").do(notes.add_note, {"account": 3, "text": "Met"})
    add(store, "tasks", account=2, name="undone")
    store.undo()
    with closing(store.connect()) as connection:
        view = View(TODAY, "JANE", current(connection))
        assert [each.name for each in recent_accounts(connection, view)] == ["Acme", "Cora", "Beta"]
        assert [each.name for each in recent_accounts(connection, view, limit=1)] == ["Acme"]


def test_an_account_is_cold_once_it_had_the_time_for_a_note_and_got_none(store: Store) -> None:
    for name in ("Young", "Old", "Kept", "Lost"):
        add(store, "accounts", name=name)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        for name, days in (("Young", 60), ("Old", 61), ("Kept", 400), ("Lost", 400)):
            made = f"{day(-days).isoformat()}T08:00:00Z"
            connection.execute("UPDATE account SET created_at = ? WHERE name = ?", (made, name))
    for name, days in (("Kept", 60), ("Lost", 61)):
        store.do(notes.add_note, {"account": name, "text": "Called", "date": day(-days)})
    with closing(store.connect()) as connection:
        view = View(TODAY, "jane", current(connection))
        found = records.ids(connection, "accounts", view, filter="cold")
        names = records.records(connection, "accounts", view, found, ("name",))
        assert sorted(str(row["name"]) for row in names) == ["Lost", "Old"]
        assert pulse(connection, view).cold == 2


def test_without_plans_nobody_is_told_that_nobody_works_on_a_risk(store: Store) -> None:
    account(store)
    store.do(risks.start_risk, {"account": "Acme", "reasons": ("own words",)})
    assert [reason for reason, _, _ in reasons(store)] == ["risk nobody works on"]
    text = default_text().replace("plans = true", "plans = false", 1)
    store.do(playbooks.set_playbook, text)
    assert not reasons(store)
