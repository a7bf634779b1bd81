"""Adding, changing and removing records of any kind: what every form, command and import row goes through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlmodel import SQLModel

from kapta_tui.data import tables
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import columns, defaults, links, references, satisfaction
from kapta_tui.data.write.kindrules import KIND_RULES
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import accounttypes, amounts, custom, happened, money, rules
from kapta_tui.domain.amounts import Amount
from kapta_tui.domain.errors import Conflict, NotFound, RuleError
from kapta_tui.domain.fields import Field, FieldType, Kind, Value, Values
from kapta_tui.domain.happened import HAPPENINGS
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line

TABLES: dict[str, type[Record]] = {
    "users": tables.User,
    "accounts": tables.Account,
    "products": tables.Product,
    "contacts": tables.Contact,
    "contracts": tables.Contract,
    "opportunities": tables.Opportunity,
    "documents": tables.Document,
    "notes": tables.Note,
    "swot": tables.Swot,
    "voc": tables.Voc,
    "qbrs": tables.Qbr,
    "metrics": tables.Metric,
    "satisfaction": tables.Satisfaction,
    "risks": tables.Risk,
    "goals": tables.Goal,
    "objectives": tables.Objective,
    "actions": tables.Action,
    "tasks": tables.Task,
}
"""Kind name to table."""

_BRIEF = 80


class Updated(NamedTuple):
    """A row after a change, and the names of the fields that changed."""

    row: Record
    fields: tuple[str, ...]


def insert(tx: Transaction, kind_name: str, values: Values, **extra: Any) -> Record:
    """Write a new record of a kind from field values and return its row; `extra` are columns without a field.

    Raises:
        RuleError: a required field is empty or a rule is broken; `field` names the place.
        UsageError: a field does not exist or may not be written.
        NotFound, Ambiguous: a reference names no record, or several.
    """
    kind = KINDS[kind_name]
    values = {**defaults.of(tx, kind, values), **values}
    fields = columns.checked_fields(kind, values, tx)
    account = account_of(tx, kind, values)
    currency = _currency(tx, kind, values, account)
    row_values = columns.to_columns(tx, fields, values, account, currency)
    if kind_name == "accounts":
        accounttypes.check_new(row_values.get("type"))
    if "currency" in kind.by_name and kind.by_name["currency"].writable and kind_name != "accounts":
        row_values["currency"] = currency
    if kind_name in custom.CUSTOM_KINDS:
        row_values["custom"] = columns.custom_values(tx, fields, values, {})
    _require(tx, kind, row_values, values, account)
    row = TABLES[kind_name](**row_values, **extra, created_at=tx.now, updated_at=tx.now)
    written = _row_values(kind, row)
    rules.check(kind_name, written)
    happened.refuse_ahead(kind_name, written, tx.today)
    tx.session.add(row)
    KIND_RULES[kind_name](tx, row)
    tx.session.flush()
    if isinstance(row, tables.Account):
        satisfaction.begin(tx, row)
    links.write(tx, kind, row, values, fields)
    return row


def update(
    tx: Transaction,
    kind_name: str,
    record: int,
    values: Values,
    version: int | None = None,
    *,
    moved: links.Moved | None = None,
    **extra: Any,
) -> Updated:
    """Change fields of a record; a value equal to the present one changes nothing.

    `version` is the one the values were read with; a newer change is refused, showing both values. `moved`
    tells of fields whose own rows the caller has written already, `extra` are columns without a field.

    Raises: as `insert`, and Conflict.
    """
    kind = KINDS[kind_name]
    row = load(tx, kind_name, record)
    values = {**values, **defaults.refilled(tx, kind, values, TABLES[kind_name])}
    fields = columns.checked_fields(kind, values, tx)
    account = row.id if kind_name == "accounts" else getattr(row, "account_id", None)
    currency = _currency(tx, kind, values, account, row)
    row_values = columns.to_columns(tx, fields, values, account, currency) | extra
    _refuse_other_account(kind, row, row_values)
    if isinstance(row, tables.Account):
        _archive_by_type(row, row_values)
    if kind_name in custom.CUSTOM_KINDS:
        row_values["custom"] = columns.custom_values(tx, fields, values, getattr(row, "custom"))  # noqa: B009
    if kind_name != "accounts" and hasattr(row, "currency"):
        row_values["currency"] = currency
        _keep_amounts(kind, row, values, currency)
    numbers = {item.stored_as for item in kind.fields if item.type is FieldType.NUMBER}
    changed = {
        name: value
        for name, value in row_values.items()
        if getattr(row, name) != value
        and not (name in numbers and _is_same_number(getattr(row, name), value))
    }
    if isinstance(row, tables.Account) and "satisfaction" in changed:
        changed |= satisfaction.enter(tx, row, changed["satisfaction"])
    moved = links.write(tx, kind, row, values, fields) | (moved or {})
    if not changed and not moved:
        return Updated(row, ())
    _refuse_stale(tx, kind, row, changed, moved, version)
    every = custom.fields_of(kind, tx.playbook)
    named = tuple(name for name in every if name in moved or _is_changed(every[name], row, changed))
    for name, value in changed.items():
        setattr(row, name, value)
    touch(tx, row)
    # A query would write the row before it is known to be whole, and its column would refuse it without words.
    with tx.session.no_autoflush:
        _require(tx, kind, row_values, values, account, row)
        written = _row_values(kind, row)
        rules.check(kind_name, written)
        if kind_name in HAPPENINGS and not changed.keys().isdisjoint(HAPPENINGS[kind_name].fields):
            happened.refuse_ahead(kind_name, written, tx.today)
    KIND_RULES[kind_name](tx, row)
    tx.session.flush()
    return Updated(row, named)


def _is_same_number(stored: str | None, value: str | None) -> bool:
    """Return whether two decimal texts are one number: a spreadsheet writes 9.90 as 9.9."""
    return stored is not None and value is not None and Decimal(stored) == Decimal(value)


def delete(tx: Transaction, kind_name: str, record: int) -> None:
    """Remove a record with all that belongs to it."""
    row = load(tx, kind_name, record)
    tx.session.delete(row)
    tx.session.flush()


def load(tx: Transaction, kind_name: str, record: int) -> Record:
    """Return the row with the id `record`. Raises NotFound."""
    row = tx.session.get(TABLES[kind_name], record)
    if row is None:
        noun = KINDS[kind_name].spoken
        raise NotFound(f"There is no {noun} with the id {record}.", "It may have been removed meanwhile.")
    return row


def touch(tx: Transaction, row: Record) -> None:
    """Count a change of the row and stamp it."""
    row.version += 1
    row.updated_at = tx.now


def label(row: SQLModel) -> str:
    """Return what people call the record; a note is called by its first words."""
    if isinstance(row, tables.Satisfaction):
        return f"{row.score} ({row.date})"
    own = str(getattr(row, "name", "") or getattr(row, "text", ""))
    return shortened(own) if own else f"{type(row).__name__.lower()} {getattr(row, 'id', '')}"


def shortened(text: str) -> str:
    """Return `text` on one line, cut where it is longer than a sentence of the feed bears."""
    line = one_line(text)
    return line if len(line) <= _BRIEF else f"{line[: _BRIEF - 1].rstrip()}…"


def title(tx: Transaction, row: Record) -> str:
    """Return what people call the record, with its account: "Ana Ruiz of Acme"."""
    account = account_id(row)
    if account is None or isinstance(row, tables.Account):
        return label(row)
    found = tx.session.get(tables.Account, account)
    return f"{label(row)} of {found.name}" if found is not None else label(row)


def type_of(row: tables.Account) -> str:
    """Return the code of the account's type as people read it."""
    return accounttypes.shown(row.type, archived=row.archived)


