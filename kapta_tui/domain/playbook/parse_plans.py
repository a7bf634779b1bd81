"""Reading plan sections and plan templates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import cast, get_args

from kapta_tui.domain.playbook.catalogues import check_codes
from kapta_tui.domain.playbook.model import Audience, Choice, Section
from kapta_tui.domain.playbook.reader import Table
from kapta_tui.domain.playbook.templates import (
    ActionTemplate,
    Anchor,
    For,
    GoalTemplate,
    Link,
    ObjectiveTemplate,
    TaskTemplate,
    Template,
)
from kapta_tui.domain.recurrence import read_recurrence
from kapta_tui.domain.text import clean


def read_sections(table: Table) -> tuple[Section, ...]:
    """Return the plan sections in the order written; at least one must be in use."""
    sections: list[Section] = []
    for code, entry in table.children():
        audience = entry.word("audience", get_args(Audience))
        sections.append(
            Section(
                code=code,
                label=entry.text("label"),
                audience=cast("Audience", audience),
                levels=entry.number("levels", low=1, high=3),
                retired=entry.flag("retired"),
            )
        )
        entry.done()
    check_codes(table, [Choice(section.code, section.label) for section in sections])
    if all(section.retired for section in sections):
        table.problem(
            None, "no plan section is in use", "add one under [sections], or take its `retired` away"
        )
    return tuple(sections)


def read_templates(table: Table, sections: Collection[str], queues: Collection[str]) -> tuple[Template, ...]:
    """Return the templates; `sections` and `queues` are the codes they may name."""
    templates = [_template(entry, code, sections, queues) for code, entry in table.children()]
    check_codes(table, [Choice(template.code, template.label) for template in templates])
    return tuple(templates)


def _template(entry: Table, code: str, sections: Collection[str], queues: Collection[str]) -> Template:
    owners = ("account_owner", "launcher", *queues)
    goals = tuple(_goal(goal, owners) for goal in entry.tables("goals"))
    if not any(goal.all_actions for goal in goals):
        entry.problem(
            None, f"the template {code!r} holds no action", f"add goals and actions under [templates.{code}]"
        )
    found = Template(
        code=code,
        label=entry.text("label"),
        section=entry.word("section", sections),
        goals=goals,
        anchor=cast("Anchor", entry.word("anchor", get_args(Anchor), "launch")),
        anchor_offset=entry.number("anchor_offset", low=-3650, high=3650, default=0),
        link=cast("Link", entry.word("link", get_args(Link), "")),
    )
    entry.done()
    return found


def _goal(entry: Table, owners: Collection[str]) -> GoalTemplate:
    objectives = []
    for step in entry.tables("objectives"):
        objectives.append(ObjectiveTemplate(step.text("name"), tuple(_actions(step, owners))))
        step.done()
    goal = GoalTemplate(entry.text("name"), tuple(objectives), tuple(_actions(entry, owners)))
    entry.done()
    return goal


def _actions(entry: Table, owners: Collection[str]) -> Iterator[ActionTemplate]:
    for action in entry.tables("actions"):
        yield ActionTemplate(
            name=action.text("name"),
            start=action.number("start", low=0, high=3650),
            duration=action.number("duration", low=0, high=3650),
            owner=action.word("owner", owners, "account_owner"),
            tasks=tuple(_tasks(action, owners)),
            audience=cast("For", action.word("audience", get_args(Audience), "")),
        )
        action.done()


def _tasks(action: Table, owners: Collection[str]) -> Iterator[TaskTemplate]:
    for index, value in enumerate(action.items("tasks")):
        if isinstance(value, str) and value.strip():
            yield TaskTemplate(clean(value).strip())
        elif isinstance(value, dict):
            yield _task(Table(value, (*action.path, "tasks", index), action.problems), owners)
        else:
            action.problems.add(
                (*action.path, "tasks", index), f"tasks holds {value!r}", "write a text or { name = … }"
            )


def _task(entry: Table, owners: Collection[str]) -> TaskTemplate:
    rule = entry.text("recurrence", "")
    try:
        rule = read_recurrence(rule) if rule else ""
    except ValueError as error:
        entry.problem(
            "recurrence", str(error), 'write "every week" or an iCalendar rule such as "FREQ=WEEKLY"'
        )
    task = TaskTemplate(
        name=entry.text("name"),
        recurrence=rule,
        until=entry.word("until", ("risk_closed", ""), ""),
        owner=entry.word("owner", owners, ""),
    )
    if task.until and not rule:
        entry.problem("until", "until is given for a task that does not recur", 'add recurrence = "…"')
    entry.done()
    return task
