"""What a record takes over from the one that goes up in it, and what it cannot (features: row 29)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from kapta_tui.data.read import merging as reading
from kapta_tui.data.read.records import View, record
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import records
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import custom
from kapta_tui.domain.fields import FieldType
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.merging import is_empty


class Lost(NamedTuple):
    """A value that does not stand, in words; a `is_long` one has lines."""

    label: str
    words: str
    is_long: bool = False


def complete(
    tx: Transaction, kind_name: str, stays: Record, goes: Record, apart: Collection[str]
) -> Iterator[Lost]:
    """Fill what is empty in `stays` from `goes`, and yield what it has otherwise; fields `apart` are left alone."""
    tx.flush()
    view = View(tx.today, tx.user, tx.playbook)
    assert stays.id is not None
    assert goes.id is not None
    ours, theirs = (dict(record(tx.raw, kind_name, view, number)) for number in (stays.id, goes.id))
    fields = custom.fields_of(KINDS[kind_name], tx.playbook)
    for name, item in fields.items():
        value = theirs.get(name)
        if name in apart or not item.writable or item.in_own_rows or is_empty(value) or value == ours[name]:
            continue
        if not is_empty(ours[name]):
            words = reading.words(tx.raw, item, value, tx.playbook, tx.playbook.currency)
            yield Lost(item.label, words, item.type is FieldType.LONG)
        elif not item.custom:
            setattr(stays, item.stored_as, getattr(goes, item.stored_as))
    if kind_name in custom.CUSTOM_KINDS:
        yield from _complete_custom(stays, goes, fields)
    records.touch(tx, stays)


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
