"""Changing the playbook: one text, checked as a whole, kept with its history (interface.md 4)."""

from __future__ import annotations

import json

from kapta_tui.data import tables
from kapta_tui.data.labels import labels_of
from kapta_tui.data.read.playbook import current_version
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import Conflict, RuleError
from kapta_tui.domain.kinds import kind_named
from kapta_tui.domain.playbook import CustomField, Playbook, differences, parse, retire_missing

_SHOWN = 3


@verb
def set_playbook(tx: Transaction, text: str, base: int | None = None) -> tuple[str, ...]:
    """Put a playbook text in force and return what differs, in sentences; the same text changes nothing.

    Entries that the text leaves out are kept as retired, because records may use their codes. `base` is the
    version that the text was made from.

    Raises:
        Conflict: another version than `base` is in force by now.
        PlaybookError: the text cannot be used; it names every line and cause.
        RuleError: a custom field whose type changes, or a choice that goes, is in use.
    """
    version, before = current_version(tx.raw)
    if base not in (None, version):
        raise Conflict(
            "The playbook was changed by somebody else meanwhile.",
            "Look at 'kapta playbook show', then change it again.",
        )
    kept = retire_missing(before, text)
    if kept == before:
        return ()
    old, new = parse(before), parse(kept)
    _refuse_loss(tx, old, new)
    row = tables.PlaybookVersion(text=kept, labels=labels_of(kept), created_at=tx.now, created_by=tx.user)
    tx.session.add(row)
    found = differences(old, new)
    more = f" And {len(found) - _SHOWN} more." if len(found) > _SHOWN else ""
    said = " ".join(found[:_SHOWN]) or "Its rules are the same, only its text differs."
    tx.say(f"Changed the playbook: {said}{more}")
    return found


def _refuse_loss(tx: Transaction, old: Playbook, new: Playbook) -> None:
    """Values of custom fields are never lost: what is in use keeps its type and its choices."""
    after = {field.code: field for field in new.fields}
    for field in old.fields:
        now = after.get(field.code)
        if now is None:
            continue
        if now.type != field.type:
            _refuse_type(tx, field, now)
        elif field.type == "choice":
            codes = {choice.code for choice in now.choices}
            _refuse_choices(tx, field, [item.code for item in field.choices if item.code not in codes])


def _refuse_type(tx: Transaction, field: CustomField, now: CustomField) -> None:
    used = len(_held(tx, field))
    if used:
        raise RuleError(
            f"The field '{field.label}' holds {_values(used)} of type {field.type}, "
            f"which cannot become {now.type}.",
            "Keep its type, or add a field of another name.",
        )


def _refuse_choices(tx: Transaction, field: CustomField, gone: list[str]) -> None:
    held = _held(tx, field) if gone else []
    for code in gone:
        used = held.count(code)
        if used:
            raise RuleError(
                f"The choice '{code}' of the field '{field.label}' stands in {_values(used)}.",
                f'Keep it as {code} = {{ label = "…", retired = true }}.',
            )


def _held(tx: Transaction, field: CustomField) -> list[object]:
    """Return the values that records hold for a custom field."""
    table = kind_named(field.kind).table
    path = f"$.{json.dumps(field.name)}"
    rows = tx.raw.execute(
        f'SELECT json_extract(custom, :path) FROM "{table}" WHERE json_type(custom, :path) IS NOT NULL',
        {"path": path},
    )
    return [value for (value,) in rows]


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"
