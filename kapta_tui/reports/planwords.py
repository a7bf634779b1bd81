"""How reports on plans word states, dates, marks and sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kapta_tui.data.read.customerreport import CustomerLine, CustomerWork, Standing
from kapta_tui.data.read.planreport import PlanLine, lines_below
from kapta_tui.data.read.planrows import PlanTask, ReportedAction, ReportedGoal, ReportedObjective
from kapta_tui.data.read.records import View
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import WORK_SIGNS
from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.reports.words import day_words

_STANDINGS: Final[dict[Standing, str]] = {
    "not_started": "not started",
    "in_progress": "in progress",
    "completed": "completed",
    "cancelled": "cancelled",
}
_NO_ACTION: Final = "no action yet"


def context(view: View) -> dict[str, Any]:
    """Return the names that templates of plans use, for who looks by which rules on which day."""
    words = _Words(view)
    return {
        "action_state": words.action,
        "goal_state": words.goal,
        "lines_below": lines_below,
        "objective_cell": objective_cell,
        "objective_state": objective_state,
        "marked": marked,
        "origin_words": origin_words,
        "dates": dates,
        "task_due": task_due,
        "standing": standing,
        "percent": percent,
        "no_action": _NO_ACTION,
    }


@dataclass(frozen=True, slots=True)
class _Words:
    """What is worded by the playbook."""

    view: View

    def action(self, action: ReportedAction) -> str:
        """Return status and what is remarkable about it: "In progress · 3 d late"."""
        return self._worded(action.status, action.span.completed_on, action.state)

    def goal(self, goal: ReportedGoal) -> str:
        """Return the same of a goal, which goes by its actions where it has any."""
        return self._worded(goal.status, goal.span.completed_on, goal.state)

    def _worded(self, status: str, ended: date | None, state: PlanState) -> str:
        label = self.view.playbook.label("action_status", status)
        return f"{label} {ended}" if ended is not None else _with_remarks(label, state)


def _with_remarks(label: str, state: PlanState) -> str:
    remarks = {Stage.START_PASSED: "planned start passed", Stage.FULL: "not closed"}
    late = f"{state.days_late} d late" if state.is_late else ""
    return " · ".join(filter(None, (label, remarks.get(state.stage), late)))


def objective_state(step: ReportedObjective) -> str:
    """Return how an objective stands that has no action."""
    return f"completed {ended}" if (ended := step.span.completed_on) is not None else step.state.words


def marked(work: ReportedGoal | ReportedAction) -> str:
    """Return a name behind the signs of what the work comes from and addresses: "$ Renewed in time"."""
    return " ".join((*(WORK_SIGNS[noun] for noun in work.marks), work.name))


def origin_words(goal: ReportedGoal) -> str:
    """Return what a goal comes from and addresses: "from the contract C-104, addresses a risk"; maybe nothing."""
    origin = goal.origin
    if origin is not None and origin.kind == "risks":
        return f"for the risk opened on {origin.name}"
    words = []
    if origin is not None:
        day = "" if origin.day is None else f" of {origin.day}"
        words.append(f"from the {KINDS[origin.kind].spoken}{day} {origin.name}")
    if "risk" in goal.marks:
        words.append("addresses a risk")
    return ", ".join(words)


def objective_cell(line: PlanLine | CustomerLine) -> str:
    """Return the objective of a line with its progress, empty where the line above has the same one."""
    step = line.objective
    if not line.begins:
        return ""
    if step is None:
        return "—"
    done = step.percent if isinstance(step, CustomerWork) else step.progress.percent
    return " · ".join(filter(None, (step.name, percent(done))))


def dates(start: date | None, due: date | None) -> str:
    """Return "2026-03-02 to 2026-05-31", "until …" or "from …"; nothing where neither day is known."""
    if start is None:
        return "" if due is None else f"until {due}"
    return f"from {start}" if due is None else f"{start} to {due}"


def task_due(task: PlanTask) -> str:
    """Return the day a task is due, and whether that is the action's, and late."""
    marks = ("with its action" if task.is_inherited else "", "late" if task.is_late else "")
    return ", ".join(filter(None, (day_words(task.due), *marks)))


def standing(work: CustomerWork) -> str:
    """Return how work stands as a customer is told it."""
    words = _STANDINGS[work.standing]
    return f"{words} {work.completed_on}" if work.standing == "completed" else words


def percent(number: int | None) -> str:
    """Return "53 %", nothing where there is nothing to measure."""
    return "" if number is None else f"{number} %"
