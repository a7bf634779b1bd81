"""What happened with accounts in a period, and how their health changed over it (features: row 70)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from kapta_tui.data.read.feed import FeedRow, feed
from kapta_tui.data.read.health.history import last_review
from kapta_tui.data.read.health.look import Standing, standing
from kapta_tui.data.read.healthreport.among import AccountHealth, Moved, chosen, healths, moved
from kapta_tui.data.read.healthreport.portfolio import movers
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskreport import AccountHead, account_head
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.health.period import DEFAULT, Period
from kapta_tui.domain.text import one_line

MOST: Final = 200
"""Rows that are told of what happened, and of what was changed, the newest first."""

_TEXT: Final = 200
"""Characters of a note that are told."""

_BETWEEN: Final = "BETWEEN :since AND :today"
_SORTS: Final = {
    "note": ("", "n.date, n.id, substr(n.text, 1, 400), u.name, n.account_id FROM note n "
             'LEFT JOIN "user" u ON u.id = n.author_id WHERE n.date'),
    "goal completed": ("plans", "x.completed_at, x.id, x.name, u.name, x.account_id FROM goal x "
                       'LEFT JOIN "user" u ON u.id = x.owner_id WHERE x.completed_at'),
    "action completed": ("plans", "x.completed_at, x.id, x.name, u.name, x.account_id FROM action x "
                         "LEFT JOIN \"user\" u ON u.id = x.owner_id WHERE x.status <> 'cancelled' AND x.completed_at"),
    "task done": ("plans", "t.done_at, t.id, t.name, u.name, t.account_id FROM task t "
                  'LEFT JOIN "user" u ON u.id = t.assignee_id WHERE t.done_at'),
    "risk opened": ("risks", "r.opened_at, r.id, {reason}, u.name, r.account_id FROM risk r "
                    'LEFT JOIN "user" u ON u.id = r.assignee_id WHERE r.opened_at'),
    "risk closed": ("risks", "r.closed_at, r.id, {reason}, u.name, r.account_id FROM risk r "
                    'LEFT JOIN "user" u ON u.id = r.assignee_id WHERE r.closed_at'),
    "QBR held": ("qbrs", "q.date, q.id, q.name, u.name, q.account_id FROM qbr q "
                 "LEFT JOIN \"user\" u ON u.id = q.owner_id WHERE q.stage IN ('held', 'completed') AND q.date"),
    "satisfaction": ("satisfaction", "s.date, s.id, s.score || ' of 10', u.name, s.account_id FROM satisfaction s "
                     'LEFT JOIN "user" u ON u.id = s.author_id WHERE s.date'),
}  # fmt: skip
"""What can happen, in words: the feature without which it does not, and where it stands."""

_REASON: Final = "(SELECT label FROM risk_reason WHERE risk_id = r.id ORDER BY position LIMIT 1)"


class Happened(NamedTuple):
    """Something that happened on a day: which sort, what it is called, who did it ("" for nobody), with whom."""

    day: date
    sort: str
    id: int
    text: str
    who: str
    account_id: int
    account: str


@dataclass(frozen=True, slots=True)
class Active:
    """An account with how often each sort of thing happened, and its health."""

    account: AccountHealth
    counts: Counter[str]

    @property
    def total(self) -> int:
        """How much happened in all."""
        return self.counts.total()


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """The values of the report on what happened from `since` to today, with one `account` or with several.

    `counts` has every sort that can happen. `happened` and `changes` hold the newest `MOST`; `total` counts all that
    happened. `standing` is the health of the one account with its change. Of several, `accounts` are those with
    which anything happened, the most first, `quiet` counts the others, and `fell` and `rose` are as in the report on
    health.
    """

    account: AccountHead | None
    filter: str
    account_filter: str
    period: Period
    since: date
    counts: dict[str, int]
    happened: tuple[Happened, ...]
    total: int
    changes: tuple[FeedRow, ...]
    standing: Standing | None
    accounts: tuple[Active, ...]
    quiet: int
    fell: tuple[Moved, ...]
    rose: tuple[Moved, ...]
    off: frozenset[str]


def activity_report(
    connection: sqlite3.Connection,
    view: View,
    account: int | None = None,
    period: Period = DEFAULT,
    filter: str = "",  # noqa: A002
    account_filter: str = "",
) -> ActivityReport:
    """Return what happened with `account`, or with the accounts of `view` that pass `filter`.

    Raises:
        NotFound: the account is gone, or no review was held.
        UsageError: several accounts have no last review in common.
        FilterError: the filter cannot be used.
    """
    head = None if account is None else account_head(connection, account)
    since = _start(connection, view, account, period)
    among = [account] if account is not None else chosen(connection, view, filter)
    found = _happened(connection, view, among, since)
    known = (
        {} if account is not None else {one.id: one for one in healths(connection, among, view.today, period)}
    )
    fell, rose = movers(list(known.values()))
    per = Counter((one.account_id, one.sort) for one in found)
    active = [Active(known[number], _of(per, number)) for number in known]
    return ActivityReport(
        head,
        filter.strip(),
        account_filter.strip(),
        period,
        since,
        {sort: sum(one.sort == sort for one in found) for sort in _sorts(view)},
        tuple(found[:MOST]),
        len(found),
        tuple(_changes(connection, view, among, since)),
        None if account is None else standing(connection, account, view.today, period),
        tuple(sorted((one for one in active if one.total), key=lambda one: (-one.total, one.account.name))),
        sum(not one.total for one in active),
        moved(connection, fell, view.today, period),
        moved(connection, rose, view.today, period),
        view.playbook.off,
    )


def _of(per: Counter[tuple[int, str]], account: int) -> Counter[str]:
    return Counter({sort: per[account, sort] for sort in _SORTS if per[account, sort]})


def _sorts(view: View) -> list[str]:
    return [sort for sort, (feature, _) in _SORTS.items() if not feature or view.playbook.enabled(feature)]


def _start(connection: sqlite3.Connection, view: View, account: int | None, period: Period) -> date:
    is_days = period.days is not None or period.since is not None
    if account is None and not is_days:
        raise UsageError("Several accounts have no last QBR in common.", "Say --since 90d or a date instead.")
    held = None if account is None else last_review(connection, account, view.today)
    start = period.start(view.today, held)
    if start is None:
        raise NotFound("No QBR was held with this account.", "Say --since 90d or a date instead.")
    return start


def _happened(
    connection: sqlite3.Connection, view: View, among: Sequence[int], since: date
) -> list[Happened]:
    """Return all that happened, the newest first."""
    given: dict[str, Any] = {
        "since": since.isoformat(),
        "today": view.today.isoformat(),
        "accounts": json.dumps(list(among)),
    }
    parts = (
        f"SELECT '{sort}' AS sort, {_SORTS[sort][1].format(reason=_REASON)} {_BETWEEN}"
        for sort in _sorts(view)
    )
    columns = "sort, day, id, text, who, account_id"
    rows = connection.execute(
        f"WITH found ({columns}) AS ({' UNION ALL '.join(parts)}) "
        "SELECT sort, day, found.id, text, who, account_id, a.name FROM found JOIN account a ON a.id = account_id "
        "WHERE account_id IN (SELECT value FROM json_each(:accounts)) ORDER BY day DESC, sort, found.id DESC",
        given,
    )
    return [
        Happened(
            date.fromisoformat(day[:10]), sort, number, one_line(text or "")[:_TEXT], who or "", owner, name
        )
        for sort, day, number, text, who, owner, name in rows
    ]


def _changes(connection: sqlite3.Connection, view: View, among: Sequence[int], since: date) -> list[FeedRow]:
    """Return what was changed of these accounts, without what was undone."""
    rows = feed(
        connection,
        account=tuple(among),
        limit=MOST,
        filter=f"date>={since.isoformat()}",
        user=view.user,
        today=view.today,
        off=view.playbook.off,
    )
    return [row for row in rows if not row.undone]
