"""A spreadsheet to fill in: the columns an import takes, and a sheet that explains each of them."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kapta_tui.domain import custom
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.kinds import kind_named
from kapta_tui.domain.playbook import Playbook
from kapta_tui.exchange.writers import Sheet, format_of, write_sheets

_TYPES = {
    FieldType.TEXT: "Text",
    FieldType.LONG: "Text of any length",
    FieldType.INTEGER: "Whole number",
    FieldType.PERCENT: "Whole number 0 to 100",
    FieldType.NUMBER: "Number",
    FieldType.MONEY: "Amount, such as 1200.50",
    FieldType.DATE: "Day, such as 2026-12-31",
    FieldType.INSTANT: "Moment",
    FieldType.FLAG: "yes or no",
    FieldType.CHOICE: "One of the choices",
    FieldType.REFERENCE: "Name, external id or e-mail of one of: {}",
    FieldType.REFERENCES: "Names of {}, with semicolons between",
    FieldType.RECURRENCE: "Words such as: every 2 weeks on Monday; or an iCalendar rule",
    FieldType.LABELS: "Words, with semicolons between",
}
_HEAD = ("Column", "Meaning", "What to write", "Required", "Choices")


def write_template(kind: str, playbook: Playbook, out: Path | BinaryIO, format: str | None = None) -> None:  # noqa: A002
    """Write an empty table with the fields of `kind` as columns, those of the playbook too.

    A workbook gets a second sheet that explains each column and lists its choices.

    Raises:
        UsageError: there is no such kind, or `out` cannot be written in this format.
    """
    found = kind_named(kind)
    fields = [item for item in custom.fields_of(found, playbook).values() if item.writable]
    table = Sheet(found.name, [item.name for item in fields], ())
    name = format_of(out if isinstance(out, Path) else Path("template.xlsx"), format)
    if name not in ("xlsx", "csv", "tsv"):
        raise UsageError(f"A template cannot be filled in as {name}.", "Use xlsx, csv or tsv.")
    if name != "xlsx":
        write_sheets(out, name, [table])
        return
    required = {item.name for item in fields if item.required} | set(playbook.required(found.name))
    about = Sheet("explanation", _HEAD, [_explain(item, playbook, required) for item in fields])
    write_sheets(out, name, [table, about])


def _explain(item: Field, playbook: Playbook, required: set[str]) -> tuple[str, ...]:
    meaning = f"{item.label}. {item.help}" if item.help else item.label
    choices = playbook.offered(item.choices) if item.choices else ()
    return (
        item.name,
        meaning,
        _TYPES[item.type].format(item.target),
        "yes" if item.name in required and item.default is None else "",
        "; ".join(choice.label for choice in choices),
    )
