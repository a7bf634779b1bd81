"""The portfolio at a glance, and the accounts a person has worked on last (features: row 135)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kapta_tui.data.read.feedseen import seen_changes, seen_sentence
from kapta_tui.data.read.money import WORTH, Money, in_force, money
from kapta_tui.data.read.records import View
from kapta_tui.data.read.sources.accounts import COLD_DAYS

BANDS = (30, 60, 90)
"""Contract ends are counted up to so many days from today; a wider band holds the narrower ones."""

FALLEN = 3
"""So many accounts that lost most health are named."""

_LOOKED_AT = 5_000
"""Events looked through for recent accounts; an import of thousands must not cost a second."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Active contracts that end within `days` days, those of today too."""

    days: int
    count: int
    value: Money


@dataclass(frozen=True, slots=True)
class Fallen:
    """An account that lost health over 30 days; `delta` is below 0."""

    id: int
    name: str
    score: int | None
    band: str | None
    delta: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """Counts and money of the accounts in scope that are not archived."""

    accounts: int
    mine: int
    value: Money
    risks: tuple[tuple[str | None, int], ...]
    """Severity code and number of active risks, the gravest first, None last."""
    at_stake: Money
    """Contract value of accounts with an active risk."""
    endings: tuple[Ending, ...]
    overdue: int
    """Open actions whose due date has passed."""
    cold: int
    """Accounts that are at least `COLD_DAYS` days old and have had no note for so long."""
    bands: Mapping[str | None, int]
    """Band of health to the number of accounts in it, None for those that are not scored."""
    fallen: tuple[Fallen, ...]
    """The accounts that lost most health, at most `FALLEN`, the one that lost most first."""


@dataclass(frozen=True, slots=True)
class RecentAccount:
    """An account with the newest change that the user made on it, or when its page was opened since.

    `at` is UTC ISO text; `sentence` is empty where it was only opened.
    """

    id: int
    name: str
    at: str
    sentence: str
    risk_severity: str | None
    at_risk: bool


def pulse(connection: sqlite3.Connection, view: View) -> Pulse:
    """Return the portfolio of the scope of `view` on its day."""
    live = view.scope.live()
    accounts, mine, cold = connection.execute(
        'SELECT count(*), coalesce(sum(a.owner_id = (SELECT u.id FROM "user" u WHERE u.name_folded = :me)), 0), '
        f"coalesce(sum(coalesce(s.last_contact, date(a.created_at), '') < date(:today, '-{COLD_DAYS} days')), 0) "
        f"FROM account a JOIN account_summary s ON s.account_id = a.id WHERE {live}",
        view.parameters,
    ).fetchone()
    (overdue,) = connection.execute(
        "SELECT count(*) FROM action t JOIN account a ON a.id = t.account_id "
        f"WHERE t.completed_at IS NULL AND t.due < :today AND {live}",
        view.parameters,
    ).fetchone()
    return Pulse(
        accounts=accounts,
        mine=mine,
        value=_worth(connection, view),
        risks=_risks(connection, view),
        at_stake=_at_stake(connection, view),
        endings=_endings(connection, view),
        overdue=overdue,
        cold=cold,
        bands=_bands(connection, view),
        fallen=_fallen(connection, view),
    )


def recent_accounts(
    connection: sqlite3.Connection, view: View, limit: int = 8, *, opened: Sequence[tuple[int, str]] = ()
) -> list[RecentAccount]:
    """Return the accounts that the user of `view` changed or opened last, the newest first, at most `limit`.

    `opened` are ids of accounts whose pages were opened and when (UTC, ISO text). Only accounts in the scope of
    `view` count.
    """
    changed = _changed(connection, view, limit)
    found = dict(changed)
    for one in _opened(connection, view, opened):
        if one.id not in changed or one.at > changed[one.id].at:
            found[one.id] = one
    return sorted(found.values(), key=lambda one: one.at, reverse=True)[:limit]


def _opened(
    connection: sqlite3.Connection, view: View, opened: Sequence[tuple[int, str]]
) -> list[RecentAccount]:
    cursor = connection.execute(
        "SELECT a.id, a.name, s.risk_severity, s.risk_id IS NOT NULL FROM account a "
        "JOIN account_summary s ON s.account_id = a.id "
        f"WHERE a.id IN (SELECT value FROM json_each(:opened)) AND {view.scope.live()}",
        view.parameters | {"opened": json.dumps([number for number, _ in opened])},
    )
    moments = dict(opened)
    return [
        RecentAccount(number, name, moments[number], "", severity, bool(at_risk))
        for number, name, severity, at_risk in cursor
    ]


