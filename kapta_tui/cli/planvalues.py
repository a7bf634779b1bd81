"""The values of reports on plans as JSON, with the keys that plans have everywhere (interface.md 1)."""

from __future__ import annotations

from dataclasses import asdict

from kapta_tui.cli.output.json_text import Json
from kapta_tui.data.read.customerreport import CustomerGoal, CustomerReport, CustomerWork
from kapta_tui.data.read.planreport import PlanReport, ReportedSection
from kapta_tui.data.read.planrows import PlanTask, ReportedAction, ReportedGoal, ReportedObjective, Span

Object = dict[str, Json]


def plan_object(values: PlanReport) -> Object:
    """Return what the action plan report tells: every goal with all below it, whatever levels its section draws."""
    return {
        "account": values.account.name,
        "owner": values.account.owner or None,
        "type": values.account.type,
        "counts": asdict(values.counts),
        "sections": [_section(section) for section in values.sections],
        "tasks": [_task(task) for task in values.tasks],
    }


def customer_object(values: CustomerReport) -> Object:
    """Return what the customer's report tells; `yours` are the customer's goals, `ours` those of the supplier."""
    return {
        "account": values.account,
        "owner": values.owner or None,
        "yours": [_shown_goal(goal) for goal in values.yours],
        "ours": [_shown_goal(goal) for goal in values.ours],
    }


def _section(section: ReportedSection) -> Object:
    return {
        "section": section.code,
        "label": section.label,
        "audience": section.audience,
        "levels": section.levels,
        "goals": [_goal(goal) for goal in section.goals],
    }


def _goal(goal: ReportedGoal) -> Object:
    return {
        "id": goal.id,
        "kind": "goal",
        "name": goal.name,
        "description": goal.description or None,
        "status": goal.status,
        "state": goal.state.words,
        "status_note": goal.note or None,
        **_span(goal.span),
        "percent": goal.progress.percent,
        "progress": goal.progress.formula,
        "overdue": goal.state.is_late,
        "in_customer_report": goal.is_shown,
        "marks": list(goal.marks),
        "source_name": None if goal.origin is None else goal.origin.name,
        "objectives": [_objective(step) for step in goal.objectives],
        "actions": [_action(action) for action in goal.actions],
    }


def _objective(step: ReportedObjective) -> Object:
    return {
        "id": step.id,
        "kind": "objective",
        "name": step.name,
        **_span(step.span),
        "percent": step.progress.percent,
        "progress": step.progress.formula,
        "overdue": step.state.is_late,
        "actions": [_action(action) for action in step.actions],
    }


def _action(action: ReportedAction) -> Object:
    return {
        "id": action.id,
        "kind": "action",
        "name": action.name,
        "status": action.status,
        "state": action.state.words,
        "status_note": action.note or None,
        "percent": action.percent,
        **_span(action.span),
        "overdue": action.state.is_late,
        "contacts": list(action.contacts),
        "in_customer_report": action.is_shown,
        "marks": list(action.marks),
        "tasks": [_task(task) for task in action.tasks],
    }


def _span(span: Span) -> Object:
    return {
        "owner": span.owner or None,
        "start": span.start,
        "due": span.due,
        "completed_at": span.completed_on,
    }


def _task(task: PlanTask) -> Object:
    return {
        "kind": "task",
        "name": task.name,
        "assignee": task.who or None,
        "due": task.due,
        "due_inherited": task.is_inherited,
        "overdue": task.is_late,
        "recurrence": task.recurrence or None,
    }


def _shown_goal(goal: CustomerGoal) -> Object:
    """Return a goal with its objectives, if its section draws any, and the actions that belong to none."""
    objectives: list[Object] = []
    own: list[Json] = []
    below = own
    for line in goal.lines:
        if line.objective is None:
            below = own
        elif line.begins:
            below = []
            objectives.append({**_shown(line.objective), "actions": below})
        if line.action is not None:
            below.append(_shown(line.action))
    return {**_shown(goal.goal), "objectives": [*objectives], "actions": own}


def _shown(work: CustomerWork) -> Object:
    return {
        "name": work.name,
        "status": work.standing,
        "percent": work.percent,
        "owner": work.owner or None,
        "start": work.start,
        "due": work.due,
        "completed_at": work.completed_on,
    }
