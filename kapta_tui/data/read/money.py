"""Money under contract: which contracts count, and sums per currency that are never added across currencies."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kapta_tui.domain.money import CURRENCY_DIGITS


class Money(NamedTuple):
    """A sum per currency in minor units, in the order of `money`."""

    sums: tuple[tuple[str, int], ...]


NO_MONEY = Money(())


def in_force(row: str) -> str:
    """Return the condition that the contract in `row` is active on `:today` (mission S0: contract expiration)."""
    return (
        f"NOT {row}.is_archived AND ({row}.start IS NULL OR {row}.start <= :today) "
        f'AND ({row}."end" IS NULL OR {row}."end" >= :today)'
    )


def minor_units(currency: str) -> str:
    """Return how many minor units one unit of the currency has that the expression `currency` holds."""
    branches = " ".join(f"WHEN '{code}' THEN {10**places}" for code, places in CURRENCY_DIGITS.items())
    return f"(CASE {currency} {branches} ELSE 100 END)"


def written_units(minor: str, currency: str) -> str:
    """Return the expression of an amount's text, such as "-1200.50" or "950", from its minor units.

    `minor` and `currency` are expressions; the text has as many decimals as the currency, and is null
    where the amount is.
    """
    branches = " ".join(
        f"WHEN {10**places} THEN printf('%s%d.%0{places}d', CASE WHEN {minor} < 0 THEN '-' ELSE '' END, "
        f"abs({minor}) / {10**places}, abs({minor}) % {10**places})"
        for places in sorted({2, *CURRENCY_DIGITS.values()} - {0})
    )
    return f"CASE WHEN {minor} IS NOT NULL THEN CASE {minor_units(currency)} WHEN 1 THEN {minor} {branches} END END"


_OTHERS = (
    "SELECT c.account_id, c.currency, sum(coalesce(c.value_minor, 0)) AS value_minor "
    "FROM account_summary o JOIN contract c ON c.account_id = o.account_id "
    f"WHERE o.other_currencies > 0 AND c.currency <> o.currency AND {in_force('c')} "
    "GROUP BY c.account_id, c.currency"
)

OTHERS = f"({_OTHERS})"
"""The value of active contracts per account in currencies other than that of its summary."""

WORTH = (
    "(SELECT account_id, currency, contract_value_minor AS value_minor FROM account_summary "
    f"UNION ALL {_OTHERS})"
)
"""The value of active contracts per account and currency: the summary's sum, and others where there are any."""


def money(sums: Iterable[tuple[str, int]], home: str) -> Money:
    """Return amounts added up per currency, without those of nothing.

    The currency `home`, the playbook's, comes first and the others by their code: how many units an amount
    has says nothing about its worth.
    """
    added: dict[str, int] = {}
    for currency, minor in sums:
        added[currency] = added.get(currency, 0) + minor
    held = [(currency, minor) for currency, minor in added.items() if minor]
    return Money(tuple(sorted(held, key=lambda pair: (pair[0] != home, pair[0]))))


def contract_money(
    connection: sqlite3.Connection, today: str, home: str, wanted: Sequence[int] | None = None
) -> Money:
    """Return the value of contracts active on `today` (ISO text): of the accounts `wanted`, or of all not archived.

    The currency `home` comes first.
    """
    some = "NOT a.archived" if wanted is None else "a.id IN (SELECT value FROM json_each(:wanted))"
    found = connection.execute(
        f"SELECT w.currency, sum(w.value_minor) FROM {WORTH} w JOIN account a ON a.id = w.account_id "
        f"WHERE {some} GROUP BY w.currency",
        {"today": today, "wanted": json.dumps(list(wanted or ()))},
    )
    return money(found, home)
