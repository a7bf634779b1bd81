"""Fields of one's own for columns that no field fits, typed by what the columns hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from kapta_tui.domain.custom import CUSTOM_KINDS
from kapta_tui.domain.dates import written_date
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.numbers import parse_number
from kapta_tui.domain.text import fold
from kapta_tui.domain.values import as_flag
from kapta_tui.exchange.mapping import TableMapping
from kapta_tui.exchange.readers import Table

_SAMPLE = 500
_ODD = re.compile(r"[^a-z0-9]+")
_LEADING_ZERO = re.compile(r"0\d")


def with_fields(text: str, tables: Iterable[tuple[Table, TableMapping]]) -> str:
    """Return the playbook `text` with a field for every unmatched column that holds anything.

    Kinds that cannot have fields of their own are left alone.
    """
    made: dict[tuple[str, str], str] = {}
    for table, mapping in tables:
        if mapping.kind.name not in CUSTOM_KINDS:
            continue
        rows = [row for batch in table.batches(_SAMPLE) for row in batch.rows[:_SAMPLE]][:_SAMPLE]
        for header in mapping.unmatched:
            at = table.header.index(header)
            cells = [cell for row in rows if at < len(row) and (cell := row[at].strip())]
            name = field_name(header, mapping.kind.name)
            if cells and name:
                made.setdefault((mapping.kind.noun, name), _entry(mapping.kind.noun, name, header, cells))
    return text.rstrip("\n") + "\n" + "".join(made.values()) if made else text


def field_name(header: str, kind: str) -> str:
    """Return the name of a field for a column; one that a field of the kind has already gets `_2`."""
    name = _ODD.sub("_", fold(header)).strip("_")[:40].rstrip("_")
    if name and not name[0].isalpha():
        name = f"field_{name}"
    return f"{name}_2" if name in KINDS[kind].by_name else name


def _entry(noun: str, name: str, header: str, cells: Sequence[str]) -> str:
    label = json.dumps(header, ensure_ascii=False)
    return f'\n[fields.{noun}.{name}]\nlabel = {label}\ntype = "{type_of(cells)}"\n'


def type_of(cells: Sequence[str]) -> str:
    """Return the type that reads every cell: flag, number, date, else text; codes with zeros ahead are text."""
    if any(_LEADING_ZERO.match(cell) for cell in cells):
        return "text"
    if not all(cell in "01" for cell in cells) and _all(as_flag, cells):
        return "flag"
    if _all(parse_number, cells):
        return "number"
    return "date" if _all(lambda cell: written_date(cell, True), cells) else "text"


def _all(read: Callable[[str], object], cells: Sequence[str]) -> bool:
    try:
        for cell in cells:
            read(cell)
    except ValueError:
        return False
    return True
