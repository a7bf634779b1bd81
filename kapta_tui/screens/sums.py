"""The value of an account's contracts where there is room for one currency alone."""

from __future__ import annotations

from typing import Protocol

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


def value_words(row: Valued, *, full: bool = False) -> str:
    """Return "$1.20M", "$1.20M+" when there are sums in other currencies too."""
    return format_money(row.value_minor, row.currency, full=full) + "+" * (row.other_currencies > 0)


def loss_words(row: Valued, loss_minor: int, *, full: bool = False) -> str:
    """Return the expected loss of a risk on the account of `row` in the same way."""
    return format_money(loss_minor, row.currency, full=full) + "+" * (row.other_currencies > 0)