def account_id(row: Record) -> int | None:
    """Return the account that a row is or belongs to."""
    return row.id if isinstance(row, tables.Account) else getattr(row, "account_id", None)


def account_of(tx: Transaction, kind: Kind, values: Values) -> int | None:
    """Return the account that `values` names, None for kinds of their own. Raises RuleError, NotFound."""
    if kind.owner != "account":
        return None
    if values.get("account") in (None, ""):
        raise RuleError(
            f"{kind.one.capitalize()} needs an account.", "Name the account it belongs to.", "account"
        )
    return references.resolve(tx, kind.by_name["account"], values["account"], None)


def _currency(
    tx: Transaction, kind: Kind, values: Values, account: int | None, row: Record | None = None
) -> str:
    given = values.get("currency")
    if isinstance(given, str) and given:
        return _agreed(kind, values, given.strip().upper(), is_given=True)
    return _agreed(kind, values, _held_currency(tx, kind, account, row), is_given=False)


def _held_currency(tx: Transaction, kind: Kind, account: int | None, row: Record | None) -> str:
    own = getattr(row, "currency", None)
    if own:
        return str(own)
    if account is not None and kind.name != "accounts":
        found = tx.session.get(tables.Account, account)
        if found is not None and found.currency:
            return found.currency
    return tx.playbook.currency


def _agreed(kind: Kind, values: Values, currency: str, *, is_given: bool) -> str:
    """Return the currency that the amounts are in: a sign beside one says it, unless it was given itself."""
    for name, amount in values.items():
        if not isinstance(amount, Amount) or amounts.may_mean(amount.mark, currency):
            continue
        if is_given:
            label = kind.by_name[name].label.lower()
            raise RuleError(
                f"The {label} is written in {amount.mark}, its currency is {currency}.",
                "Leave the sign out, or give the other currency.",
                name,
            )
        currency = amounts.currency_code(amount.mark)
    return currency


