"""What records take over from those that go up in them, and what they cannot (features: row 29)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import col, select

from kapta_tui.data.read import merging as reading
from kapta_tui.data.read import records as read
from kapta_tui.data.read.records import View
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import records
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import custom
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.merging import Alike, is_empty

_AT_ONCE = 500


class Lost(NamedTuple):
    """A value that does not stand, in words; a `is_long` one has lines."""

    label: str
    words: str
    is_long: bool = False


class Two(NamedTuple):
    """The rows of a record that stays and of the one that goes up in it, and what of that does not stand."""

    one: Alike
    stays: Record
    goes: Record
    lost: list[Lost]


def complete(tx: Transaction, kind_name: str, alike: Sequence[Alike], apart: Collection[str]) -> list[Two]:
    """Fill what is empty in those of `alike` that stay, and return what the others have otherwise.

    Fields `apart` are left alone.
    """
    tx.flush()
    view = View(tx.today, tx.user, tx.playbook)
    numbers = [number for one in alike for number in (one.kept, one.gone)]
    held = dict(zip(numbers, read.records(tx.raw, kind_name, view, numbers), strict=True))
    rows = _rows(tx, kind_name, numbers)
    fields = custom.fields_of(KINDS[kind_name], tx.playbook)
    own = {name: item for name, item in fields.items() if item.writable and not item.in_own_rows}
    found = []
    for one in alike:
        two = Two(one, rows[one.kept], rows[one.gone], [])
        two.lost.extend(_fill(tx, two, _differing(own, held[one.kept], held[one.gone], apart)))
        if kind_name in custom.CUSTOM_KINDS:
            two.lost.extend(_complete_custom(two.stays, two.goes, fields))
        records.touch(tx, two.stays)
        found.append(two)
    return found


def _rows(tx: Transaction, kind_name: str, numbers: Sequence[int]) -> dict[int, Record]:
    table = records.TABLES[kind_name]
    found: dict[int, Record] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        chosen = select(table).where(col(table.id).in_(numbers[start : start + _AT_ONCE]))
        found |= {row.id: row for row in tx.session.exec(chosen) if row.id is not None}
    return found


_Differing = Iterator[tuple[Field, Value, Value]]


def _differing(
    fields: Mapping[str, Field], ours: read.Record, theirs: read.Record, apart: Collection[str]
) -> _Differing:
    """Yield the fields that say something else on the other side, with the values of both."""
    for name, item in fields.items():
        value = theirs.get(name)
        if name not in apart and not is_empty(value) and value != ours[name]:
            yield item, ours[name], value


def _fill(tx: Transaction, two: Two, differing: _Differing) -> Iterator[Lost]:
    for item, own, value in differing:
        if not is_empty(own):
            words = reading.words(tx.raw, item, value, tx.playbook, tx.playbook.currency)
            yield Lost(item.label, words, item.type is FieldType.LONG)
        elif not item.custom:
            setattr(two.stays, item.stored_as, getattr(two.goes, item.stored_as))


def _complete_custom(stays: Any, goes: Any, known: Collection[str]) -> Iterator[Lost]:
    """Unite the custom values, those of fields that the playbook lost among them."""
    for name, value in goes.custom.items():
        if name not in known and stays.custom.get(name, value) != value:
            yield Lost(name, str(value))
    united = {**goes.custom, **stays.custom}
    if united != stays.custom:
        stays.custom = united


def sentences(what: str, name: str, lost: list[Lost]) -> Iterator[str]:
    """Yield what the note keeps of a record called `name`, a `what`, that went up in another one."""
    short = "; ".join(f"{item.label.lower()} {item.words}" for item in lost if not item.is_long)
    if short:
        yield f"Its {what} {name} went up in the one of this account: {short}."
    for item in lost:
        if item.is_long:
            yield f"{item.label} of its {what} {name}:\n{item.words}"
