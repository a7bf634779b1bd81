"""Goals, objectives and actions as swim lanes, with rolled-up progress (mission S3; features: rows 88 and 91)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kapta_tui.data.read import plans, records
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.plans import Show, both
from kapta_tui.data.read.records import Accounts, View
from kapta_tui.data.read.sources.base import SOURCE_NAME
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.filter import Compare
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import LaneItem
from kapta_tui.domain.planlevels import DEEPEST, drawn_parent
from kapta_tui.domain.planned import WORK_SIGNS
from kapta_tui.domain.progress import Part, progress
from kapta_tui.domain.risk import MARK

_GOALS = f"""
SELECT t.id, t.name, a.id, a.name, t.section, t.start, t.due, t.completed_at,
       (SELECT u.name FROM "user" u WHERE u.id = coalesce(t.owner_id, a.owner_id)), t.source,
       {SOURCE_NAME}, t.percent, t.started_at, s.risk_id IS NOT NULL
FROM goal t JOIN account a ON a.id = t.account_id JOIN account_summary s ON s.account_id = a.id
WHERE t.id IN (SELECT value FROM json_each(:goals))
ORDER BY a.name_folded, a.id, t.position, t.id
"""

_OBJECTIVES = """
SELECT t.id, t.goal_id, t.name, t.start, t.due, t.completed_at,
       (SELECT u.name FROM "user" u WHERE u.id = coalesce(t.owner_id, a.owner_id))
FROM objective t JOIN account a ON a.id = t.account_id
WHERE t.goal_id IN (SELECT value FROM json_each(:goals)) ORDER BY t.position, t.id
"""

_ACTIONS = """
SELECT t.id, t.goal_id, t.objective_id, t.name, t.start, t.due, t.percent, t.started_at, t.completed_at,
       (SELECT u.name FROM "user" u WHERE u.id = coalesce(t.owner_id, a.owner_id)),
       t.status = 'cancelled'
