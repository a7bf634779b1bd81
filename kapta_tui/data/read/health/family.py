"""The health of a family: every account with its own, and all of them as one number (domain.md 4.3)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kapta_tui.domain.health.family import Combined, Member, combined

_MEMBERS = """
SELECT a.id, a.name, h.score, h.raw, h.band, h.delta, h.measured, s.contract_value_minor, s.currency
FROM account a JOIN account_summary s ON s.account_id = a.id LEFT JOIN account_health h ON h.account_id = a.id
WHERE a.id IN (SELECT value FROM json_each(?)) AND NOT a.archived
"""
_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Relative:
    """An account of a family with its health; `score` is None while nothing is scored.

    `measured` is in ten-thousandths, `worth` the value of its active contracts in minor units of `currency`.
    """

    id: int
    name: str
    score: int | None
    raw: Fraction | None
    band: str | None
    delta: int | None
    measured: int
    worth: int
    currency: str


@dataclass(frozen=True, slots=True)
class FamilyHealth:
    """The accounts in the order asked for, and what they come to; `worst` is the one with the lowest score."""

    relatives: tuple[Relative, ...]
    combined: Combined

    @property
    def worst(self) -> Relative | None:
        """The account with the lowest score, None where none has one."""
        found = self.combined.worst
        return next((one for one in self.relatives if found is not None and one.id == found.account), None)


def family_health(
    connection: sqlite3.Connection, accounts: Sequence[int], *, by_value: bool = True
) -> FamilyHealth:
    """Return the health of `accounts` as the store keeps it; archived ones count for nothing and are left out.

    Without `by_value`, as where contracts are switched off, no account has a value, and all weigh the same.
    """
    found = {row[0]: _relative(*row) for row in connection.execute(_MEMBERS, (json.dumps(list(accounts)),))}
    relatives = tuple(found[number] for number in accounts if number in found)
    if not by_value:
        relatives = tuple(replace(one, worth=0) for one in relatives)
    members = (Member(one.id, one.raw, one.worth, one.currency) for one in relatives)
    return FamilyHealth(relatives, combined(members))


def _relative(
    number: int,
    name: str,
    score: int | None,
    raw: int | None,
    band: str | None,
    delta: int | None,
    measured: int | None,
    worth: int | None,
    currency: str,
) -> Relative:
    exact = None if raw is None else Fraction(raw, _PARTS)
    return Relative(number, name, score, exact, band, delta, measured or 0, worth or 0, currency)
