"""References of staged rows: from the names, ids, domains and e-mail addresses of a file to row ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kapta_tui.data.write.bulk_load import HAVE_MADE, Load
from kapta_tui.data.write.bulk_stage import reject
from kapta_tui.data.write.references import acting_user, add_person
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Field
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold, one_line

_SEVERAL = -1
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Way:
    """How a text can name a record: the table's expression `t…` that equals the expression over `r`."""

    stored: str
    named: str


_WAYS: dict[str, tuple[_Way, ...]] = {
    "users": (
        _Way("t.external_id", "r.text"),
        _Way("t.name_folded", "r.folded"),
        _Way("lower(t.email)", "lower(r.text)"),
    ),
    "accounts": (_Way("t.external_id", "r.text"), _Way("t.name_folded", "r.folded")),
    "products": (
        _Way("t.external_id", "r.text"),
        _Way("t.code", "r.text"),
        _Way("t.name_folded", "r.folded"),
    ),
}

SCOPED = frozenset({"contacts", "goals", "objectives", "actions"})
"""Kinds whose records are named within an account, row by row (`bulk_rows`), not by the ways above."""


def resolve(tx: Transaction, load: Load, item: Field) -> None:
    """Set `r_NAME` of every staged row that names a record for `item`.

    Missing people are made; missing accounts only when the load says so. Rows that name nothing that is
    there, or several records, are rejected.
    """
    raw = tx.raw
    _collect(raw, load, item)
    for way in _WAYS[item.target]:
        raw.execute(
            "UPDATE temp.reference AS r SET id = (SELECT CASE count(*) WHEN 0 THEN NULL WHEN 1 THEN min(t.id) "
            f'ELSE {_SEVERAL} END FROM "{KINDS[item.target].table}" t WHERE {way.stored} = {way.named}) '
            "WHERE r.id IS NULL"
        )
    _MISSING[item.target](tx, load, item)
    raw.execute(
        f"UPDATE temp.{load.stage} SET r_{item.name} = (SELECT id FROM temp.reference "
        f"WHERE text = f_{item.name}) WHERE f_{item.name} IS NOT NULL"
    )
    _refuse(raw, load, item)


def named(raw: sqlite3.Connection, item: Field, text: str) -> int | str:
    """Return the id of the one record that `text` names for `item`, or the reason why it names none."""
    given = {"text": text, "folded": fold(text)}
    ways = [
        f"{way.stored} = {way.named.replace('r.text', ':text').replace('r.folded', ':folded')}"
        for way in _WAYS[item.target]
    ]
    if item.target == "products":
        ways.append("replace(t.name_folded, ' ', '') = replace(:folded, ' ', '')")
    for where in ways:
        found = raw.execute(f'SELECT t.id FROM "{KINDS[item.target].table}" t WHERE {where} LIMIT 2', given)
        numbers = [int(number) for (number,) in found]
        if numbers:
            return numbers[0] if len(numbers) == 1 else _words(raw, item, text, _SEVERAL)
    return _words(raw, item, text, None)


def _collect(raw: sqlite3.Connection, load: Load, item: Field) -> None:
    raw.execute(
        "CREATE TEMP TABLE IF NOT EXISTS reference "
        "(text TEXT PRIMARY KEY, folded TEXT, id INTEGER) WITHOUT ROWID"
    )
    raw.execute("DELETE FROM temp.reference")
    raw.execute(
        "INSERT INTO temp.reference (text, folded) SELECT x, fold(x) FROM "
        f"(SELECT DISTINCT f_{item.name} AS x FROM temp.{load.stage} WHERE f_{item.name} IS NOT NULL)"
    )


