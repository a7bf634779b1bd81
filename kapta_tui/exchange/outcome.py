"""What an import did, file by file: for people, for scripts, and as a file of rejected rows to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kapta_tui.data.write.bulk_load import Reject, Tally
from kapta_tui.exchange.mapping import REASON_COLUMN
from kapta_tui.exchange.readers import Table
from kapta_tui.exchange.readers.table import counted
from kapta_tui.exchange.writers import format_of, write_table

_MERGED = (
    "row repeats another row and was merged with it",
    "rows repeat another row and were merged with it",
)


@dataclass
class FileOutcome:
    """What became of one table of a file, or why nothing did (`kind` is empty then).

    `rows` is the sum of created, updated, unchanged, rejected and skipped. `warnings` are the cells left out
    of rows that stand, `read_as` gives header → field, `unmatched` the columns that are no field. `links`
    says of a table that only links others what it gave them.
    """

    file: str
    table: str = ""
    kind: str = ""
    preset: str = ""
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0
    skips: dict[str, int] = field(default_factory=dict)
    reasons: list[Reject] = field(default_factory=list)
    warnings: list[Reject] = field(default_factory=list)
    details: str = ""
    links: str = ""
    notes: list[str] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()

    def take(self, tally: Tally) -> None:
        """Fill the counts from what the store tallied."""
        self.rows = tally.rows
        self.created, self.updated, self.unchanged = tally.created, tally.updated, tally.unchanged
        self.rejected = len(tally.rejects)
        self.skips = dict(tally.skipped)
        self.skipped = sum(tally.skipped.values())
        self.reasons = [tally.rejects[number] for number in sorted(tally.rejects)]
        self.warnings = [
            cell
            for number in sorted(tally.warnings.keys() - tally.rejects)
            for cell in tally.warnings[number]
        ]
        self.notes.extend(note for note in tally.notes if note not in self.notes)
        if tally.merged:
            self.notes.append(counted(tally.merged, *_MERGED))


@dataclass
class ImportOutcome:
    """The outcome of one import; `event` is None when nothing changed or nothing was kept.

    `rolled_back` says that rejected rows made a strict import keep nothing.
    """

    files: list[FileOutcome]
    event: int | None = None
    dry_run: bool = False
    rolled_back: bool = False
    sentence: str = ""
    people: list[str] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Return how many rows were rejected in all."""
        return sum(item.rejected for item in self.files)

    @property
    def left_out(self) -> int:
        """Return how many cells were left out of records that stand."""
        return sum(len(item.warnings) for item in self.files)

    @property
    def changed(self) -> int:
        """Return how many records were created or updated."""
        return sum(item.created + item.updated for item in self.files)

    def as_json(self) -> dict[str, Any]:
        """Return the stable keys of `import --json` (interface.md: import outcome)."""
        return {
            "files": [_file(item) for item in self.files],
            "event": self.event,
            "dry_run": self.dry_run,
            "rolled_back": self.rolled_back,
            "people_created": self.people,
        }


def _file(item: FileOutcome) -> dict[str, Any]:
    counts = ("rows", "created", "updated", "unchanged", "rejected", "skipped")
    return {
        "file": item.file,
        "table": item.table,
        "kind": item.kind or None,
        "preset": item.preset or None,
        **{name: getattr(item, name) for name in counts},
        "reasons": [_reason(reject) for reject in item.reasons],
        "warnings": [_reason(cell) for cell in item.warnings],
        "skips": item.skips,
        "notes": item.notes,
        "unmatched": list(item.unmatched),
    }


def _reason(cell: Reject) -> dict[str, Any]:
    return {
        "line": cell.line,
        "column": cell.column or None,
        "value": cell.value or None,
        "reason": cell.reason,
    }


def write_rejects(out: Path, tables: Sequence[tuple[Table, Iterable[Tally]]]) -> list[Path]:
    """Write the rejected rows as they were read, with the reason, and return the files written.

    Rows that came in without some cell are among them: mended and imported, they fill it in.
    One table goes to `out`; of several, each further one to a file beside it with the table's name.

    Raises:
        UsageError: `out` has no known suffix or cannot be written.
    """
    format_name = format_of(out)
    written: list[Path] = []
    for table, tallies in tables:
        reasons: dict[int, str] = {}
        for tally in tallies:
            for number, cells in tally.warnings.items():
                reasons[number] = "; ".join(map(_why, cells))
            for number, reject in tally.rejects.items():
                reasons[number] = _why(reject)
        if not reasons:
            continue
        path = out if not written else out.with_name(f"{out.stem}-{_safe(table.name)}{out.suffix}")
        header = [name for name in table.header if name != REASON_COLUMN] + [REASON_COLUMN]
        write_table(path, format_name, header, _rejected(table, reasons), table.name)
        written.append(path)
    return written


def _why(cell: Reject) -> str:
    return f"{cell.column}: {cell.reason}" if cell.column else cell.reason


def _rejected(table: Table, reasons: dict[int, str]) -> Iterator[list[str]]:
    width = len(table.header)
    keep = [at for at, name in enumerate(table.header) if name != REASON_COLUMN]
    for number, row in enumerate(table.rows, start=1):
        if number in reasons:
            cells = [*row.cells, *[""] * (width - len(row.cells))]
            yield [*(cells[at] for at in keep), reasons[number]]


def _safe(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in name)[:60] or "table"
