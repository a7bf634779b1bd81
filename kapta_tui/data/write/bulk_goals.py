"""Goals in an import: their actions say how far they are and when they may be completed (features: rows 72 and 88).

A list of goals holds what is shown of each, so that most rows only repeat what the actions of a goal say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.write import goalstate, planwriter, records
from kapta_tui.data.write.bulk_load import Ending, Load, Reject
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value
from kapta_tui.domain.text import fold
from kapta_tui.domain.workspan import refuse_days

_STATUS, _PERCENT = "reported_status", "reported_percent"


def own_values(
    tx: Transaction, load: Load, row: Mapping[str, Any], goal: int, values: dict[str, Value]
) -> dict[str, Value]:
    """Return the values of a staged row of a stored goal without those that its actions say or that it shows already.

    A column that is not called "reported" tells what is shown: an open status in it reopens a completed goal. Another
    percent or status than that of its actions is left out with a warning. A completion waits for the end of the import,
    by `complete_late`, while actions are open. Raises UsageError for a status that there is not.
    """
    if _STATUS not in values and _PERCENT not in values:
        return values
    record = _goal(tx, goal)
    now = goalstate.shown(tx, record)
    left = _left_status(tx, load, row, record, now, goalstate.wanted(tx, values))
    percent = values.get(_PERCENT)
    if now.has_actions and _PERCENT in values:
        if percent not in (record.percent, now.progress.percent):
            words = f"'{record.name}' stands at {now.progress.percent} %, measured by its actions"
            _warn(load, row, _PERCENT, words)
        left.add(_PERCENT)
    elif record.completed_at is not None and percent == 100 and not _is_kept(load, _PERCENT):
        left.add(_PERCENT)
    return {name: value for name, value in values.items() if name not in left}


def reopens(tx: Transaction, load: Load, goal: int, values: Mapping[str, Value]) -> bool:
    """Reopen a completed goal of which a row shows the open status that is kept of it; return whether it did.

    Forms repeat what is kept of a completed goal, and do not mean to reopen it. Raises UsageError as `own_values`.
    """
    record = _goal(tx, goal)
    is_meant = record.completed_at is not None and not _is_kept(load, _STATUS)
    if not is_meant or goalstate.wanted(tx, values) != record.status:
        return False
    record.completed_at = None
    records.touch(tx, record)
    return True


def _left_status(
    tx: Transaction,
    load: Load,
    row: Mapping[str, Any],
    record: tables.Goal,
    now: goalstate.Shown,
    code: str | None,
) -> set[str]:
    assert record.id is not None
    if code in (None, now.status) or (_is_kept(load, _STATUS) and code == record.status):
        return {_STATUS}
    if not now.has_actions or code == "cancelled" or now.status == "completed":
        return set()
    if code != "completed":
        _warn(load, row, _STATUS, f"the actions of '{record.name}' say its status")
    elif now.open_actions:
        load.endings[row["at"]] = _ending(load, row, record.id, _STATUS, tx.today)
    else:
        return set()
    return {_STATUS}


def days(
    tx: Transaction, load: Load, row: Mapping[str, Any], record: tables.Goal, given: Mapping[str, date]
) -> dict[str, date]:
    """Return those of the days of an own file that the goal may take: no start where its own status has none.

    The completion of an open goal waits while actions are open, and completes its objectives otherwise. Raises
    RuleError for a day that is ahead or before the start.
    """
    found = dict(given)
    if record.status == "not_started":
        found.pop("started_at", None)
    ended = found.get("completed_at")
    if ended is None or record.id is None:
        return found
    if record.completed_at is not None:
        load.endings.pop(row["at"], None)
        return found
    if goalstate.shown(tx, record).open_actions:
        refuse_days("goals", {"started_at": record.started_at, **found}, tx.today)
        load.endings[row["at"]] = _ending(load, row, record.id, "completed_at", ended)
        del found["completed_at"]
    else:
        planwriter.end_objectives(tx, record.id, ended)
    return found


def complete_late(tx: Transaction, loads: Sequence[Load]) -> None:
    """Complete the goals whose actions have ended by now; of others the cell stays out with a warning."""
    for load in loads:
        for at, ending in load.endings.items():
            record = _goal(tx, ending.goal)
            still = goalstate.shown(tx, record).open_actions
            if still:
                words = goalstate.open_words("goal", record.name, still).rstrip(".")
                load.tally.warn(at, Reject(ending.line, ending.column, ending.value, words))
            elif record.completed_at is None:
                _complete(tx, load, record, ending.day)


def _complete(tx: Transaction, load: Load, record: tables.Goal, day: date) -> None:
    assert record.id is not None
    tx.flush()
    sql = "SELECT 1 FROM change WHERE event_id = (SELECT event_id FROM journal_state) AND tbl = 'goal' AND row_id = ?"
    if tx.raw.execute(sql, (record.id,)).fetchone() is None:
        load.tally.updated += 1
        load.tally.unchanged -= 1
    record.completed_at = day
    records.touch(tx, record)
    planwriter.end_objectives(tx, record.id, day)


def _is_kept(load: Load, name: str) -> bool:
    """Return whether the column is called after the field itself, so that it holds what is kept, not what is shown."""
    return fold(load.header(name)).startswith("reported")


def _ending(load: Load, row: Mapping[str, Any], goal: int, name: str, day: date) -> Ending:
    return Ending(row["line"], goal, day, load.header(name), str(row[f"f_{name}"]))


def _warn(load: Load, row: Mapping[str, Any], name: str, words: str) -> None:
    cell = row[f"f_{name}"]
    load.tally.warn(
        row["at"], Reject(row["line"], load.header(name), "" if cell is None else str(cell), words)
    )


def _goal(tx: Transaction, goal: int) -> tables.Goal:
    record = records.load(tx, "goals", goal)
    assert isinstance(record, tables.Goal)
    return record
