"""A result before it has a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kapta_tui.cli.output.json_text import Json
from kapta_tui.domain.fields import Value


class Column(NamedTuple):
    """One column: `name` heads it for programs, `label` for people; `show` words a value for people."""

    name: str
    label: str
    show: Callable[[Value], str]
    right: bool = False


class Listing(NamedTuple):
    """Rows of values under their columns, and the same as JSON objects; only one of the two is asked for."""

    name: str
    columns: Sequence[Column]
    rows: Callable[[], Sequence[Sequence[Value]]]
    objects: Callable[[], Sequence[Mapping[str, Json]]]


def flat_listing(name: str, keys: Sequence[str], objects: Sequence[Mapping[str, Value]]) -> Listing:
    """Return objects of plain values as a listing with a column for each of `keys`."""
    columns = [Column(key, key.replace("_", " ").capitalize(), shown, key == "id") for key in keys]
    return Listing(name, columns, lambda: [[item[key] for key in keys] for item in objects], lambda: objects)


def shown(value: Value) -> str:
    """Return a plain value in words."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
