"""New goals: in a form, typed as an outline, or launched from a template (features: rows 74 to 76)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from kapta_tui.data import workdays
from kapta_tui.data.read import find, names
from kapta_tui.data.read.launching import contract_ends
from kapta_tui.data.read.names import AccountName
from kapta_tui.data.read.planned import plan_words
from kapta_tui.data.read.plans import Linkable, linkable
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.playbook import Choice, Playbook, Template
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.plans import foretelling, jobs

_FORM, _OUTLINE, _TEMPLATE = "form", "outline", "template:"

OUTLINE_HELP = "One goal per line, its objectives, actions and tasks indented below it"

Then = Callable[[int], object]
"""Is told the id of the first goal that was made."""


def _nothing(_: int) -> None:
    """Leave everything where it is."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a new goal grows on: the rules, the account, and the records a template may be linked to."""

    playbook: Playbook
    account: AccountName
    linkable: dict[str, tuple[Linkable, ...]]
    ends: dict[int, date]
    """The last days of its contracts, by id."""
    made: Mapping[str, Mapping[int, str]]
    """Noun of a record and its id to which plan was made from it already."""
    where: str
    """Where the goal will be seen, empty when that is here."""
    section: str = ""
    """The plan section that is proposed, empty for the first one."""
    then: Then = _nothing


@dataclass(frozen=True, slots=True)
class _Form:
    """A form about to open: `offered` are the entries of its lists, `foretell` says what its values make."""

    title: str
    fields: Sequence[Field]
    start: Mapping[str, Value]
    offered: Mapping[str, Sequence[Choice]]
    foretell: Callable[[dict[str, Value]], list[str]] | None = None
    notes: Mapping[str, Callable[[Value], str]] | None = None


def new_goal(
    screen: BaseScreen, account: int | None, where: str = "", section: str = "", then: Then = _nothing
) -> None:
    """Ask how the goal is to be made, and for which account when that is not known.

    `where` says behind the news where the goal is seen, when that is elsewhere; `section` is the code of the plan
    section that is proposed; `then` is told the first goal.
    """
    if account is not None:
        screen.ask_to_open(
            "goal ground",
            partial(_ground, account=account, today=screen.shell.today, where=where, section=section),
            lambda ground: _ask_how(screen, replace(ground, then=then)),
        )
        return

    def show(found: Sequence[tuple[int, str]]) -> None:
        if not found:
            screen.shell.toast_error(RuleError("There is no account yet to plan for.", "Create one first."))
        elif len(found) == 1:
            new_goal(screen, found[0][0], where, then=then)
        else:
            _ask_account(screen, where, then)

    screen.ask_to_open("goal accounts", partial(names.names, kind="accounts", text="", limit=2), show)


def _ask_account(screen: BaseScreen, where: str, then: Then) -> None:
    """Ask for the account by name, with those that fit offered while it is typed."""

    def save(values: dict[str, Value], done: Callable[[KaptaError | None], None]) -> None:
        def answered(found: int | KaptaError) -> None:
            if isinstance(found, KaptaError):
                done(found)
            else:
                done(None)
                new_goal(screen, found, where, then=then)

        screen.ask_to_open("goal account", partial(_account, wanted=values["account"]), answered)

    field = Field("account", FieldType.REFERENCE, "Account", required=True, target="accounts")
    _open(screen, _Form("New goal for …", [field], {}, {}), save)


def _account(connection: sqlite3.Connection, wanted: Value) -> int | KaptaError:
    """Return the account that an id or a name means, or why none is meant."""
    try:
        return find.find(connection, "accounts", wanted if isinstance(wanted, int) else str(wanted))
    except KaptaError as error:
        return error


def _ground(connection: sqlite3.Connection, account: int, today: date, where: str, section: str) -> Ground:
    playbook = current(connection)
    # The library of holidays takes its time to load; here that is none of the keyboard's.
    workdays.is_off(playbook.calendar, today)
    called = names.account_name(connection, account)
    links = linkable(connection, account, today)
    made = {
        noun: plan_words(connection, NOUNS[noun].name, [one.id for one in those])
        for noun, those in links.items()
    }
    return Ground(playbook, called, links, contract_ends(connection, account), made, where, section)


def _ask_how(screen: BaseScreen, ground: Ground) -> None:
    def chosen(key: str | None) -> None:
        if key == _FORM:
            given = {"section": ground.section} if ground.section else {}
            editing.add(
                screen, "goals", account=ground.account.id, given=given, where=ground.where, then=ground.then
            )
        elif key == _OUTLINE:
            _ask_outline(screen, ground)
        elif key is not None:
            _ask_start(screen, ground, ground.playbook.template(key.removeprefix(_TEMPLATE)))

    playbook = ground.playbook
    options = [
        PickOption(_FORM, "From scratch", "name, section, dates"),
        PickOption(_OUTLINE, "As an outline", "goal, objectives and actions typed at once"),
    ]
    options += [
        PickOption(
            f"{_TEMPLATE}{plan.code}",
            plan.label,
            foretelling.holds(playbook, plan, screen.shell.today),
        )
        for plan in sorted(
            playbook.templates, key=lambda plan: plan.section != (ground.section or plan.section)
        )
    ]
    screen.app.push_screen(Pick(f"New goal · {ground.account.name}", options), chosen)


