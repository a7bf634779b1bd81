"""Records of an account, or of several, that grow stale, such as SWOT items and answers of the customer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kapta_tui.data.read import records
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.families import Named, accounts_of
from kapta_tui.data.read.records import View


class Reviewed(NamedTuple):
    """A record with the day from which it counts; `words` are the fields asked for, empty texts for nothing."""

    id: int
    day: date
    words: tuple[str, ...]
    is_stale: bool
    account: Named


def reviewed(
    connection: sqlite3.Connection, kind: str, account: Several, view: View, *, day: str, words: Sequence[str]
) -> Iterator[Reviewed]:
    """Yield the records of `kind` in its own order, dated by the field `day`, with the fields `words`."""
    wanted = records.ids(connection, kind, view, account=account)
    accounts = accounts_of(connection, kind, wanted)
    for row in records.records(connection, kind, view, wanted, ("id", day, "stale", *words)):
        number, when = row["id"], row[day]
        assert isinstance(number, int)
        assert isinstance(when, date)
        said = tuple(str(row[name] or "") for name in words)
        yield Reviewed(number, when, said, bool(row["stale"]), accounts[number])
