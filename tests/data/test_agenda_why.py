"""Every thing on the agenda is explained in sentences (row 98)."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

from kapta_tui.data.read.agenda import agenda
from kapta_tui.data.read.agendawhy import why
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import basic, notes, planwriter, risks
from kapta_tui.domain.fields import Value
from tests.conftest import TODAY


def day(offset: int) -> date:
    return TODAY + timedelta(offset)


def add(store: Store, kind: str, **values: Value) -> int:
    return store.do(basic.add_record, kind, {"account": "Acme", **values}).value


def explained(store: Store, user: str = "jane") -> list[str]:
    """Return the explanation of each thing on the agenda."""
    with closing(store.connect()) as connection:
        view = View(TODAY, user, current(connection))
        return [" ".join(why(connection, item, view)) for item in agenda(connection, view)]


def test_a_task_says_where_its_day_comes_from_and_whose_it_is(store: Store) -> None:
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    add(store, "goals", name="Grow")
    add(store, "actions", goal="Grow", name="Legal [/x]", owner="omar", due=day(-21))
    add(store, "tasks", action="Legal [/x]", name="Send it")
    assert explained(store, "omar")[1] == (
        "The task was due with its action 'Legal [/x]' on 2026-10-31, 21 days ago. Nobody is named, so it falls to "
        "omar, the owner of its action or, where that has none, of its account. "
        "It belongs to the action 'Legal [/x]' of the goal 'Grow'."
    )
    store.do(basic.edit_record, "tasks", 1, {"due": day(0), "assignee": "jane"})
    assert explained(store) == [
        "The task is due by a date of its own on 2026-11-21, today. It is assigned to jane. "
        "It belongs to the action 'Legal [/x]' of the goal 'Grow'."
    ]


def test_actions_and_goals_say_what_was_missed(store: Store) -> None:
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    add(store, "goals", name="Grow", due=day(1))
    add(store, "actions", goal="Grow", name="Begin", start=day(-1), due=day(40))
    add(store, "actions", goal="Grow", name="Close", percent=100)
    jane = "Nobody is named, so it falls to jane, the account's owner."
    assert explained(store) == [
        "The action is due on 2026-12-31, in 40 days. It was to begin on 2026-11-20, 1 day ago, and nobody has begun "
        f"it or reported progress. {jane} It belongs to the goal 'Grow'.",
        "The action has no due date. It was reported at 100 %, but only completing it closes it. "
        f"{jane} It belongs to the goal 'Grow'.",
        f"The goal is due on 2026-11-22, in 1 day. {jane}",
    ]


def test_contracts_name_the_days_that_bring_them_here(store: Store) -> None:
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    add(store, "contracts", name="C-1", end=day(80), notice_date=day(20))
    add(store, "contracts", name="C-2", end=day(30))
    add(store, "contracts", name="C-3", end=day(-5))
    assert explained(store) == [
        "The contract ended on 2026-11-16, 5 days ago. It is neither renewed by itself nor archived.",
        "Notice can be given until 2026-12-11, in 20 days. The contract ends on 2027-02-09, in 80 days. "
        "Notice days are here from 30 days before.",
        "The contract ends on 2026-12-21, in 30 days. "
        "Contracts that are not renewed by themselves are here from 90 days before they end.",
    ]


def test_a_silent_key_player_names_the_rule_of_the_playbook(store: Store) -> None:
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    add(store, "contacts", name="Ana", power="strong")
    asks = "the playbook asks for contact every 60 days for decision power Strong"
    whose = "Nobody is named, so it falls to jane, the account's owner."
    assert explained(store) == [f"No note tells of any contact; {asks}. {whose}"]
    store.do(notes.add_note, {"account": 1, "text": "Called", "contacts": ("Ana",), "date": day(-61)})
    assert explained(store) == [f"Silent for 61 days, since 2026-09-21; {asks}. {whose}"]


def test_a_risk_says_that_nothing_addresses_it(store: Store) -> None:
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    store.do(
        risks.start_risk, {"account": "Acme", "reasons": ("own",), "opened_at": day(-3), "assignee": "omar"}
    )
    assert explained(store, "omar") == [
        "The risk was opened on 2026-11-18, 3 days ago, and no open goal, action or task addresses it. "
        "It is with omar."
    ]


def test_what_is_gone_is_explained_by_nothing(store: Store) -> None:
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    for kind, values in (
        ("goals", {"name": "Grow", "due": day(0)}),
        ("actions", {"name": "Begin", "goal": "Grow", "due": day(0)}),
        ("tasks", {"name": "Call", "due": day(0)}),
        ("contracts", {"name": "C-1", "end": day(3)}),
        ("contacts", {"name": "Ana", "power": "strong"}),
    ):
        add(store, kind, **values)
    store.do(risks.start_risk, {"account": "Acme", "reasons": ("own",)})
    with closing(store.connect()) as connection:
        view = View(TODAY, "jane", current(connection))
        items = agenda(connection, view)
        assert {item.kind for item in items} == {
            "goals",
            "actions",
            "tasks",
            "contracts",
            "contacts",
            "risks",
        }
        store.do(basic.remove_record, "accounts", 1)
        assert [why(connection, item, view) for item in items] == [()] * len(items)


def test_work_below_the_plan_of_a_contract_names_it(store: Store) -> None:
    store.do(basic.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    contract = add(store, "contracts", name="C-1 [/x]", end=day(200), auto_renew=True)
    with store.write("plan") as tx:
        named: dict[str, Value] = {"account": "Acme", "name": "Renewal", "due": day(5)}
        planwriter.insert_goal(tx, named, source="contract", source_id=contract)
    add(store, "actions", goal="Renewal", name="Legal", due=day(5))
    said = explained(store)
    assert said[0].endswith("It belongs to the goal 'Renewal', made from the contract 'C-1 [/x]'.")
    assert said[1].endswith("The goal was made from the contract 'C-1 [/x]'.")
