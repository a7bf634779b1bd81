"""A result before it has a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kapta_tui.cli.output.json_text import Json
from kapta_tui.domain.fields import Value


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` heads it for programs, `label` for people; `show` words a value for people."""

    name: str
    label: str
    show: Callable[[Value], str]
    right: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
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
