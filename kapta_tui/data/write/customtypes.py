"""Custom fields whose definition changes: what records hold follows it, or the change is refused (features: row 6)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kapta_tui.data.write.columns import stored_custom
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.custom import fields_of
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.kinds import kind_named
from kapta_tui.domain.playbook import CustomField, Playbook
from kapta_tui.domain.values import Context, converter, format_value

_CHUNK = 1000
_SHOWN = 60


def follow(tx: Transaction, old: Playbook, new: Playbook) -> None:
    """Write the values of every custom field as its new type has them.

    Raises:
        RuleError: a value cannot be written so, or a choice in use is taken away; nothing is lost by either.
    """
    after = {field.code: field for field in new.fields}
    for field in old.fields:
        now = after.get(field.code)
        if now is not None and now.type != field.type:
            _convert(tx, field, (old, new))
        elif now is not None and field.type == "choice":
            codes = {choice.code for choice in now.choices}
            _refuse_choices(tx, field, [item.code for item in field.choices if item.code not in codes])


def _convert(tx: Transaction, field: CustomField, books: tuple[Playbook, Playbook]) -> None:
    before, after = (fields_of(kind_named(field.kind), book)[field.name] for book in books)
    labels = {choice.code: choice.label for choice in field.choices}
    read = converter(after, Context(choices=books[1].choices))
    codes = {choice.label: choice.code for choice in books[1].choices(after.choices)} if after.choices else {}
    table = kind_named(field.kind).table
    for number, held in _holders(tx, field):
        text = _text(before, held[field.name], labels)
        try:
            value = read(text)
        except ValueError as error:
            raise _refusal(tx, field, after, number, f"{error}") from error
        if after.type is FieldType.CHOICE and value not in codes.values():
            raise _refusal(tx, field, after, number, f"'{text[:_SHOWN]}' is none of its choices")
        custom = json.dumps({**held, field.name: stored_custom(value)})
        tx.raw.execute(
            f'UPDATE "{table}" SET custom = ?, version = version + 1, updated_at = ? WHERE id = ?',
            (custom, tx.now, number),
        )


def _text(field: Field, stored: Any, labels: dict[str, str]) -> str:
    """Return a stored value as the text that a person would write; of a choice its label."""
    if field.type in (FieldType.NUMBER, FieldType.MONEY):
        return format_value(field, Decimal(str(stored)))
    return format_value(field, labels.get(stored, stored) if isinstance(stored, str) else stored)


def _holders(tx: Transaction, field: CustomField) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the ids of the records that hold a value of the field, with all their custom values."""
    table, path = kind_named(field.kind).table, f"$.{json.dumps(field.name)}"
    tx.flush()
    last = 0
    while True:
        found = tx.raw.execute(
            f'SELECT id, custom FROM "{table}" WHERE id > :last AND json_type(custom, :path) IS NOT NULL '
            "ORDER BY id LIMIT :limit",
            {"path": path, "last": last, "limit": _CHUNK},
        ).fetchall()
        if not found:
            return
        for number, custom in found:
            yield number, json.loads(custom)
        last = found[-1][0]


def _refusal(tx: Transaction, field: CustomField, now: Field, number: int, why: str) -> RuleError:
    table = kind_named(field.kind).table
    (name,) = tx.raw.execute(f'SELECT name FROM "{table}" WHERE id = ?', (number,)).fetchone()
    return RuleError(
        f"The field '{field.label}' of {name} cannot become {now.type}: {why}.",
        "Change that value first, keep the type, or add a field of another name.",
    )


def _refuse_choices(tx: Transaction, field: CustomField, gone: list[str]) -> None:
    held = [custom[field.name] for _, custom in _holders(tx, field)] if gone else []
    for code in gone:
        used = held.count(code)
        if used:
            values = "1 value" if used == 1 else f"{used} values"
            raise RuleError(
                f"The choice '{code}' of the field '{field.label}' stands in {values}.",
                f'Keep it as {code} = {{ label = "…", retired = true }}.',
            )
