"""List columns made from field declarations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from rich.cells import cell_len

from kapta_tui.data.read.records import Record
from kapta_tui.domain import custom
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.money import format_money, to_minor
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.recurrence import recurrence_words
from kapta_tui.domain.text import one_line
from kapta_tui.widgets.cells import Align, Cell
from kapta_tui.widgets.listing import Column

NOTHING: Final[Cell] = ("·", "muted")
_WIDTHS: Final = {
    FieldType.DATE: 10,
    FieldType.MONEY: 8,
    FieldType.PERCENT: 6,
    FieldType.INTEGER: 9,
    FieldType.NUMBER: 9,
    FieldType.FLAG: 7,
}
_RIGHT: Final = frozenset({FieldType.MONEY, FieldType.PERCENT, FieldType.INTEGER, FieldType.NUMBER})
_WIDEST_CHOICE: Final = 18
_ENDLESS: Final = frozenset({FieldType.LONG, FieldType.LABELS, FieldType.REFERENCES})
"""Types whose values may fill any width."""

_WIDEST_NAME: Final = 72
"""Cells of a name; what stands beside it is read as its own further away."""

_BRIEF: Final = 300


def record_columns(kind: str, names: Sequence[str], playbook: Playbook) -> tuple[Column[Record], ...]:
    """Return columns for the fields `names` of `kind` that the playbook shows, the first one widest and last to go."""
    fields = custom.fields_of(KINDS[kind], playbook)
    shown = (fields[name] for name in names if playbook.shows(fields[name]))
    return tuple(_column(field, playbook, place) for place, field in enumerate(shown))


def _column(field: Field, playbook: Playbook, place: int) -> Column[Record]:
    align: Align = "right" if field.type in _RIGHT else "left"
    width = _width(field, playbook)
    return Column[Record](
        field.name,
        field.label,
        partial(_cell, field, playbook),
        width=width,
        minimum=20 if place == 0 else 11,
        maximum=None if field.type in _ENDLESS else 34 if place else _WIDEST_NAME,
        # A name is done with about as many cells as a title; a text is never done.
        flex=4 if field.type is FieldType.LONG else 3 if place == 0 else 2,
        wish=20 if place else 60 if field.type is FieldType.LONG else 32,
        align=align,
        priority=20 - place,
    )


def _width(field: Field, playbook: Playbook) -> int | None:
    """Return the width of values whose longest text is known, None for free text."""
    head = cell_len(field.label) + 2
    if field.type is FieldType.CHOICE:
        longest = max((cell_len(choice.label) for choice in playbook.choices(field.choices)), default=0)
        return min(_WIDEST_CHOICE, max(head, longest))
    width = _WIDTHS.get(field.type)
    return None if width is None else max(width, head)


def _cell(field: Field, playbook: Playbook, row: Record) -> Cell:
    words = value_words(field, row.get(field.name), playbook, str(row.get("currency") or ""))
    if not words:
        return NOTHING
    is_over = row.get("done_at") or row.get("closed_at") or row.get("has_left") or row.get("active") is False
    if is_over:
        return (words, "muted")
    return (words, "bad") if field.name == "due" and row.get("overdue") else words


def value_words(field: Field, value: Value, playbook: Playbook, currency: str) -> str:
    """Return a value as people read it, empty for none."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, tuple):
        return " · ".join(_label(field, item, playbook) for item in value)
    if field.type is FieldType.MONEY and isinstance(value, Decimal):
        return format_money(to_minor(value, currency), currency)
    if field.type is FieldType.PERCENT:
        return f"{value} %"
    text = recurrence_words(str(value)) if field.type is FieldType.RECURRENCE else str(value)
    return _label(field, text, playbook) if field.choices else one_line(text[:_BRIEF])


def _label(field: Field, code: str, playbook: Playbook) -> str:
    return playbook.label(field.choices, code) if field.choices else code
