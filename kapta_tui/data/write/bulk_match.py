"""Recognising records: which staged rows are known already, which repeat each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from kapta_tui.data.write import bulk_ownids
from kapta_tui.data.write.bulk_family import FAMILIES
from kapta_tui.data.write.bulk_fold import fold_rows
from kapta_tui.data.write.bulk_load import Cell, Load
from kapta_tui.data.write.bulk_same import Same
from kapta_tui.data.write.bulk_stage import reject, reject_where
from kapta_tui.domain.fields import FieldType

_SHOWN = 3
_STORED = {"name": "t.name_folded", "email": "t.low"}


def match(
    raw: sqlite3.Connection, load: Load, unshared: Container[str], same: Same, earlier: Sequence[Load] = ()
) -> None:
    """Set `known` of the rows that are: the id of their record. All other rows are new.

    A record is known by the keys of the load in their order, within the account where it has one. A name
    or e-mail is no proof where both sides have external ids that differ. Rows that name several records
    are rejected. Rows of one record are folded into one (`bulk_fold`); a row without an id is one with that
    of its name which has one.
    `unshared` are keys that no two rows share, `same` the rows that were not staged. `earlier` loads of the
    same kind are staged but not written yet.
    """
    keys = [key for key in load.match if load.has(key)]
    has_ids = bulk_ownids.tell_apart(load)
    if has_ids:
        bulk_ownids.refuse_unclear(raw, load, {key: _group(load, key) for key in keys})
    # Of a row that was not staged another one may be the record too, by another key.
    found_by = same.found_by
    if raw.execute(f'SELECT 1 FROM "{load.kind.table}" LIMIT 1').fetchone():
        found_by |= _match_stored(raw, load, keys)
    for other in earlier:
        for key in keys:
            if other.has(key):
                _index(raw, other, key)
                found_by |= _match_key(raw, load, key, _staged_rows(other))
    # Rows that are all known by one key, each by its own, cannot be one record twice.
    may_repeat = len(found_by) > 1 or not all(key in unshared for key in found_by)
    if may_repeat and load.has("external_id") and load.kind.name != "users" and not load.own:
        _part_by_id(raw, load)
    for other in earlier:
        _refuse_contradiction(raw, load, other)
    if has_ids:
        fold_rows(raw, load, same, "f_id, f_created_at", f"known IS NULL AND {bulk_ownids.HAS_ID}")
    for place, key in enumerate(keys):
        if key not in unshared:
            if place and load.kind.name != "users":
                _fold_halves(raw, load, same, keys[:place], key)
            if may_repeat:
                fold_rows(raw, load, same, "known", f"known IS NOT NULL AND {_any(keys[: place + 1])}")
            fold_rows(raw, load, same, _group(load, key), _first_by(load, key))
    if may_repeat:
        fold_rows(raw, load, same, "known", "known IS NOT NULL")
    # Once more, since rows that fold into one may say together what no single one did.
    for other in earlier:
        _refuse_contradiction(raw, load, other)


def _match_stored(raw: sqlite3.Connection, load: Load, keys: Sequence[str]) -> frozenset[str]:
    found_by = _match_own(raw, load) if load.own else frozenset()
    for key in keys:
        source = _emails(raw, load) if key == "email" else f'"{load.kind.table}"'
        if bulk_ownids.tell_apart(load):
            scope = "account_id, " if _in_account(load) else ""
            stored = f"{scope}{_STORED.get(key, f't.{key}')}"
            found_by |= bulk_ownids.pair(raw, load, key, _group(load, key), source, stored)
        found_by |= _match_key(raw, load, key, source)
    if _in_account(load) and "external_id" in keys:
        _refuse_move(raw, load)
    return found_by


def _index(raw: sqlite3.Connection, other: Load, key: str) -> None:
    column = {"name": "name_folded", "email": "lower(f_email)"}.get(key, f"f_{key}")
    raw.execute(f"CREATE INDEX IF NOT EXISTS temp.{other.stage}_{key} ON {other.stage} ({column})")


def _staged_rows(other: Load) -> str:
    """Return the rows of another stage under the names that the table uses."""
    names = {"name": "name_folded", "email": "lower(f_email) AS low", "code": "f_code AS code"}
    keys = [names[key] for key in names if other.has(key)]
    keys.append("f_external_id AS external_id" if other.has("external_id") else "NULL AS external_id")
    if other.kind.owner == "account":
        keys.append("r_account AS account_id")
    return f"(SELECT rid AS id, {', '.join(keys)} FROM temp.{other.stage})"


def _staged(key: str) -> str:
    """Return the expression of a key in the stage `s`."""
    return {"name": "s.name_folded", "email": "lower(s.f_email)"}.get(key, f"s.f_{key}")


def _scope(load: Load) -> str:
    return "r_account, " if _in_account(load) else ""


def _group(load: Load, key: str) -> str:
    """Return the expressions, over the stage `s`, that are equal for rows of one record by `key`."""
    return f"{_scope(load)}{_staged(key)}"


def _in_account(load: Load) -> bool:
    """Return whether records are told apart within their account; a file without accounts looks everywhere."""
    return load.kind.owner == "account" and load.has("account")


def _match_own(raw: sqlite3.Connection, load: Load) -> frozenset[str]:
    found = raw.execute(
        f'UPDATE temp.{load.stage} AS s SET known = t.id FROM "{load.kind.table}" t '
        "WHERE t.id = s.f_id AND t.created_at = s.f_created_at"
    )
    return frozenset({"id"} if found.rowcount else ())


def _match_key(raw: sqlite3.Connection, load: Load, key: str, source: str) -> frozenset[str]:
    """Look the unknown rows up by `key` and return it, or nothing where no row was left to look up."""
    scope = "AND t.account_id = s.r_account" if _in_account(load) else ""
    proof, stored = "", _STORED.get(key, f"t.{key}")
    if key != "external_id" and load.has("external_id") and load.kind.name != "users":
        proof = "AND (t.external_id IS NULL OR s.f_external_id IS NULL OR t.external_id = s.f_external_id)"
    if bulk_ownids.tell_apart(load):
        proof += f" AND {bulk_ownids.not_anothers(load)}"
    tried = raw.execute(
        f"UPDATE temp.{load.stage} AS s SET known = (SELECT CASE count(*) WHEN 0 THEN NULL "
        f"WHEN 1 THEN min(t.id) ELSE -count(*) END FROM {source} t WHERE {stored} = {_staged(key)} "
        f"{scope} {proof}) WHERE s.known IS NULL AND s.f_{key} IS NOT NULL"
    )
    if not tried.rowcount:
        return frozenset()
    word = load.header(key)
    reject_where(
        raw,
        load,
        "s.known < 0",
        f"s.f_{key}",
        f"-s.known || ' {load.kind.name} have this {key.replace('_', ' ')} already; tell them apart first'",
        word,
    )
    return frozenset({key})


def _emails(raw: sqlite3.Connection, load: Load) -> str:
    """Return an indexed copy of the e-mail addresses: the column is searched without case."""
    raw.execute("DROP TABLE IF EXISTS temp.known_email")
    owner = "account_id" if load.kind.owner == "account" else "NULL"
    raw.execute(
        f"CREATE TEMP TABLE known_email AS SELECT lower(email) AS low, id, external_id, {owner} AS account_id "
        f'FROM "{load.kind.table}" WHERE email IS NOT NULL'
    )
    raw.execute("CREATE INDEX temp.known_email_low ON known_email (low)")
    return "temp.known_email"


def _part_by_id(raw: sqlite3.Connection, load: Load) -> None:
    """Of rows with different ids that one record without an id fits, let the first be it and the others be new.

    Once the first has given the record its id, the others are no longer that record.
    """
    stage = f"temp.{load.stage}"
    raw.execute(
        f"UPDATE {stage} SET known = NULL WHERE at IN (SELECT at FROM (SELECT at, f_external_id AS id, "
        f"first_value(f_external_id) OVER (PARTITION BY known ORDER BY at) AS first FROM {stage} "
        "WHERE known IS NOT NULL AND f_external_id IS NOT NULL) WHERE id <> first)"
    )


def _refuse_move(raw: sqlite3.Connection, load: Load) -> None:
    reject_where(
        raw,
        load,
        f'known IS NULL AND f_external_id IS NOT NULL AND EXISTS (SELECT 1 FROM "{load.kind.table}" t '
        "WHERE t.external_id = s.f_external_id)",
        "f_external_id",
        f"'this {load.kind.noun} belongs to the account ' || (SELECT a.name FROM \"{load.kind.table}\" t "
        "JOIN account a ON a.id = t.account_id WHERE t.external_id = s.f_external_id LIMIT 1) "
        "|| '; an import moves nothing to another account'",
        load.header("external_id"),
    )


def _refuse_contradiction(raw: sqlite3.Connection, load: Load, other: Load) -> None:
    """Two files of one import must agree, or each further import would swing between them."""
    shared = [item.name for item in load.fields if other.has(item.name) and item.writable]
    resolved = {item.name for item in load.references} - set(FAMILIES.values())
    columns = [f'"{"r" if name in resolved else "f"}_{name}"' for name in shared]
    numbers = {f'"f_{item.name}"' for item in load.fields if item.type in (FieldType.MONEY, FieldType.NUMBER)}
    tests = [f"(plain(s.{c}) <> plain(o.{c}))" if c in numbers else f"(s.{c} <> o.{c})" for c in columns]
    if not tests:
        return
    found = raw.execute(
        f"SELECT s.at, s.line, o.at, o.line FROM temp.{load.stage} s "
        f"JOIN temp.{other.stage} o ON o.rid = s.rid WHERE {' OR '.join(tests)}"
    ).fetchall()
    words = f"the same {load.kind.noun} as {{}} of another file of this import, with other values"
    reject(
        raw,
        load,
        [(at, line, None, words.format(other.tally.place(*first))) for at, line, *first in found],
        "",
    )


def _first_by(load: Load, key: str) -> str:
    """Return the condition of rows that `key` is the first key to identify.

    Known rows are among them, or a row would be judged otherwise once another one of its key is stored; but
    not where the file tells records apart by the ids of this store.
    """
    earlier = [name for name in load.match[: load.match.index(key)] if load.has(name)]
    missing = "".join(f" AND s.f_{name} IS NULL" for name in earlier)
    if load.kind.name == "users" and key == "name":
        missing = ""
    return f"s.f_{key} IS NOT NULL{missing}{_unlike(load, key)}"


def _unlike(load: Load, key: str) -> str:
    """Return the condition, after others, that the ids of this store do not tell a row apart."""
    if not load.own:
        return ""
    apart = f" AND {bulk_ownids.not_apart(load, _group(load, key))}" if bulk_ownids.tell_apart(load) else ""
    return f" AND s.known IS NULL{apart}"


def _any(keys: Sequence[str]) -> str:
    return f"({' OR '.join(f's.f_{name} IS NOT NULL' for name in keys)})"


def _fold_halves(raw: sqlite3.Connection, load: Load, same: Same, before: Sequence[str], key: str) -> None:
    """Fold rows that have `key` and none of the keys `before` it into the one row that has both.

    Where rows with different keys share `key`, nothing tells which of them a row without is: it is rejected.
    That is asked of known rows too, and before they are folded, so that the same file again is judged alike; but
    not of rows that the ids of this store tell apart.
    """
    asked = f"s.f_{key} IS NOT NULL{_unlike(load, key)}"
    whole, group = _any(before), f"(PARTITION BY {_group(load, key)})"
    found = raw.execute(
        f"SELECT first, at, line, cell, known, whole FROM (SELECT at, line, f_{key} AS cell, known, {whole} AS whole, "
        f"min(at) OVER {group} AS first, sum({whole}) OVER {group} AS wholes, count(*) OVER {group} AS rows "
        f"FROM temp.{load.stage} s WHERE {asked}) WHERE wholes BETWEEN 1 AND rows - 1 ORDER BY first, at"
    ).fetchall()
    unclear: list[tuple[int, int, Cell, str]] = []
    for _, rows in groupby(found, key=itemgetter(0)):
        unclear += _unclear(load, list(rows), [load.header(name) for name in before if load.has(name)], key)
    reject(raw, load, unclear, load.header(key))
    if found:
        fold_rows(raw, load, same, _group(load, key), asked, mixed=whole)


def _unclear(
    load: Load, rows: Sequence[tuple[int, int, int, Cell, int | None, int]], headers: Sequence[str], key: str
) -> Iterator[tuple[int, int, Cell, str]]:
    """Yield the rows without an earlier key, of those that share one, which could be several records."""
    wholes = [row for row in rows if row[5]]
    records = {known or -at for _, at, _, _, known, _ in wholes}
    records |= {known for *_, known, is_whole in rows if known and not is_whole}
    if len(records) < 2:
        return
    places = ", ".join(load.tally.place(at, line) for _, at, line, *_ in wholes[:_SHOWN])
    words = f"several {load.kind.name} have this {key.replace('_', ' ')} (see {places})"
    for _, at, line, cell, _, is_whole in rows:
        if not is_whole:
            yield at, line, cell, f"{words}; say by {' or '.join(headers)} which one this is"
