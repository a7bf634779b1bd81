"""Plans of the sample portfolio: launched from templates, and of one's own making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kapta_tui.data import tables
from kapta_tui.data.demo import work
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.texts import Spec, content
from kapta_tui.data.demo.work import Planned
from kapta_tui.data.demo.world import ME, Customer, World
from kapta_tui.data.write.positions import GAP
from kapta_tui.domain.playbook.templates import ActionTemplate, GoalTemplate, Template

_BEFORE = 3
"""A plan that has not begun was drawn up so many days ago."""

_Step = tuple[str | None, list[Planned]]
"""An objective's name, or None for actions of the goal itself, with its actions."""


@dataclass(frozen=True, slots=True)
class _Goal:
    """A goal about to be entered; `source` is the record it was made from."""

    section: str
    name: str
    start: date
    due: date
    pace: str
    steps: list[_Step]
    sentence: str
    is_launched: bool
    source: Row | None = None


def add_plans(world: World) -> None:
    """Launch the templates, enter the goals of one's own, and let the work run until today."""
    for spec in content("plans")["launch"]:
        customer = world.customers[spec["account"]]
        template = world.playbook.template(spec["template"])
        for goal in template.goals:
            _enter(world, customer, _from_template(world, customer, spec, template, goal))
    for spec in content("plans")["goal"]:
        customer = world.customers[spec["account"]]
        _enter(world, customer, _own(world, customer, spec))


def _from_template(
    world: World, customer: Customer, spec: Spec, template: Template, goal: GoalTemplate
) -> _Goal:
    base = template.base(world.day(spec["contract"] if "contract" in spec else spec["launched"]))
    steps: list[_Step] = [
        (objective.name, [_planned(world, customer, action, base) for action in objective.actions])
        for objective in goal.objectives
    ]
    if goal.actions:
        steps.insert(0, (None, [_planned(world, customer, action, base) for action in goal.actions]))
    days = [day for _, actions in steps for action in actions for day in (action.start, action.due)]
    sentence = f"Launched the plan {template.label} on {customer.name}, starting {base}"
    return _Goal(
        section=template.section,
        name=goal.name,
        start=min(days),
        due=max(days),
        pace=spec["pace"],
        steps=steps,
        sentence=sentence,
        is_launched=True,
        source=_linked(world, customer, spec, template.link),
    )


def _planned(world: World, customer: Customer, action: ActionTemplate, base: date) -> Planned:
    start, due = action.dates(base)
    if action.owner == "launcher":
        owner = world.users[ME]
    elif action.owner == "account_owner":
        owner = customer.somebody()
    else:
        owner = world.users[world.playbook.label("queue", action.owner)]
    return Planned(action.name, start, due, owner, action.tasks)


def _linked(world: World, customer: Customer, spec: Spec, link: str) -> Row | None:
    """Return the record that the template is for: the contract of that end, or the newest risk."""
    if link == "contract":
        end = world.day(spec["contract"]).isoformat()
        return next(row for row in customer.contracts if row["end"] == end)
    return customer.risks[0][1] if link == "risk" else None


def _own(world: World, customer: Customer, spec: Spec) -> _Goal:
    def planned(written: list[tuple[str, int, int]]) -> list[Planned]:
        return [
            Planned(name, world.day(first), world.day(last), customer.somebody())
            for name, first, last in written
        ]

    steps: list[_Step] = [(one["name"], planned(one["actions"])) for one in spec.get("objective", ())]
    if "actions" in spec:
        steps.insert(0, (None, planned(spec["actions"])))
    return _Goal(
        section=spec["section"],
        name=spec["name"],
        start=world.day(spec["start"]),
        due=world.day(spec["due"]),
        pace=spec["pace"],
        steps=steps,
        sentence=f"Added goal {spec['name']} of {customer.name}",
        is_launched=False,
        source=customer.opportunities[spec["opportunity"]] if "opportunity" in spec else None,
    )


def _enter(world: World, customer: Customer, goal: _Goal) -> None:
    """Enter the goal with everything below it as one change, then let the work run."""
    audience = world.playbook.section(goal.section).audience
    row = world.ledger.row(
        tables.Goal,
        account_id=customer.row.id,
        section=goal.section,
        name=goal.name,
        owner_id=customer.owner.id,
        start=goal.start,
        due=goal.due,
        in_customer_report=audience == "customer",
        position=world.ledger.place(tables.Goal, account_id=customer.row.id, section=goal.section),
        source=goal.source.table if goal.source else None,
        source_id=goal.source.id if goal.source else None,
        risk_id=goal.source.id if goal.source and goal.source.table == "risk" else None,
    )
    entered = min(goal.start, world.day(-_BEFORE))
    steps = list(_steps(world, customer, goal, work.Plan(row, goal.pace, entered)))
    actions = [action for _, below in steps for action in below]
    rows = [objective for objective, _ in steps if objective]
    rows += [below for action in actions for below in (action.row, *action.tasks, *action.links)]
    verb = "add_goals_from_template" if goal.is_launched else "add_goal"
    world.ledger.add(entered, customer.owner["name"], verb, goal.sentence, row, *rows)
    ends = [_finish_step(world, customer, objective, below) for objective, below in steps]
    last = max((end for end in ends if end is not None), default=None)
    if goal.pace == "done" and last is not None:
        day = world.ledger.working_day(last + timedelta(1))
        sentence = f"Completed goal {row['name']} of {customer.name}"
        world.ledger.change(
            day, customer.owner["name"], "complete_goal", sentence, row, {"completed_at": day}
        )


def _steps(
    world: World, customer: Customer, goal: _Goal, plan: work.Plan
) -> Iterator[tuple[Row | None, list[work.Work]]]:
    place = 0
    three_levels = world.playbook.section(goal.section).levels >= 3
    for number, (name, planned) in enumerate(goal.steps):
        objective = None
        if name is not None and three_levels:
            objective = world.ledger.row(
                tables.Objective,
                account_id=customer.row.id,
                goal_id=plan.goal.id,
                name=name,
                owner_id=customer.owner.id,
                start=min(action.start for action in planned),
                due=max(action.due for action in planned),
                position=GAP * (number + 1),
            )
        below = []
        for action in planned:
            below.append(work.enter(world, customer, plan, objective, action, place))
            place += 1
        yield objective, below


def _finish_step(
    world: World, customer: Customer, objective: Row | None, below: list[work.Work]
) -> date | None:
    """Let the actions run, and complete their objective once all are done; return that day."""
    ends = [work.run(world, customer, action) for action in below]
    days = [day for day in ends if day is not None]
    if len(days) < len(ends):
        return None
    last = max(days)
    if objective is not None:
        sentence = f"Completed objective {objective['name']} of {customer.name}"
        who = customer.owner["name"]
        world.ledger.change(last, who, "complete_objective", sentence, objective, {"completed_at": last})
    return last
