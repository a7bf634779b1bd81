"""Values of row images as people read them: labels, names, amounts with their currency."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from kapta_tui.data.read import names
from kapta_tui.data.read.journaled import Image, last_said
from kapta_tui.domain import custom
from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.measures import value_words
from kapta_tui.domain.money import format_money
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.recurrence import recurrence_words

UNSAID: Final = frozenset({"id", "created_at", "updated_at", "position"})
"""Fields whose changes say nothing that the change itself does not."""

_COLUMNS: Final = {"risk": "risk_id"}
"""Derived field to the column of its row that says what it is; a row without that column has no value of its own."""


class Wording:
    """Puts the values of images into words; names of records are looked up once."""

    def __init__(self, connection: sqlite3.Connection, playbook: Playbook) -> None:
        self._connection = connection
        self._playbook = playbook
        self._names: dict[tuple[str, int], str] = {}

    def fields(self, kind: Kind) -> Mapping[str, Field]:
        """Return the fields of `kind` that its own row holds, custom ones included."""
        found = custom.fields_of(kind, self._playbook)
        return {name: item for name, item in found.items() if name not in UNSAID and not item.in_own_rows}

    def differing(self, kind: Kind, before: Image, after: Image) -> list[tuple[Field, str, str]]:
        """Return the fields in which two images of a record differ, with both values in words."""
        return [
            (item, self.value(item, before), self.value(item, after))
            for item in self.fields(kind).values()
            if _raw(item, before) != _raw(item, after)
        ]

    def value(self, item: Field, image: Image) -> str:
        """Return the value of a field in an image, empty for none."""
        raw = _raw(item, image)
        if raw is None or raw == "":
            return ""
        if item.name == "risk" and not item.custom:
            return self._risk(int(raw))
        if item.type is FieldType.FLAG:
            return "yes" if raw else "no"
        if item.type is FieldType.REFERENCE:
            return self.name(item.target, int(raw))
        if item.type is FieldType.MONEY and isinstance(raw, int):
            return format_money(raw, image.get("currency") or self._playbook.currency, full=True)
        if item.type is FieldType.PERCENT:
            return f"{raw} %"
        if item.type is FieldType.RECURRENCE:
            return recurrence_words(str(raw))
        return self._playbook.label(item.choices, str(raw)) if item.choices else str(raw)

    def _risk(self, number: int) -> str:
        """Return a risk as work names it that addresses it; the account of both is the same."""
        found = self._connection.execute("SELECT opened_at FROM risk WHERE id = ?", (number,)).fetchone()
        opened = found[0] if found else last_said(self._connection, "risk", number, "opened_at")
        return f"risk opened on {opened}" if opened else self.name("risks", number)

    def label(self, catalogue: str, code: str) -> str:
        """Return the label of a choice, its code where the playbook lost it."""
        return self._playbook.label(catalogue, code)

    def measured(self, image: Image) -> str:
        """Return the value of a metric that an image of `metric_value` holds, in the metric's present unit."""
        found = self._connection.execute(
            "SELECT unit, currency FROM metric WHERE id = ?", (image["metric_id"],)
        ).fetchone()
        unit, currency = found or ("number", self._playbook.currency)
        behind = "" if unit == "number" else self._playbook.label("metric_unit", unit)
        return value_words(Decimal(image["value"]), unit, currency, behind)

    def name(self, kind: str, number: int) -> str:
        """Return what a record is called, or was called before it was removed."""
        key = (kind, number)
        if key not in self._names:
            found = names.called(self._connection, kind, [number]).get(number)
            gone = last_said(self._connection, KINDS[kind].table, number)
            self._names[key] = found or gone or f"{KINDS[kind].spoken} {number}"
        return self._names[key]


def _raw(item: Field, image: Image) -> Any:
    if not item.custom:
        return image.get(_COLUMNS.get(item.name, item.stored_as))
    kept = image.get("custom")
    values = json.loads(kept) if isinstance(kept, str) else kept or {}
    return values.get(item.name)
