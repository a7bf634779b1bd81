"""The pack of a business review: what changed at the customer since the last one (features: row 13).

What carries a day is dated by it; what does not (a stage, who has left) is read off the row images of the journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from kapta_tui.data.read.records import View
from kapta_tui.domain import metrics
from kapta_tui.domain.measures import value_words
from kapta_tui.domain.money import format_money
from kapta_tui.domain.text import clean, one_line

WITHOUT_ONE: Final = timedelta(days=90)
"""How far a pack looks back where no review was held before."""

AHEAD: Final = timedelta(days=90)
"""How long before its end a contract is worth talking about."""

_NOTE: Final = 200
"""Characters of a note; the note itself has the rest."""


class PackLine(NamedTuple):
    """One thing that changed: its day, what to call it, and what is said of it."""

    day: date | None
    title: str
    detail: str = ""


class PackPart(NamedTuple):
    """Things of one sort."""

    name: str
    lines: tuple[PackLine, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What changed after the day `since` until the day `until`, in parts that have something to say.

    Beside it the contracts that end within `AHEAD`, in a part of their own.
    """

    account: str
    since: date
    is_since_review: bool
    """False where no review was held before: the pack then looks back a set time."""
    until: date
    parts: tuple[PackPart, ...]


class _Period(NamedTuple):
    """What the queries of a pack are asked with."""

    connection: sqlite3.Connection
    view: View
    account: int
    since: date
    until: date

    def rows(self, sql: str) -> list[Any]:
        """Return the rows of a query over `:account`, and the days `:since`, `:until`, `:after`, `:beyond`, `:soon`."""
        parameters = {
            "account": self.account,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "after": (self.since + timedelta(days=1)).isoformat(),
            "beyond": (self.until + timedelta(days=1)).isoformat(),
            "soon": (self.until + AHEAD).isoformat(),
        }
        return self.connection.execute(sql, parameters).fetchall()


def load_pack(
    connection: sqlite3.Connection, view: View, account: int, *, until: date, since: date | None
) -> Pack:
    """Return what changed at the account after `since`, the day of the last review, until `until` or today."""
    until = min(until, view.today)
    begin = since if since is not None else until - WITHOUT_ONE
    (name,) = connection.execute("SELECT name FROM account WHERE id = ?", (account,)).fetchone()
    period = _Period(connection, view, account, begin, max(begin, until))
    off = view.playbook.off
    parts = (PackPart(title, tuple(find(period))) for title, find, feature in _PARTS if feature not in off)
    return Pack(name, begin, since is not None, period.until, tuple(part for part in parts if part.lines))


def _notes(period: _Period) -> Iterable[PackLine]:
    rows = period.rows(
        "SELECT n.date, n.type, n.text, coalesce(u.name, '') FROM note n "
        'LEFT JOIN "user" u ON u.id = n.author_id WHERE n.account_id = :account '
        "AND n.date > :since AND n.date <= :until ORDER BY n.date DESC, n.id DESC"
    )
    for day, type_, text, author in rows:
        words = one_line(clean(text))
        words = words if len(words) <= _NOTE else f"{words[: _NOTE - 1].rstrip()}…"
        label = period.view.playbook.label("note_type", type_)
        yield PackLine(date.fromisoformat(day), label, f"{words} ({author})" if author else words)


def _done(period: _Period) -> Iterable[PackLine]:
    rows = period.rows(
        "SELECT completed_at, name, due FROM action WHERE account_id = :account "
        "AND completed_at > :since AND completed_at <= :until UNION ALL "
        "SELECT t.done_at, t.name, coalesce(t.due, x.due) FROM task t LEFT JOIN action x ON x.id = t.action_id "
        "WHERE t.account_id = :account AND t.done_at > :since AND t.done_at <= :until ORDER BY 1 DESC, 2"
    )
    for day, name, due in rows:
        yield PackLine(date.fromisoformat(day), name, f"late: was due {due}" if due and due < day else "")


def _late(period: _Period) -> Iterable[PackLine]:
    rows = period.rows(
        "SELECT due, name, coalesce((SELECT name FROM \"user\" WHERE id = owner_id), '') FROM action "
        "WHERE account_id = :account AND completed_at IS NULL AND due < :until UNION ALL "
        "SELECT coalesce(t.due, x.due), t.name, "
        "coalesce((SELECT name FROM \"user\" WHERE id = t.assignee_id), '') "
        "FROM task t LEFT JOIN action x ON x.id = t.action_id "
        "WHERE t.account_id = :account AND t.done_at IS NULL AND coalesce(t.due, x.due) < :until ORDER BY 1, 2"
    )
    for due, name, owner in rows:
        days = (period.until - date.fromisoformat(due)).days
        words = f"{days} day{'' if days == 1 else 's'} late"
        yield PackLine(date.fromisoformat(due), name, f"{words}, {owner}" if owner else words)