def _missing(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    found = raw.execute("SELECT text, folded FROM temp.reference WHERE id IS NULL ORDER BY text")
    return found.fetchall()


def _people(tx: Transaction, load: Load, item: Field) -> None:
    """Make the people nobody knows yet; two spellings of one name are one person."""
    by_id = item.name in load.by_id
    made: dict[str, None] = {}
    for text, folded in _missing(tx.raw):
        name = one_line(text)
        if folded not in made:
            add_person(tx, name, text if by_id else None)
            made[folded] = None
    tx.raw.execute(
        'UPDATE temp.reference AS r SET id = (SELECT t.id FROM "user" t WHERE t.name_folded = r.folded) '
        "WHERE r.id IS NULL"
    )


def _into_given(raw: sqlite3.Connection, load: Load, item: Field) -> None:
    """Take people of companies nobody knows into the account that the import names for people without one."""
    unknown = (
        _missing(raw) if load.account and load.kind.name == "contacts" and item.name == "account" else []
    )
    given = named(raw, item, load.account) if unknown else ""
    if isinstance(given, int):
        raw.execute("UPDATE temp.reference SET id = ? WHERE id IS NULL", (given,))
        companies = unknown[0][0] if len(unknown) == 1 else f"{len(unknown)} companies"
        load.tally.notes.append(f"Taken into '{load.account}': people of {companies} that nobody here knows")


def _accounts(tx: Transaction, load: Load, item: Field) -> None:
    _by_domain(tx.raw)
    if not load.create_accounts:
        _into_given(tx.raw, load, item)
        return
    owner = acting_user(tx)
    made = 0
    for text, folded in _missing(tx.raw):
        tx.raw.execute(
            "INSERT INTO account (name, name_folded, external_id, owner_id, type, is_customer, is_reseller, "
            "is_provider, archived, custom, created_at, updated_at, version) "
            "VALUES (?, ?, ?, ?, 'normal', 1, 0, 0, 0, '{}', ?, ?, 1)",
            (one_line(text), folded, text if item.name in load.by_id else None, owner, tx.now, tx.now),
        )
        tx.raw.execute("UPDATE temp.reference SET id = last_insert_rowid() WHERE text = ?", (text,))
        made += 1
    if made:
        load.tally.notes.append(
            f"{made} {'account' if made == 1 else 'accounts'} made from the column '{load.header(item.name)}'"
        )


def _by_domain(raw: sqlite3.Connection) -> None:
    """Find accounts by the host of their website, for texts that look like a domain."""
    wanted = {host(text): text for text, _ in _missing(raw) if "." in text and " " not in text}
    if not wanted:
        return
    found: dict[str, list[int]] = {}
    for number, website in raw.execute("SELECT id, website FROM account WHERE website IS NOT NULL"):
        if (name := host(website)) in wanted:
            found.setdefault(name, []).append(number)
    for name, numbers in found.items():
        number = numbers[0] if len(numbers) == 1 else _SEVERAL
        raw.execute("UPDATE temp.reference SET id = ? WHERE text = ?", (number, wanted[name]))


def host(website: str) -> str:
    """Return the host of a web address without `www.`, in lower case."""
    return website.strip().lower().split("://")[-1].split("/")[0].split(":")[0].removeprefix("www.")


def _products(tx: Transaction, load: Load, item: Field) -> None:
    """Take a product whose name differs only in blanks, when it is the only one."""
    missing = _missing(tx.raw)
    if not missing:
        return
    squeezed: dict[str, list[tuple[int, str]]] = {}
    for number, name, folded in tx.raw.execute("SELECT id, name, name_folded FROM product"):
        squeezed.setdefault(folded.replace(" ", ""), []).append((number, name))
    for text, folded in missing:
        candidates = squeezed.get(folded.replace(" ", ""), [])
        if len(candidates) != 1:
            continue
        number, name = candidates[0]
        tx.raw.execute("UPDATE temp.reference SET id = ? WHERE text = ?", (number, text))
        (count,) = tx.raw.execute(
            f"SELECT count(*) FROM temp.{load.stage} WHERE f_{item.name} = ?", (text,)
        ).fetchone()
        load.tally.notes.append(f"'{text}' taken for the product '{name}' in {count} rows")


_MISSING: dict[str, Callable[[Transaction, Load, Field], None]] = {
    "users": _people,
    "accounts": _accounts,
    "products": _products,
}


def _refuse(raw: sqlite3.Connection, load: Load, item: Field) -> None:
    bad = raw.execute(
        f"SELECT at, line, f_{item.name}, r_{item.name} FROM temp.{load.stage} "
        f"WHERE f_{item.name} IS NOT NULL AND (r_{item.name} IS NULL OR r_{item.name} = {_SEVERAL})"
    ).fetchall()
    words: dict[str, str] = {}

    def rows() -> Iterator[tuple[int, int, str, str]]:
        for at, line, text, number in bad:
            if text not in words:
                words[text] = _words(raw, item, text, number)
            yield at, line, text, words[text]

    reject(raw, load, rows(), load.header(item.name))


def _words(raw: sqlite3.Connection, item: Field, text: str, number: int | None) -> str:
    kind = KINDS[item.target]
    if number is None:
        hint = f"; import the accounts too, or {HAVE_MADE}" if item.target == "accounts" else ""
        return f"there is no {kind.noun} '{text}'{_near(raw, item, text)}{hint}"
    found = raw.execute(
        f'SELECT name FROM "{kind.table}" WHERE name_folded = ? OR external_id = ? ORDER BY id LIMIT {_SHOWN}',
        (fold(text), text),
    ).fetchall()
    names = ", ".join(f"'{name}'" for (name,) in found)
    return f"several {kind.name} are called '{text}'" + (f": {names}" if names else "")


def _near(raw: sqlite3.Connection, item: Field, text: str) -> str:
    if item.target != "products":
        return ""
    squeezed = fold(text).replace(" ", "")
    found = raw.execute(
        "SELECT name FROM product WHERE replace(name_folded, ' ', '') = ? OR "
        f"substr(name_folded, 1, 4) = substr(?, 1, 4) ORDER BY name_folded LIMIT {_SHOWN}",
        (squeezed, fold(text)),
    ).fetchall()
    return f" (there are {', '.join(name for (name,) in found)})" if found else ""