FROM action t JOIN account a ON a.id = t.account_id
WHERE t.goal_id IN (SELECT value FROM json_each(:goals)) ORDER BY t.position, t.id
"""

_GOALS_TO_TELL = "SELECT id FROM goal WHERE in_customer_report"
_ACTIONS_TO_TELL = "SELECT id FROM action WHERE in_customer_report"
"""What is in the customer report; a goal that is not takes along all that stands below it."""

_FROM_ACTIONS: Final = frozenset({"status", "percent", "contacts"})
"""Fields that goals have from all of their actions."""


_TERMS = 5
"""Actions up to which a sum names each of them; behind a bar there is no room for more."""


@dataclass
class _Tally:
    """The actions below one goal or objective."""

    parts: list[Part] = field(default_factory=list)
    is_begun: bool = False
    shown: int = 0

    def measured(self, completed: str | None, own: int | None = None) -> tuple[int | None, str]:
        """Return the percent of what stands above these actions, and the sum that it comes from.

        `own` is what was reported of it, which counts where there are none.
        """
        found = progress(self.parts, completed is not None, own)
        return found.percent, found.formula if found.parts else ""


def lane_items(
    connection: sqlite3.Connection,
    view: View,
    show: Show = Show.ALL,
    *,
    filter: str = "",  # noqa: A002
    account: Accounts = None,
    for_customer: bool = False,
) -> list[LaneItem]:
    """Return what the swim lanes show: matching actions with what they stand under, and matching goals.

    Of one account the headings are the plan sections in the playbook's order, of several or all they are the
    accounts. Items are as deep as the levels of their section say. Progress counts every action of a goal, shown or
    not. A filter on a field that goals do not have finds goals by their actions alone.

    With `for_customer` all is as if nothing were there that is left out of the customer report (see
    `planrows.goals_of`), progress too, and without a word of where it came from; a filter on what goals have from
    their actions then finds goals by their actions alone.

    Raises FilterError when the filter cannot be used.
    """
    shown = set(plans.ids(connection, view, show, filter=filter, account=account))
    told = _told(connection, _ACTIONS_TO_TELL) if for_customer else None
    shown = shown if told is None else shown & told
    goals = set(_goals_of(connection, shown))
    if not (for_customer and _asks_for_actions(both(filter, show.of_goals))):
        goals |= _matching_goals(connection, view, show, filter, account)
    if for_customer:
        goals &= _told(connection, _GOALS_TO_TELL)
    parameters = {"goals": json.dumps(sorted(goals))}
    everything = show is Show.ALL and not filter
    found = connection.execute(_ACTIONS, parameters).fetchall()
    actions = [raw for raw in found if told is None or raw[0] in told]
    hidden = {raw[2] for raw in found} - {raw[2] for raw in actions}
    tallies = _tally(actions, shown)
    rows = connection.execute(_GOALS, parameters).fetchall()
    rows = _by_section(rows, view, account, for_customer=for_customer)
    depths = {section.code: section.levels for section in view.playbook.sections}
    levels = {raw[0]: depths.get(raw[4], DEEPEST) for raw in rows}
    items, sections = _goal_items(rows, view, tallies, levels, account, for_customer=for_customer)
    for raw in connection.execute(_OBJECTIVES, parameters):
        item = _objective(raw, tallies)
        if item.id in hidden:
            continue
        if levels[raw[1]] == DEEPEST and (
            everything
            or tallies.get(item.key, _Tally()).shown
            or (show is Show.OPEN and not item.completed_on)
        ):
            items.append(item)
    items += [_action(raw, levels[raw[1]], sections[raw[1]]) for raw in actions if raw[0] in shown]
    return _beside(items, {raw[0]: raw[1] for raw in actions}) if 1 in levels.values() else items


def _beside(items: list[LaneItem], goals: Mapping[int, int]) -> list[LaneItem]:
    """Return `items` with the actions that stand beside goals behind their own goal; `goals` by action."""
    loose: dict[int, list[LaneItem]] = {}
    for item in items:
        if item.kind == "action" and item.parent is None:
            loose.setdefault(goals[item.id], []).append(item)
    ordered: list[LaneItem] = []
    for item in items:
        if item.kind != "action" or item.parent is not None:
            ordered.append(item)
        if item.kind == "goal":
            ordered += loose.get(item.id, ())
    return ordered


def _goals_of(connection: sqlite3.Connection, actions: Iterable[int]) -> list[int]:
    found = connection.execute(
        "SELECT DISTINCT goal_id FROM action WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(actions)),),
    )
    return [goal for (goal,) in found]


def _told(connection: sqlite3.Connection, which: str) -> set[int]:
    return {number for (number,) in connection.execute(which)}


def _asks_for_actions(text: str) -> bool:
    """Return whether a filter on goals names a field that they have from their actions."""
    return any(
        isinstance(term.atom, Compare) and term.atom.field in _FROM_ACTIONS
        for term in records.query_of("goals", text).terms
    )


def _matching_goals(
    connection: sqlite3.Connection, view: View, show: Show, text: str, account: Accounts
) -> set[int]:
    try:
        return set(records.ids(connection, "goals", view, filter=both(text, show.of_goals), account=account))
    except UsageError:
        return set()


def _tally(actions: Iterable[tuple[Any, ...]], shown: set[int]) -> dict[tuple[str, int], _Tally]:
    tallies: dict[tuple[str, int], _Tally] = {}
    for number, goal, objective, name, _, _, percent, started, completed, _, cancelled in actions:
        part = Part(name, percent, completed is not None, bool(cancelled))
        for key in [("goal", goal)] + ([("objective", objective)] if objective is not None else []):
            tally = tallies.setdefault(key, _Tally())
            tally.parts.append(part)
            tally.is_begun |= bool(started or percent or completed)
            tally.shown += number in shown
    return tallies


def _by_section(
    goals: list[tuple[Any, ...]], view: View, account: Accounts, *, for_customer: bool
) -> list[tuple[Any, ...]]:
    """Return the rows of goals in order: those of one account by the playbook's order of sections.

    A customer's own come first, as in the customer report.
    """
    if not isinstance(account, int):
        return goals
    sections = view.playbook.sections
    if for_customer:
        sections = tuple(sorted(sections, key=lambda one: one.audience != "customer"))
    codes = [section.code for section in sections]
    places = {code: place for place, code in enumerate(codes)}
    return sorted(goals, key=lambda raw: places.get(raw[4], len(codes)))


def _goal_items(
    goals: list[tuple[Any, ...]],
    view: View,
    tallies: dict[tuple[str, int], _Tally],
    levels: Mapping[int, int],
    account: Accounts,
    *,
    for_customer: bool,
) -> tuple[list[LaneItem], dict[int, str]]:
    """Return the goals as items, and the heading of each by its id; `levels` are those of each goal's section."""
    if isinstance(account, int):
        headings = [_heading(view, raw[4], for_customer=for_customer) for raw in goals]
    else:
        has_risks = view.playbook.enabled("risks") and not for_customer
        headings = list(_accounts(goals, has_risks=has_risks))
    items = [
        _goal(raw, heading, tallies, levels[raw[0]]) for raw, heading in zip(goals, headings, strict=True)
    ]
    if for_customer:
        items = [replace(item, marks="") for item in items]
    return items, {item.id: item.section for item in items}


def _heading(view: View, section: str, *, for_customer: bool) -> str:
    """Return the label of a section; a customer is told whose goals they are, as in the customer report."""
    if not for_customer:
        return view.playbook.label("section", section)
    own = any(one.code == section and one.audience == "customer" for one in view.playbook.sections)
    return "Your goals" if own else "Our goals"


