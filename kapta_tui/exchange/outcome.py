"""What an import did, file by file: for people and for scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kapta_tui.data.write.bulk_load import Reject, Tally
from kapta_tui.domain.errors import KaptaError
from kapta_tui.exchange.readers.table import counted

_MERGED = (
    "row repeats or completes another row and was merged with it",
    "rows repeat or complete another row and were merged with it",
)


@dataclass
class FileOutcome:
    """What became of one table of a file, or why nothing did (`kind` is empty then).

    `rows` is the sum of created, updated, unchanged, rejected and skipped. `warnings` are the cells left out
    of rows that stand, `read_as` gives header → field, `unmatched` the filled columns that are no field. `links`
    says of a table that only links others what it gave them. `path` is where the file is, None for a stream.
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
    path: Path | None = None

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

    `rolled_back` says that rejected rows made a strict import keep nothing. `rejects` are the files that were
    written with rejected rows, `unwritten` says why one of them was not; the import stands all the same.
    """

    files: list[FileOutcome]
    event: int | None = None
    dry_run: bool = False
    rolled_back: bool = False
    sentence: str = ""
    people: list[str] = field(default_factory=list)
    rejects: list[Path] = field(default_factory=list)
    unwritten: KaptaError | None = None

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
        "record": cell.record or None,
        "line": cell.line,
        "column": cell.column or None,
        "value": cell.value or None,
        "reason": cell.reason,
    }
