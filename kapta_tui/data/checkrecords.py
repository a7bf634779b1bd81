"""Do the stored records keep the rules over their own values that forms and imports ask for?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from kapta_tui.domain.fields import Field, FieldType, Kind, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.rules import RULES, Rule

_MOST = 5


def broken_records(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for records that break a rule of `domain/rules.py`, of each rule the first five."""
    for name, rules in RULES.items():
        for rule in rules:
            yield from islice(_broken(connection, KINDS[name], rule), _MOST)


def _broken(connection: sqlite3.Connection, kind: Kind, rule: Rule) -> Iterator[str]:
    items = [kind.by_name[name] for name in rule.fields]
    columns = ", ".join(f'"{item.stored_as}"' for item in items)
    for number, *stored in connection.execute(f'SELECT id, {columns} FROM "{kind.table}" ORDER BY id'):
        cause = _cause(rule, items, stored)
        if cause is not None:
            yield f"{kind.label} {number}: {cause}"


def _cause(rule: Rule, items: list[Field], stored: list[Any]) -> str | None:
    try:
        values = [value_of(item, cell) for item, cell in zip(items, stored, strict=True)]
    except ValueError as error:
        return f"{error}."
    return rule.broken(*values)


def value_of(item: Field, stored: Any) -> Value:
    """Return the value of a column that a rule looks at. Raises ValueError for a day that is none."""
    if item.type is FieldType.DATE and stored is not None:
        return date.fromisoformat(stored)
    return None if stored is None else str(stored)
