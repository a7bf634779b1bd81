"""What the pane beside the risks says about the one under the cursor."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kapta_tui.data.read import risk_detail, risks
from kapta_tui.data.read.losses import expected_loss, likelihood_percents
from kapta_tui.data.read.money import Money, contract_money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.risk_detail import PriorRisk, RiskDetail, RiskNote
from kapta_tui.domain import risk as rules
from kapta_tui.domain.risk import UNADDRESSED
from kapta_tui.domain.text import days_words
from kapta_tui.screens.ends import ends_lines
from kapta_tui.screens.risk.workcells import work_line
from kapta_tui.screens.risks.columns import ATTENTION, CLOSED_WORD, glyph, in_gravity
from kapta_tui.screens.risks.loading import RiskLine, line
from kapta_tui.screens.risks.words import reasons_words
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import Cell, CellPart
from kapta_tui.widgets.preview import BLANK, Fact, fact, prose, spoken_by

_NOTE_LINES = 3
_WORK = 4
"""Goals, actions and tasks shown that address the risk, open ones first."""


class Preview(NamedTuple):
    """The risk beside the list."""

    line: RiskLine
    detail: RiskDetail
    proposed: str
    """The priority proposed from severity and likelihood, empty while one of them is missing."""
    statuses: Mapping[str, str]
    """Code to label, for the prior risks."""
    worth: Money
    """The active contracts of its account, per currency."""
    loss: Money
    """What of that is expected to be lost."""
    off: frozenset[str] = frozenset()
    """The features that are switched off."""


def look(connection: sqlite3.Connection, risk: int, user: str, today: date) -> Preview | None:
    """Return what stands beside the list, None when the risk is gone."""
    view = View(today, user, current(connection))
    found = risk_detail.detail(connection, view, risk)
    if found is None:
        return None
    proposed = rules.proposed_priority(view.playbook, found.row.severity, found.row.likelihood)
    worth = contract_money(connection, today.isoformat(), view.playbook.currency, [found.row.account_id])
    percents = likelihood_percents(view.playbook)
    return Preview(
        line=line(risks.seen_row(found.row, view.playbook.off), view),
        detail=found,
        proposed=view.playbook.label("priority", proposed),
        statuses={choice.code: choice.label for choice in view.playbook.choices("risk_status")},
        worth=worth,
        loss=expected_loss(worth, percents.get(found.row.likelihood)),
        off=view.playbook.off,
    )


def facts(shown: Preview, today: date) -> list[Fact]:
    """Return the sheet of a risk: state, reasons, money, ends, details, notes, prior risks."""
    found = [*_state(shown), BLANK, *_reasons(shown), BLANK, *_money(shown, today), *_work(shown, today)]
    if shown.detail.details:
        found += [BLANK, prose("Details", shown.detail.details)]
    if shown.detail.notes:
        found.append(BLANK)
        for place, note in enumerate(shown.detail.notes):
            found += _note("Notes" if place == 0 else "", note)
    if shown.detail.prior:
        found.append(BLANK)
        for place, prior in enumerate(shown.detail.prior):
            found.append(_prior("Before" if place == 0 else "", prior, shown))
    return found


def _state(shown: Preview) -> list[Fact]:
    line, row = shown.line, shown.line.row
    words = [word for word in (line.severity, line.likelihood) if word]
    head: list[CellPart] = [glyph(line), " ", in_gravity(line, " · ".join(words) or "not rated")]
    facts = [fact("Risk", head)]
    if line.priority:
        why = f" set by hand, proposed {shown.proposed or 'none'}" if row.priority_by_hand else ""
        facts.append(fact("Priority", [line.priority, (why, "muted")]))
    # How long it has this status is not how long it is open.
    lasting = f" · {shown.detail.stages[-1].days} d" if line.is_active and shown.detail.stages else ""
    facts.append(fact("Status", [line.status, (lasting, "muted")]))
    since = f" since {row.opened_at}" if row.closed_at is None else f" {row.opened_at} to {row.closed_at}"
    facts.append(fact("Open", [days_words(row.days_open), (since, "muted")]))
    if shown.detail.resolutions:
        facts.append(Fact("Resolved", shown.detail.resolutions))
    facts.append(fact("Assigned", row.assignee))
    return facts


def _reasons(shown: Preview) -> list[Fact]:
    again = set(shown.detail.repeated)
    cells: list[Cell] = []
    for place, reason in enumerate(shown.line.row.reasons, start=1):
        cell: list[CellPart] = [(f"{place} ", "muted"), reason]
        if reason in again:
            cell.append((" (again)", "warn"))
        cells.append(cell)
    return [Fact("Reasons", tuple(cells))]


def _money(shown: Preview, today: date) -> list[Fact]:
    row = shown.line.row
    if "contracts" in shown.off:
        return []
    if not shown.worth.sums:
        return [fact("Money", ("no active contract", "muted"))]
    value: list[CellPart] = [sums_words(shown.worth)]
    if shown.loss.sums and shown.line.is_active:
        value.append((f" · expected loss {sums_words(shown.loss)}", "muted"))
    facts = [fact("Money", value)]
    if row.nearest_end is not None and row.expiration is not None:
        facts.append(Fact("Ends", tuple(ends_lines(row.nearest_end, row.expiration, today))))
    return facts


def _work(shown: Preview, today: date) -> list[Fact]:
    detail = shown.detail
    if "plans" in shown.off:
        return []
    lines: list[Cell] = [work_line(today, one) for one in detail.linked[:_WORK]]
    if shown.line.is_active and detail.row.unaddressed:
        lines.insert(0, (f"{ATTENTION} {UNADDRESSED}", "warn"))
    if len(detail.linked) > _WORK:
        lines.append((f"and {len(detail.linked) - _WORK} more", "muted"))
    return [Fact("Work", tuple(lines), hangs=True)] if lines else []


def _note(label: str, note: RiskNote) -> list[Fact]:
    who = f" · {note.author}" if note.author else ""
    body = prose("", note.text).lines[:_NOTE_LINES]
    said = Fact(label, ((f"{note.date.isoformat()}{who}", "muted"), *body))
    return spoken_by(("notes", note.id), [said])


def _prior(label: str, prior: PriorRisk, shown: Preview) -> Fact:
    status = shown.statuses.get(prior.status, prior.status).removeprefix(CLOSED_WORD)
    how = f": {', '.join(prior.resolutions)}" if prior.resolutions else ""
    span = f"{prior.opened_at.isoformat()} to {prior.closed_at.isoformat()}"
    return Fact(label, ((span, "muted"), reasons_words(prior.reasons), (f"{status}{how}", "muted")))