def _risks(period: _Period) -> Iterable[PackLine]:
    reasons = (
        "coalesce((SELECT group_concat(label, ', ') FROM "
        "(SELECT label FROM risk_reason WHERE risk_id = r.id ORDER BY position)), '')"
    )
    rows = period.rows(
        f"SELECT r.opened_at, 'opened', {reasons}, r.status, r.severity FROM risk r WHERE r.account_id = :account "
        "AND r.opened_at > :since AND r.opened_at <= :until UNION ALL "
        f"SELECT r.closed_at, 'closed', {reasons}, r.status, r.severity FROM risk r WHERE r.account_id = :account "
        "AND r.closed_at > :since AND r.closed_at <= :until ORDER BY 1 DESC"
    )
    book = period.view.playbook
    for day, what, words, status, severity in rows:
        how = book.label("severity", severity) if what == "opened" and severity else ""
        detail = book.label("risk_status", status) if what == "closed" else how
        yield PackLine(date.fromisoformat(day), f"Risk {what}: {words}", detail)


def _contracts(period: _Period) -> Iterable[PackLine]:
    rows = period.rows(
        "SELECT substr(created_at, 1, 10), name, 'added', value_minor, currency FROM contract "
        "WHERE account_id = :account AND created_at >= :after AND created_at < :beyond UNION ALL "
        "SELECT \"end\", name, 'ended', value_minor, currency FROM contract WHERE account_id = :account "
        'AND "end" > :since AND "end" < :until ORDER BY 1, 2'
    )
    return [_contract(*row) for row in rows]


def _contracts_ahead(period: _Period) -> Iterable[PackLine]:
    rows = period.rows(
        "SELECT \"end\", name, 'ends', value_minor, currency FROM contract WHERE account_id = :account "
        'AND NOT is_archived AND "end" >= :until AND "end" <= :soon ORDER BY 1, 2'
    )
    return [_contract(*row) for row in rows]


def _contract(day: str, name: str, what: str, amount: int | None, currency: str) -> PackLine:
    detail = "" if amount is None else format_money(amount, currency)
    return PackLine(date.fromisoformat(day), f"Contract {name} {what}", detail)


def _opportunities(period: _Period) -> Iterable[PackLine]:
    label = period.view.playbook.label
    rows = period.rows(
        "SELECT id, name, stage, created_at FROM opportunity WHERE account_id = :account ORDER BY id"
    )
    for number, name, stage, created in rows:
        now = _held(period, "opportunity", number, "stage", period.until) or stage
        if _is_within(period, created):
            yield PackLine(date.fromisoformat(created[:10]), f"New: {name}", label("opportunity_stage", now))
            continue
        before = _held(period, "opportunity", number, "stage", period.since) or stage
        if before != now and created[:10] <= period.until.isoformat():
            words = f"{label('opportunity_stage', before)} → {label('opportunity_stage', now)}"
            yield PackLine(None, name, words)


def _people(period: _Period) -> Iterable[PackLine]:
    rows = period.rows(
        "SELECT id, name, coalesce(title, ''), has_left, created_at FROM contact WHERE account_id = :account "
        "ORDER BY name_folded, id"
    )
    for number, name, title, has_left, created in rows:
        if _is_within(period, created):
            yield PackLine(date.fromisoformat(created[:10]), f"New: {name}", title)
        if has_left and _held(period, "contact", number, "has_left", period.since) == 0:
            yield PackLine(None, f"Left: {name}", title)


def _metrics(period: _Period) -> Iterable[PackLine]:
    days = (period.until - period.since).days
    rows = period.rows(
        "SELECT id, name, unit, currency, start, target FROM metric WHERE account_id = :account ORDER BY position"
    )
    for number, name, unit, currency, start, target in rows:
        measured = period.connection.execute(
            "SELECT date, value FROM metric_value WHERE metric_id = ?", (number,)
        )
        values = [(date.fromisoformat(day), Decimal(value)) for day, value in measured]
        change = metrics.change(values, period.until, days)
        if change is None or not change.delta:
            continue
        better = metrics.is_better(unit, _decimal(start), _decimal(target), change.delta)
        words = "" if better is None else " (better)" if better else " (worse)"
        label = "" if unit == "number" else period.view.playbook.label("metric_unit", unit)
        before, now = (value_words(value, unit, currency, label) for value in (change.before, change.value))
        yield PackLine(None, name, f"{before} → {now}{words}")


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _is_within(period: _Period, at: str) -> bool:
    return period.since.isoformat() < at[:10] <= period.until.isoformat()


def _held(period: _Period, table: str, row: int, column: str, day: date) -> Any:
    """Return what the column held at the end of `day` where it was changed later; None where it was not."""
    found = period.connection.execute(
        "SELECT json_extract(c.before, '$.' || :column) FROM change c JOIN event e ON e.id = c.event_id "
        "WHERE c.tbl = :table AND c.row_id = :row AND c.before IS NOT NULL AND e.undone = 0 "
        "AND e.at >= :after ORDER BY c.id LIMIT 1",
        {
            "table": table,
            "row": row,
            "column": column,
            "after": (day + timedelta(days=1)).isoformat(),
        },
    ).fetchone()
    return None if found is None else found[0]


_PARTS: Final[tuple[tuple[str, Callable[[_Period], Iterable[PackLine]], str], ...]] = (
    ("Risks", _risks, "risks"),
    ("Done", _done, "plans"),
    ("Late", _late, "plans"),
    ("Contracts", _contracts, "contracts"),
    ("Contracts ahead", _contracts_ahead, "contracts"),
    ("Opportunities", _opportunities, "opportunities"),
    ("Key players", _people, "contacts"),
    ("Metrics", _metrics, "metrics"),
    ("Notes", _notes, ""),
)
"""Title, lines, and the feature of the playbook without which there is no such part."""
