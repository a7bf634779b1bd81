"""What a list of tasks says around its lines: title, what the task under the cursor inherits, why it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.data.read.worked import Origin
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.recurrence import recurrence_words
from kapta_tui.domain.text import one_line
from kapta_tui.screens.tasks.columns import AGAIN
from kapta_tui.screens.tasks.showing import TaskShow, counts
from kapta_tui.screens.turning.words import origin_line

NONE: Final = {
    TaskShow.ALL: "No tasks yet",
    TaskShow.OPEN: "All tasks are done",
    TaskShow.LATE: "No task is late",
    TaskShow.MINE: "No open task is yours",
    TaskShow.RECURRING: "No task recurs",
    TaskShow.DONE: "No task was done yet",
}
"""Why a list with such a choice is empty."""

_NAMED: Final = 40
"""Characters of a name in a border."""


def title(
    rows: Sequence[TaskRow], show: TaskShow, today: date, narrowed: tuple[int, str] | None = None
) -> str:
    """Return "Tasks 7 · 2 late · 3 done": open ones; of a choice "Tasks 2 late of 10".

    `narrowed` are the number of tasks that pass a filter and the filter: "Tasks 2 of 10 · /room".
    """
    if not rows:
        return "Tasks"
    if narrowed is not None:
        return f"Tasks {narrowed[0]} of {len(rows)} · /{brief(narrowed[1])}"
    found = counts(rows, today)
    if show not in (TaskShow.ALL, TaskShow.OPEN):
        return f"Tasks {found[show]} {show.value} of {len(rows)}"
    late, done = found[TaskShow.LATE], found[TaskShow.DONE]
    parts = [f"Tasks {found[TaskShow.OPEN]}{' open' if show is TaskShow.OPEN else ''}"]
    parts += [f"{late} late"] if late else []
    parts += [f"{done} done"] if done and show is TaskShow.ALL else []
    return " · ".join(parts)


def of_line(row: TaskRow) -> tuple[str, ...]:
    """Return what the border says of the task under the cursor: what it inherits, and what it was made from."""
    origin = Origin(NOUNS[row.source].name, 0, row.source_name) if row.source and row.source_name else None
    return inherited(row), origin_line(origin)


def inherited(row: TaskRow) -> str:
    """Return "due with its action 'Legal', 2026-12-02", empty for a task with a day of its own (features: row 93)."""
    if row.done_on is not None or not row.due_inherited:
        return ""
    return f"due with its action '{brief(row.action)}', {row.due}"


def recurs(row: TaskRow) -> str:
    """Return "↻ weekly", where there is no room for it in the line; empty for a task that comes once."""
    return f"{AGAIN} {recurrence_words(row.recurrence)}" if row.recurrence and row.done_on is None else ""


def brief(name: str) -> str:
    """Return a name on one line, cut to what a border takes."""
    line = one_line(name)
    return line if len(line) <= _NAMED else f"{line[: _NAMED - 1]}…"
