"""Staging: the rows of a file in a temporary table, where set-based statements match and check them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import cast

from kapta_tui.data.write.bulk_load import Cell, Load, Reject, Staged
from kapta_tui.data.write.bulk_unshared import Unshared
from kapta_tui.domain import money
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.measures import number_of
from kapta_tui.domain.text import fold

_SHOWN = 80
_CACHE = -24_000
"""Kibibytes, as the pragma wants them negative."""


def prepare(raw: sqlite3.Connection) -> None:
    """Give the connection the functions that amounts are staged with."""
    raw.create_function("minor", 2, lru_cache(4096)(_minor), deterministic=True)
    raw.create_function("plain", 1, _plain, deterministic=True)
    raw.create_function("revalued", 3, _revalued, deterministic=True)
    # A large change otherwise writes its pages to the log several times over, and the stage to its file.
    raw.execute(f"PRAGMA main.cache_size = {_CACHE}")
    raw.execute(f"PRAGMA temp.cache_size = {_CACHE}")
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute(
        "CREATE TEMP TABLE IF NOT EXISTS own_id "
        "(load INTEGER, kind TEXT, id INTEGER, record INTEGER, PRIMARY KEY (load, id)) WITHOUT ROWID"
    )
    raw.execute("DELETE FROM temp.own_id")


def fill(
    raw: sqlite3.Connection, load: Load, leave_out: Callable[[Staged], Staged] | None = None
) -> frozenset[str]:
    """Make the staging table of `load`, put its rows in, and return the match keys that no two rows share.

    `leave_out` is given each batch, the folded names as its last column, and returns what is to be staged.

    Columns: `at` and `line`; `f_NAME` per field as staged; `r_NAME` per reference (the id, found later);
    `name_folded`, `custom`; `known` (the id of the record the row was recognised as), `revived` (1 where
    that record was to come from another file and does not), `changed`. From these follow `rid`, the record's
    id, which rows of the file can refer to before it is stored, and `fresh`, 1 for a new record.
    """
    last = _last_id(raw, load)
    names = [
        "at INTEGER PRIMARY KEY",
        "line INTEGER",
        "known INTEGER",
        "revived INTEGER DEFAULT 0",
        "changed INTEGER DEFAULT 0",
        f"rid INTEGER AS (coalesce(known, {last} + at))",
        "fresh INTEGER AS (known IS NULL OR revived)",
    ]
    names += [f'"f_{item.name}"' for item in load.fields]
    names += [f'"r_{item.name}" INTEGER' for item in load.references]
    if load.kind.owner == "account" and not load.has("account"):
        names.append("r_account INTEGER")
    names += ["name_folded TEXT", "custom TEXT"]
    raw.execute(f"DROP TABLE IF EXISTS temp.{load.stage}")
    raw.execute(f"CREATE TEMP TABLE {load.stage} ({', '.join(names)})")
    names_of = [item.name for item in load.fields]
    targets = ["at", "line", *(f'"f_{item.name}"' for item in load.fields)]
    values = [f"?{number}" for number in range(1, len(targets) + 1)]
    if load.has("name"):
        targets.append("name_folded")
        values.append(f"?{len(load.fields) + 3}")
    if load.customs:
        targets.append("custom")
        values.append(_custom(load))
    insert = f"INSERT INTO temp.{load.stage} ({', '.join(targets)}) VALUES ({', '.join(values)})"
    at = 2 + names_of.index("name") if load.has("name") else None
    unshared = Unshared(load)
    for columns in load.batches():
        if at is not None:
            columns.append(_folded(columns[at]))
        unshared.add(columns)
        kept = leave_out(columns) if leave_out is not None else columns
        raw.executemany(insert, zip(*kept, strict=True))
    # Loads of one kind that are staged together count on from each other.
    raw.execute(
        "INSERT OR REPLACE INTO temp.numbered VALUES (?, ?)", (load.kind.table, last + load.tally.rows)
    )
    return unshared.keys


def refuse(raw: sqlite3.Connection, load: Load, rows: Mapping[int, Reject]) -> None:
    """Take rows out of the stage for reasons that are known before they are judged."""
    for at, why in rows.items():
        load.tally.reject(at, why)
    raw.executemany(f"DELETE FROM temp.{load.stage} WHERE at = ?", ((at,) for at in rows))


def _last_id(raw: sqlite3.Connection, load: Load) -> int:
    """Return the highest id that the load's table has ever given, or that a load before promised."""
    raw.execute("CREATE TEMP TABLE IF NOT EXISTS numbered (tbl TEXT PRIMARY KEY, last INTEGER)")
    (last,) = raw.execute(
        "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = :table), 0), "
        f'coalesce((SELECT max(id) FROM "{load.kind.table}"), 0), '
        "coalesce((SELECT last FROM temp.numbered WHERE tbl = :table), 0))",
        {"table": load.kind.table},
    ).fetchone()
    return int(last)


def _folded(names: Sequence[Cell]) -> list[Cell]:
    """Return the folded names; most batches fold in one go."""
    texts = [str(name or "") for name in names] if None in names else cast("Sequence[str]", names)
    joined = "\x1f".join(texts)
    plain = joined.isascii() and "  " not in joined and joined.count("\x1f") == len(texts) - 1
    folded = joined.lower().split("\x1f") if plain else map(fold, texts)
    return [key or None for key in folded]


def reject(
    raw: sqlite3.Connection, load: Load, found: Iterable[tuple[int, int, Cell, str]], column: str
) -> int:
    """Take the rows `(at, line, value, reason)` out of the stage and tell why; return how many there were."""
    count = 0
    rows = iter(found)
    while chunk := list(islice(rows, 5000)):
        for at, line, value, reason in chunk:
            text = "" if value is None else str(value)[:_SHOWN]
            load.tally.reject(at, Reject(line, column, text, reason))
        raw.executemany(f"DELETE FROM temp.{load.stage} WHERE at = ?", ((row[0],) for row in chunk))
        count += len(chunk)
    return count


def reject_where(
    raw: sqlite3.Connection, load: Load, where: str, value: str, reason: str, column: str = ""
) -> int:
    """Reject the staged rows for which `where` holds; `value` and `reason` are SQL over the stage `s`."""
    sql = f"SELECT s.at, s.line, {value}, {reason} FROM temp.{load.stage} s WHERE {where}"
    return reject(raw, load, raw.execute(sql).fetchall(), column)


def _custom(load: Load) -> str:
    names = [item.name for item in load.fields]
    pairs = (f"'{item.name}', {_json(item, f'?{3 + names.index(item.name)}')}" for item in load.customs)
    # Merging into an empty object drops the names whose value is null.
    return f"json_patch('{{}}', json_object({', '.join(pairs)}))"


def _json(item: Field, mark: str) -> str:
    if item.type is FieldType.FLAG:
        return f"CASE {mark} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END"
    return mark


def _plain(number: str | int | None) -> str | None:
    """Write a number in one way, whether it came as 100 or 100.00."""
    return None if number is None else format(number_of(str(number)).normalize(), "f")


def _minor(amount: str | int | None, currency: str) -> int | None:
    return None if amount is None else money.to_minor(str(amount), currency)


def _revalued(minor: int | None, before: str, after: str) -> int | None:
    """Keep the amount when its currency gets another number of decimals."""
    if minor is None or money.digits(before) == money.digits(after):
        return minor
    return money.to_minor(money.from_minor(minor, before), after)
