"""Going to the plan of a contract or an opportunity, or making one (mission S3; features: row 76)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from kapta_tui.data import workdays
from kapta_tui.data.read import names, planned
from kapta_tui.data.read.names import AccountName
from kapta_tui.data.read.planned import MadePlan, PlanGoal
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.search import Hit
from kapta_tui.domain.errors import KaptaError, NotFound, RuleError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHOR_WORDS, SIGNS
from kapta_tui.domain.playbook import Choice, Playbook, Template
from kapta_tui.domain.text import days_words, one_line
from kapta_tui.screens import editing
from kapta_tui.screens import editing_jobs as jobs
from kapta_tui.screens.account.commerce import jobs as own_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.plans import foretelling

_FORM: Final = "form"
_OUTLINE: Final = "outline"
_TEMPLATE: Final = "template:"
_ANOTHER: Final = "another"
_NAMES: Final = {"contracts": "Renew {0}", "opportunities": "Win {0}"}
"""Kind to what the goal of a plan from scratch is proposed to be called."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """A contract or opportunity, the plan that there is of it, and what a new one grows on."""

    kind: str
    id: int
    name: str
    day: date | None
    """Its end or close date."""
    account: AccountName
    playbook: Playbook
    plan: MadePlan | None
    made: str
    """Which plan it has already, in words; empty for none."""


def plan_for(screen: BaseScreen, kind: str, record: int) -> None:
    """Go to the goal that was made from the record, ask which where there are several, or make the first one."""
    view = partial(View, screen.shell.today, screen.shell.user)

    def show(ground: _Ground | KaptaError) -> None:
        if isinstance(ground, KaptaError):
            screen.shell.toast_error(ground)
        elif ground.plan is None:
            _ask_how(screen, ground)
        elif len(ground.plan.goals) == 1 and ground.plan.goals[0].is_open:
            _go(screen, ground, ground.plan.goals[0])
        else:
            _ask_which(screen, ground, ground.plan.goals)

    screen.ask_to_open("plan of", partial(_load, view=view, kind=kind, record=record), show)


def _load(
    connection: sqlite3.Connection, view: Callable[[Playbook], View], kind: str, record: int
) -> _Ground | KaptaError:
    account = names.account_of(connection, kind, record)
    if account is None:
        return NotFound(f"The {KINDS[kind].spoken} is gone.", "It may have been removed meanwhile.")
    playbook = current(connection)
    return _Ground(
        kind,
        record,
        one_line(names.called(connection, kind, [record])[record]),
        planned.anchor_day(connection, kind, record),
        names.account_name(connection, account),
        playbook,
        planned.plan_of(connection, view(playbook), kind, record),
        planned.plan_words(connection, kind, [record]).get(record, ""),
    )


def _go(screen: BaseScreen, ground: _Ground, goal: PlanGoal) -> None:
    account = ground.account
    screen.shell.show_record(Hit("goals", goal.id, goal.name, "", account.id, account.name))


def _ask_which(screen: BaseScreen, ground: _Ground, goals: Sequence[PlanGoal]) -> None:
    options = [PickOption(str(goal.id), one_line(goal.name), _state(goal)) for goal in goals]
    options.append(PickOption(_ANOTHER, "Another goal…", "from scratch, as an outline, from a template"))
    by_id = {str(goal.id): goal for goal in goals}

    def chosen(key: str | None) -> None:
        if key == _ANOTHER:
            _ask_how(screen, ground)
        elif key is not None:
            _go(screen, ground, by_id[key])

    screen.app.push_screen(Pick(_title(ground), options), chosen)


def _state(goal: PlanGoal) -> str:
    """Return "53 % · due 2027-03-31 · late", "done"."""
    if not goal.is_open:
        return "done"
    percent = [] if goal.percent is None else [f"{goal.percent} %"]
    due = [] if goal.due is None else [f"due {goal.due}"]
    return " · ".join([*percent, *due, *(["late"] if goal.is_late else [])])


def _title(ground: _Ground) -> str:
    return f"{SIGNS[KINDS[ground.kind].noun]} Plan for {ground.name} · {ground.account.name}"


def _ask_how(screen: BaseScreen, ground: _Ground) -> None:
    def chosen(key: str | None) -> None:
        if key == _FORM:
            _from_scratch(screen, ground)
        elif key == _OUTLINE:
            _ask_outline(screen, ground)
        elif key is not None:
            _ask_start(screen, ground, ground.playbook.template(key.removeprefix(_TEMPLATE)))

    options = [
        PickOption(_FORM, "From scratch", "a goal with name and dates"),
        PickOption(_OUTLINE, "As an outline", "goal, objectives and actions typed at once"),
    ]
    today = screen.shell.today
    options += [_option(ground, plan, today) for plan in fitting(ground.playbook.templates, ground.kind)]
    screen.app.push_screen(Pick(_title(ground), options), chosen)


def fitting(templates: Sequence[Template], kind: str) -> list[Template]:
    """Return the templates in their order, those that serve records of `kind` before the others."""
    return sorted(templates, key=lambda plan: plan.link != KINDS[kind].noun)


def _option(ground: _Ground, plan: Template, today: date) -> PickOption:
    fits = f" · for {KINDS[ground.kind].many}" if plan.link == KINDS[ground.kind].noun else ""
    holds = foretelling.holds(ground.playbook, plan, today)
    return PickOption(f"{_TEMPLATE}{plan.code}", plan.label, f"{holds}{fits}")


def _from_scratch(screen: BaseScreen, ground: _Ground) -> None:
    today = screen.shell.today
    given: dict[str, Value] = {"name": _NAMES[ground.kind].format(ground.name), "start": today}
    if ground.day is not None and ground.day >= today:
        given["due"] = ground.day
    writes = partial(jobs.add_work, "goals", source=(ground.kind, ground.id))
    editing.add(screen, "goals", account=ground.account.id, given=given, writes=writes)


def _ask_outline(screen: BaseScreen, ground: _Ground) -> None:
    from kapta_tui.screens.plans.goals import OUTLINE_HELP

    fields = (
        Field("section", FieldType.CHOICE, "Section", required=True, choices="section"),
        Field("outline", FieldType.LONG, "Outline", required=True, help=OUTLINE_HELP),
    )
    sections = ground.playbook.offered("section")

    def job(values: dict[str, Value]) -> jobs.Job:
        source = (ground.kind, ground.id)
        return own_jobs.add_outline(source, str(values["section"]), str(values["outline"]))

    foretell = partial(foretelling.outline_lines, ground.playbook, screen.shell.today)
    _form(screen, ground, fields, {"section": sections[0].code}, job, foretell, sections)


def _ask_start(screen: BaseScreen, ground: _Ground, plan: Template) -> None:
    """Ask for day 0; counted back from the contract's end, none needs to be given."""
    counts_back = plan.anchor == "contract_end" and ground.kind == "contracts" and ground.day is not None
    back_to = _counted_back(plan, ground.day) if counts_back else None
    field = Field(
        "start",
        FieldType.DATE,
        "Start",
        required=not counts_back,
        help="Empty: counted back" if counts_back else "Day 0 of the plan",
    )

    def job(values: dict[str, Value]) -> jobs.Job:
        start = values.get("start")
        return own_jobs.launch(
            (ground.kind, ground.id), plan.code, start if isinstance(start, date) else None
        )

    today = screen.shell.today
    note = partial(_day_zero, ground, plan, back_to, today)
    start: dict[str, Value] = {"start": None if counts_back else today}
    foretell = partial(_template_lines, ground, plan, today)
    _form(screen, ground, (field,), start, job, foretell, (), {"start": note})