def _accounts(goals: Iterable[tuple[Any, ...]], *, has_risks: bool) -> Iterator[str]:
    """Yield the heading of each goal: its account's name, told apart by id where another bears it too.

    One at risk has the mark before it, unless the playbook has no risks.
    """
    first: dict[str, int] = {}
    for raw in goals:
        account, name = raw[2], raw[3]
        mark = f"{MARK} " if has_risks and raw[-1] else ""
        yield mark + (name if first.setdefault(name, account) == account else f"{name} ({account})")


def _goal(
    raw: tuple[Any, ...], heading: str, tallies: dict[tuple[str, int], _Tally], levels: int
) -> LaneItem:
    number, name, _, _, _, start, due, completed, owner, source, source_name, own, started, _ = raw
    tally = tallies.get(("goal", number), _Tally())
    percent, formula = tally.measured(completed, own)
    return LaneItem(
        "goal",
        number,
        name,
        section=heading,
        start=day_of(start),
        due=day_of(due),
        percent=percent,
        sum=formula,
        is_started=tally.is_begun or (not formula and started is not None),
        started_on=None if formula else day_of(started),
        completed_on=day_of(completed),
        owner=owner or "",
        marks=_origin(source, source_name),
        is_work=levels == 1 and not formula,
    )


def _origin(source: str | None, name: str | None) -> str:
    """Return the sign and the name of what a goal was made from, empty where it was made from nothing."""
    if not source:
        return ""
    # A risk is named by a day, and the room beside a goal's name rarely holds more of one than its century.
    words = (WORK_SIGNS.get(source, NOUNS[source].spoken), None if source == "risk" else name)
    return " ".join(filter(None, words))


def _objective(raw: tuple[Any, ...], tallies: dict[tuple[str, int], _Tally]) -> LaneItem:
    number, goal, name, start, due, completed, owner = raw
    tally = tallies.get(("objective", number), _Tally())
    percent, formula = tally.measured(completed)
    return LaneItem(
        "objective",
        number,
        name,
        parent=("goal", goal),
        start=day_of(start),
        due=day_of(due),
        percent=percent,
        sum=formula,
        is_started=tally.is_begun,
        completed_on=day_of(completed),
        owner=owner or "",
    )


def _action(raw: tuple[Any, ...], levels: int, section: str) -> LaneItem:
    number, goal, objective, name, start, due, percent, started, completed, owner, _ = raw
    return LaneItem(
        "action",
        number,
        name,
        section=section,
        parent=drawn_parent(levels, goal, objective),
        start=day_of(start),
        due=day_of(due),
        percent=percent,
        is_started=started is not None,
        started_on=day_of(started),
        completed_on=day_of(completed),
        owner=owner or "",
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a goal, objective or action stands in a plan."""

    account: int
    section: str
    goal: int
    goal_name: str
    objective_name: str | None
    name: str


_PLACES = {
    "goal": "SELECT t.account_id, t.section, t.id, t.name, NULL, t.name FROM goal t WHERE t.id = ?",
    "objective": "SELECT t.account_id, g.section, g.id, g.name, t.name, t.name FROM objective t "
    "JOIN goal g ON g.id = t.goal_id WHERE t.id = ?",
    "action": "SELECT t.account_id, g.section, g.id, g.name, o.name, t.name FROM action t "
    "JOIN goal g ON g.id = t.goal_id LEFT JOIN objective o ON o.id = t.objective_id WHERE t.id = ?",
}
_SIBLINGS = {
    "goal": "SELECT s.id FROM goal s JOIN goal t ON t.account_id = s.account_id AND t.section = s.section",
    "objective": "SELECT s.id FROM objective s JOIN objective t ON t.goal_id = s.goal_id",
    "action": "SELECT s.id FROM action s JOIN action t ON t.goal_id = s.goal_id "
    "AND t.objective_id IS s.objective_id",
    "metric": "SELECT s.id FROM metric s JOIN metric t ON t.account_id = s.account_id",
}


def place(connection: sqlite3.Connection, noun: str, record: int) -> Place:
    """Return where the goal, objective or action stands. Raises NotFound."""
    row = connection.execute(_PLACES[noun], (record,)).fetchone()
    if row is None:
        raise NotFound(f"The {noun} is gone.", "It may have been removed meanwhile.")
    return Place(*row)


def place_of(connection: sqlite3.Connection, noun: str, record: int) -> tuple[int, int]:
    """Return the place of a record among its siblings, 0 the first, and how many there are. Raises NotFound."""
    sql = f"{_SIBLINGS[noun]} WHERE t.id = ? ORDER BY s.position, s.id"
    siblings = [number for (number,) in connection.execute(sql, (record,))]
    if not siblings:
        raise NotFound(f"The {noun} is gone.", "It may have been removed meanwhile.")
    return siblings.index(record), len(siblings)
