"""Staged values that stand in rows of another table: the contributors and the products of an account."""

from __future__ import annotations

from collections.abc import Callable

from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write import bulk_refs
from kapta_tui.data.write.bulk_load import Load, Reject
from kapta_tui.data.write.references import person
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.relationships import SCALE
from kapta_tui.domain.text import fold

Named = Callable[[str], int | str]
"""A text of a file to the id of what it names, or the reason why it names nothing."""


def write(tx: Transaction, load: Load) -> None:
    """Make what stands in rows of its own that which each staged row names; an empty cell leaves it.

    People nobody knows are made. Of anything else, what is not there is left out with a warning; a cell of
    which nothing is left leaves all as it is.
    """
    for item in load.fields:
        if item.writable and item.type is FieldType.REFERENCES:
            _write_field(tx, load, item)
        elif item.name == "relationships":
            _write_relationships(tx, load, item)


def _write_field(tx: Transaction, load: Load, item: Field) -> None:
    found = tx.raw.execute(
        f"SELECT at, line, rid, fresh, changed, f_{item.name} FROM temp.{load.stage} "
        f"WHERE f_{item.name} IS NOT NULL ORDER BY at"
    ).fetchall()
    named = _remembered(tx, item)
    for at, line, record, fresh, changed, text in found:
        wanted: set[int] = set()
        for part in text.split(LIST_SEPARATOR):
            number = named(part)
            if isinstance(number, int):
                wanted.add(number)
            else:
                load.tally.warn(at, Reject(line, load.header(item.name), part, number))
        if wanted and _replace(tx, load, item, record, wanted) and not fresh and not changed:
            _count(tx, load, record)


def _remembered(tx: Transaction, item: Field) -> Named:
    known: dict[str, int | str] = {}

    def named(text: str) -> int | str:
        key = fold(text) if item.target == "users" else text
        if key not in known:
            known[key] = person(tx, text) if item.target == "users" else bulk_refs.named(tx.raw, item, text)
        return known[key]

    return named


def _replace(tx: Transaction, load: Load, item: Field, record: int, wanted: set[int]) -> bool:
    # The tables bring the ORM, which an import without such values has no use for: a second and 45 MB.
    from kapta_tui.data.write.links import LINKS

    table, mine, other = LINKS[load.kind.name, item.name]
    name = table.__tablename__
    rows = tx.raw.execute(f'SELECT {other} FROM "{name}" WHERE {mine} = ?', (record,))
    present = {number for (number,) in rows}
    gone, new = present - wanted, wanted - present
    tx.raw.executemany(
        f'DELETE FROM "{name}" WHERE {mine} = ? AND {other} = ?',
        [(record, number) for number in sorted(gone)],
    )
    tx.raw.executemany(
        f'INSERT INTO "{name}" ({mine}, {other}) VALUES (?, ?)', [(record, number) for number in sorted(new)]
    )
    return bool(gone or new)


def _write_relationships(tx: Transaction, load: Load, item: Field) -> None:
    """Make the relationships of contacts those that an export of this program gives them: "Jane: Trusted"."""
    found = tx.raw.execute(
        f"SELECT at, line, rid, fresh, changed, f_{item.name} FROM temp.{load.stage} "
        f"WHERE f_{item.name} IS NOT NULL ORDER BY at"
    ).fetchall()
    strengths = _strengths(tx)
    for at, line, contact, fresh, changed, text in found:
        wanted: dict[int, str] = {}
        for part in text.split(LIST_SEPARATOR):
            label = next((label for label in strengths if fold(part).endswith(f": {label}")), "")
            if label:
                wanted[person(tx, part[: part.rindex(":", 0, len(part) - len(label))])] = strengths[label]
            else:
                words = "it names no colleague and strength"
                load.tally.warn(at, Reject(line, load.header(item.name), part, words))
        if wanted and _relate(tx, contact, wanted) and not fresh and not changed:
            _count(tx, load, contact)


def _strengths(tx: Transaction) -> dict[str, str]:
    """Return the folded label of each strength, long ones first, to its code; a code is its own label."""
    choices = tx.playbook.choices(SCALE)
    named = {fold(choice.code): choice.code for choice in choices}
    named |= {fold(choice.label): choice.code for choice in choices}
    return dict(sorted(named.items(), key=lambda item: -len(item[0])))


def _relate(tx: Transaction, contact: int, wanted: dict[int, str]) -> bool:
    """Store how well whom colleagues know a contact, by their ids, and return whether that is new."""
    present = dict(
        tx.raw.execute(
            "SELECT user_id, strength FROM relationship WHERE contact_id = ?", (contact,)
        ).fetchall()
    )
    if present == wanted:
        return False
    gone = [(contact, user) for user in present.keys() - wanted.keys()]
    tx.raw.executemany("DELETE FROM relationship WHERE contact_id = ? AND user_id = ?", gone)
    tx.raw.executemany(
        "INSERT INTO relationship (account_id, contact_id, user_id, strength) "
        "SELECT account_id, id, ?, ? FROM contact WHERE id = ? "
        "ON CONFLICT (contact_id, user_id) DO UPDATE SET strength = excluded.strength",
        [(user, code, contact) for user, code in wanted.items() if present.get(user) != code],
    )
    return True


def _count(tx: Transaction, load: Load, record: int) -> None:
    """Count a record as updated of which only such rows have changed."""
    load.tally.updated += 1
    load.tally.unchanged -= 1
    tx.raw.execute(f"UPDATE temp.{load.stage} SET changed = 1 WHERE rid = ?", (record,))
    tx.raw.execute(
        f'UPDATE "{load.kind.table}" SET version = version + 1, updated_at = ? WHERE id = ?', (tx.now, record)
    )
