"""Typed values as the text of a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kapta_tui.domain.fields import Value
from kapta_tui.exchange.writers.guard import SUSPECT, neutralise

Row = Sequence[Value]
JOINT = "; "


@dataclass(frozen=True, slots=True)
class Packs:
    """Rows as one text each, some at a time, their cells parted by `mark`.

    `cells` takes some rows apart and makes every cell safe for spreadsheets. Where a row holds nothing of
    `special`, and no cell begins like a formula, its cells are the texts to write.
    """

    mark: str
    special: str
    rows: Iterable[list[str]]
    cells: Callable[[list[str]], list[Row]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to write. `name` is the kind, `header` the column names (the keys, in JSON).

    `packs` are rows that come as text already, for the formats that write nothing else.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Row] = ()
    packs: Packs | None = None


def plain(value: Value) -> str:
    """Return `value` as text: numbers in digits, ISO dates, true and false, nothing for None, lists joined."""
    return _TEXT[type(value)](value)


def safe_row(row: Row) -> list[str]:
    """Return the cells of a row as text with formula-like texts neutralised; numbers are left alone."""
    return [
        value if type(value) is str and value[:1] not in SUSPECT else _safe(value)
        for value in row
    ]  # fmt: skip


def _safe(value: Value) -> str:
    return neutralise(plain(value)) if isinstance(value, str | tuple) else plain(value)


_TEXT: dict[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    Decimal: lambda value: format(value, "f"),
    date: date.isoformat,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _value: "",
    tuple: JOINT.join,
}
