"""How records of each kind are written: kinds with rules of their own name their writers here.

Form, command line and import all write through `insert`, `update` and `delete`, so that they agree.
"""

from __future__ import annotations

from collections.abc import Callable

from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import (
    documents,
    metrics,
    planwriter,
    records,
    reviews,
    riskwriter,
    satisfactionwriter,
)
from kapta_tui.data.write.records import Updated
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Values

Insert = Callable[[Transaction, Values], Record]
Update = Callable[[Transaction, int, Values, int | None], Updated]
Delete = Callable[[Transaction, int], None]

INSERT: dict[str, Insert] = {
    "documents": documents.insert,
    "risks": riskwriter.insert,
    "qbrs": reviews.insert,
    "metrics": metrics.insert,
    "satisfaction": satisfactionwriter.insert,
    "goals": planwriter.insert_goal,
    "objectives": planwriter.insert_objective,
    "actions": planwriter.insert_action,
    "tasks": planwriter.insert_task,
}
"""Kinds that are not simply inserted."""

UPDATE: dict[str, Update] = {
    "documents": documents.update,
    "risks": riskwriter.update,
    "goals": planwriter.update_goal,
    "actions": planwriter.update_action,
    "qbrs": reviews.update,
    "metrics": metrics.update,
    "satisfaction": satisfactionwriter.update,
}
"""Kinds that are not simply updated."""

DELETE: dict[str, Delete] = {"satisfaction": satisfactionwriter.delete}
"""Kinds that are not simply removed."""


def insert(tx: Transaction, kind: str, values: Values) -> Record:
    """Write a new record of `kind` by the rules of its kind and return its row. Raises as `records.insert`."""
    special = INSERT.get(kind)
    return special(tx, values) if special else records.insert(tx, kind, values)


def update(tx: Transaction, kind: str, record: int, values: Values, version: int | None = None) -> Updated:
    """Change fields of a record by the rules of its kind. Raises as `records.update`."""
    special = UPDATE.get(kind)
    return (
        special(tx, record, values, version) if special else records.update(tx, kind, record, values, version)
    )


def delete(tx: Transaction, kind: str, record: int) -> None:
    """Remove a record by the rules of its kind, with all that belongs to it. Raises NotFound."""
    special = DELETE.get(kind)
    if special:
        special(tx, record)
    else:
        records.delete(tx, kind, record)
