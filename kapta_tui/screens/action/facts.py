"""The fields of an action, one after the other, each with its words and what Enter does to it (features: row 87)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from kapta_tui.domain.fields import Field
from kapta_tui.domain.planstate import Stage
from kapta_tui.domain.progress import Progress
from kapta_tui.domain.text import one_line
from kapta_tui.screens.action.loading import ActionPage
from kapta_tui.screens.due import due_words
from kapta_tui.screens.plans.columns import state_cell
from kapta_tui.screens.plans.preview import bar, sum_words
from kapta_tui.screens.record.lines import Line, Way
from kapta_tui.screens.record.values import own_words
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.turning.words import origin_words, sign_of
from kapta_tui.widgets.cells import Cell, CellPart, parts_of
from kapta_tui.widgets.plot import sparkline
from kapta_tui.widgets.preview_feed import moment

_SPARK: Final = 12
"""Cells of the line that says how the percent grew."""

_UNSET: Final[Cell] = ("not set", "muted")


def lines(page: ActionPage) -> list[Line]:
    """Return the fields of an action from top to bottom, without those of features that are switched off."""
    row = page.row
    return [
        Line("account", "Account", _account(page), Way.ACCOUNT),
        Line("name", "Action", row.name, Way.FORM),
        *_above(page),
        Line("state", "State", _state(page), Way.WHY),
        Line("percent", "Done", _percent(page), Way.REPORT),
        Line("status", "Status", page.status, Way.CHOOSE),
        Line("status_note", "Status note", _note(page), Way.FORM),
        Line("owner", "Owner", _owner(page), Way.PERSON),
        *_dates(page),
        Line("in_customer_report", "In report", _in_report(page), Way.TURN),
        *_players(page),
        *_links(page),
        *(Line(item.name, one_line(item.label), _custom(page, item), Way.FORM) for item in page.custom),
        *([Line("tasks", "Tasks done", _done(page), Way.FOLLOW)] if page.full.done else []),
        *([] if row.objective is None or page.has_objectives else [_put_away(row.objective)]),
    ]


def _account(page: ActionPage) -> Cell:
    mark: list[CellPart] = [(f"{RISK} ", page.token)] if page.at_risk else []
    return [*mark, page.row.account, (" at risk" if page.at_risk else "", "muted")]


def _above(page: ActionPage) -> Iterator[Line]:
    """Yield section, goal and objective, the last two with the sum of their progress (features: row 88)."""
    detail, row = page.full.detail, page.row
    yield Line("section", "Section", (page.section.label, "muted"), Way.WHY)
    yield Line("goal", "Goal", _summed(row.goal, detail.goal_progress, _made_from(page)), Way.FORM)
    if page.has_objectives:
        progress = detail.objective_progress
        value = _summed(row.objective, progress) if row.objective and progress is not None else _UNSET
        yield Line("objective", "Objective", value, Way.FORM)


def _made_from(page: ActionPage) -> list[CellPart]:
    """Return the contract or opportunity that the goal was made from: goals of two may be called the same."""
    origin = page.full.goal_origin
    sign = "" if origin is None else sign_of(origin)
    return [] if origin is None or not sign else [(f" {sign}{one_line(origin.name)}", "accent")]


def _put_away(objective: str) -> Line:
    """Return the objective of a section whose levels do not show it: it is kept."""
    return Line(
        "objective", "Objective", [(objective, "muted"), (" (put away by the levels)", "muted")], Way.WHY
    )


def _summed(name: str, progress: Progress, made_from: Sequence[CellPart] = ()) -> Cell:
    return [name, *made_from, ("  ", "muted"), (sum_words(progress), "muted")]


def _state(page: ActionPage) -> Cell:
    """Return glyph and words: what is due to be done about it stands behind."""
    row, state = page.row, page.state
    parts = [*parts_of(state_cell(state, page.status))]
    if state.is_late:
        parts.append((f" · {state.days_late} d late", "bad"))
    if state.stage is Stage.START_PASSED and row.start is not None:
        days = (page.today - row.start).days
        parts.append((f" · the planned start was {days} d ago; B begins it", "muted"))
    if state.stage is Stage.FULL:
        parts.append((" · at 100 %; x completes it", "muted"))
    return parts


def _percent(page: ActionPage) -> Cell:
    parts = [*parts_of(bar(page.row.percent))]
    grown = sparkline(page.full.reported, _SPARK)
    return [*parts, ("  ", "muted"), (grown, "accent")] if grown else parts


def _note(page: ActionPage) -> Cell:
    """Return the status note, and who left it when."""
    if not page.row.status_note:
        return ("none", "muted")
    noted = page.full.noted
    if noted is None:
        return page.row.status_note
    when = moment(noted.at, datetime.now().astimezone())
    return [page.row.status_note, (f"  {one_line(noted.user)}, {when}", "muted")]


def _owner(page: ActionPage) -> Cell:
    name = page.row.owner
    return name if page.owner_named else [name or "nobody", (" (account's owner)", "muted")]


def _dates(page: ActionPage) -> Iterator[Line]:
    row = page.row
    start: Cell = row.start.isoformat() if row.start else _UNSET
    if page.state.stage is Stage.START_PASSED:
        start = [*parts_of(start), (" passed", "warn")]
    yield Line("start", "Start", start, Way.FORM)
    yield Line("due", "Due", _due(page), Way.FORM)
    if row.started_on is not None:
        yield Line("started_at", "Began", (row.started_on.isoformat(), "muted"), Way.WHY)
    if row.completed_on is not None:
        yield Line("completed_at", "Ended", (row.completed_on.isoformat(), "muted"), Way.WHY)


def _due(page: ActionPage) -> Cell:
    due = page.row.due
    if due is None:
        return _UNSET
    if page.row.completed_on is not None or (due > page.today and (due - page.today).days > _NEAR):
        return due.isoformat()
    return [due.isoformat(), " ", *parts_of(due_words(due, page.today))]


_NEAR: Final = 30
"""Days from which on the date says all."""


def _in_report(page: ActionPage) -> Cell:
    if not page.full.values["in_customer_report"]:
        return ("no, left out", "warn")
    return "yes" if page.full.goal_in_report else ("left out with its goal", "warn")


def _players(page: ActionPage) -> Iterator[Line]:
    """Yield who of the customer is part of it; role and last contact stand in a list of their own."""
    if "contacts" not in page.playbook.off:
        names = ", ".join(player.name for player in page.full.players)
        yield Line("contacts", "Key players", names or ("none; Enter links them", "muted"), Way.PLAYERS)


def _links(page: ActionPage) -> Iterator[Line]:
    """Yield what it was made from, and the risks it addresses."""
    if page.full.origin is not None:
        yield Line("source_name", "Made from", origin_words(page.full.origin), Way.FOLLOW)
    for place, risk in enumerate(page.full.risks):
        closed = "" if risk.is_active else " (closed)"
        words: Cell = [("risk ", "muted"), f"opened on {risk.opened_at}", (closed, "muted")]
        yield Line("risk", "" if place else "Addresses", words, Way.FOLLOW, place)


def _custom(page: ActionPage, item: Field) -> Cell:
    return own_words(page.playbook, item, page.full.values.get(item.name)) or _UNSET


def _done(page: ActionPage) -> Cell:
    """Return how many tasks are done, and the last one: they stand in the Tasks tab (features: row 97)."""
    done = page.full.done
    last = done[0]
    note = f", “{one_line(last.note)}”" if last.note else ""
    return [f"{len(done)}", (f" · last ✓ {one_line(last.name)} {last.done_on}{note}", "muted")]
