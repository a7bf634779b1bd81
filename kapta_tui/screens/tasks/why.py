"""Why a task is due when it is, and when it comes again (mission S3; features: rows 93 and 95)."""

from __future__ import annotations

import sqlite3
from datetime import date

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.domain.recurrence import recurrence_words
from kapta_tui.domain.text import listed
from kapta_tui.screens.dialogs.explanation import Reasoning

_AHEAD = 3
"""So many coming days of a recurring task are named."""


def look(connection: sqlite3.Connection, row: TaskRow, today: date) -> Reasoning:
    """Return where the due day comes from, whose the task is, and when it recurs; runs in a thread."""
    # The library of recurrences takes its time to load; here that is none of the keyboard's.
    from kapta_tui.data.recurrence import coming

    days: list[date] = []
    if row.recurrence and row.done_on is None:
        days = coming(row.recurrence, row.due or today, today, _AHEAD, current(connection).calendar)
    sentences = [_due(row, today), _person(row), *([_again(row, days)] if row.recurrence else [])]
    return Reasoning(f"Why? · {row.name}", tuple(sentences))


def _due(row: TaskRow, today: date) -> str:
    if row.done_on is not None:
        return f"It was done on {row.done_on}."
    if row.due is None:
        return "It has no due day: neither one of its own, nor one of an action."
    late = f", {(today - row.due).days} d late" if row.is_late(today) else ""
    if row.due_inherited:
        return f"It is due on {row.due} with its action '{row.action}'{late}; a date of its own would take its place."
    own = ""
    if row.action_due is not None:
        own = f"; without it, it would be due with its action '{row.action}', on {row.action_due}"
    return f"It is due on {row.due}, a date of its own{late}{own}."


def _person(row: TaskRow) -> str:
    if row.assignee:
        return f"It is assigned to {row.assignee}."
    whom = (
        "the owner of its action, or of the account where the action has none"
        if row.action
        else "the account's owner"
    )
    return f"Nobody is named, so it falls to {row.doer}: {whom}."


def _again(row: TaskRow, days: list[date]) -> str:
    words = recurrence_words(row.recurrence)
    ends = ", while the account has an active risk" if row.until == "risk_closed" else ""
    if row.done_on is not None:
        return f"It recurs ({words}{ends}): the next one was made when it was done."
    if not days:
        return f"It recurs ({words}{ends}), and this is the last time."
    after = f", and then {listed([str(day) for day in days[1:]])}" if days[1:] else ""
    return f"It recurs ({words}{ends}): completing it makes the next one, due on {days[0]}{after}."
