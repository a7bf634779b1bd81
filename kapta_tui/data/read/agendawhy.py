"""Why a thing is on the agenda, in sentences (features: row 98)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from kapta_tui.data.read import tasks
from kapta_tui.data.read.agenda import ENDING_DAYS, NOTICE_DAYS, AgendaItem
from kapta_tui.data.read.agendaplaces import Place, places
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.records import View
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import days_words

_PERSON: Final = 'SELECT {fields}, u.name, w.name FROM "{table}" t JOIN account a ON a.id = t.account_id '
_NAMED: Final = 'LEFT JOIN "user" u ON u.id = t.{person} JOIN "user" w ON w.id = a.owner_id WHERE t.id = ?'


def why(connection: sqlite3.Connection, item: AgendaItem, view: View) -> tuple[str, ...]:
    """Return the sentences that explain `item` to the user of `view`; none where its record is gone."""
    said = _WHY[item.kind](connection, item, view)
    place = places(connection, [item]).get((item.kind, item.id), Place())
    return (*said, *filter(None, [place.sentence(KINDS[item.kind].noun)])) if said else ()


def _task(connection: sqlite3.Connection, item: AgendaItem, view: View) -> tuple[str, ...]:
    found = tasks.by_ids(connection, [item.id], view.user)
    if not found:
        return ()
    row = found[0]
    whose = f"with its action '{row.action}'" if row.due_inherited else "by a date of its own"
    owner = "the owner of its action or, where that has none, of its account"
    yours = (
        f"It is assigned to {row.assignee}."
        if row.assignee
        else f"Nobody is named, so it falls to {row.doer}, {owner}."
    )
    return f"The task {_is(row.due, view.today)} due {whose}{_when(row.due, view.today)}.", yours


def _work(connection: sqlite3.Connection, item: AgendaItem, view: View) -> tuple[str, ...]:
    """Explain an action, or a goal, which is one itself where it has none (features: row 72)."""
    row = _row(connection, item, "t.start, t.due", "owner_id")
    if row is None:
        return ()
    start, due, owner, above = row
    began, ends = day_of(start), day_of(due)
    noun = KINDS[item.kind].noun
    said = f"The {noun} {_is(ends, view.today)} due{_when(ends, view.today)}."
    more = []
    if item.reason.endswith("not closed"):
        more.append("It was reported at 100 %, but only completing it closes it.")
    elif item.reason.endswith("started") and began is not None:
        days = days_words((view.today - began).days)
        more.append(f"It was to begin on {began}, {days} ago, and nobody has begun it or reported progress.")
    return said if ends else f"The {noun} has no due date.", *more, _owned(owner, above)


def _contract(connection: sqlite3.Connection, item: AgendaItem, view: View) -> tuple[str, ...]:
    found = connection.execute(
        'SELECT t."end", t.notice_date FROM contract t WHERE t.id = ?', (item.id,)
    ).fetchone()
    if found is None:
        return ()
    end, notice = map(day_of, found)
    ends = (
        ""
        if end is None
        else f"The contract {'ended' if end < view.today else 'ends'}{_when(end, view.today)}."
    )
    if item.reason == "last day for notice":
        first = f"Notice can be given until {notice}{_when(notice, view.today, on='')}."
        rule = f"Notice days are here from {NOTICE_DAYS} days before."
        return tuple(filter(None, (first, ends, rule)))
    rule = (
        "It is neither renewed by itself nor archived."
        if item.late
        else f"Contracts that are not renewed by themselves are here from {ENDING_DAYS} days before they end."
    )
    return ends, rule


def _risk(connection: sqlite3.Connection, item: AgendaItem, view: View) -> tuple[str, ...]:
    row = _row(connection, item, "t.opened_at", "assignee_id")
    if row is None:
        return ()
    opened, assignee, above = row
    days = days_words((view.today - (day_of(opened) or view.today)).days)
    return (
        f"The risk was opened on {opened}, {days} ago, and no open goal, action or task addresses it.",
        _owned(assignee, above),
    )


def _contact(connection: sqlite3.Connection, item: AgendaItem, view: View) -> tuple[str, ...]:
    row = _row(connection, item, "t.power", "internal_contact_id")
    if row is None:
        return ()
    power, colleague, above = row
    days = view.playbook.coverage.strong_contact_days
    label = view.playbook.label("decision_power", power)
    asks = f"the playbook asks for contact every {days_words(days)} for decision power {label}"
    if item.day is None:
        return f"No note tells of any contact; {asks}.", _owned(colleague, above)
    silent = days_words((view.today - item.day).days)
    return f"Silent for {silent}, since {item.day}; {asks}.", _owned(colleague, above)


def _row(
    connection: sqlite3.Connection, item: AgendaItem, fields: str, person: str
) -> tuple[Any, ...] | None:
    """Return `fields` of the record, then who is named for it and who owns its account."""
    sql = _PERSON.format(fields=fields, table=KINDS[item.kind].table) + _NAMED.format(person=person)
    found: tuple[Any, ...] | None = connection.execute(sql, (item.id,)).fetchone()
    return found


def _owned(named: str | None, owner: str) -> str:
    return (
        f"It is with {named}." if named else f"Nobody is named, so it falls to {owner}, the account's owner."
    )


def _is(day: date | None, today: date) -> str:
    return "was" if day is not None and day < today else "is"


def _when(day: date | None, today: date, on: str = " on") -> str:
    """Return " on 2026-12-02, in 10 days"; without `on` only the days."""
    if day is None:
        return ""
    days = (day - today).days
    words = "today" if not days else f"in {days_words(days)}" if days > 0 else f"{days_words(-days)} ago"
    return f"{on} {day}, {words}" if on else f", {words}"


_WHY: Final[dict[str, Callable[[sqlite3.Connection, AgendaItem, View], tuple[str, ...]]]] = {
    "tasks": _task,
    "actions": _work,
    "goals": _work,
    "contracts": _contract,
    "risks": _risk,
    "contacts": _contact,
}
"""Kind on the agenda to what explains its things."""
