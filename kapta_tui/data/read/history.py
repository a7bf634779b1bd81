"""What became of a record, field by field: who set what, when, and what stood there before (features: row 24)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from kapta_tui.data.read.imagewords import UNSAID, Wording
from kapta_tui.data.read.journaled import Step, steps
from kapta_tui.data.read.ownrows import OWN, OWNERS, Own, rows_ever, standing
from kapta_tui.domain import custom
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.features import seen
from kapta_tui.domain.fields import Field, Kind
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import fold

_RECORDS = 50
"""Most records of one change that are looked at; an import has thousands."""


class Entry(NamedTuple):
    """One field that a change moved; without a `field` the record was added, removed or brought back.

    `at` is UTC ISO text; `before` and `after` are words, empty for nothing.
    """

    event: int
    at: str
    user: str
    sentence: str
    undone: bool
    field: str
    label: str
    before: str
    after: str


class Touched(NamedTuple):
    """A record that a change touched, and what it did to its fields."""

    kind: str
    id: int
    name: str
    entries: tuple[Entry, ...]


_TABLES: Final = {kind.table: kind for kind in KINDS.values()}


def history(
    connection: sqlite3.Connection, playbook: Playbook, kind: str, number: int, *, field: str = ""
) -> tuple[Entry, ...]:
    """Return what became of a record, the newest first, fields of one change in their order; of one when named.

    Fields of features that the playbook switched off are left out, unless one is named: a record of such a
    feature itself, which the command line reaches, has all of its own.

    Raises:
        UsageError: the kind has no such field.
    """
    words = Wording(connection, playbook)
    declared = custom.fields_of(KINDS[kind], playbook)
    known = {name: item for name, item in declared.items() if name not in UNSAID}
    if field and field not in known:
        raise UsageError(f"There is no field '{field}'.", f"Fields: {', '.join(known)}.")
    own_steps = steps(connection, KINDS[kind].table, number)
    made = {step.event for step in own_steps if step.before is None or step.after is None}
    entries = list(chain.from_iterable(_entries(words, KINDS[kind], step) for step in own_steps))
    for own in OWN:
        if own.kind == kind:
            found = _of_own_rows(connection, words, own, known[own.field], number)
            entries += [entry for entry in found if entry.event not in made]
    order = {name: place for place, name in enumerate(known)}
    entries.sort(key=lambda entry: (-entry.event, order.get(entry.field, -1)))
    if field:
        return tuple(entry for entry in entries if entry.field == field)
    off = playbook.off - {KINDS[kind].feature}
    unseen = {name for name, item in known.items() if not seen(item, off)}
    return tuple(entry for entry in entries if entry.field not in unseen)


def changed_in(connection: sqlite3.Connection, playbook: Playbook, event: int) -> tuple[Touched, ...]:
    """Return the records that a change touched, in the order in which it did, with what it did to each.

    Of a change of very many the first alone; records of features that are switched off are left out.
    """
    found = connection.execute(
        "SELECT tbl, row_id FROM change WHERE event_id = ? GROUP BY tbl, row_id ORDER BY min(id) LIMIT ?",
        (event, _RECORDS * 4),
    ).fetchall()
    touched = dict.fromkeys(filter(None, (_record(connection, table, row) for table, row in found)))
    records = [(kind, number) for kind, number in touched if playbook.offers(KINDS[kind])]
    words = Wording(connection, playbook)
    return tuple(
        Touched(kind, number, words.name(kind, number), entries)
        for kind, number in records[:_RECORDS]
        if (
            entries := tuple(
                entry for entry in history(connection, playbook, kind, number) if entry.event == event
            )
        )
    )


def _record(connection: sqlite3.Connection, table: str, row: int) -> tuple[str, int] | None:
    """Return the record that a row is or belongs to; None for rows that are nobody's field."""
    if table in _TABLES:
        return _TABLES[table].name, row
    own = OWNERS.get(table)
    if own is None:
        return None
    for step in steps(connection, table, row):
        image = step.before or step.after
        if image is not None:
            return own.kind, int(image[own.side])
    return None


def _entries(words: Wording, kind: Kind, step: Step) -> Iterator[Entry]:
    if step.before is None or step.after is None:
        yield _entry(step, "", "", "", "")
        return
    for item, before, after in words.differing(kind, step.before, step.after):
        yield _entry(step, item.name, item.label, before, after)


def _entry(step: Step, name: str, label: str, before: str, after: str) -> Entry:
    return Entry(step.event, step.at, step.user, step.sentence, step.undone, name, label, before, after)


def _of_own_rows(
    connection: sqlite3.Connection, words: Wording, own: Own, item: Field, number: int
) -> Iterator[Entry]:
    """Yield the entries of a field that stands in rows of its own, the newest first.

    What stood there after a change is what stands there now, less what came later; of an undone change, and of values
    of a series, only what it took away and brought is told.
    """
    moves: dict[int, tuple[Step, list[str], list[str]]] = {}
    for row in rows_ever(connection, own, number):
        for step in steps(connection, own.table, row):
            before, after = (
                None if image is None else own.called(words, image) for image in (step.before, step.after)
            )
            _, gone, come = moves.setdefault(step.event, (step, [], []))
            if before != after:
                gone += [] if before is None else [before]
                come += [] if after is None else [after]
    now = [] if own.is_series else [own.called(words, image) for image in standing(connection, own, number)]
    for event in sorted(moves, reverse=True):
        step, gone, come = moves[event]
        if not gone and not come:
            continue
        if step.undone or own.is_series:
            yield _entry(step, item.name, item.label, _listed(own, gone), _listed(own, come))
            continue
        stood = [name for name in now if name not in come] + gone
        yield _entry(step, item.name, item.label, _listed(own, stood), _listed(own, now))
        now = stood


def _listed(own: Own, called: list[str]) -> str:
    """Return names in their order; words of a risk stand in an order of their own."""
    return " · ".join(sorted(called, key=fold) if own.target else called)
