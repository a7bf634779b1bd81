"""What every reader hands on: tables of text with the line each row came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

BATCH = 5000


_TOTALS = frozenset(
    {"total", "totals", "grand total", "sum", "summe", "gesamt", "gesamtsumme", "totaal", "somme", "totale"}
)
_FIGURE = re.compile(r"[-+(]?\W{0,3}[A-Z]{0,3}\s?\d[\d.,' ]*\s?(%|\w{0,3}\W?)\)?")


def is_totals(row: Sequence[str]) -> bool:
    """Return whether a row begins with "Total", holds at least one number, and besides numbers nothing."""
    first, *others = [text.strip() for text in row] or [""]
    filled = [text for text in others if text]
    return first.rstrip(":").casefold() in _TOTALS and bool(filled) and all(map(_FIGURE.fullmatch, filled))


class RawRow(NamedTuple):
    """One row as the file holds it.

    `line` is the physical line where the row begins (1-based; in a workbook the row number of the sheet),
    `cells` the text of each cell, `problem` the reason why the row cannot be trusted, or None.
    """

    line: int
    cells: tuple[str, ...]
    problem: str | None = None


class Batch(NamedTuple):
    """Many rows at once: `lines[i]` is where `rows[i]` begins, `problems[i]` what is wrong with it.

    A row without a problem has exactly as many cells as the header. Too short rows are padded with empty
    text, too long ones keep all their cells; both have a problem.
    """

    lines: Sequence[int]
    rows: list[list[str]]
    problems: dict[int, str]

    def without(self, gone: Container[int]) -> Batch:
        """Return the batch without the rows at the places `gone`."""
        kept = [at for at in range(len(self.rows)) if at not in gone]
        problems = {new: self.problems[at] for new, at in enumerate(kept) if at in self.problems}
        return Batch([self.lines[at] for at in kept], [self.rows[at] for at in kept], problems)

    def cut(self, size: int) -> Iterator[Batch]:
        """Yield the same rows in batches of at most `size` rows."""
        if len(self.rows) <= size:
            if self.rows:
                yield self
            return
        for start in range(0, len(self.rows), size):
            stop = start + size
            problems = {at - start: why for at, why in self.problems.items() if start <= at < stop}
            yield Batch(self.lines[start:stop], self.rows[start:stop], problems)


@dataclass(slots=True)
class Table:
    """One table of a file: a CSV file, a sheet, a JSON array.

    `header` is empty when there is nothing to import (`notes` say why). `details` says in words how the
    file was understood ("UTF-8, semicolons"). `notes` are remarks for a person; those that need the
    whole file are added when the last row has been read. Rows can be read any number of times.
    """

    name: str
    format: str
    header: tuple[str, ...]
    header_line: int
    details: str
    produce: Callable[[Table], Iterator[Batch]]
    notes: list[str] = field(default_factory=list)

    @property
    def holds_records(self) -> bool:
        """Whether the rows are records that are told by their number, as in JSON, and not by their line."""
        return self.format in ("json", "jsonl", "vcf")

    def repeats(self, rows: Sequence[Sequence[str]]) -> frozenset[int]:
        """Return the places of rows that only repeat the column names; one name alone may be a value."""
        names = list(self.header)
        if len(names) < 2 or names not in rows:
            return frozenset()
        return frozenset(at for at, row in enumerate(rows) if row == names)

    def note(self, text: str) -> None:
        """Add a remark once, however often the rows are read."""
        if text not in self.notes:
            self.notes.append(text)

    def batches(self, size: int = BATCH) -> Iterator[Batch]:
        """Yield all rows in batches of at most `size`, without repeated column names and a last row of totals.

        Records are all there but for the last, so that their numbers hold.
        """
        for batch in self._told(self.produce(self)):
            yield from batch.cut(size)

    def _told(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        repeated = 0
        held: Batch | None = None
        for batch in batches:
            if not self.holds_records and (gone := self.repeats(batch.rows)):
                repeated += len(gone)
                batch = batch.without(gone)
            if held is not None and batch.rows:
                yield held
            held = batch if batch.rows or held is None else held
        if repeated:
            self.note(f"Column names repeated in {counted(repeated, 'row')}, left out")
        if held is not None:
            yield self._without_totals(held)

    def _without_totals(self, batch: Batch) -> Batch:
        last = len(batch.rows) - 1
        if last < 0 or last in batch.problems or self.format == "vcf" or not is_totals(batch.rows[last]):
            return batch
        self.note(f"The last row ({batch.rows[last][0].strip()}) only adds up the others, left out")
        return batch.without({last})

    @property
    def rows(self) -> Iterator[RawRow]:
        """Yield all rows one by one, from the first."""
        for batch in self.batches():
            for at, (line, cells) in enumerate(zip(batch.lines, batch.rows, strict=True)):
                yield RawRow(line, tuple(cells), batch.problems.get(at))


def nothing(_table: Table) -> Iterator[Batch]:
    """Yield no rows: the content of a table that holds no records."""
    return iter(())


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 line" or "1 234 lines" in the spelling of this program."""
    return f"1 {one}" if number == 1 else f"{number:,} {many or one + 's'}"
