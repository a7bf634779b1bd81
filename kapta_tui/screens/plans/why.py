"""Why an action, its objective and its goal stand at their percent (mission S3; features: row 88)."""

from __future__ import annotations

import sqlite3
from datetime import date

from kapta_tui.data.read import plans
from kapta_tui.data.read.plans import ActionDetail, ActionRow
from kapta_tui.domain.progress import Part, Progress
from kapta_tui.screens.dialogs.explanation import Reasoning
from kapta_tui.screens.plans.loading import Eye

_NAMED = 12
"""More actions than this are not named one by one."""


def look(connection: sqlite3.Connection, action: int, eye: Eye) -> Reasoning | None:
    """Return how the percents come about, None when the action is gone; runs in a thread."""
    detail = plans.detail(connection, action)
    return None if detail is None else reasoning(detail, eye.today)


def reasoning(detail: ActionDetail, today: date) -> Reasoning:
    """Return the sentences about the action, about its objective where it has one, and about its goal."""
    row = detail.row
    sentences = [_of_action(row), _of_state(row, today)]
    if row.objective is not None and detail.objective_progress is not None:
        sentences.append(_of_sum(f"Objective {row.objective}", detail.objective_progress))
    sentences.append(_of_sum(f"Goal {row.goal}", detail.goal_progress))
    sentences.append(
        "Every action weighs the same, in a goal those of its objectives too; cancelled ones are left out."
    )
    return Reasoning(f"Why {row.percent} %? · {row.name}", tuple(sentences))


def _of_action(row: ActionRow) -> str:
    if row.completed_on is not None:
        return f"It was completed on {row.completed_on.isoformat()} and counts 100 %."
    if row.percent == 100:
        return "It was reported at 100 %, but only completing it closes it."
    return f"It was last reported at {row.percent} %." if row.percent else "No progress was reported yet."


def _of_state(row: ActionRow, today: date) -> str:
    state = row.state(today)
    due = "without a due day" if row.due is None else f"due on {row.due.isoformat()}"
    return f"State: {state.words}, {due}."


def _of_sum(called: str, progress: Progress) -> str:
    if not progress.parts:
        return f"{called}: {progress.formula}."
    if len(progress.parts) > _NAMED:
        return f"{called}: {progress.total} / {len(progress.parts)} actions = {progress.percent} %."
    return f"{called}: {progress.formula}: {', '.join(map(_term, progress.parts))}."


def _term(part: Part) -> str:
    return f"{part.name} {part.counted}{' (completed)' if part.is_completed else ''}"
