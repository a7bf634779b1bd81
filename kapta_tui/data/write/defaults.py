"""What fields hold that nobody fills in: the field's own default, today, who acts."""

from __future__ import annotations

from sqlalchemy import inspect

from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import references
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Kind, Value, Values


def of(tx: Transaction, kind: Kind, values: Values) -> dict[str, Value]:
    """Return what a new record of `kind` holds in the fields that `values` leave out or empty."""
    given = {field.name: field.default for field in kind.fields if field.default is not None}
    if kind.name == "accounts":
        given["owner"] = references.acting_user(tx)
    if kind.name == "goals":
        given["section"] = tx.playbook.first_section
    if kind.name == "notes":
        given |= {"date": tx.today, "author": references.acting_user(tx)}
    if kind.name == "voc":
        given |= {"date": tx.today, "asked_by": references.acting_user(tx)}
    if kind.name == "satisfaction":
        given |= {"date": tx.today, "author": references.acting_user(tx)}
    if kind.name == "swot":
        given["reviewed_on"] = tx.today
    if kind.name == "risks":
        given["opened_at"] = tx.today
    return {name: value for name, value in given.items() if values.get(name) in (None, "")} if given else {}


def refilled(tx: Transaction, kind: Kind, values: Values, table: type[Record]) -> dict[str, Value]:
    """Return the defaults of the fields that `values` empties though their columns are never empty."""
    columns = inspect(table).local_table.c
    return {
        name: value
        for name, value in of(tx, kind, values).items()
        if name in values
        and not kind.by_name[name].required
        and not columns[kind.by_name[name].stored_as].nullable
    }
