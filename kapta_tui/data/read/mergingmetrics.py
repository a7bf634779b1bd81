"""Metrics of one name that two accounts have which become one (features: rows 11 and 29)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Set
from itertools import count
from typing import NamedTuple

from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.merging import Party
from kapta_tui.domain.text import fold


class SameName(NamedTuple):
    """A metric of the account that goes whose name the kept account has too.

    `kept` is the one of that name where both have one unit. Without it the values of both cannot stand in one
    history, and the one that goes is called `other_name`.
    """

    gone: int
    name: str
    kept: int | None
    other_name: str


def same_names(connection: sqlite3.Connection, kept: Party, gone: Party) -> Iterator[SameName]:
    """Yield the metrics of `gone` whose names, case and accents aside, `kept` has too."""
    ours, theirs = _metrics(connection, kept.id), _metrics(connection, gone.id)
    taken = ours.keys() | theirs.keys()
    for folded, (number, unit, name) in theirs.items():
        if folded not in ours:
            continue
        own, own_unit, _ = ours[folded]
        if unit == own_unit:
            yield SameName(number, name, own, name)
        else:
            apart = _apart(name, gone.brief, taken)
            taken.add(fold(apart))
            yield SameName(number, name, None, apart)


def _apart(name: str, account: str, taken: Set[str]) -> str:
    """Return the name with the account's behind it, and a number where somebody took the same way before."""
    longest = KINDS["metrics"].by_name["name"].maximum or 0
    behind = (f" ({account})" if number == 1 else f" ({account}, {number})" for number in count(1))
    names = (name[: longest - len(text)] + text for text in behind)
    return next(text for text in names if fold(text) not in taken)


def _metrics(connection: sqlite3.Connection, account: int) -> dict[str, tuple[int, str, str]]:
    # Amounts fit each other in one currency alone.
    found = connection.execute(
        "SELECT name_folded, id, unit || iif(unit = 'money', ' ' || currency, ''), name FROM metric "
        "WHERE account_id = ? ORDER BY position, id",
        (account,),
    )
    return {folded: (number, unit, name) for folded, number, unit, name in found}
