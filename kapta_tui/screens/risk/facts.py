"""The fields of a risk, one after the other, each with its words and what Enter does to it (features: row 46)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from kapta_tui.domain.risk import UNADDRESSED
from kapta_tui.domain.riskstages import days_in
from kapta_tui.domain.text import days_words
from kapta_tui.screens.ends import SOON, ends_soon
from kapta_tui.screens.record.lines import Line, Way
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.screens.risks.columns import ATTENTION, CLOSED_WORD, again, glyph, in_gravity
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import Cell, CellPart, Token

_PLAN_STATE: Final = f"{ATTENTION} unaddressed: {UNADDRESSED}"


def lines(page: RiskPage) -> list[Line]:
    """Return the fields of a risk from top to bottom, without those of features that are switched off."""
    row = page.line.row
    return [
        Line("account", "Account", _account(page), Way.ACCOUNT),
        Line("status", "Status", status_cell(page), Way.CHOOSE),
        *_rating(page),
        Line("assignee", "Assigned to", _assignee(page), Way.PERSON),
        Line("opened_at", "Opened", row.opened_at.isoformat(), Way.FORM),
        *([Line("closed_at", "Closed", row.closed_at.isoformat(), Way.FORM)] if row.closed_at else []),
        Line("days_open", "Days open", days_words(row.days_open), Way.WHY),
        *_reasons(page),
        *_resolutions(page),
        *_money(page),
        *_cost(page),
        *_work(page),
    ]


def _account(page: RiskPage) -> Cell:
    """Return the account behind the mark of this risk, and of a closed one whether there is another now."""
    now: list[CellPart] = [*again(page.line), (" at risk now", "muted")] if again(page.line) else []
    return [glyph(page.line), " ", page.line.row.account, *now]


def status_cell(page: RiskPage) -> Cell:
    """Return the status and the days spent in each: "In process · 12 d (Open 3 d before)" (features: row 34)."""
    row, playbook = page.line.row, page.playbook
    spent = [
        (playbook.label("risk_status", status), days) for status, days in days_in(page.detail.stages).items()
    ]
    if row.closed_at is not None:
        each = ", ".join(f"{label} {days} d" for label, days in spent)
        return [page.line.status.removeprefix(CLOSED_WORD), (f" · {each} before" if each else "", "muted")]
    here = dict(spent).get(page.line.status, 0)
    before = ", ".join(f"{label} {days} d" for label, days in spent if label != page.line.status)
    return [page.line.status, (f" · {here} d", "muted"), (f" ({before} before)" if before else "", "muted")]


def _rating(page: RiskPage) -> Iterator[Line]:
    line = page.line
    unset: Cell = ("not rated", "muted")
    yield Line(
        "severity", "Severity", in_gravity(line, line.severity) if line.severity else unset, Way.CHOOSE
    )
    yield Line("likelihood", "Likelihood", line.likelihood or unset, Way.CHOOSE)
    yield Line("priority", "Priority", _priority(page), Way.CHOOSE)


def _priority(page: RiskPage) -> Cell:
    line, proposed = page.line, page.playbook.label("priority", page.proposed)
    if not line.priority:
        return ("none proposed until both are rated", "muted")
    if line.row.priority_by_hand:
        return [line.priority, (" set by hand", "warn"), (f", proposed {proposed or 'none'}", "muted")]
    return [line.priority, (" proposed", "muted")]


def _assignee(page: RiskPage) -> Cell:
    name = page.line.row.assignee
    return name if page.assigned else [name or "nobody", (" (account's owner)", "muted")]


def _reasons(page: RiskPage) -> Iterator[Line]:
    for place, reason in enumerate(page.line.row.reasons):
        value: list[CellPart] = [(f"{place + 1} ", "muted"), reason, *again_parts(page.again(reason))]
        yield Line("reasons", "" if place else "Reasons", value, Way.REASON, place)
    if not page.line.row.reasons:
        yield Line("reasons", "Reasons", ("none; n adds one", "muted"), Way.REASON)


def again_parts(closed_at: date | None) -> list[CellPart]:
    """Return what points out a reason that an earlier risk had too (features: row 44)."""
    return [] if closed_at is None else [(f" again, last closed {closed_at}", "warn")]


def _resolutions(page: RiskPage) -> Iterator[Line]:
    if page.line.is_active:
        return
    found = page.detail.resolutions
    for place, resolution in enumerate(found):
        yield Line("resolutions", "" if place else "Resolved by", resolution, Way.FORM, place)
    if not found:
        yield Line("resolutions", "Resolved by", ("nothing said", "muted"), Way.FORM)


def _money(page: RiskPage) -> Iterator[Line]:
    row = page.line.row
    if "contracts" in page.off:
        return
    value: Cell = sums_words(page.worth) or ("no active contract", "muted")
    yield Line("contract_value", "Contracts", value, Way.WHY)
    if page.line.is_active and page.worth.sums:
        loss: Cell = sums_words(page.loss) or ("needs a likelihood", "muted")
        yield Line("expected_loss", "Expected loss", loss, Way.WHY)
    if row.nearest_end is not None and row.nearest_end != row.expiration:
        yield Line("nearest_contract_end", "Next end", _end(row.nearest_end, page.today), Way.WHY)
    if row.expiration is not None:
        yield Line("contract_expiration", "Last end", _end(row.expiration, page.today), Way.WHY)


def _end(day: date, today: date) -> Cell:
    """Return the day with the days to it, marked where it is near."""
    is_soon = ends_soon(day, today)
    token: Token = "warn" if is_soon else "muted"
    mark = f" {SOON}" if is_soon else ""
    return [day.isoformat(), (f"{mark} in {days_words((day - today).days)}", token)]


def _cost(page: RiskPage) -> Iterator[Line]:
    words = page.cost(page.line.row.severity, page.line.row.likelihood)
    if page.line.is_active:
        yield Line("health", "Health", words, Way.WHY)
    elif words and not again(page.line):
        yield Line("health", "Health", ["costs nothing", (f"; reopened it {words}", "muted")], Way.WHY)


def _work(page: RiskPage) -> Iterator[Line]:
    if page.line.row.unaddressed:
        yield Line("unaddressed", "Work", (_PLAN_STATE, "warn"), Way.ADDRESS)
