"""What a bulk import is given and what it gives back: typed rows of one table in, counts and reasons out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from kapta_tui.domain.fields import Field, FieldType, Kind

Cell = str | int | None
"""A value as it is staged: ISO dates, 0 and 1, decimal text for amounts, a name or id for a reference,
several values joined by `LIST_SEPARATOR`."""

Staged = list[Sequence[Cell]]
"""Some rows as columns: their numbers (from 1, in reading order), their lines in the file, then one column of
cells for each field; all of one length."""


HAVE_MADE: Final = "have missing ones made"
"""What a reason advises where a load could make what its rows name; who shows it says with which option."""


GIVE_ONE: Final = "rows without one can be given it"
"""What a reason advises where rows name no account; who shows it says with which option."""


_MADE_FROM: Final = ("source", "source_name", "risk")

OWN_FIELDS: Final = {
    "accounts": ("archived", "satisfaction_on"),
    "contacts": ("relationships",),
    "notes": ("risk", "action", "task"),
    "risks": ("stages",),
    "goals": ("started_at", "completed_at", *_MADE_FROM),
    "objectives": ("goal_id", "completed_at"),
    "actions": ("goal_id", "objective_id", "started_at", "completed_at", *_MADE_FROM),
    "tasks": ("action_id", "done_at", "until", *_MADE_FROM),
}
"""Kind to the fields that no form sets, and that a file this program wrote brings along all the same."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Why the row that begins in `line` was left out; `column` is the header of the cell, or empty.

    `record` is the row's number where its file holds records and not lines, else 0.
    """

    line: int
    column: str
    value: str
    reason: str
    record: int = 0

    @property
    def place(self) -> str:
        """Where the row stands, as people find it: "line 5", or "record 3 (line 5)"."""
        return f"record {self.record} (line {self.line})" if self.record else f"line {self.line}"


@dataclass(slots=True)
class Tally:
    """What became of the rows of one load.

    `merged` rows repeat or complete another row of the file (`joined`: their number to their line and that row's
    number and line), `same` rows were not even staged because they say what is
    stored; both count as unchanged. `skipped` counts rows left out by
    reason. `rejects` holds one entry per row, under the row's number; `warnings` the cells that were left
    out of rows whose record stands. With `by_record` rows are told by that number, not by their line alone.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    same: int = 0
    rows: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    rejects: dict[int, Reject] = field(default_factory=dict)
    warnings: dict[int, list[Reject]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    by_record: bool = False
    joined: dict[int, tuple[int, int, int]] = field(default_factory=dict)

    def reject(self, at: int, reject: Reject) -> None:
        """Reject the row staged as `at`; the first reason stays."""
        self.rejects.setdefault(at, self._placed(at, reject))

    def warn(self, at: int, cell: Reject) -> None:
        """Tell that a cell of the row staged as `at` was left out, for the reason given."""
        self.warnings.setdefault(at, []).append(self._placed(at, cell))

    def place(self, at: int, line: int) -> str:
        """Return where the row staged as `at` stands, in words."""
        return self._placed(at, Reject(line, "", "", "")).place

    def _placed(self, at: int, cell: Reject) -> Reject:
        return replace(cell, record=at) if self.by_record else cell


class Late(NamedTuple):
    """A link still to be made: the row's line, the id of its record, and the text that names the other one."""

    line: int
    record: int
    text: str


class Ending(NamedTuple):
    """A goal to be completed as of `day` once its actions have ended: its id, and the row's line, column and cell."""

    line: int
    goal: int
    day: date
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Load:
    """One table of an import: `batches()` yields its rows, some at a time, cells aligned to `fields`.

    `headers` gives each field's column as the file calls it, `by_id` the references that hold ids of the
    other system, `loose` those that are left out of a record where they name nobody, `match` the fields that
    recognise an existing record, tried in order. With `own` the fields include `id` and `created_at` of a
    file this program wrote. `create_accounts` makes accounts that rows name and nobody has, `account` is the
    one of rows that name none. `files` gives each path of a document as `fingerprint.read` does.
    """

    number: int
    kind: Kind
    fields: tuple[Field, ...]
    headers: tuple[str, ...]
    batches: Callable[[], Iterator[Staged]]
    match: tuple[str, ...]
    by_id: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    own: bool = False
    create_accounts: bool = False
    account: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    late: dict[int, Late] = field(default_factory=dict)
    """By the number of a row what links its record to one of a kind that is imported later."""
    endings: dict[int, Ending] = field(default_factory=dict)
    """By the number of a row the goal that waits for its actions, which are imported later."""

    @property
    def stage(self) -> str:
        """The name of the staging table."""
        return f"stage_{self.number}"

    def has(self, name: str) -> bool:
        """Return whether the file has a column for the field."""
        return any(item.name == name for item in self.fields)

    def header(self, name: str) -> str:
        """Return what the file calls the field's column."""
        pairs = zip(self.fields, self.headers, strict=True)
        return next((header for item, header in pairs if item.name == name), name)

    @property
    def written(self) -> tuple[Field, ...]:
        """The built-in fields with a column of their own that the rows set."""
        return tuple(item for item in self.fields if item.writable and not item.custom and single(item))

    @property
    def references(self) -> tuple[Field, ...]:
        """The fields that name one record."""
        return tuple(item for item in self.fields if item.type is FieldType.REFERENCE and item.writable)

    @property
    def customs(self) -> tuple[Field, ...]:
        """The custom fields the rows set."""
        return tuple(item for item in self.fields if item.custom)


def single(item: Field) -> bool:
    """Return whether the field is one column of the record's row."""
    return item.type is not FieldType.REFERENCES
