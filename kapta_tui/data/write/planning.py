"""Work of a plan changed where it is listed: given to somebody, due on another day, shown to the customer
(mission S3; features: rows 78, 84, 93, 94 and 96).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kapta_tui.data.read.plantargets import PERSON
from kapta_tui.data.read.states import is_ended
from kapta_tui.data.write import basic, plans, planwriter, records, tasks
from kapta_tui.data.write.together import Named, all_of, below_first
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import listed


@verb
def assign_work(tx: Transaction, chosen: Sequence[Named], person: str | int | None) -> int:
    """Give goals, objectives, actions and tasks to a person, or to whom the account belongs; return the last id.

    Raises: as `all_of`; UsageError for other kinds; NotFound, Ambiguous for the person.
    """
    _refuse_others(chosen, PERSON, "given to a person")

    def step(kind: str, record: int) -> None:
        basic.edit_record(tx, kind, record, {PERSON[kind]: person})

    done = f"gave to {person}" if isinstance(person, str) else "reassigned"
    all_of(tx, "assign_work", done, _once(chosen), step)
    return chosen[-1][1]


@verb
def set_due(tx: Transaction, chosen: Sequence[Named], due: date | None) -> int:
    """Let goals, objectives, actions and tasks be due on a day and return the last id.

    Without a day a task is due with its action again (features: row 93), and all else has no due date.

    Raises: as `all_of`; UsageError for other kinds.
    """
    _refuse_others(chosen, PERSON, "due on a day")

    def step(kind: str, record: int) -> None:
        basic.edit_record(tx, kind, record, {"due": due})

    done = "took the due date off" if due is None else f"set the due date {due} for"
    all_of(tx, "set_due", done, _once(chosen), step)
    return chosen[-1][1]


@verb
def show_in_report(tx: Transaction, chosen: Sequence[Named], shown: bool) -> int:
    """Show goals and actions in the customer's report, or leave them out; return the last id.

    The sentence tells what of what is shown is still left out: an action with its goal, and actions of a goal.

    Raises: as `all_of`; UsageError for other kinds.
    """
    _refuse_others(chosen, ("goals", "actions"), "in the customer's report by themselves")

    def step(kind: str, record: int) -> None:
        basic.edit_record(tx, kind, record, {"in_customer_report": shown})
        row = records.load(tx, kind, record)
        called = f"{KINDS[kind].spoken} {records.title(tx, row)}"
        tx.say(f"{done} {called}", records.account_id(row), "show_in_report")

    done = "Shown in the customer report:" if shown else "Left out of the customer report:"
    all_of(tx, "show_in_report", done, _once(chosen), step)
    if shown:
        tx.flush()
        tx.sentence += _still_left_out(tx, _once(chosen))
    return chosen[-1][1]


def _still_left_out(tx: Transaction, chosen: Sequence[Named]) -> str:
    """Return what has to be known of goals and actions that were marked to be shown; empty where all of them are."""
    if len(chosen) == 1:
        kind, record = chosen[0]
        if kind == "goals":
            return _actions_shown(tx, record)
        goal = _hidden_goal(tx, record)
        return "" if goal is None else f", once its goal '{goal}' is too"
    waiting = [
        record for kind, record in chosen if kind == "actions" and _hidden_goal(tx, record) is not None
    ]
    return f"; {KINDS['actions'].counted(len(waiting))} once the goal is too" if waiting else ""


def _hidden_goal(tx: Transaction, action: int) -> str | None:
    """Return the name of the goal of an action where that is left out of the customer's report."""
    found = tx.raw.execute(
        "SELECT g.name FROM action t JOIN goal g ON g.id = t.goal_id "
        "WHERE t.id = ? AND NOT g.in_customer_report",
        (action,),
    ).fetchone()
    return None if found is None else str(found[0])


def _actions_shown(tx: Transaction, goal: int) -> str:
    """Return how many actions of a goal are shown with it, empty where all of them are."""
    total, told = tx.raw.execute(
        "SELECT count(*), coalesce(sum(in_customer_report), 0) FROM action WHERE goal_id = ?", (goal,)
    ).fetchone()
    return "" if total == told else f" with {told or 'none'} of its {KINDS['actions'].counted(total)}"


@verb
def complete_with_note(tx: Transaction, chosen: Sequence[Named], note: str, with_tasks: bool = False) -> int:
    """Complete actions and tasks and say how they ended; return the last id.

    The note is the status note of an action, and of a task a note on its account (features: row 96). Open
    tasks of the actions are completed too where `with_tasks`, else the sentence tells of them.

    Raises: as `all_of`; UsageError for other kinds.
    """
    _refuse_others(chosen, ("actions", "tasks"), "completed with a note")
    named = below_first(chosen)
    alone = with_tasks and len(named) == 1

    def step(kind: str, record: int) -> None:
        if kind == "tasks":
            tasks.done_task(tx, record, note)
        else:
            plans.complete_action(tx, record, note, with_tasks=alone)

    all_of(tx, "complete_with_note", "completed", named, step)
    if len(named) > 1:
        actions = [record for kind, record in named if kind == "actions" and is_ended(tx.raw, kind, record)]
        tx.sentence += planwriter.end_tasks(tx, actions, with_tasks=with_tasks)
    return chosen[-1][1]


def _once(chosen: Sequence[Named]) -> list[Named]:
    return list(dict.fromkeys(chosen))


def _refuse_others(chosen: Sequence[Named], known: Mapping[str, str] | Sequence[str], done: str) -> None:
    for kind, _ in chosen:
        if kind not in known:
            many = listed([KINDS[name].many for name in known])
            raise UsageError(f"{KINDS[kind].many.capitalize()} are not {done}.", f"Choose among {many}.")
