"""Actions and tasks of the sample portfolio, from their entry to where they stand today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kapta_tui.data import tables
from kapta_tui.data.demo import notes
from kapta_tui.data.demo.course import Course, course
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.texts import content
from kapta_tui.data.demo.world import Customer, World
from kapta_tui.data.write.positions import GAP
from kapta_tui.domain.playbook.templates import TaskTemplate

_WEEK = timedelta(7)


@dataclass(frozen=True, slots=True)
class Planned:
    """An action about to be entered."""

    name: str
    start: date
    due: date
    owner: Row
    tasks: Sequence[TaskTemplate] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What the actions of a goal share: the goal, how work on it goes, and the day it was entered."""

    goal: Row
    pace: str
    entered: date


@dataclass(frozen=True, slots=True)
class Work:
    """An entered action with its tasks and links, and what is to become of it."""

    row: Row
    owner: Row
    tasks: list[Row]
    links: list[Row]
    course: Course


def enter(
    world: World, customer: Customer, plan: Plan, objective: Row | None, planned: Planned, place: int
) -> Work:
    """Make the rows of an action, of its tasks and of its key players; nothing has begun yet."""
    row = world.ledger.row(
        tables.Action,
        account_id=customer.row.id,
        goal_id=plan.goal.id,
        objective_id=objective.id if objective else None,
        name=planned.name,
        owner_id=planned.owner.id,
        start=planned.start,
        due=planned.due,
        in_customer_report=plan.goal["in_customer_report"] and place % 5 != 4,
        position=GAP * (place + 1),
    )
    tasks = _tasks(world, customer, row, planned)
    links = _links(world, customer, row, plan.entered)
    until_closed = any(task.until for task in planned.tasks) and plan.pace != "done"
    went = course(plan.pace, place, planned.start, planned.due, world.today)
    # Work that goes on until a risk is closed is never finished before, whatever its dates say.
    went = Course(planned.start, None, 50) if until_closed else went
    return Work(row, planned.owner, tasks, links, went)


def run(world: World, customer: Customer, work: Work) -> date | None:
    """Begin the action, do its tasks and complete it as its course says; return the day of completion."""
    went, row, ledger = work.course, work.row, world.ledger
    if went.started is None:
        return None
    of, who = f"{row['name']} of {customer.name}", work.owner["name"]
    begun = {"status": "in_progress", "started_at": ledger.working_day(went.started)}
    ledger.change(went.started, who, "start_action", f"Started action {of}", row, begun)
    _do_tasks(world, customer, work, went.started)
    if went.completed is None:
        _report(world, customer, work, of)
        return None
    completed = ledger.working_day(went.completed)
    ended = {"status": "completed", "percent": 100, "completed_at": completed}
    ledger.change(went.completed, who, "complete_action", f"Completed action {of}", row, ended)
    if customer.random.random() < 0.35:
        notes.after_work(world, customer, went.completed, "action", action_id=row.id)
    return completed


def _report(world: World, customer: Customer, work: Work, of: str) -> None:
    """Say how far a running action has come, some days after it began."""
    went = work.course
    assert went.started is not None
    values: dict[str, object] = {"percent": went.percent}
    if went.waits:
        note = customer.random.choice(content("plans")["waiting"])
        values |= {"status": "waiting", "status_note": note}
    day = went.started + (world.today - went.started) * 2 // 3
    sentence = f"Updated action {of}: percent {went.percent}"
    world.ledger.change(day, work.owner["name"], "update_action", sentence, work.row, values)


def complete_task(
    world: World, customer: Customer, task: Row, day: date, who: Row, following: tuple[Row, ...] = ()
) -> None:
    """Complete a task, entering the next of its series along with it."""
    done = {"done_at": world.ledger.working_day(day)}
    sentence = f"Done: task {task['name']} of {customer.name}"
    world.ledger.change(day, who["name"], "done_task", sentence, task, done, following)


def _tasks(world: World, customer: Customer, row: Row, planned: Planned) -> list[Row]:
    random, chores = customer.random, content("plans")["chores"]
    templates = list(planned.tasks)
    if not templates and random.random() < 0.45:
        templates = [TaskTemplate(name) for name in random.sample(chores, random.randrange(1, 4))]
    made = []
    for position, template in enumerate(templates):
        early = planned.due - timedelta((planned.due - planned.start).days // 3)
        own = early if random.random() < 0.25 else None
        due = planned.start + _WEEK if template.recurrence else own
        assignee = customer.somebody().id if random.random() < 0.5 else None
        made.append(
            world.ledger.row(
                tables.Task,
                account_id=customer.row.id,
                action_id=row.id,
                name=template.name,
                due=due,
                assignee_id=assignee,
                recurrence=template.recurrence or None,
                until=template.until or None,
                position=GAP * (position + 1),
            )
        )
    return made


def _links(world: World, customer: Customer, row: Row, day: date) -> list[Row]:
    """Link one or two key players known on `day` whom the action concerns, most of the time."""
    there = customer.present(day)
    count = min(customer.random.choice((0, 1, 1, 2)), len(there))
    players = customer.random.sample(there, count)
    return [
        world.ledger.row(
            tables.ActionContact, account_id=customer.row.id, action_id=row.id, contact_id=player.row.id
        )
        for player in players
    ]


def _do_tasks(world: World, customer: Customer, work: Work, started: date) -> None:
    """Do every task of a completed action, and the first ones of a running action that has several."""
    completed = work.course.completed
    ended = completed or world.day(-1)
    count = len(work.tasks) if completed else len(work.tasks) // 2
    for number, task in enumerate(work.tasks):
        if task["recurrence"]:
            _do_series(world, customer, work, task, completed or world.today)
        elif number < count:
            day = started + (ended - started) * (number + 1) // (len(work.tasks) + 1)
            complete_task(world, customer, task, day, work.owner)
            if customer.random.random() < 0.25:
                notes.after_work(world, customer, day, "task", task_id=task.id)


def _do_series(world: World, customer: Customer, work: Work, task: Row, until: date) -> None:
    """Do a weekly task each time it fell due before `until`; the next one stays open while the series runs."""
    first, due = task.id, date.fromisoformat(task["due"])
    while due < until:
        following: tuple[Row, ...] = ()
        if due + _WEEK < until or not work.course.completed:
            kept = ("account_id", "action_id", "name", "assignee_id", "recurrence", "until", "position")
            values = {name: task[name] for name in kept}
            following = (world.ledger.row(tables.Task, due=due + _WEEK, series_id=first, **values),)
        complete_task(world, customer, task, due, work.owner, following)
        if not following:
            return
        task, due = following[0], due + _WEEK
