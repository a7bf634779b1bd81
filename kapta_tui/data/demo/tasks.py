"""Tasks of the sample portfolio that stand outside plans."""

from __future__ import annotations

from datetime import date, timedelta

from kapta_tui.data import tables
from kapta_tui.data.demo.texts import Spec, content
from kapta_tui.data.demo.work import complete_task
from kapta_tui.data.demo.world import Customer, World
from kapta_tui.domain.dates import month_end

_ENTERED_BEFORE = 15


def add_tasks(world: World) -> None:
    """Enter the tasks outside plans, the next one of each series, and complete those that are done."""
    for spec in content("plans")["task"]:
        customer = world.customers[spec["account"]]
        due = _due(world, spec)
        row = world.ledger.row(
            tables.Task,
            account_id=customer.row.id,
            name=spec["name"],
            due=due,
            assignee_id=customer.owner.id,
            recurrence=spec.get("rule"),
            position=world.ledger.place(tables.Task, account_id=customer.row.id, action_id=None),
            **_for_risk(customer, spec),
        )
        entered = (due or world.today) - timedelta(_ENTERED_BEFORE)
        sentence = f"Added task {spec['name']} of {customer.name}"
        world.ledger.add(entered, customer.owner["name"], "add_task", sentence, row)
        if "done" in spec:
            complete_task(world, customer, row, world.day(spec["done"]), customer.owner)


def _for_risk(customer: Customer, spec: Spec) -> dict[str, str | int]:
    """Return the columns of a task that was made from the customer's active risk."""
    if not spec.get("risk"):
        return {}
    number = customer.risks[0][1].id
    return {"source": "risk", "source_id": number, "risk_id": number}


def _due(world: World, spec: Spec) -> date | None:
    """Return the day the task is due; of a series, its first day that has not passed."""
    if spec.get("series") == "month_end":
        return month_end(world.today)
    if spec.get("series") == "monday":
        return world.today + timedelta(-world.today.weekday() % 7)
    return world.day(spec["day"]) if "day" in spec else None
