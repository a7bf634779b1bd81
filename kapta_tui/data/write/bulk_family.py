"""References of staged rows to rows of their own kind: a parent account, whom a contact reports to."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kapta_tui.data.write.bulk_load import Load, Reject
from kapta_tui.data.write.bulk_stage import reject
from kapta_tui.domain.fields import Field

FAMILIES = {"accounts": "parent", "contacts": "reports_to"}
"""Kind to the field that refers to a record of the same kind."""


def resolve_family(raw: sqlite3.Connection, loads: Sequence[Load]) -> None:
    """Set the references within the kind of `loads`, whose rows have their ids already.

    A record may stand in the store or in any of the loads, further down too. A row whose reference names
    nothing or several, leaves its account, or closes a circle is rejected; then its referrers are.
    """
    name = FAMILIES[loads[0].kind.name]
    pairs = [(load, load.kind.by_name[name]) for load in loads if load.has(name)]
    if not any(_filled(raw, load, item) for load, item in pairs):
        return
    rejected = 1
    while rejected:
        _names(raw, loads)
        rejected = sum(_resolve(raw, load, item) for load, item in pairs)
        rejected += _refuse_circles(raw, pairs)


def revive(raw: sqlite3.Connection, loads: Sequence[Load]) -> None:
    """Make new again the rows that were recognised as one of an earlier file that has been rejected since."""
    for number, load in enumerate(loads):
        others = "".join(f" AND rid NOT IN (SELECT rid FROM temp.{other.stage})" for other in loads[:number])
        if others:
            raw.execute(
                f"UPDATE temp.{load.stage} SET revived = 1 WHERE NOT fresh{others} "
                f'AND rid NOT IN (SELECT id FROM "{load.kind.table}")'
            )


def _filled(raw: sqlite3.Connection, load: Load, item: Field) -> bool:
    sql = f"SELECT 1 FROM temp.{load.stage} WHERE f_{item.name} IS NOT NULL LIMIT 1"
    return raw.execute(sql).fetchone() is not None


def _names(raw: sqlite3.Connection, loads: Sequence[Load]) -> None:
    kind = loads[0].kind
    scope = "account_id" if kind.owner else "0"
    parts = [f'SELECT id, {scope}, name_folded, external_id FROM "{kind.table}"']
    for load in loads:
        owner = "r_account" if kind.owner else "0"
        name = "name_folded" if load.has("name") else "NULL"
        external = "f_external_id" if load.has("external_id") else "NULL"
        parts.append(f"SELECT rid, {owner}, {name}, {external} FROM temp.{load.stage}")
    raw.execute("DROP TABLE IF EXISTS temp.family")
    raw.execute("CREATE TEMP TABLE family (id INTEGER, scope INTEGER, name_folded TEXT, external_id TEXT)")
    # A union drops the second mention of a record that the file repeats unchanged.
    raw.execute(f"INSERT INTO temp.family {' UNION '.join(parts)}")
    for load in loads:
        _forget_former(raw, load)
    raw.execute("CREATE INDEX temp.family_name ON family (name_folded, scope)")
    raw.execute("CREATE INDEX temp.family_external ON family (external_id)")


def _forget_former(raw: sqlite3.Connection, load: Load) -> None:
    """Take out the names and ids that records have now and a row of `load` replaces: they name nobody afterwards."""
    for column, staged in (("name_folded", "name"), ("external_id", "external_id")):
        if load.has(staged):
            cell = "s.name_folded" if staged == "name" else "s.f_external_id"
            raw.execute(
                f"UPDATE temp.family AS f SET {column} = {cell} FROM temp.{load.stage} s "
                f"WHERE s.rid = f.id AND NOT s.fresh AND {cell} IS NOT NULL AND f.{column} IS NOT {cell}"
            )


def _resolve(raw: sqlite3.Connection, load: Load, item: Field) -> int:
    stage, text, number = f"temp.{load.stage}", f"f_{item.name}", f"r_{item.name}"
    scope = "r_account" if load.kind.owner else "0"
    raw.execute(f"UPDATE {stage} SET {number} = NULL")
    for where in (
        f"external_id = {text}",
        f"name_folded = fold({text}) AND scope = s.{scope}"
        if load.kind.owner
        else f"name_folded = fold({text})",
    ):
        raw.execute(
            f"UPDATE {stage} AS s SET {number} = (SELECT CASE count(DISTINCT id) WHEN 0 THEN NULL "
            f"WHEN 1 THEN min(id) ELSE -1 END FROM temp.family WHERE {where}) "
            f"WHERE {text} IS NOT NULL AND {number} IS NULL"
        )
    noun = load.kind.noun
    bad = raw.execute(
        f"SELECT at, line, {text}, CASE WHEN {number} IS NULL THEN 'there is no {noun} ''' || {text} || '''' "
        f"ELSE 'several {load.kind.name} are called ''' || {text} || '''' END FROM {stage} "
        f"WHERE {text} IS NOT NULL AND ({number} IS NULL OR {number} < 0)"
    ).fetchall()
    if item.name in load.loose:
        _leave_out(raw, load, item, bad)
        bad = []
    count = reject(raw, load, bad, load.header(item.name))
    return count + (_refuse_strangers(raw, load, item) if load.kind.owner else 0)


def _leave_out(
    raw: sqlite3.Connection, load: Load, item: Field, cells: Sequence[tuple[int, int, str, str]]
) -> None:
    """Let rows come in without a reference that names nobody: in an address book it is a name like any other."""
    for at, line, text, words in cells:
        load.tally.warn(at, Reject(line, load.header(item.name), text, words))
    raw.executemany(
        f"UPDATE temp.{load.stage} SET f_{item.name} = NULL, r_{item.name} = NULL WHERE at = ?",
        ((at,) for at, *_ in cells),
    )


def _refuse_strangers(raw: sqlite3.Connection, load: Load, item: Field) -> int:
    """Reports-to names a contact of the same account (domain.md 3.3)."""
    bad = raw.execute(
        f"SELECT s.at, s.line, s.f_{item.name}, 'names a contact of another account' "
        f"FROM temp.{load.stage} s WHERE s.r_{item.name} IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM temp.family f WHERE f.id = s.r_{item.name} AND f.scope = s.r_account)"
    ).fetchall()
    return reject(raw, load, bad, load.header(item.name))


def _refuse_circles(raw: sqlite3.Connection, pairs: Sequence[tuple[Load, Field]]) -> int:
    """Nobody stands above himself: follow every reference upwards through store and stages."""
    load, item = pairs[0]
    above: dict[int, int] = dict(
        raw.execute(
            f'SELECT id, {item.stored_as} FROM "{load.kind.table}" WHERE {item.stored_as} IS NOT NULL'
        )
    )
    for load, item in pairs:
        above.update(
            raw.execute(f"SELECT rid, r_{item.name} FROM temp.{load.stage} WHERE r_{item.name} IS NOT NULL")
        )
    circular = _circular(above)
    count = 0
    for load, item in pairs:
        found = raw.execute(
            f"SELECT at, line, f_{item.name}, 'it would stand above itself', rid FROM temp.{load.stage} "
            f"WHERE r_{item.name} IS NOT NULL"
        )
        bad = [row[:4] for row in found if row[4] in circular] if circular else []
        count += reject(raw, load, bad, load.header(item.name))
    return count


def _circular(above: dict[int, int]) -> set[int]:
    """Return the members of all circles; every chain is walked once."""
    done: set[int] = set()
    circles: set[int] = set()
    for start in above:
        path: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in done and at not in path:
            path[at] = None
            at = above.get(at)
        if at is not None and at in path:
            members = list(path)
            circles.update(members[members.index(at) :])
        done.update(path)
    return circles
