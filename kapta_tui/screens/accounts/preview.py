"""What the pane beside the list says about the account under the cursor."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import account_page, feed, metrics, records, risks
from kapta_tui.data.read.account_page import Due, LastNote, Profile
from kapta_tui.data.read.feed import FeedRow
from kapta_tui.data.read.health.look import Standing, standing
from kapta_tui.data.read.metrics import MetricRow
from kapta_tui.data.read.money import Money, contract_money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import Record, View
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.risk import UNADDRESSED
from kapta_tui.domain.text import one_line
from kapta_tui.screens.ends import ends_lines
from kapta_tui.screens.measured import PERIOD, metric_facts
from kapta_tui.screens.severity import RISK, severity_token
from kapta_tui.screens.standing import standing_facts
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import FILL, Cell, CellPart
from kapta_tui.widgets.preview import BLANK, Fact, fact, spoken_by
from kapta_tui.widgets.written import first_lines

_PEOPLE = 4
_BELOW = 5
_NOTE_LINES = 6


@dataclass(frozen=True, slots=True)
class Glance:
    """An account at a glance."""

    profile: Profile
    worth: Money
    """Its active contracts, per currency."""
    playbook: Playbook
    risk: RiskRow | None
    people: list[Record]
    due: list[Due]
    note: LastNote | None
    feed: list[FeedRow]
    metrics: list[MetricRow]
    health: Standing | None


def look(connection: sqlite3.Connection, account: int, user: str, today: date) -> Glance | None:
    """Return the account at a glance, None when it is gone; runs in a thread."""
    try:
        profile = account_page.profile(connection, account)
    except NotFound:
        return None
    playbook = current(connection)
    view = View(today, user, playbook)
    risk = profile.row.risk_id
    found = risks.rows(connection, view, [risk]) if risk is not None else {}
    wanted = records.ids(connection, "contacts", view, filter="has_left:no", account=account, limit=_PEOPLE)
    return Glance(
        profile,
        contract_money(connection, today.isoformat(), playbook.currency, [account]),
        playbook,
        next(iter(found.values()), None),
        records.records(connection, "contacts", view, wanted, ("name", "role", "power")),
        account_page.next_due(connection, account),
        account_page.last_note(connection, account),
        feed.feed(connection, account=account, limit=50, off=playbook.off),
        metrics.metrics(connection, account, today, PERIOD) if playbook.offers(KINDS["metrics"]) else [],
        standing(connection, account, today),
    )


def facts(glance: Glance, today: date) -> list[Fact]:
    """Return the sheet of the preview."""
    row, playbook = glance.profile.row, glance.playbook
    first: list[CellPart] = [(playbook.label("account_type", row.type), "strong"), *_who(glance.profile)]
    found = [Fact("", (first,), wide=True)]
    if row.archived:
        found.append(Fact("", (("Archived: out of lists and averages", "warn"),), wide=True))
    found += [BLANK, *standing_facts(glance.health)] if glance.health is not None else []
    state = risk_facts(glance.risk, playbook) if playbook.enabled("risks") else []
    if playbook.enabled("contracts"):
        state += money_facts(glance.profile, glance.worth, today)
    state += _family(glance.profile)
    found += [BLANK, *state] if state else []
    if glance.due and playbook.enabled("plans"):
        found += [BLANK, fact("Next", *(_due(item, today) for item in glance.due))]
    if glance.people and playbook.enabled("contacts"):
        found += [BLANK, fact("People", *(_person(person, playbook) for person in glance.people))]
    measured = metric_facts(glance.metrics, playbook)
    found += [BLANK, *measured] if measured else []
    if glance.note is not None:
        found += [BLANK, *_note(glance.note, playbook)]
    return found


def _who(profile: Profile) -> list[CellPart]:
    parts: list[CellPart] = [(" · ", "muted"), profile.row.owner]
    if profile.contributors:
        parts.append((f" with {', '.join(profile.contributors)}", "muted"))
    return parts


def risk_facts(risk: RiskRow | None, playbook: Playbook) -> list[Fact]:
    """Return what there is to say about an active risk, or that there is none."""
    if risk is None:
        return [fact("Risk", ("none active", "muted"))]
    words = [
        playbook.label("severity", risk.severity),
        playbook.label("likelihood", risk.likelihood),
        playbook.label("priority", risk.priority),
        f"{risk.days_open} d",
    ]
    token = severity_token(playbook, risk.severity)
    lines: list[Cell] = [[(f"{RISK} ", token), " · ".join(word for word in words if word)]]
    lines += risk.reasons
    if risk.unaddressed and playbook.enabled("plans"):
        lines.append((UNADDRESSED, "warn"))
    return spoken_by(("risks", risk.id), [Fact("Risk", tuple(lines), hangs=True)])


def money_facts(profile: Profile, worth: Money, today: date) -> list[Fact]:
    """Return contract money and contract ends."""
    row = profile.row
    if not row.contracts:
        return [fact("Money", ("no active contract", "muted"))]
    count = f" in {row.contracts} contract{'' if row.contracts == 1 else 's'}"
    found = [fact("Money", [sums_words(worth) or "no value", (count, "muted")])]
    if row.expiration is None:
        return found
    return [*found, Fact("Ends", tuple(ends_lines(row.nearest_end, row.expiration, today)))]


def _family(profile: Profile) -> list[Fact]:
    found = [fact("Parent", profile.parent)] if profile.parent else []
    if profile.children:
        names = [one_line(name) for _, name in profile.children]
        more: list[Cell] = [(f"and {len(names) - _BELOW} more", "muted")] if len(names) > _BELOW else []
        found.append(Fact("Below", (*names[:_BELOW], *more), hangs=True))
    return found


def _due(item: Due, today: date) -> Cell:
    late = item.due < today
    when: CellPart = (f"{item.due.isoformat()} ", "bad" if late else "muted")
    return [when, item.name, (" late", "bad")] if late else [when, item.name]


def _person(person: Record, playbook: Playbook) -> Cell:
    role = playbook.label("contact_role", _code(person["role"]))
    return [str(person["name"]), FILL, (f" · {role}" if role else "", "muted")]


def _note(note: LastNote, playbook: Playbook) -> list[Fact]:
    head = [note.date.isoformat() if note.date else "", playbook.label("note_type", note.type), note.author]
    first: Cell = (" · ".join(word for word in head if word), "muted")
    said = Fact("Note", (first, *first_lines(note.text, _NOTE_LINES)))
    return spoken_by(("notes", note.id), [said])


def _code(value: object) -> str | None:
    return value if isinstance(value, str) else None
