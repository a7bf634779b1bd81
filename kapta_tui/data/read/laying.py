"""Before a plan template is launched: what it counts from, and all that it will make. Nothing is written."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kapta_tui.data import workdays
from kapta_tui.domain.errors import NotFound, RuleError
from kapta_tui.domain.kinds import KINDS, NOUNS
from kapta_tui.domain.planlayout import LaidRow, laid
from kapta_tui.domain.playbook import Playbook, Section, Template
from kapta_tui.domain.text import listed

_NEXT = {
    "contract": "SELECT id FROM contract WHERE account_id = :account AND NOT is_archived "
    'AND "end" >= :today ORDER BY "end", id',
    "risk": "SELECT id FROM risk WHERE account_id = :account AND closed_at IS NULL ORDER BY id",
}
"""Noun of what a template serves to the record it is launched for where none is named."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The record that a template is launched for; `end` is that of a contract."""

    noun: str
    id: int
    end: date | None


@dataclass(frozen=True, slots=True)
class Laying:
    """What a template makes: `asked` is the day 0 asked for, `day` the one it has, a working day where it may move."""

    template: Template
    section: Section
    anchor: Anchor | None
    asked: date
    day: date
    rows: tuple[LaidRow, ...]

    @property
    def moved(self) -> str:
        """Where day 0 moved to, in words; empty where it did not."""
        return workdays.moved_words(self.asked, self.day)

    @property
    def contents(self) -> str:
        """Return "1 goal, 3 objectives, 7 actions and 6 tasks"."""
        return counted(self.rows)

    def is_told(self, row: LaidRow) -> bool | None:
        """Return whether a goal or action is in the customer's report; None for what never says so itself."""
        if row.kind not in ("goals", "actions"):
            return None
        return (row.audience or self.section.audience) == "customer"

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day."""
        days = [day for row in self.rows for day in (row.start, row.due) if day is not None]
        return min(days, default=self.day), max(days, default=self.day)


def counted(rows: tuple[LaidRow, ...]) -> str:
    """Return how many goals, objectives, actions and tasks `rows` are, in words."""
    counts = Counter(row.kind for row in rows)
    return listed([KINDS[kind].counted(counts[kind]) for kind in KINDS if counts[kind]])


def lay(
    connection: sqlite3.Connection,
    playbook: Playbook,
    account: int,
    template: str,
    start: date | None,
    record: int | None,
    today: date,
) -> Laying:
    """Return what the template, a code or label, makes for the account.

    `start` is day 0; a template launched by hand starts today without one, and never on a day off of the playbook's
    calendar. A template anchored to a contract's end counts from there, on whatever day. `record` is the id of what
    the template is linked to; the default is the active contract that ends next, or the active risk.

    Raises:
        UsageError: there is no such template.
        NotFound: the linked record is gone.
        RuleError: it is another account's, or the template needs a contract's end and there is none.
    """
    plan = playbook.template(template)
    return lay_out(playbook, plan, _anchor(connection, plan, account, record, today), start, today)


def lay_out(
    playbook: Playbook, plan: Template, anchor: Anchor | None, start: date | None, today: date
) -> Laying:
    """Return what `plan` makes for `anchor` from `start` on, as `lay` does. Raises RuleError."""
    section = playbook.section(plan.section)
    asked, day = _day_zero(playbook, plan, start, anchor, today)
    return Laying(plan, section, anchor, asked, day, laid(plan, section.levels, day))


def _anchor(
    connection: sqlite3.Connection, plan: Template, account: int, record: int | None, today: date
) -> Anchor | None:
    if not plan.link:
        return None
    if record is None and plan.link in _NEXT:
        found = connection.execute(
            _NEXT[plan.link], {"account": account, "today": today.isoformat()}
        ).fetchone()
        record = None if found is None else int(found[0])
    if record is None:
        return None
    end = '"end"' if plan.link == "contract" else "NULL"
    table = NOUNS[plan.link].table
    row = connection.execute(f"SELECT account_id, {end} FROM {table} WHERE id = ?", (record,)).fetchone()
    if row is None:
        raise NotFound(
            f"There is no {plan.link} with the id {record}.", "It may have been removed meanwhile."
        )
    if row[0] != account:
        raise RuleError(
            f"The {plan.link} belongs to another account.", f"Choose a {plan.link} of this account."
        )
    return Anchor(plan.link, record, None if row[1] is None else date.fromisoformat(row[1]))


def _day_zero(
    playbook: Playbook, plan: Template, start: date | None, anchor: Anchor | None, today: date
) -> tuple[date, date]:
    if plan.anchor == "contract_end" and start is None:
        if anchor is None or anchor.end is None:
            raise RuleError(
                f"The template {plan.label} counts back from a contract's end, and there is none.",
                "Give the contract an end, or name a start.",
                "start",
            )
        # Counted back from a fixed end, a shifted day 0 would push the last step behind that end.
        return plan.base(anchor.end), plan.base(anchor.end)
    return workdays.launch_days(playbook.calendar, plan, start or today)


def owners(
    connection: sqlite3.Connection, playbook: Playbook, account: int, user: str
) -> Callable[[str], str | None]:
    """Return what tells whom an owner of a template's row means: a person or queue by name, None for nobody."""
    found = connection.execute(
        'SELECT u.name FROM account a JOIN "user" u ON u.id = a.owner_id WHERE a.id = ?', (account,)
    ).fetchone()
    names = {"account_owner": None if found is None else str(found[0]), "launcher": user, "": None}

    def called(owner: str) -> str | None:
        return names[owner] if owner in names else playbook.label("queue", owner)

    return called
