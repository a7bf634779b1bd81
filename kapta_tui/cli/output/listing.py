"""A result before it has a format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    objects: Callable[[], list[dict[str, Json]]]
