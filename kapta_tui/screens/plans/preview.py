"""What the pane beside the list says about the action under the cursor."""

from __future__ import annotations

from datetime import date

from kapta_tui.data.read.plans import ActionDetail, TaskLine
from kapta_tui.domain.planstate import Stage
from kapta_tui.domain.progress import Progress
from kapta_tui.screens.plans import columns
from kapta_tui.screens.plans.columns import due_cell, state_cell
from kapta_tui.screens.plans.loading import Shown
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.turning.words import origin_words
from kapta_tui.widgets.cells import Cell, CellPart, parts_of
from kapta_tui.widgets.preview import BLANK, Fact, fact, prose

_BAR = 20
"""Cells of a progress bar."""

_TERMS = 10
"""More actions than this are not written out as a sum."""


def facts(shown: Shown) -> list[Fact]:
    """Return the sheet of the preview."""
    line, detail = shown.line, shown.detail
    row = line.row
    mark: list[CellPart] = [(f"{RISK} ", line.token)] if row.at_risk else []
    found = [
        fact("", [*parts_of(state_cell(line.state, line.status_label)), (f" · {row.owner}", "muted")]),
        fact("Done", bar(row.percent)),
        fact("Dates", *_dates(shown)),
        BLANK,
        fact("Account", [*mark, row.account]),
        fact("Section", (line.section, "muted")),
        fact("Goal", row.goal, *_sum(detail.goal_progress)),
    ]
    if line.objective and detail.objective_progress is not None:
        found.append(fact("Objective", line.objective, *_sum(detail.objective_progress)))
    if shown.origin is not None:
        found.append(fact("From", origin_words(shown.origin)))
    found += [BLANK, *_tasks(detail, line.today)]
    if detail.contacts:
        found += [BLANK, fact("People", *detail.contacts)]
    if row.status_note:
        found += [BLANK, prose("Note", row.status_note)]
    if detail.description:
        found += [BLANK, prose("About", detail.description)]
    return found


def bar(percent: int) -> Cell:
    """Return 0..100 as a line that is full only at 100 and empty only at 0, and the percent."""
    return [*columns.bar(percent, _BAR), f" {percent} %"]


def _dates(shown: Shown) -> list[Cell]:
    row, state = shown.line.row, shown.line.state
    if row.completed_on is not None:
        return [[row.completed_on.isoformat(), (f" {shown.line.status_label.lower()}", "muted")]]
    lines: list[Cell] = []
    first = row.started_on or row.start
    if state.stage is Stage.START_PASSED and first is not None:
        days = (shown.line.today - first).days
        lines.append([first.isoformat(), (f" planned start, {days} d ago", "warn")])
    elif first is not None:
        lines.append([first.isoformat(), (" began" if row.started_on else " planned start", "muted")])
    if row.due is None:
        return [*lines, ("no due date", "muted")]
    late = [" ", *parts_of(due_cell(row.due, shown.line.today))] if state.days_late else []
    return [*lines, [row.due.isoformat(), (" due", "muted"), *late]]


def _sum(progress: Progress) -> tuple[Cell, ...]:
    """Return the percent and the sum behind it (features: row 88)."""
    words: Cell = (sum_words(progress), "muted")
    return (words,) if progress.percent is None else (bar(progress.percent), words)


def sum_words(progress: Progress) -> str:
    """Return the calculation of a percent, of very many actions their sum alone."""
    if len(progress.parts) > _TERMS:
        return f"{progress.total} / {len(progress.parts)} actions = {progress.percent} %"
    return progress.formula


def _tasks(detail: ActionDetail, today: date) -> list[Fact]:
    done = f"{detail.done_tasks} done" if detail.done_tasks else ""
    if not detail.tasks:
        return [fact("Tasks", (done or "none yet", "muted"))]
    lines = [_task(task, today) for task in detail.tasks]
    if done:
        lines.append((done, "muted"))
    return [fact("Tasks", *lines)]


def _task(task: TaskLine, today: date) -> Cell:
    parts: list[CellPart] = ["○ ", task.name, "  ", *parts_of(due_cell(task.due, today))]
    if task.inherited and task.due:
        parts.append((" with the action", "muted"))
    if task.recurs:
        parts.append((" ↻", "muted"))
    return [*parts, (f" · {task.assignee}", "muted")]
