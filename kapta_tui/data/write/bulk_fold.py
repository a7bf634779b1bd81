"""Several rows of a file that describe one record: they complete each other, or the later one is rejected."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from kapta_tui.data.checkrecords import value_of
from kapta_tui.data.write.bulk_agree import Agreement, Row
from kapta_tui.data.write.bulk_load import Cell, Load, Reject
from kapta_tui.data.write.bulk_same import Same
from kapta_tui.data.write.bulk_stage import reject
from kapta_tui.domain.rules import RULES


@dataclass(slots=True)
class _Effects:
    """What folding does to the stage."""

    refused: list[tuple[Row, str, Cell, str]] = field(default_factory=list)
    taken: list[tuple[Row, str, Row]] = field(default_factory=list)
    left: list[tuple[Row, str]] = field(default_factory=list)
    merged: list[tuple[Row, Row]] = field(default_factory=list)


def fold_rows(
    raw: sqlite3.Connection, load: Load, same: Same, group: str, where: str, *, mixed: str = "NULL"
) -> None:
    """Fold the staged rows for which `where` holds and whose expressions `group` are equal, each group into one row.

    An empty cell takes what another row says. Of two rows that contradict each other, or break a rule
    together, the one with the earlier match key stands, of equals the earlier one. Rows of a stored record meet
    those that were left out for saying the same.
    Of groups only those count in which `mixed` holds for some rows and not for others, where it is given.
    """
    agreement = Agreement(raw, load)
    window = f"(PARTITION BY {group})"
    found = raw.execute(
        f"SELECT first, at, line, known, {agreement.columns} FROM (SELECT *, min(at) OVER {window} AS first, "
        f"count(*) OVER {window} AS rows, sum({mixed}) OVER {window} AS some "
        f"FROM temp.{load.stage} s WHERE {where}) AS s WHERE (rows > 1 OR {same.holds('s.known')}) "
        "AND coalesce(some BETWEEN 1 AND rows - 1, 1) ORDER BY first, at",
        agreement.given,
    )
    effects = _Effects()
    for _, rows in groupby(found, key=itemgetter(0)):
        staged = [agreement.staged(at, line, known, values) for _, at, line, known, *values in rows]
        numbers = {row.known for row in staged if row.known}
        left_out = [agreement.left_out(number, *row) for number in numbers for row in same.rows_of(number)]
        _fold(agreement, sorted([*staged, *left_out], key=lambda row: (row.rank, row.at)), effects)
    _apply(raw, load, effects)
    for row, *_ in effects.refused:
        if not row.is_staged:
            same.forget(row.at)


def forsake(load: Load) -> None:
    """Reject the rows that were folded into one that has been rejected since: nothing holds what they say."""
    tally = load.tally
    for at, (line, into, first_line) in tally.joined.items():
        base, base_line = into, first_line
        while base in tally.joined:
            _, base, base_line = tally.joined[base]
        if base in tally.rejects and at not in tally.rejects:
            tally.merged -= 1
            words = f"completes {tally.place(base, base_line)}, which was rejected"
            tally.reject(at, Reject(line, "", "", words))


def _fold(agreement: Agreement, rows: Sequence[Row], effects: _Effects) -> None:
    """Work out which rows stand, and which of their cells the row that stays has to take or to leave."""
    load = agreement.load
    base = list(rows[0].cells)
    origins: list[Row] = [rows[0]] * len(base)
    standing = [rows[0]]
    for row in rows[1:]:
        if fault := agreement.contradiction(origins, row) or _broken(load, base, rows[0], row):
            effects.refused.append((row, *fault))
            continue
        standing.append(row)
        for place, cell in enumerate(row.cells):
            if base[place] is None and cell is not None:
                base[place], origins[place] = cell, row
    staged = [row for row in standing if row.is_staged]
    if not staged:
        return
    # A row of a stored record stays, or a new record would be made of the others.
    stays = next((row for row in staged if row.known), staged[0])
    for item, cell, origin, own in zip(load.fields, base, origins, stays.cells, strict=True):
        if cell is not None and origin is not stays:
            if origin.is_staged:
                effects.taken.append((stays, item.name, origin))
            elif own is not None:
                effects.left.append((stays, item.name))
    effects.merged.extend((row, stays) for row in staged if row is not stays)


def _broken(load: Load, base: Sequence[Cell], first: Row, row: Row) -> tuple[str, Cell, str] | None:
    """Return column, value and reason where a row breaks a rule with the cells of those before it, or None."""
    places = {item.name: place for place, item in enumerate(load.fields)}
    for rule in RULES.get(load.kind.name, ()):
        if len(rule.fields) < 2 or not all(name in places for name in rule.fields):
            continue
        items = [load.kind.by_name[name] for name in rule.fields]
        own = {name: row.cells[places[name]] for name in rule.fields}
        cells = [base[places[name]] if cell is None else cell for name, cell in own.items()]
        if None in cells:
            continue
        cause = rule.broken(*(value_of(item, cell) for item, cell in zip(items, cells, strict=True)))
        if cause is not None:
            shown = next((name for name in reversed(rule.fields) if own[name] is not None), rule.fields[-1])
            words = f"{cause.rstrip('.')} (with {load.tally.place(first.at, first.line)})"
            return load.header(shown), own[shown], words
    return None


def _apply(raw: sqlite3.Connection, load: Load, effects: _Effects) -> None:
    stage, tally = f"temp.{load.stage}", load.tally
    resolved = {item.name for item in load.references}
    for row, name, origin in effects.taken:
        for column in _columns(name, resolved):
            raw.execute(
                f"UPDATE {stage} SET {column} = (SELECT {column} FROM {stage} WHERE at = ?) WHERE at = ?",
                (origin.at, row.at),
            )
    for row, name in effects.left:
        for column in _columns(name, resolved):
            raw.execute(f"UPDATE {stage} SET {column} = NULL WHERE at = ?", (row.at,))
    if load.customs:
        patch = f"json_patch((SELECT custom FROM {stage} WHERE at = ?), custom)"
        pairs = ((row.at, into.at) for row, into in effects.merged)
        raw.executemany(f"UPDATE {stage} SET custom = {patch} WHERE at = ?", pairs)
    for row, into in effects.merged:
        tally.joined[row.at] = (row.line, into.at, into.line)
    raw.executemany(f"DELETE FROM {stage} WHERE at = ?", ((row.at,) for row, _ in effects.merged))
    tally.merged += len(effects.merged)
    for row, column, value, words in effects.refused:
        reject(raw, load, [(row.at, row.line, value, words)], column)


def _columns(name: str, resolved: Iterable[str]) -> list[str]:
    """Return the columns of the stage that hold a field."""
    more = [f'"r_{name}"'] if name in resolved else ["name_folded"] if name == "name" else []
    return [f'"f_{name}"', *more]
