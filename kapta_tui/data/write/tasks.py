"""The verbs of tasks: done, with a note where there is one to leave, and the next of a recurring one."""

from __future__ import annotations

from kapta_tui.data import recurrence, tables
from kapta_tui.data.write import planwriter, records, riskrows
from kapta_tui.data.write.notes import insert_note
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError


@verb
def done_task(tx: Transaction, task: int, note: str | None = None, goes_on: bool = True) -> int | None:
    """Mark a task as done today, leaving `note` on the account; return the id of the next recurring one.

    Where not `goes_on`, because its action ends with it, no next one is made.
    Of two processes that complete the same task, the second is refused, so that one next task is made.

    Raises:
        RuleError: the task is done already, or the note is empty.
    """
    row = _task(tx, task)
    if row.done_at is not None:
        raise RuleError(f"'{row.name}' was done on {row.done_at}.", "Reopen it to do it again.")
    row.done_at = tx.today
    records.touch(tx, row)
    if note is not None:
        insert_note(tx, {"text": note}, task=task)
    following = _next(tx, row) if goes_on else None
    tail = f", next on {following.due}" if following is not None else ""
    tx.say(f"Done: task {records.title(tx, row)}{tail}", row.account_id, "done_task")
    return None if following is None else following.id


@verb
def reopen_task(tx: Transaction, task: int) -> int:
    """Take a task's completion back. Raises RuleError when it is open."""
    row = _task(tx, task)
    if row.done_at is None:
        raise RuleError(f"'{row.name}' is open.", "Only a task that was done can be reopened.")
    row.done_at = None
    records.touch(tx, row)
    tx.say(f"Reopened task {records.title(tx, row)}", row.account_id, "reopen_task")
    return task


def _next(tx: Transaction, row: tables.Task) -> tables.Task | None:
    if not row.recurrence or _has_ended(tx, row) or _goes_on(tx, row):
        return None
    action = tx.session.get(tables.Action, row.action_id) if row.action_id is not None else None
    due = row.due or (action.due if action is not None else None) or tx.today
    found = recurrence.following(row.recurrence, due, tx.today, tx.playbook.calendar)
    if found is None:
        return None
    values = {
        "account": row.account_id,
        "action": row.action_id,
        "name": row.name,
        "description": row.description,
        "assignee": row.assignee_id,
        "due": found.due,
        "recurrence": found.rule,
    }
    origin = {"source": row.source, "source_id": row.source_id, "risk_id": row.risk_id}
    return planwriter.insert_task(tx, values, until=row.until, series_id=_series(row), **origin)


def _has_ended(tx: Transaction, row: tables.Task) -> bool:
    return row.until == "risk_closed" and riskrows.active_risk(tx, row.account_id) is None


def _goes_on(tx: Transaction, row: tables.Task) -> bool:
    """Say whether what follows was made before: a reopened task makes it no second time."""
    tx.flush()
    sql = "SELECT 1 FROM task WHERE series_id = ? AND id > ? LIMIT 1"
    return tx.raw.execute(sql, (_series(row), row.id)).fetchone() is not None


def _series(row: tables.Task) -> int | None:
    """Return the id of the task that the series of `row` began with."""
    return row.id if row.series_id is None else row.series_id


def _task(tx: Transaction, task: int) -> tables.Task:
    row = records.load(tx, "tasks", task)
    assert isinstance(row, tables.Task)
    return row
