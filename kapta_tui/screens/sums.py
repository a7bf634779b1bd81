"""Sums of several currencies in the room there is: what cannot be named is counted, in one way everywhere."""

from __future__ import annotations

from typing import Protocol

from kapta_tui.data.read.money import Money
from kapta_tui.domain.money import format_money


class Valued(Protocol):
    """A row with the sum of contracts in one currency, and how many other currencies there are sums in."""

    @property
    def value_minor(self) -> int:
        """The sum in minor units."""
        ...

    @property
    def currency(self) -> str:
        """Its currency."""
        ...

    @property
    def other_currencies(self) -> int:
        """How many more there are."""
        ...


def value_words(row: Valued) -> str:
    """Return "$1.20M", "$1.20M +2" when there are sums in two other currencies too."""
    return format_money(row.value_minor, row.currency) + _more(row.other_currencies, is_short=True)


def loss_words(row: Valued, loss_minor: int) -> str:
    """Return the expected loss of a risk on the account of `row` in the same way."""
    return format_money(loss_minor, row.currency) + _more(row.other_currencies, is_short=True)


def sums_words(money: Money, most: int | None = None, *, is_short: bool = False, full: bool = False) -> str:
    """Return the first `most` sums and how many more there are: "€885k + $1.10M + 2 more currencies".

    `is_short` says it in the room of a narrow head, "€885k +3"; without `most` every sum is named.
    """
    shown = money.sums if most is None else money.sums[:most]
    words = " + ".join(format_money(minor, code, full=full) for code, minor in shown)
    return words + _more(len(money.sums) - len(shown), is_short=is_short)


def ways_to_say(money: Money) -> list[str]:
    """Return the ways to name sums, from all of them to one and "+3" for the others; none of no money."""
    if not money.sums:
        return []
    ways = [sums_words(money, most) for most in range(len(money.sums), 0, -1)]
    return [*ways, sums_words(money, 1, is_short=True)]


def _more(count: int, *, is_short: bool) -> str:
    if not count:
        return ""
    return f" +{count}" if is_short else f" + {count} more {'currency' if count == 1 else 'currencies'}"
