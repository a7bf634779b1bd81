"""From the values of a form, a command or an import row to the columns of a table row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kapta_tui.data import recurrence
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write.references import resolve
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import custom, money
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import Field, FieldType, Kind, Value, Values
from kapta_tui.domain.playbook import book
from kapta_tui.domain.text import clean, fold, one_line


def checked_fields(kind: Kind, values: Values, tx: Transaction) -> dict[str, Field]:
    """Return the fields of `values` by name.

    Raises:
        UsageError: a name is no field of the kind, or one the program derives.
    """
    fields = custom.fields_of(kind, tx.playbook)
    for name in values:
        field = fields.get(name)
        if field is None:
            known = ", ".join(item.name for item in fields.values() if item.writable)
            raise UsageError(f"{kind.one.capitalize()} has no field '{name}'.", f"The fields are: {known}.")
        if not field.writable:
            raise UsageError(f"'{name}' is worked out by the program.", "Change what it is worked out from.")
    return {name: fields[name] for name in values}


def to_columns(
    tx: Transaction, fields: Mapping[str, Field], values: Values, account: int | None, currency: str
) -> dict[str, Any]:
    """Return table columns for the single-valued, built-in fields of `values`.

    `account` limits what names can mean; `currency` says what an amount's minor unit is.
    """
    columns: dict[str, Any] = {}
    for name, value in values.items():
        field = fields[name]
        if field.custom or field.in_own_rows:
            continue
        columns[field.stored_as] = _column(tx, field, value, account, currency)
        if name == "name":
            columns["name_folded"] = fold(str(value))
    return columns


def custom_values(
    tx: Transaction, fields: Mapping[str, Field], values: Values, before: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the `custom` object with the custom fields of `values` set; an empty value leaves the object.

    Raises:
        RuleError: a value is not of its field's type.
    """
    after = dict(before)
    for name, value in values.items():
        field = fields[name]
        if not field.custom:
            continue
        checked = _custom(tx, field, value)
        if checked is None:
            after.pop(name, None)
        else:
            after[name] = stored_custom(checked)
    return after


def _custom(tx: Transaction, field: Field, value: Value) -> Value:
    if field.type not in (FieldType.NUMBER, FieldType.MONEY):
        # Everything but amounts is checked as the built-in fields are; no custom field is a reference.
        checked: Value = _column(tx, field, value, None, "")
        return checked
    return None if value is None or value == "" else _number(field, value)


def _number(field: Field, value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise RuleError(f"'{value}' is no number.", "Write it as 1200.50.", field.name)
    return Decimal(value)


def stored_custom(value: Value) -> Any:
    """Return a custom value as JSON holds it: numbers and money as decimal text, so that no digit is lost."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _column(tx: Transaction, field: Field, value: Value, account: int | None, currency: str) -> Any:
    if value is None or value in ("", ()):
        return None
    match field.type:
        case FieldType.REFERENCE:
            return resolve(tx, field, value, account)
        case FieldType.MONEY:
            return _minor(field, value, currency)
        case FieldType.NUMBER:
            return stored_custom(_number(field, value))
        case FieldType.CHOICE:
            return code(tx, field, value)
        case FieldType.LABELS:
            return (
                LIST_SEPARATOR.join(one_line(item) for item in value) if isinstance(value, tuple) else value
            )
        case FieldType.TEXT:
            return _limited(field, one_line(str(value))) or None
        case FieldType.RECURRENCE:
            return recurrence.checked(one_line(str(value)))
        case FieldType.LONG:
            return clean(str(value)).strip() or None
        case FieldType.INTEGER | FieldType.PERCENT:
            return _whole(field, value)
        case FieldType.DATE:
            if not isinstance(value, date):
                raise RuleError(f"'{value}' is no date.", "Write it as 2026-12-31.", field.name)
            return value
        case _:
            return value


def code(tx: Transaction, field: Field, value: Value) -> str:
    """Return the code that `value`, a code or label, means for a CHOICE field. Raises RuleError."""
    choices = tx.playbook.choices(field.choices)
    try:
        return book.find(choices, str(value), field.label.lower(), retired=True).code
    except UsageError as error:
        # A form has to know which field to put the message under.
        raise RuleError(error.cause, error.remedy, field.name) from None


def _minor(field: Field, value: Value, currency: str) -> int:
    if not isinstance(value, Decimal | int):
        raise RuleError(f"'{value}' is no amount.", "Write it as 1200.50.", field.name)
    try:
        return money.to_minor(value, currency)
    except ValueError as error:
        raise RuleError(f"{error}.", "Write it as 1200.50.", field.name) from error


def _whole(field: Field, value: Value) -> int:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    low, high = field.minimum, field.maximum
    if not isinstance(value, int) or (low is not None and value < low) or (high is not None and value > high):
        limits = "a whole number" if low is None or high is None else f"a whole number from {low} to {high}"
        raise RuleError(f"'{value}' is no {field.label.lower()}.", f"Give {limits}.", field.name)
    return value


def _limited(field: Field, text: str) -> str:
    if field.maximum is not None and len(text) > field.maximum:
        raise RuleError(
            f"The {field.label.lower()} has {len(text)} characters.",
            f"Use at most {field.maximum}.",
            field.name,
        )
    return text