def _changed(connection: sqlite3.Connection, view: View, limit: int) -> dict[int, RecentAccount]:
    found: dict[int, RecentAccount] = {}
    off = view.playbook.off
    seen = f"AND {seen_changes(off)}" if off else ""
    cursor = connection.execute(
        "SELECT e.id, e.account_id, a.name, e.at, e.verb, e.sentence, s.risk_severity, s.risk_id IS NOT NULL "
        "FROM (SELECT * FROM event ORDER BY id DESC LIMIT :most) e JOIN account a ON a.id = e.account_id "
        "JOIN account_summary s ON s.account_id = a.id "
        f'WHERE e.undone = 0 AND fold(e."user") = :me AND {view.scope.live()} {seen} ORDER BY e.id DESC',
        view.parameters | {"most": _LOOKED_AT},
    )
    for event, number, name, at, verb, told, severity, at_risk in cursor:
        sentence = seen_sentence(connection, event, verb, told, off)
        if sentence and number not in found:
            found[number] = RecentAccount(number, name, at, sentence, severity, bool(at_risk))
        if len(found) == limit:
            break
    return found


def _risks(connection: sqlite3.Connection, view: View) -> tuple[tuple[str | None, int], ...]:
    counted = dict(
        connection.execute(
            "SELECT t.severity, count(*) FROM risk t JOIN account a ON a.id = t.account_id "
            f"WHERE t.closed_at IS NULL AND {view.scope.live()} GROUP BY t.severity",
            view.parameters,
        ).fetchall()
    )
    codes = [choice.code for choice in reversed(view.playbook.choices("severity"))]
    ordered = [*codes, *(code for code in counted if code not in codes)]
    return tuple((code, counted[code]) for code in ordered if code in counted)


def _bands(connection: sqlite3.Connection, view: View) -> dict[str | None, int]:
    found = connection.execute(
        "SELECT h.band, count(*) FROM account a LEFT JOIN account_health h ON h.account_id = a.id "
        f"WHERE {view.scope.live()} GROUP BY h.band",
        view.parameters,
    )
    return dict(found.fetchall())


def _fallen(connection: sqlite3.Connection, view: View) -> tuple[Fallen, ...]:
    found = connection.execute(
        "SELECT a.id, a.name, h.score, h.band, h.delta FROM account a JOIN account_health h ON h.account_id = a.id "
        f"WHERE h.delta < 0 AND {view.scope.live()} ORDER BY h.delta, a.name_folded LIMIT {FALLEN}",
        view.parameters,
    )
    return tuple(Fallen(*row) for row in found)


def _worth(connection: sqlite3.Connection, view: View) -> Money:
    found = connection.execute(
        f"SELECT w.currency, sum(w.value_minor) FROM {WORTH} w JOIN account a ON a.id = w.account_id "
        f"WHERE {view.scope.live()} GROUP BY w.currency",
        view.parameters,
    )
    return money(found, view.playbook.currency)


def _at_stake(connection: sqlite3.Connection, view: View) -> Money:
    return money(
        connection.execute(
            f"SELECT w.currency, sum(w.value_minor) FROM {WORTH} w "
            "JOIN account a ON a.id = w.account_id JOIN account_summary s ON s.account_id = a.id "
            f"WHERE s.risk_id IS NOT NULL AND {view.scope.live()} GROUP BY w.currency",
            view.parameters,
        ),
        view.playbook.currency,
    )


def _endings(connection: sqlite3.Connection, view: View) -> tuple[Ending, ...]:
    endings: list[Ending] = []
    for days in BANDS:
        rows = connection.execute(
            "SELECT t.currency, count(*), sum(coalesce(t.value_minor, 0)) FROM contract t "
            f"JOIN account a ON a.id = t.account_id WHERE {in_force('t')} AND {view.scope.live()} "
            'AND t."end" <= date(:today, :last) GROUP BY t.currency',
            view.parameters | {"last": f"+{days} days"},
        ).fetchall()
        value = money(((currency, minor) for currency, _, minor in rows), view.playbook.currency)
        endings.append(Ending(days, sum(count for _, count, _ in rows), value))
    return tuple(endings)
