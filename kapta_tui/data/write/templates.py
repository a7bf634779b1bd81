"""Launching a plan template: its goals, objectives, actions and tasks, laid out in days (domain.md 3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.read import laying
from kapta_tui.data.read.names import called
from kapta_tui.data.write import planwriter, records, references
from kapta_tui.data.write.together import Named
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.planlayout import LaidRow
from kapta_tui.domain.text import fold, one_line


@verb
def add_goals_from_template(
    tx: Transaction,
    account: int,
    template: str,
    start: date | None = None,
    anchor: int | None = None,
    made_from: Named | None = None,
) -> list[int]:
    """Add the goals of a template, a code or label, and return their ids; they can be changed like any other.

    `start`, `anchor` and what is made are as `laying.lay` says, which shows the same beforehand; where day 0 moved to
    a working day the sentence says so. A goal that is called as another one of the account bears the name of what it
    is made from behind its own: that of `made_from`, else of the anchor.

    Raises:
        UsageError: there is no such template.
        NotFound: the account or the linked record is gone.
        RuleError: the template needs a contract's end and there is none, or the record is another account's.
    """
    customer = records.load(tx, "accounts", account)
    tx.flush()
    plan = laying.lay(tx.raw, tx.playbook, account, template, start, anchor, tx.today)
    if made_from is None and plan.anchor is not None:
        made_from = (NOUNS[plan.anchor.noun].name, plan.anchor.id)
    goals = _write(tx, account, plan, _Names.of(tx, account, made_from))
    said = f"Launched the plan {plan.template.label} on {records.label(customer)}, starting {plan.day}"
    tx.say(f"{said}. {plan.moved}" if plan.moved else said, account)
    return goals


@dataclass(frozen=True, slots=True)
class _Names:
    """What the goals of an account are called, folded, and the record that new ones are made from, empty for none."""

    taken: frozenset[str]
    source: str

    @classmethod
    def of(cls, tx: Transaction, account: int, made_from: Named | None) -> _Names:
        """Return the names of an account's goals and of a record."""
        rows = tx.raw.execute("SELECT name_folded FROM goal WHERE account_id = ?", (account,))
        source = "" if made_from is None else _source_name(tx, made_from)
        return cls(frozenset(name for (name,) in rows), source)

    def apart(self, name: str) -> str:
        """Return the name of a new goal, told apart where it is taken."""
        return f"{name} · {self.source}" if self.source and fold(name) in self.taken else name


def _source_name(tx: Transaction, source: Named) -> str:
    """Return how a contract or an opportunity is called; a risk by its day."""
    kind, number = source
    if kind == "risks":
        (day,) = tx.raw.execute("SELECT opened_at FROM risk WHERE id = ?", (number,)).fetchone()
        return f"risk of {day}"
    return one_line(called(tx.raw, kind, (number,))[number])


def _write(tx: Transaction, account: int, plan: laying.Laying, names: _Names) -> list[int]:
    """Write the rows of a plan, each below those it stands under, and return the ids of its goals."""
    source = None if plan.anchor is None else (plan.anchor.noun, plan.anchor.id)
    addressed = {"risk_id": source[1]} if source is not None and source[0] == "risk" else {}
    origin = {} if source is None else {"source": source[0], "source_id": source[1]}
    goals: list[int] = []
    above: list[tuple[str, int]] = []
    for row in plan.rows:
        del above[row.depth :]
        values = _values(tx, row) | {"account": account} | _place(row, dict(above))
        match row.kind:
            case "goals":
                values |= {"section": plan.section.code, "name": names.apart(row.name)}
                number = planwriter.insert_goal(tx, values, **origin, **addressed).id
            case "objectives":
                number = planwriter.insert_objective(tx, values).id
            case "actions":
                number = planwriter.insert_action(tx, values, **addressed).id
            case _:
                number = planwriter.insert_task(tx, values, until=row.until or None, **addressed).id
        assert number is not None
        above.append((row.kind, number))
        if row.kind == "goals":
            goals.append(number)
    return goals


def _values(tx: Transaction, row: LaidRow) -> dict[str, Value]:
    owner = _owner(tx, row.owner)
    if row.kind == "tasks":
        due = None if row.inherits_due else row.due
        return {"name": row.name, "due": due, "recurrence": row.recurrence or None, "assignee": owner}
    told: dict[str, Value] = {"in_customer_report": row.audience == "customer"} if row.audience else {}
    return {"name": row.name, "start": row.start, "due": row.due, "owner": owner} | told


def _place(row: LaidRow, above: dict[str, int]) -> dict[str, Value]:
    """Return the fields by which a row stands under the ids in `above`, given by kind."""
    match row.kind:
        case "objectives":
            return {"goal": above["goals"]}
        case "actions":
            return {"goal": above["goals"], "objective": above.get("objectives")}
        case "tasks":
            return {"action": above.get("actions")}
        case _:
            return {}


def _owner(tx: Transaction, owner: str) -> Value:
    """Return who a template's owner is: nobody in particular means the account's owner, whoever that is."""
    if owner in ("", "account_owner"):
        return None
    if owner == "launcher":
        return references.acting_user(tx)
    return _queue(tx, tx.playbook.label("queue", owner))


def _queue(tx: Transaction, name: str) -> int:
    number = references.person(tx, name)
    row: Any = tx.session.get(tables.User, number)
    if row is not None and not row.is_queue:
        row.is_queue = True
        records.touch(tx, row)
    return number
