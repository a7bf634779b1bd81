"""What the plan earned, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kapta_tui.domain.health.lines.line import Line
from kapta_tui.domain.health.linewords.days import after, ago
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import counted, days_words


def _goal(line: Line, playbook: Playbook, name: str) -> str:
    return "The plan has no goal"


def _coverage(line: Line, playbook: Playbook, name: str) -> str:
    whose = "customer" if line.item == "coverage_customer" else "internal"
    if line.state == "missing":
        return f"No active {whose} goal with an action"
    return after(f"Active {whose} goal with an action", name or "there is one")


def _pace(line: Line, playbook: Playbook, name: str) -> str:
    late, percent = days_words(line.number("late_days")), line.number("percent")
    if line.part == "on_time":
        return after(name, f"completed {ago(line.days)}, in time")
    if line.part == "late":
        return after(name, f"completed {late} late, counts half")
    if line.part == "overdue":
        return after(name, f"{percent} % done, overdue by {late}, counts half")
    if line.on is None:
        return after(name, f"{percent} % done, without a due date")
    return after(name, f"{percent} % done, {line.number('expected')} % expected")


def _updated(line: Line, playbook: Playbook, name: str) -> str:
    if line.days is not None and line.days < 0:
        return after(name, "changed only after this day")
    if line.state == "met":
        return after(name, f"changed {ago(line.days)}")
    last = "" if line.days is None else f", last {ago(line.days)}"
    return after(name, f"not changed within {days_words(line.number('within'))}{last}")


def _tasks(line: Line, playbook: Playbook, name: str) -> str:
    if line.part == "on_time":
        due = line.number("due")
        return f"{line.number('count')} of {counted(due, 'task')} done in time"
    late = days_words(line.number("late_days"))
    if line.part == "late":
        return after(name, f"done {late} late, counts half")
    return after(name, f"overdue by {late}")


WORDS: Final[dict[str, Callable[[Line, Playbook, str], str]]] = {
    "goal": _goal,
    "coverage_customer": _coverage,
    "coverage_internal": _coverage,
    "pace": _pace,
    "updated": _updated,
    "tasks": _tasks,
}
"""Item to what tells it."""
