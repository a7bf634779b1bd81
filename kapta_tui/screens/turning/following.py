"""From a record to those it is linked with: what was made from it, what it was made from, the risk it addresses."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kapta_tui.data.read import names, worked
from kapta_tui.data.read.search import Hit
from kapta_tui.data.read.spoken import TEXTS
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.turning.words import origin_words


@dataclass(frozen=True, slots=True)
class End:
    """A record at the other end of a link, and how it is offered."""

    hit: Hit
    label: str
    detail: str


def ends(connection: sqlite3.Connection, kind: str, number: int) -> list[End]:
    """Return the records that the record of `kind` is linked with; runs in a thread."""
    found = (
        [_work(connection, one) for one in worked.made_from(connection, kind, number)]
        if kind in TEXTS
        else []
    )
    if kind not in ("goals", "actions", "tasks"):
        return found
    origin = worked.origin(connection, kind, number)
    if origin is not None:
        hit = _hit(connection, origin.kind, origin.id, origin.name)
        found.append(End(hit, origin_words(origin), "it was made from this"))
    return found


def _work(connection: sqlite3.Connection, one: worked.LinkedWork) -> End:
    label = f"{KINDS[one.kind].label} {one.name}"
    return End(_hit(connection, one.kind, one.id, one.name), label, "open" if one.is_open else "done")


def _hit(connection: sqlite3.Connection, kind: str, number: int, name: str) -> Hit:
    return Hit(kind, number, name, "", names.account_of(connection, kind, number), "")