def _ask_outline(screen: BaseScreen, ground: Ground) -> None:
    fields = [
        Field("section", FieldType.CHOICE, "Section", required=True, choices="section"),
        Field("outline", FieldType.LONG, "Outline", required=True, help=OUTLINE_HELP),
    ]
    sections = ground.playbook.offered("section")

    def job(values: dict[str, Value]) -> jobs.GoalsJob:
        return jobs.add_outline(ground.account.id, str(values["section"]), str(values["outline"]))

    proposed = [choice.code for choice in sections if choice.code == ground.section]
    start: dict[str, Value] = {"section": proposed[0] if proposed else sections[0].code}
    form = _Form(
        f"New goals · {ground.account.name}",
        fields,
        start,
        {"section": sections},
        partial(foretelling.outline_lines, ground.playbook, screen.shell.today),
    )
    _write_form(screen, form, job, ground)


def _ask_start(screen: BaseScreen, ground: Ground, plan: Template) -> None:
    """Ask for day 0 and, where the template serves a record, for that record."""
    links = ground.linkable.get(plan.link, ())
    anchored = plan.anchor == "contract_end"
    fields = [
        Field("start", FieldType.DATE, "Start", required=not anchored, help=_start_help(plan, bool(links))),
    ]
    if links:
        fields.append(Field("link", FieldType.CHOICE, plan.link.capitalize(), choices="link", required=True))
    choices = tuple(Choice(str(link.id), link.label) for link in links)

    def job(values: dict[str, Value]) -> jobs.GoalsJob:
        first = values.get("start")
        link = values.get("link")
        return jobs.launch(
            ground.account.id,
            plan.code,
            first if isinstance(first, date) else None,
            int(str(link)) if link else None,
        )

    start: dict[str, Value] = {"start": None if anchored and links else screen.shell.today}
    if links:
        start["link"] = choices[0].code
    form = _Form(
        f"{plan.label} · {ground.account.name}",
        fields,
        start,
        {"link": choices},
        partial(
            foretelling.template_lines,
            ground.playbook,
            plan,
            ground.ends,
            screen.shell.today,
            made=ground.made.get(plan.link),
        ),
        {"start": partial(_moved, ground.playbook, plan)},
    )
    _write_form(screen, form, job, ground)


def _moved(playbook: Playbook, plan: Template, start: Value) -> str:
    """Return to which working day a start is moved, empty where it is not."""
    if not isinstance(start, date):
        return ""
    return workdays.start_words(playbook.calendar, plan, start)


def _start_help(plan: Template, has_links: bool) -> str:
    if plan.anchor != "contract_end":
        return "Day 0 of the plan"
    if not has_links:
        return "Day 0; the account has no contract with an end to count back from"
    return f"Empty: {abs(plan.anchor_offset)} days before the contract ends"


def _write_form(
    screen: BaseScreen, form: _Form, job: Callable[[dict[str, Value]], jobs.GoalsJob], ground: Ground
) -> None:
    """Open a form whose save runs `job`; a refusal stands in the form."""

    def save(values: dict[str, Value], done: Callable[[KaptaError | None], None]) -> None:
        def said(outcome: Any) -> str:
            return f"{outcome.sentence}; {ground.where}" if ground.where else str(outcome.sentence)

        def made(outcome: Any) -> None:
            done(None)
            ground.then(outcome.value[0])

        screen.write(said, job(values), then=made, failed=done)

    _open(screen, form, save)


def _open(
    screen: BaseScreen,
    form: _Form,
    save: Callable[[dict[str, Value], Callable[[KaptaError | None], None]], None],
) -> None:
    from kapta_tui.screens.dialogs.form import FormDialog
    from kapta_tui.screens.plans.outlineform import form_for
    from kapta_tui.widgets.form import FormContext

    context = FormContext(screen.shell.today, lambda name: form.offered.get(name, ()), notes=form.notes or {})
    given: dict[str, Any] = {"context": context, "suggest": editing.suggester(None), "save": save}
    if form.foretell is None:
        screen.app.push_screen(FormDialog(form.title, form.fields, form.start, **given))
    else:
        foretold = form_for(form.fields)
        screen.app.push_screen(foretold(form.title, form.fields, form.start, foretell=form.foretell, **given))
