"""From a record to those it is linked with: what was made from it, what it was made from, risk and work against it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from kapta_tui.data.read import names, worked
from kapta_tui.data.read.addressed import Addressed, addressed
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.search import Hit
from kapta_tui.data.read.spoken import TEXTS
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHORS
from kapta_tui.screens.turning.words import origin_words

_WORK = ("goals", "actions", "tasks")


@dataclass(frozen=True, slots=True)
class End:
    """A record at the other end of a link, and how it is offered."""

    hit: Hit
    label: str
    detail: str

    @property
    def record(self) -> tuple[str, int]:
        """Its kind and id."""
        return self.hit.kind, self.hit.id


def ends(connection: sqlite3.Connection, kind: str, number: int) -> list[End]:
    """Return the records that the record of `kind` is linked with, each once; runs in a thread.

    Those are the work made from it and what it was made from, the work that addresses a risk and the risks that
    work addresses, and the actions of a key player, without features that are switched off.
    """
    off = current(connection).off
    unique: dict[tuple[str, int], End] = {}
    if kind in _WORK:
        found = _reasons(connection, kind, number, off)
    else:
        found = [] if "plans" in off else _works(connection, kind, number)
    for end in found:
        unique.setdefault(end.record, end)
    return list(unique.values())


def _works(connection: sqlite3.Connection, kind: str, number: int) -> list[End]:
    """Return what addresses a risk, the actions of a key player, and what was made of words or agreements."""
    works = worked.addressing(connection, number) if kind == "risks" else ()
    if kind == "contacts":
        works = worked.of_player(connection, number)
    if kind in TEXTS or kind in ANCHORS:
        works += worked.made_from(connection, kind, number)
    return [_work(connection, one) for one in works]


def _reasons(connection: sqlite3.Connection, kind: str, number: int, off: Collection[str]) -> list[End]:
    """Return what work was made from, and the risks it addresses."""
    found: list[End] = []
    origin = worked.origin(connection, kind, number)
    if origin is not None:
        hit = _hit(connection, origin.kind, origin.id, origin.name)
        found.append(End(hit, origin_words(origin), "it was made from this"))
    if "risks" not in off:
        found += [_risk(connection, risk) for risk in addressed(connection, kind, number)]
    return found


def _risk(connection: sqlite3.Connection, risk: Addressed) -> End:
    words = origin_words(worked.Origin("risks", risk.id, risk.opened_at))
    detail = "it addresses this" if risk.is_active else "it addresses this, which is closed"
    return End(_hit(connection, "risks", risk.id, risk.opened_at), words, detail)


def _work(connection: sqlite3.Connection, one: worked.LinkedWork) -> End:
    label = f"{KINDS[one.kind].label} {one.name}"
    return End(_hit(connection, one.kind, one.id, one.name), label, "open" if one.is_open else "done")


def _hit(connection: sqlite3.Connection, kind: str, number: int, name: str) -> Hit:
    return Hit(kind, number, name, "", names.account_of(connection, kind, number), "")