def _counted_back(plan: Template, day: date | None) -> date | None:
    """Return the day 0 that lies before `day`; None where the calendar has none, which the words below the form say."""
    try:
        return None if day is None else plan.base(day)
    except RuleError:
        return None


def _template_lines(ground: _Ground, plan: Template, today: date, values: dict[str, Value]) -> list[str]:
    """Return what launching `plan` for the record makes from the start in `values` on."""
    serves = plan.link == KINDS[ground.kind].noun
    link: dict[str, Value] = {"link": str(ground.id)} if serves else {}
    ends = {} if ground.day is None else {ground.id: ground.day}
    return foretelling.template_lines(
        ground.playbook,
        plan,
        ends,
        today,
        values | link,
        made={ground.id: ground.made} if ground.made else {},
        source=(ground.kind, ground.id),
    )


def _day_zero(ground: _Ground, plan: Template, back_to: date | None, today: date, start: Value) -> str:
    """Return to which working day a start moves; without one what the plan counts back from, and where to."""
    if isinstance(start, date):
        return workdays.start_words(ground.playbook.calendar, plan, start)
    if back_to is None:
        return ""
    ago = (today - back_to).days
    passed = f": it should have begun {days_words(ago)} ago" if ago > 0 else ""
    return f"Counted back from the {ANCHOR_WORDS[ground.kind]}{passed}"


def _form(
    screen: BaseScreen,
    ground: _Ground,
    fields: Sequence[Field],
    start: dict[str, Value],
    job: Callable[[dict[str, Value]], jobs.Job],
    foretell: Callable[[dict[str, Value]], list[str]],
    sections: Sequence[Choice],
    notes: Mapping[str, Callable[[Value], str]] | None = None,
) -> None:
    """Open a form whose save runs `job`, and below whose fields stands what that makes."""
    from kapta_tui.screens.plans.outlineform import form_for
    from kapta_tui.widgets.form import FormContext

    def save(values: dict[str, Value], done: Callable[[KaptaError | None], Any]) -> None:
        editing.run(screen, job(values), lambda _: done(None), done)

    context = FormContext(screen.shell.today, lambda _: sections, notes=notes or {})
    form = form_for(fields)(_title(ground), fields, start, context=context, save=save, foretell=foretell)
    screen.app.push_screen(form)
