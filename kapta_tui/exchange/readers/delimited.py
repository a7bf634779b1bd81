"""CSV and its kin: text files whose cells are separated by commas, semicolons, tabs or pipes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO, TextIO

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers.dialect import Dialect, find_dialect
from kapta_tui.exchange.readers.encoding import Encoding, find_encoding
from kapta_tui.exchange.readers.header import LOOK, find_header, name_columns
from kapta_tui.exchange.readers.rows import Block, read_blocks
from kapta_tui.exchange.readers.source import Source
from kapta_tui.exchange.readers.table import Batch, Table, counted

_SAMPLE_LINES = 500
_SAMPLE_CHARS = 1 << 18


@dataclass(frozen=True, slots=True)
class _Layout:
    """Everything found out before the first data row; `first` is that row's physical line."""

    source: Source
    encoding: Encoding
    dialect: Dialect
    width: int
    first: int


def read_delimited(source: Source, kind: str, wanted: str | None = None) -> list[Table]:
    """Return the one table of a text file. Raises UsageError when it holds no row or cannot be decoded."""
    encoding = find_encoding(source, wanted)
    with source.open() as raw, _text(raw, encoding) as stream:
        lines = _sample(stream)
    dialect = find_dialect(lines, source.suffix)
    starts, rows, ends = _preview(lines, dialect)
    at = find_header(rows)
    if at is None:
        raise UsageError(f"{source.name} holds no rows, only blank lines.", "Export it again.")
    header, notes = name_columns(rows[at])
    layout = _Layout(source, encoding, dialect, len(header), ends[at] + 1)
    details = f"{encoding.label}, {dialect.label if len(header) > 1 else 'one column'}"
    table = Table(source.stem, kind, header, starts[at], details, lambda table: _read(table, layout))
    table.notes.extend([*_notes(layout, sum(map(any, rows[:at]))), *notes])
    return [table]


def _text(raw: BinaryIO, encoding: Encoding) -> TextIO:
    # newline="" leaves the ends alone, so that a cell keeps its own and lines are counted as editors do.
    return io.TextIOWrapper(raw, encoding.codec, encoding.errors, newline="")


def _sample(stream: TextIO) -> list[str]:
    lines, left = [], _SAMPLE_CHARS
    for line in islice(stream, _SAMPLE_LINES):
        lines.append(line.replace("\0", ""))
        left -= len(line)
        if left < 0:
            break
    return lines


def _preview(lines: Sequence[str], dialect: Dialect) -> tuple[list[int], list[list[str]], list[int]]:
    """Return the first rows with the physical lines where each begins and ends."""
    starts: list[int] = []
    rows: list[list[str]] = []
    ends: list[int] = []
    reader = dialect.reader(lines[dialect.skip :], strict=False)
    try:
        for row in islice(reader, LOOK):
            starts.append((ends[-1] if ends else dialect.skip) + 1)
            rows.append(row)
            ends.append(reader.line_num + dialect.skip)
    except csv.Error:
        # A cell beyond the field limit: the rows before it are enough to find the header.
        pass
    return starts, rows, ends


def _notes(layout: _Layout, before: int) -> list[str]:
    notes = []
    if before:
        notes.append(f"{counted(before, 'line')} above the column names left out")
    if layout.encoding.nuls:
        notes.append(f"{counted(layout.encoding.nuls, 'NUL character')} left out")
    if layout.dialect.escape:
        notes.append("Backslashes read as marks before quotation marks")
    return notes


@dataclass(slots=True)
class _Tally:
    """What was met on the way and is worth a remark at the end."""

    comments: int = 0
    trimmed: int = 0
    quotes: int = 0
    quote_line: int = 0
    broken: int = 0

    def tell(self, table: Table) -> None:
        if self.comments:
            table.note(f"{counted(self.comments, 'comment line')} left out")
        if self.trimmed:
            table.note(f"{counted(self.trimmed, 'row')} with empty cells beyond the last column, left out")
        if self.quotes:
            count = counted(self.quotes, "quotation mark")
            table.note(f"{count} inside unquoted cells kept as they stand (first in line {self.quote_line})")
        if self.broken:
            table.note(f"{counted(self.broken, 'character')} could not be decoded and shown as \ufffd")


def _read(table: Table, layout: _Layout) -> Iterator[Batch]:
    tally, odd = _Tally(), _odd_quote(layout.dialect)
    with layout.source.open() as raw, _text(raw, layout.encoding) as stream:
        for _ in islice(stream, layout.first - 1):
            pass
        for block in read_blocks(stream, layout.dialect, layout.first, nuls=bool(layout.encoding.nuls)):
            _count_oddities(block, odd, layout, tally)
            yield _shape(block, layout.width, tally)
    tally.tell(table)


def _odd_quote(dialect: Dialect) -> re.Pattern[str]:
    """Match a quotation mark with ordinary characters on both sides: it can neither open, close nor escape."""
    edge = re.escape(dialect.separator) + r'\r\n"'
    before = edge + (" " if dialect.spaced else "") + (r"\\" if dialect.escape else "")
    return re.compile(f'"(?<=[^{before}]")[^{edge}]')


def _count_oddities(block: Block, odd: re.Pattern[str], layout: _Layout, tally: _Tally) -> None:
    content = "".join(chain.from_iterable(block.rows))
    if layout.encoding.errors == "replace":
        tally.broken += content.count("\ufffd")
    if '"' not in content or block.problems:
        return
    text = "".join(block.lines[: len(block.lines) - len(block.rest)])
    found = [match.start() for match in odd.finditer(text)]
    if found and not tally.quotes:
        before = text[: found[0]]
        ends = before.count("\n") + before.count("\r") - before.count("\r\n")
        tally.quote_line = block.starts[0] + ends
    tally.quotes += len(found)


def _shape(block: Block, width: int, tally: _Tally) -> Batch:
    """Return the rows at the width of the header; blank rows and comments go, misfits are marked."""
    if not block.problems and set(map(len, block.rows)) == {width} and all(map(any, block.rows)):
        return Batch(block.starts, block.rows, {})
    rows: list[list[str]] = []
    lines: list[int] = []
    problems: dict[int, str] = {}
    for at, (line, row) in enumerate(zip(block.starts, block.rows, strict=True)):
        if not any(row):
            continue
        problem = block.problems.get(at)
        if problem is None and len(row) != width:
            if len(row) == 1 and row[0].lstrip().startswith("#"):
                tally.comments += 1
                continue
            row, problem = _fit(row, width, tally)
        if problem is not None:
            problems[len(rows)] = problem
            row = row + [""] * (width - len(row))
        rows.append(row)
        lines.append(line)
    return Batch(lines, rows, problems)


def _fit(row: list[str], width: int, tally: _Tally) -> tuple[list[str], str | None]:
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        tally.trimmed += 1
        return row[:width], None
    return row, f"{counted(len(row), 'cell')} where the header has {width}"
