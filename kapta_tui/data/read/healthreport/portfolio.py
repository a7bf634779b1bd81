"""The health of a portfolio: bands, who fell and rose and why, who goes cold next (features: row 70)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Final

from kapta_tui.data.read.health.cold import ColdRow, cold
from kapta_tui.data.read.healthreport.among import AccountHealth, Moved, chosen, healths, moved, only
from kapta_tui.data.read.records import View
from kapta_tui.domain.health.bands import GLYPHS
from kapta_tui.domain.health.period import DEFAULT, Period

MOST: Final = 10
"""Accounts that are told among those that fell or rose most."""

_COLD: Final = 20
_WITHIN: Final = 30
"""Days within which somebody goes cold who is told of."""


@dataclass(frozen=True, slots=True)
class PortfolioHealth:
    """The values of the health report of the accounts that pass `filter`, in those that pass `account_filter`.

    `bands` counts accounts by band, None for those that are not scored. `accounts` has the lowest score first, and
    holds those that are not scored last. `fell` and `rose` are those whose score changed most over `period`.
    """

    filter: str
    account_filter: str
    period: Period
    bands: dict[str | None, int]
    accounts: tuple[AccountHealth, ...]
    fell: tuple[Moved, ...]
    rose: tuple[Moved, ...]
    cold: tuple[ColdRow, ...]
    off: frozenset[str]

    @property
    def scored(self) -> tuple[AccountHealth, ...]:
        """The accounts with a score, the lowest first."""
        return tuple(one for one in self.accounts if one.score is not None)

    @property
    def unscored(self) -> tuple[AccountHealth, ...]:
        """The accounts without one."""
        return tuple(one for one in self.accounts if one.score is None)


def portfolio_health(
    connection: sqlite3.Connection,
    view: View,
    period: Period = DEFAULT,
    filter: str = "",  # noqa: A002
    account_filter: str = "",
) -> PortfolioHealth:
    """Return the values of the report on the health of the accounts of `view` that pass `filter`.

    `account_filter` is the text of the scope of `view`, which the report states. Raises FilterError.
    """
    wanted = chosen(connection, view, filter)
    found = healths(connection, wanted, view.today, period)
    counts = Counter(one.band for one in found)
    fell, rose = movers(found)
    quiet = cold(connection, view._replace(scope=only(wanted)), within=_WITHIN, limit=_COLD)
    return PortfolioHealth(
        filter.strip(),
        account_filter.strip(),
        period,
        {band: counts[band] for band in GLYPHS},
        tuple(found),
        moved(connection, fell, view.today, period),
        moved(connection, rose, view.today, period),
        tuple(quiet),
        view.playbook.off,
    )


def movers(found: list[AccountHealth]) -> tuple[list[AccountHealth], list[AccountHealth]]:
    """Return the accounts whose score fell most and those whose rose most, the furthest first."""
    ordered = sorted(found, key=lambda one: (one.delta or 0, one.score or 0, one.name, one.id))
    fell = [one for one in ordered if (one.delta or 0) < 0][:MOST]
    rose = [one for one in reversed(ordered) if (one.delta or 0) > 0][:MOST]
    return fell, rose
