"""Risks counted by severity and likelihood (features: row 54)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kapta_tui.data.read import expressions
from kapta_tui.data.read.money import NO_MONEY, WORTH, Money, money
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskchosen import chosen
from kapta_tui.data.read.sources.base import share

Key = TypeVar("Key")

Spot = tuple[str | None, str | None]
"""Severity and likelihood of a cell; None stands for not set."""


Worth = Mapping[int, Sequence[tuple[str, int]]]
"""By account the value of its active contracts: currency and minor units."""


def worth(connection: sqlite3.Connection, view: View) -> Worth:
    """Return what every account is worth; adding it up here takes a third of a join for each summary."""
    found: dict[int, list[tuple[str, int]]] = {}
    for account, currency, minor in connection.execute(f"SELECT * FROM {WORTH}", view.parameters):
        found.setdefault(account, []).append((currency, minor))
    return found


def value_of(accounts: Iterable[int], held: Worth, home: str) -> Money:
    """Return the contract value of `accounts`, the currency `home` first."""
    return money((pair for account in accounts for pair in held.get(account, ())), home)


@dataclass(frozen=True, slots=True)
class Tally:
    """Active risks: how many, the contract value of their accounts and what of it is expected to be lost."""

    count: int = 0
    value: Money = NO_MONEY
    loss: Money = NO_MONEY


NONE = Tally()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Active risks by severity, what matters most first, and by likelihood, the least first.

    The last of `severities` and of `likelihoods` is None where risks without them pass the filter. Every sum adds
    up exactly: an account has one active risk, so that it stands in one cell.
    """

    severities: tuple[str | None, ...]
    likelihoods: tuple[str | None, ...]
    cells: Mapping[Spot, Tally]
    """The cells that hold a risk."""
    by_severity: Mapping[str | None, Tally]
    by_likelihood: Mapping[str | None, Tally]
    whole: Tally

    def at(self, spot: Spot) -> Tally:
        """Return what stands in a cell, also of one without a risk."""
        return self.cells.get(spot, NONE)

    def without_money(self) -> Matrix:
        """Return the matrix with its counts alone, for where nothing is said of contracts."""
        return replace(
            self,
            cells=_counts(self.cells),
            by_severity=_counts(self.by_severity),
            by_likelihood=_counts(self.by_likelihood),
            whole=Tally(self.whole.count),
        )


def _counts(tallies: Mapping[Key, Tally]) -> dict[Key, Tally]:
    return {key: Tally(one.count) for key, one in tallies.items()}


def matrix(connection: sqlite3.Connection, view: View, filter: str = "") -> Matrix:  # noqa: A002
    """Return the active ones among the risks that pass `filter`. Raises FilterError."""
    found = chosen(view, filter)
    active = f"t.closed_at IS NULL AND {found.where}"
    counts: list[tuple[Spot, int]] = [
        ((severity, likelihood), count)
        for severity, likelihood, count in connection.execute(
            f"SELECT t.severity, t.likelihood, count(*) FROM {found.tables} WHERE {active} "
            "GROUP BY t.severity, t.likelihood",
            found.parameters,
        )
    ]
    sums: list[Sums] = [
        ((severity, likelihood), currency, value, loss or 0)
        for severity, likelihood, currency, value, loss in connection.execute(
            f"SELECT t.severity, t.likelihood, w.currency, sum(w.value_minor), sum({lost(view)}) "
            f"FROM {found.tables} JOIN {WORTH} w ON w.account_id = t.account_id WHERE {active} "
            "GROUP BY t.severity, t.likelihood, w.currency",
            found.parameters,
        )
    ]

    def tallies(key: Callable[[Spot], Key]) -> dict[Key, Tally]:
        return _tallies(counts, sums, key, view.playbook.currency)

    return Matrix(
        severities=_scale(view, "severity", [spot[0] for spot, _ in counts], falls=True),
        likelihoods=_scale(view, "likelihood", [spot[1] for spot, _ in counts]),
        cells=tallies(lambda spot: spot),
        by_severity=tallies(lambda spot: spot[0]),
        by_likelihood=tallies(lambda spot: spot[1]),
        whole=tallies(lambda _: None).get(None, NONE),
    )


def lost(view: View) -> str:
    """Return what of an account's worth `w.value_minor` the risk `t` is expected to cost, null where unknown."""
    return share("w.value_minor", expressions.likelihood_percent(view.playbook))


Sums = tuple[Spot, str, int, int]
"""A cell, a currency, and in its minor units contract value and expected loss."""


def _tallies(
    counts: Sequence[tuple[Spot, int]], sums: Sequence[Sums], key: Callable[[Spot], Key], home: str
) -> dict[Key, Tally]:
    """Return what the cells with the same `key` hold together, the currency `home` first."""
    numbers: Counter[Key] = Counter()
    for spot, count in counts:
        numbers[key(spot)] += count
    return {
        held: Tally(
            number,
            money(((code, value) for spot, code, value, _ in sums if key(spot) == held), home),
            money(((code, loss) for spot, code, _, loss in sums if key(spot) == held), home),
        )
        for held, number in numbers.items()
    }


def _scale(
    view: View, name: str, used: Iterable[str | None], *, falls: bool = False
) -> tuple[str | None, ...]:
    """Return the codes of a scale by their value, or falling; retired ones only where used, and None at the end."""
    held = set(used)
    choices = view.playbook.choices(name)
    rank = expressions.ranks(choices)
    codes = [one.code for one in choices if not one.retired or one.code in held]
    # What the playbook lost has no place on the scale; it stands below all that have.
    unknown = sorted(code for code in held if code is not None and code not in rank)
    ordered = [*unknown, *sorted(codes, key=rank.__getitem__)]
    return (*(reversed(ordered) if falls else ordered), *([None] if None in held else []))
