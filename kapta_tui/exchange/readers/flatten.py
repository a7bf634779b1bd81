"""Nested JSON records as flat rows: `parent.child` columns, lists in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kapta_tui.exchange.readers.table import BATCH, Batch
from kapta_tui.exchange.readers.walk import as_json

_HALF = re.compile("[\ud800-\udfff]")
_NO_RECORD = "a record (an object) is expected here"


VALUE = "value"
"""The column of values that are no objects, in a file of nothing else."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands in the place of a record that cannot be read, and why it cannot."""

    reason: str


def names(record: object) -> Iterable[str]:
    """Return the columns a record fills, as `flat` names them; what is no object fills none."""
    if not isinstance(record, dict):
        return ()
    if not any(type(value) is dict for value in record.values()):
        return record
    return flat(record)


def batches(records: Iterable[tuple[int, object]], header: tuple[str, ...]) -> Iterator[Batch]:
    """Yield the records as rows of text in the order of `header`; what is no object gets a problem."""
    lines: list[int] = []
    rows: list[list[str]] = []
    problems: dict[int, str] = {}
    for line, record in records:
        cells = flat(record)
        if isinstance(record, Broken):
            problems[len(rows)] = record.reason
        elif not isinstance(record, dict) and header != (VALUE,):
            problems[len(rows)] = _NO_RECORD
        lines.append(line)
        rows.append([cells.get(name, "") for name in header])
        if len(rows) == BATCH:
            yield Batch(lines, rows, problems)
            lines, rows, problems = [], [], {}
    yield Batch(lines, rows, problems)


def flat(record: object) -> dict[str, str]:
    """Return a record as column and text; a value that is no object stands under "value"."""
    if isinstance(record, Broken):
        return {}
    if not isinstance(record, dict):
        return {VALUE: scalar(record)}
    cells: dict[str, str] = {}
    _into(cells, "", record)
    return cells


def scalar(value: object) -> str:
    """Return a JSON value as the text of a cell: null is empty, lists of plain values are joined with "; "."""
    if type(value) is str:
        return value if value.isascii() else whole(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return "; ".join(_piece(scalar(item)) for item in value)
    return as_json(value)


def _piece(text: str) -> str:
    """Return an entry of a list as a cell writes it: in double quotes where it would be taken for several."""
    if ";" not in text and not text.startswith('"'):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def whole(text: str) -> str:
    """Return the text with a mark in place of each half character, which JSON can write and nothing can store."""
    return _HALF.sub("\ufffd", text)


def _into(cells: dict[str, str], prefix: str, record: dict[str, object]) -> None:
    for key, value in record.items():
        if isinstance(value, dict) and value:
            _into(cells, f"{prefix}{key}.", value)
        else:
            cells[f"{prefix}{key}"] = scalar(value)
