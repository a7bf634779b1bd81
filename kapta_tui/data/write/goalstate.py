"""What is reported of a goal itself: where it has no actions it serves as one (mission S3; features: row 72)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.write import columns
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.progress import Part, Progress, progress
from kapta_tui.domain.progress import status as status_of

_PARTS = """
SELECT name, percent, completed_at IS NOT NULL, status = 'cancelled', status <> 'not_started' FROM action
WHERE goal_id = ? ORDER BY position, id
"""
_REPORTED = ("reported_status", "reported_percent")


@dataclass(frozen=True, slots=True)
class GoalState:
    """The reported state of a goal; a completed one keeps the status and percent that it had before."""

    status: str
    percent: int | None
    started_at: date | None
    completed_at: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a goal stands at: by its actions, where any is not cancelled, else by what is reported of it."""

    progress: Progress
    status: str
    open_actions: tuple[str, ...]
    """Names of the actions that have not ended."""

    @property
    def has_actions(self) -> bool:
        """Whether actions measure it."""
        return bool(self.progress.parts)


def shown(tx: Transaction, row: tables.Goal) -> Shown:
    """Return what the goal stands at, in this transaction."""
    tx.flush()
    parts = [
        Part(name, percent, bool(done), bool(cancelled), bool(started))
        for name, percent, done, cancelled, started in tx.raw.execute(_PARTS, (row.id,))
    ]
    is_completed = row.completed_at is not None
    still = tuple(part.name for part in parts if not (part.is_completed or part.is_cancelled))
    return Shown(
        progress(parts, is_completed, row.percent), status_of(parts, is_completed, row.status), still
    )


def settled(tx: Transaction, row: tables.Goal, status: str, percent: int | None) -> GoalState:
    """Return the goal's state with the code `status` and the percent, without contradiction.

    A percent above 0 starts it, 100 completes nothing (mission S3). Raises RuleError: a goal is not cancelled.
    """
    refuse_cancelled(status)
    is_completed = status == "completed"
    before = "not_started" if is_completed and row.status == "completed" else row.status
    code = before if is_completed else status
    if code == "not_started" and percent:
        code = "in_progress"
    has_begun = code != "not_started"
    ended = row.completed_at or tx.today if is_completed else None
    return GoalState(
        code,
        percent or 0 if has_begun else percent,
        row.started_at or ended or tx.today if has_begun else None,
        ended,
    )


def reported(tx: Transaction, row: tables.Goal, values: Values) -> tuple[dict[str, Value], dict[str, Any]]:
    """Return the values to write and the columns without a field, so that the goal's state has no contradiction.

    What was reported of a goal that has actions is kept, and counts when they are gone. A status that differs from the
    one kept completes the goal or reopens it; "not started" alone takes the percent back to 0.
    """
    own = {name: value for name, value in values.items() if name not in _REPORTED}
    if values.keys().isdisjoint(_REPORTED):
        return own, {}
    code = wanted(tx, values) or row.status
    is_completed = code == "completed" or (code == row.status and row.completed_at is not None)
    if shown(tx, row).has_actions:
        return own, {"completed_at": row.completed_at or tx.today if is_completed else None}
    given = values.get("reported_percent", row.percent)
    percent = given if isinstance(given, int) else None
    if code == "not_started" and percent and "reported_percent" not in values and not is_completed:
        percent = 0
    state = settled(tx, row, "completed" if is_completed else code, percent)
    own |= {"reported_status": state.status, "reported_percent": state.percent}
    return own, {"started_at": state.started_at, "completed_at": state.completed_at}


def refuse_own(tx: Transaction, row: tables.Goal, values: Values, *, is_report: bool = False) -> None:
    """Refuse another percent or status of its own for a goal that its actions measure.

    What is kept of it may be repeated, but for a report: whoever says that it did not start is not left in silence.

    Raises:
        RuleError: no goal has such a status, its actions measure it, or some are open and it would be completed.
    """
    if values.keys().isdisjoint(_REPORTED):
        return
    code = wanted(tx, values)
    if code is not None:
        refuse_cancelled(code)
    now = shown(tx, row)
    if not now.has_actions:
        return
    advice = "Report on its actions instead."
    parts = len(now.progress.parts)
    count = "its action" if parts == 1 else f"its {parts} actions"
    percent = values.get("reported_percent")
    if "reported_percent" in values and percent != (now.progress.percent if is_report else row.percent):
        words = f"'{row.name}' stands at {now.progress.percent} %, which is measured by {count}."
        raise RuleError(words, advice, "reported_percent")
    if code is None or code == (now.status if is_report else row.status):
        return
    if code == "completed":
        refuse_open("goal", row.name, now.open_actions)
    elif now.status != "completed":
        label = tx.playbook.label("action_status", now.status)
        raise RuleError(f"'{row.name}' has the status of {count}, “{label}”.", advice, "reported_status")


def refuse_open(noun: str, name: str, still: tuple[str, ...]) -> None:
    """Refuse to complete a goal or objective while the actions named in `still` are open. Raises RuleError."""
    if still:
        raise RuleError(
            open_words(noun, name, still),
            f"Complete them first, or complete the {noun} together with them.",
        )


def refuse_cancelled(code: str) -> None:
    """Refuse the status of a goal that only actions have. Raises RuleError."""
    if code == "cancelled":
        raise RuleError(
            "A goal is open or completed, not cancelled.",
            "Say in its status note why it rests, or remove it.",
            "reported_status",
        )


def open_words(noun: str, name: str, still: tuple[str, ...]) -> str:
    """Return why a goal or objective is not completed: the actions named in `still`, of which there are some."""
    count = "1 action is" if len(still) == 1 else f"{len(still)} actions are"
    return f"{count} open under the {noun} '{name}', such as '{still[0]}'."


def wanted(tx: Transaction, values: Values) -> str | None:
    """Return the code of the status that `values` give a goal, None where they give none. Raises UsageError."""
    given = values.get("reported_status")
    return columns.code(tx, KINDS["goals"].by_name["reported_status"], given) if given else None