def _keep_amounts(kind: Kind, row: Record, values: Values, currency: str) -> None:
    """A yen has no cents: keeping the minor units under another currency would change the amount."""
    before = str(getattr(row, "currency"))  # noqa: B009
    amounts = [field for field in kind.fields if field.type is FieldType.MONEY and field.writable]
    for field in amounts:
        kept = getattr(row, field.stored_as)
        if field.name not in values and kept is not None and money.digits(before) != money.digits(currency):
            setattr(row, field.stored_as, money.to_minor(money.from_minor(kept, before), currency))


def _refuse_other_account(kind: Kind, row: Record, row_values: Mapping[str, Any]) -> None:
    """What hangs on a record carries its account too, so that moving one row would tear it apart."""
    present = getattr(row, "account_id", None)
    if kind.owner == "account" and row_values.get("account_id", present) != present:
        raise RuleError(
            f"{kind.one.capitalize()} stays with its account.",
            "Add it to the other account, then remove it here.",
            "account",
        )


def _archive_by_type(row: tables.Account, row_values: dict[str, Any]) -> None:
    """Archived is no type in the table: the former one stays there for the day the account comes back."""
    if row_values.get("type") is not None:
        row_values["archived"] = row_values["type"] == accounttypes.ARCHIVED
        if row_values["archived"]:
            row_values["type"] = row.type


def _require(
    tx: Transaction,
    kind: Kind,
    row_values: Mapping[str, Any],
    values: Values,
    account: int | None,
    row: Record | None = None,
) -> None:
    fields = custom.fields_of(kind, tx.playbook)
    names = [field.name for field in kind.fields if field.required]
    # What a risk must fill depends on whether it is closed; the rules of risks ask that themselves.
    if kind.name != "risks":
        names += tx.playbook.required(kind.name, _account_type(tx, kind, row_values, account, row))
    for name in dict.fromkeys(names):
        field = fields.get(name)
        if field is None or (row is not None and name not in values):
            continue
        # A row always has a currency, if only its account's; what is required is the record's own.
        is_asked = field.in_own_rows or field.custom or name == "currency"
        held = values.get(name) if is_asked else row_values.get(field.stored_as)
        if held is None or held in ("", ()):
            raise RuleError(f"{field.label} is required.", f"Fill in the {field.label.lower()}.", name)


def _account_type(
    tx: Transaction, kind: Kind, row_values: Mapping[str, Any], account: int | None, row: Record | None
) -> str | None:
    if kind.name == "accounts":
        return type_of(row) if isinstance(row, tables.Account) else str(row_values.get("type") or "normal")
    found = tx.session.get(tables.Account, account) if account is not None else None
    return type_of(found) if found is not None else None


def _is_changed(field: Field, row: Record, changed: Mapping[str, Any]) -> bool:
    if not field.custom:
        archives = field.name == "type" and isinstance(row, tables.Account) and "archived" in changed
        return archives or (field.writable and field.stored_as in changed)
    before: dict[str, Any] = getattr(row, "custom")  # noqa: B009
    return "custom" in changed and before.get(field.name) != changed["custom"].get(field.name)


def _refuse_stale(
    tx: Transaction,
    kind: Kind,
    row: Record,
    changed: Mapping[str, Any],
    moved: links.Moved,
    version: int | None,
) -> None:
    if version is None or version == row.version:
        return
    pairs = [
        (field.label, _shown(tx, field, row, getattr(row, field.stored_as)), _shown(tx, field, row, value))
        for field in kind.fields
        if field.stored_as in changed
        for value in (changed[field.stored_as],)
    ]
    held: dict[str, Any] = getattr(row, "custom", {})
    pairs += [
        (name, str(held.get(name, "")), str(value))
        for name, value in changed.get("custom", {}).items()
        if held.get(name) != value
    ]
    pairs += [(kind.by_name[name].label, *both) for name, both in moved.items()]
    both = "; ".join(f"{name}: now '{now}', yours '{yours}'" for name, now, yours in pairs)
    raise Conflict(
        f"This {kind.spoken} was changed meanwhile ({both}).", "Reload it and enter what should stand."
    )


def _shown(tx: Transaction, field: Field, row: Record, stored: Any) -> str:
    if stored is None:
        return ""
    if field.type is FieldType.REFERENCE:
        found = tx.session.get(TABLES[field.target], stored)
        return "" if found is None else label(found)
    if field.type is FieldType.MONEY:
        return format(money.from_minor(stored, getattr(row, "currency")), "f")  # noqa: B009
    if field.type is FieldType.CHOICE:
        choices = tx.playbook.choices(field.choices)
        return next((choice.label for choice in choices if choice.code == stored), str(stored))
    return str(stored)


def _row_values(kind: Kind, row: Record) -> dict[str, Value]:
    single = (field for field in kind.fields if field.writable and not field.in_own_rows)
    return {field.name: _plain(getattr(row, field.stored_as, None)) for field in single}


def _plain(value: Any) -> Value:
    return value if isinstance(value, str | int | date | bool) or value is None else str(value)
