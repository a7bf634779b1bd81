"""Risks counted by how they were closed and by reason (features: row 32)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kapta_tui.data.read.money import Money
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskchosen import chosen
from kapta_tui.data.read.riskviews import Worth, value_of, worth
from kapta_tui.domain.risk import is_closed
from kapta_tui.domain.text import fold


@lru_cache(maxsize=4096)
def own_words(code: str | None, label: str) -> str | None:
    """Return own words as they are told apart, None for a code: capitals and accents alone make no difference."""
    return fold(label) if code is None else None


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing status: how many risks ended so, and the contract value of their accounts, each counted once."""

    status: str
    count: int
    value: Money


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """A reason: of how many risks it is the most important one, and of how many it is one at all.

    `code` is None for own words. `active` are those of `any` that are active, `value` is the contract value of the
    accounts of all of them, each counted once.
    """

    code: str | None
    label: str
    primary: int
    any: int
    active: int
    value: Money


def closed(
    connection: sqlite3.Connection,
    view: View,
    filter: str = "",  # noqa: A002
    held: Worth | None = None,
) -> tuple[Closed, ...]:
    """Return every closing status on offer or in use, in the order of the playbook.

    Those of archived accounts count unless `filter` says otherwise, as an account that was lost is archived
    (features: row 25).

    `held` is what `worth` returned, for who asks more than one question. Raises FilterError.
    """
    found = chosen(view, filter, archived=True)
    rows = connection.execute(
        f"SELECT t.status, t.account_id, count(*) FROM {found.tables} WHERE t.closed_at IS NOT NULL "
        f"AND {found.where} GROUP BY t.status, t.account_id",
        found.parameters,
    ).fetchall()
    counts: dict[str, int] = {}
    accounts: dict[str, list[int]] = {}
    for status, account, count in rows:
        counts[status] = counts.get(status, 0) + count
        accounts.setdefault(status, []).append(account)
    held = worth(connection, view) if held is None else held
    choices = view.playbook.choices("risk_status")
    codes = [one.code for one in choices if is_closed(one.code) and (not one.retired or one.code in counts)]
    return tuple(
        Closed(
            status,
            counts.get(status, 0),
            value_of(accounts.get(status, ()), held, view.playbook.currency),
        )
        for status in dict.fromkeys([*codes, *counts])
    )


@dataclass(slots=True)
class _Sum:
    """A reason while it is counted."""

    label: str
    primary: int = 0
    any: int = 0
    active: int = 0
    accounts: set[int] = field(default_factory=set)


def reasons(
    connection: sqlite3.Connection,
    view: View,
    filter: str = "",  # noqa: A002
    held: Worth | None = None,
) -> tuple[ReasonCount, ...]:
    """Return the reasons of the risks that pass `filter`, the most frequent first; `held` as in `closed`.

    Raises FilterError.
    """
    labels = dict(label_pairs(view, "reasons"))
    held = worth(connection, view) if held is None else held
    counted = (
        ReasonCount(
            code,
            labels.get(code or "", one.label),
            one.primary,
            one.any,
            one.active,
            value_of(one.accounts, held, view.playbook.currency),
        )
        for (code, _), one in _counted(connection, view, filter).items()
    )
    return tuple(sorted(counted, key=lambda one: (-one.any, -one.primary, one.label.casefold())))


def _counted(
    connection: sqlite3.Connection,
    view: View,
    filter: str,  # noqa: A002
) -> dict[tuple[str | None, str | None], _Sum]:
    """Return what is counted of each reason, by its code and its own words."""
    found = chosen(view, filter)
    rows = connection.execute(
        f"SELECT t.id, t.account_id, t.closed_at IS NULL, r.code, r.label "
        f"FROM {found.tables} JOIN risk_reason r ON r.risk_id = t.id WHERE {found.where} "
        "ORDER BY t.id, r.position",
        found.parameters,
    )
    sums: dict[tuple[str | None, str | None], _Sum] = {}
    before = None
    for risk, account, active, code, label in rows:
        own = own_words(code, label)
        one = sums.get((code, own))
        if one is None:
            one = sums[code, own] = _Sum(label)
        one.primary += risk != before
        one.any += 1
        one.active += active
        one.accounts.add(account)
        before = risk
    return sums


def label_pairs(view: View, catalogue: str) -> Sequence[tuple[str, str]]:
    """Return code and label of every entry of a catalogue; a record keeps the label of what the playbook lost."""
    return [(choice.code, choice.label) for choice in view.playbook.choices(catalogue)]
