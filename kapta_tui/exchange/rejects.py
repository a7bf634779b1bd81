"""Rejected rows as files to mend: where they may be written, and writing them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kapta_tui.data.write.bulk_load import Reject, Tally
from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.mapping import REASON_COLUMN
from kapta_tui.exchange.readers import Table, open_tables
from kapta_tui.exchange.writers import format_of, write_table
from kapta_tui.exchange.writers.target import words_for

_FIRST_LINE = 1 << 16


def check_rejects(out: Path, sources: Iterable[Path]) -> None:
    """Raise UsageError unless rejected rows of `sources` may be written to `out`; nothing is written.

    A file that is there is replaced only when it is a file of rejected rows itself, so that a script can name
    the same one every night; never one of the sources. Raises KaptaError for a name no file can have.
    """
    format_of(out)
    with words_for(out.name):
        if out.is_dir():
            raise IsADirectoryError(out)
        target = out.resolve()
        if not target.parent.is_dir():
            raise FileNotFoundError(target.parent)
        if out.exists():
            _check_replaced(out, sources)
            if not target.is_file():
                # A device or a pipe is written to where it is.
                return
        if not os.access(target.parent, os.W_OK | os.X_OK):
            raise PermissionError(target.parent)


def check_further(out: Path, tables: Sequence[Table], sources: Iterable[Path]) -> None:
    """Raise UsageError unless the files beside `out`, for rows of further tables, may be written too."""
    sources = list(sources)
    for path in _beside(out, tables)[1:]:
        check_rejects(path, sources)


def write_rejects(out: Path, tables: Sequence[tuple[Table, Iterable[Tally]]]) -> Iterator[Path]:
    """Write the rejected rows as they were read, with the reason; yield every file when it is written.

    Rows that came in without some cell are among them: mended and imported, they fill it in.
    One table goes to `out`; of several, each further one to a file beside it with the table's name.

    Raises:
        UsageError: `out` has no known suffix or cannot be written.
        KaptaError: the disk is full.
    """
    format_name = format_of(out)
    is_first = True
    for path, (table, tallies) in zip(_beside(out, [table for table, _ in tables]), tables, strict=True):
        reasons: dict[int, str] = {}
        for tally in tallies:
            for number, cells in tally.warnings.items():
                reasons[number] = "; ".join(map(_why, cells))
            for number, reject in tally.rejects.items():
                reasons[number] = _why(reject)
        if not reasons:
            continue
        target = out if is_first else path
        header = [name for name in table.header if name != REASON_COLUMN] + [REASON_COLUMN]
        write_table(target, format_name, header, _rejected(table, reasons), table.name)
        is_first = False
        yield target


def _check_replaced(out: Path, sources: Iterable[Path]) -> None:
    if any(source.exists() and source.samefile(out) for source in sources):
        raise UsageError(
            f"{out.name} is one of the files to be imported.", "Give the rejected rows another name."
        )
    if out.is_file() and not _holds_rejects(out):
        raise UsageError(
            f"{out.name} is there already and holds no rejected rows.",
            "Give the rejected rows another name, or take that file away.",
        )


def _holds_rejects(path: Path) -> bool:
    """Return whether a file has the column of reasons that only files of rejected rows have."""
    if path.suffix.lower() == ".md":
        with path.open("rb") as stream:
            return stream.readline(_FIRST_LINE).rstrip().endswith(f"| {REASON_COLUMN} |".encode())
    try:
        return any(REASON_COLUMN in table.header for table in open_tables(path))
    except UsageError:
        return False


def _beside(out: Path, tables: Sequence[Table]) -> list[Path]:
    """Return a name of its own for every table, beside `out`."""
    found: list[Path] = []
    for table in tables:
        stem = f"{out.stem}-{_safe(table.name)}"
        path, number = out.with_name(f"{stem}{out.suffix}"), 1
        while path in found:
            number += 1
            path = out.with_name(f"{stem}-{number}{out.suffix}")
        found.append(path)
    return found


def _why(cell: Reject) -> str:
    """Return the reason with its column, and the number of the record in a file that people do not read by lines."""
    where = ", ".join(filter(None, (cell.place if cell.record else "", cell.column)))
    return f"{where}: {cell.reason}" if where else cell.reason


def _rejected(table: Table, reasons: dict[int, str]) -> Iterator[list[str]]:
    width = len(table.header)
    keep = [at for at, name in enumerate(table.header) if name != REASON_COLUMN]
    for number, row in enumerate(table.rows, start=1):
        if number in reasons:
            cells = [*row.cells, *[""] * (width - len(row.cells))]
            yield [*(cells[at] for at in keep), reasons[number]]


def _safe(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in name)[:60] or "table"
