"""Active risks counted by who works on them (features: row 35)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kapta_tui.data.read.losses import likelihood_percents
from kapta_tui.data.read.money import Money, money
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskchosen import chosen
from kapta_tui.data.read.riskviews import Worth, value_of, worth
from kapta_tui.data.read.scope import Scope
from kapta_tui.data.read.sources import SOURCES
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.risk import expected_loss

_WHO = "coalesce(t.assignee_id, a.owner_id)"


@dataclass(frozen=True, slots=True)
class Load:
    """The active risks of a person: those assigned to them, and those of their accounts that nobody is assigned.

    `person` is empty for risks without either. `by_severity` leaves out what there is none of, None is not set;
    `assigned` are those of `active` that name the person, `overdue` those whose account has overdue work.
    """

    person: str
    active: int
    assigned: int
    by_severity: Mapping[str | None, int]
    overdue: int
    unaddressed: int
    value: Money
    loss: Money


def load(
    connection: sqlite3.Connection,
    view: View,
    filter: str = "",  # noqa: A002
    held: Worth | None = None,
) -> tuple[Load, ...]:
    """Return who works on the active ones of the risks that pass `filter`, the most first.

    `held` is what `worth` returned, for who asks more than one question. Raises FilterError.
    """
    found = chosen(view, filter)
    ready = SOURCES["risks"].ready
    rows = connection.execute(
        f"SELECT {_WHO}, t.account_id, t.severity, t.likelihood, t.assignee_id IS NOT NULL, {ready['overdue']}, "
        f"{ready['unaddressed']} FROM {found.tables} WHERE t.closed_at IS NULL AND {found.where}",
        found.parameters,
    )
    risks: dict[int | None, list[_Active]] = {}
    for who, *values in rows:
        risks.setdefault(who, []).append(_Active(*values))
    names: dict[int | None, str] = dict(connection.execute('SELECT id, name FROM "user"').fetchall())
    held = worth(connection, view) if held is None else held
    people = [_load(names.get(who, ""), those, held, view.playbook) for who, those in risks.items()]
    return tuple(sorted(people, key=lambda one: (not one.person, -one.active, one.person.casefold())))


class _Active(NamedTuple):
    """An active risk."""

    account: int
    severity: str | None
    likelihood: str | None
    is_assigned: bool
    is_overdue: bool
    is_unaddressed: bool


def _load(person: str, risks: Sequence[_Active], held: Worth, playbook: Playbook) -> Load:
    percents = likelihood_percents(playbook)
    losses = (
        (currency, expected_loss(minor, percents.get(risk.likelihood)) or 0)
        for risk in risks
        for currency, minor in held.get(risk.account, ())
    )
    return Load(
        person=person,
        active=len(risks),
        assigned=sum(risk.is_assigned for risk in risks),
        by_severity=Counter(risk.severity for risk in risks),
        overdue=sum(risk.is_overdue for risk in risks),
        unaddressed=sum(risk.is_unaddressed for risk in risks),
        value=value_of((risk.account for risk in risks), held, playbook.currency),
        loss=money(losses, playbook.currency),
    )


def worked_on_by(scope: Scope, person: str) -> Scope:
    """Return the accounts of `scope` whose active risk `load` counts for the person of that name, "" for nobody.

    An account has one active risk, so that the active risks of these accounts are those of the person.
    """
    select = (
        "SELECT t.account_id FROM risk t JOIN account a ON a.id = t.account_id WHERE t.closed_at IS NULL "
        f'AND {_WHO} IS (SELECT n.id FROM "user" n WHERE n.name = :worked_on_by) '
        f"AND {scope.holds('t.account_id')}"
    )
    return Scope(select, {**scope.parameters, "worked_on_by": person}, scope.asks_for_archived)
