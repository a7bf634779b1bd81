"""From a table of text and its mapping to a load of typed rows, batch by batch and column by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import compress
from pathlib import Path

from kapta_tui.data import fingerprint
from kapta_tui.data.write.bulk_load import Cell, Load, Reject, Staged, Tally
from kapta_tui.domain.amounts import column_currencies
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.rules import RULES, Rule
from kapta_tui.exchange.ahead import ahead
from kapta_tui.exchange.columns import Read, Reader, cell_reader, day_first, is_dispensable, no_values
from kapta_tui.exchange.emptied import Emptied
from kapta_tui.exchange.mapping import Column, TableMapping
from kapta_tui.exchange.presets import Skip
from kapta_tui.exchange.readers import Batch, Table

_SAMPLE = 5000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SHOWN = 80
_TOLD = ("rows", "skipped", "rejects", "warnings", "notes")
"""What the conversion tells in the tally; the rest is counted by who stages the rows."""
_day = lru_cache(8192)(date.fromisoformat)

_Left = tuple[dict[str, object], list[str], set[str]]
"""What the conversion tells: of the tally, the notes of the table, the columns that hold anything."""

Progress = Callable[[int], None]
"""Told how many rows were read since it was told last."""


@dataclass
class Staging:
    """The conversion of one table by one mapping."""

    table: Table
    mapping: TableMapping
    playbook: Playbook
    tally: Tally = field(default_factory=Tally)
    progress: Progress | None = None
    elsewhere: bool = False
    controls: int = 0
    times_read: int = 0

    def __post_init__(self) -> None:
        self.tally.by_record = self.table.holds_records
        self._filled: set[str] = set()

    def load(
        self,
        number: int,
        match: Sequence[str],
        *,
        create_accounts: bool,
        account: str = "",
        folder: Path | None = None,
    ) -> Load:
        """Return the load whose rows this conversion yields; `match` are the keys that recognise records.

        `account` is that of rows that name none. The files that documents name are read now, before the change
        begins, those with relative paths below `folder`, the home by default.
        """
        columns, self._readers = self._compiled()
        self._identity = match[0] if len(match) == 1 else ""
        self._columns = columns
        return Load(
            number=number,
            kind=self.mapping.kind,
            fields=tuple(column.field for column in columns),
            headers=tuple(column.header for column in columns),
            batches=self._batches,
            match=tuple(match),
            by_id=frozenset(column.field.name for column in columns if column.by_id),
            loose=frozenset(column.field.name for column in columns if column.loose),
            own=self.mapping.own,
            create_accounts=create_accounts,
            account=account if self.mapping.kind.owner == "account" else "",
            files=self._files(None if self.mapping.own else folder),
            tally=self.tally,
        )

    def _files(self, folder: Path | None) -> dict[str, str]:
        """Return each path that rows of documents name with what is read of the file; an export has whole paths."""
        places = [at for at, column in enumerate(self._columns) if column.field.name == "path"]
        files: dict[str, str] = {}
        if self.mapping.kind.name != "documents" or not places:
            return files
        column, reader = self._columns[places[0]], self._readers[places[0]]
        for batch in self.table.batches():
            good = [row for at, row in enumerate(batch.rows) if at not in batch.problems]
            for text in set(self._cells(column, good, _by_place(good, len(self.table.header)))):
                # What cannot be read as a path is told when its row is.
                with suppress(ValueError):
                    path = str(reader.one(text) or "")
                    files[path] = fingerprint.read(path, folder)
        return files

    def _compiled(self) -> tuple[list[Column], list[Reader]]:
        rows = next(self.table.batches(_SAMPLE), Batch((), [], {}))
        good = [row for at, row in enumerate(rows.rows) if at not in rows.problems]
        by_place = _by_place(good, len(self.table.header))
        samples = {column.field.name: self._cells(column, good, by_place) for column in self.mapping.columns}
        dates = [
            order
            for column in self.mapping.columns
            if column.field.type is FieldType.DATE
            and (order := day_first(samples[column.field.name])) is not None
        ]
        order = dates[0] if len(set(dates)) == 1 else self.mapping.day_first
        columns = [*self.mapping.columns, *self._implied_currency(samples)]
        readers = [
            cell_reader(
                column,
                self.mapping,
                self.playbook,
                samples.get(column.field.name, ()),
                order,
                self.table.format,
            )
            for column in columns
        ]
        return columns, readers

    def _implied_currency(self, samples: dict[str, Sequence[str]]) -> list[Column]:
        item = self.mapping.kind.by_name.get("currency")
        if item is None or not item.writable or "currency" in samples:
            return []
        for column in self.mapping.columns:
            if column.field.type is FieldType.MONEY and (
                codes := column_currencies(samples[column.field.name])
            ):
                several = f"carry several currencies: {', '.join(codes)}"
                said = f"are in {codes[0]}" if len(codes) == 1 else several
                self.tally.notes.append(f"Amounts under '{column.header}' {said}")
                unmarked = codes[0] if len(codes) == 1 else ""
                return [Column(item, column.sources, column.header, amounts=unmarked)]
        return []

    def _cells(
        self, column: Column, rows: Sequence[Sequence[str]], by_place: Sequence[Sequence[str]]
    ) -> Sequence[str]:
        """Return the texts of a column: of each row the first source that is filled."""
        if not column.sources:
            return [column.default] * len(rows)
        if len(column.sources) == 1 and len(column.sources[0]) == 1 and not column.labels:
            return by_place[column.sources[0][0]]
        joint = "\n" if column.field.type is FieldType.LONG else " "
        return [self._first(column, row, joint) for row in rows]

    def _first(self, column: Column, row: Sequence[str], joint: str) -> str:
        nothing, word = self._nothing(column), ""
        for number, source in enumerate(column.sources):
            if not column.counts(number, row):
                continue
            text = joint.join(
                part for at in source if (part := row[at].strip()) and part not in self.mapping.nulls
            )
            if text and text not in nothing:
                return text
            word = word or text
        # The word is only kept to be told as read for nothing.
        return column.default or word

    def _nothing(self, column: Column) -> frozenset[str]:
        return no_values(column.field, own=self.mapping.own, written_as=self.table.format)

    def _batches(self) -> Iterator[Staged]:
        self._begin()
        for count, staged in ahead(
            self._converted(), self._left_behind, self._take, elsewhere=self.elsewhere
        ):
            if self.progress is not None and self.times_read == 1:
                self.progress(count)
            if staged:
                yield staged

    def _begin(self) -> None:
        """Count from nothing: the rows may be read more than once. Only the first reading is progress."""
        self.times_read += 1
        self.controls = 0
        self._emptied = Emptied()

    def _left_behind(self) -> _Left:
        return {name: getattr(self.tally, name) for name in _TOLD}, self.table.notes, self._filled

    def _take(self, left: _Left) -> None:
        told, notes, self._filled = left
        for name, value in told.items():
            setattr(self.tally, name, value)
        self.table.notes[:] = notes

    def _converted(self) -> Iterator[tuple[int, Staged]]:
        """Yield how many rows were read, and those of them that can be staged."""
        count = 0
        for batch in self.table.batches():
            yield len(batch.rows), self._staged(batch, count)
            self._note_filled(batch)
            count += len(batch.rows)
        self.tally.rows = count
        if self.controls:
            self.tally.notes.append(f"{self.controls} control characters left out")
        if self._emptied.note:
            self.tally.notes.append(self._emptied.note)

    def _note_filled(self, batch: Batch) -> None:
        """Remember the columns that are no field and hold anything: of empty ones nothing is left out."""
        for header in set(self.mapping.unmatched) - self._filled:
            place = self.table.header.index(header)
            if any(
                row[place].strip()
                for at, row in enumerate(batch.rows)
                if at not in batch.problems and row[place]
            ):
                self._filled.add(header)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns of the rows read so far that are no field and hold anything."""
        return tuple(header for header in self.mapping.unmatched if header in self._filled)

    def _staged(self, batch: Batch, before: int) -> Staged:
        numbers, lines, rows = self._kept(batch, before)
        if not rows:
            return []
        self._count_controls(rows)
        by_place = _by_place(rows, len(self.table.header))
        cells: list[Sequence[Cell]] = []
        bad: set[int] = set()
        for column, reader in zip(self._columns, self._readers, strict=True):
            texts = self._cells(column, rows, by_place)
            try:
                cells.append(reader.batch(texts))
            except ValueError:
                cells.append(self._carefully(column, reader.one, texts, numbers, lines, bad))
            if reader.nothing:
                self._emptied.add(column.header, reader.nothing, texts, cells[-1])
        self._check_rules(cells, numbers, lines, bad)
        staged: Staged = [list(numbers), list(lines), *cells]
        if bad:
            good = [at not in bad for at in range(len(rows))]
            return [list(compress(column, good)) for column in staged]
        return staged

    def _kept(self, batch: Batch, before: int) -> tuple[Sequence[int], Sequence[int], list[list[str]]]:
        """Return numbers, lines and cells of the rows that are neither broken nor to be skipped."""
        start = before + 1
        repeated = self.table.repeats(batch.rows) if self.table.holds_records else frozenset()
        if not batch.problems and not self.mapping.skips and not repeated:
            return range(start, start + len(batch.rows)), batch.lines, batch.rows
        numbers, lines, rows = [], [], []
        for at, (line, row) in enumerate(zip(batch.lines, batch.rows, strict=True)):
            if at in batch.problems:
                self.tally.reject(start + at, Reject(line, "", "", batch.problems[at]))
            elif (
                reason := "only repeats the names of its fields" if at in repeated else self._why_skipped(row)
            ):
                self.tally.skipped[reason] = self.tally.skipped.get(reason, 0) + 1
            else:
                numbers.append(start + at)
                lines.append(line)
                rows.append(row)
        return numbers, lines, rows

    def _why_skipped(self, row: list[str]) -> str:
        return why_skipped(row, self.mapping.skips, self.mapping.nulls)

    def _count_controls(self, rows: Sequence[Sequence[str]]) -> None:
        if "".join(map("".join, rows)).isprintable():
            return
        for row in rows:
            self.controls += len(_CONTROLS.findall("".join(row)))

    def _carefully(
        self,
        column: Column,
        read: Read,
        texts: Sequence[str],
        numbers: Sequence[int],
        lines: Sequence[int],
        bad: set[int],
    ) -> list[Cell]:
        cells: list[Cell] = []
        for at, text in enumerate(texts):
            try:
                cells.append(read(text))
            except ValueError as error:
                cells.append(None)
                fault = Reject(lines[at], column.header, text[:_SHOWN], str(error))
                if is_dispensable(column.field) and column.field.name != self._identity:
                    self.tally.warn(numbers[at], fault)
                    continue
                bad.add(at)
                self.tally.reject(numbers[at], fault)
        return cells

    def _check_rules(
        self, cells: list[Sequence[Cell]], numbers: Sequence[int], lines: Sequence[int], bad: set[int]
    ) -> None:
        """Check the rules over several fields, all of which the file has."""
        places = {column.field.name: at for at, column in enumerate(self._columns)}
        for rule in RULES.get(self.mapping.kind.name, ()):
            if len(rule.fields) > 1 and all(name in places for name in rule.fields):
                columns = [cells[places[name]] for name in rule.fields]
                fields = [self._columns[places[name]].field for name in rule.fields]
                self._check_rule(rule, fields, columns, numbers, lines, bad)

    def _check_rule(
        self,
        rule: Rule,
        fields: Sequence[Field],
        columns: Sequence[Sequence[Cell]],
        numbers: Sequence[int],
        lines: Sequence[int],
        bad: set[int],
    ) -> None:
        shown = self._columns[[column.field for column in self._columns].index(fields[-1])].header
        days = [item.type is FieldType.DATE for item in fields]
        for at, row in enumerate(zip(*columns, strict=True)):
            if None in row:
                continue
            values = [_day(str(cell)) if is_day else cell for cell, is_day in zip(row, days, strict=True)]
            cause = rule.broken(*values)
            if cause is not None and at not in bad:
                bad.add(at)
                self.tally.reject(numbers[at], Reject(lines[at], shown, str(row[-1]), cause.rstrip(".")))


def why_skipped(
    row: Sequence[str], skips: Iterable[tuple[Sequence[int], Skip]], nulls: Container[str]
) -> str:
    """Return the reason for which a row is left out on purpose, by the first of `skips` that does; else nothing."""
    for places, skip in skips:
        texts = [text for at in places if (text := row[at].strip()) and text not in nulls]
        if skip.leaves_out(texts):
            return skip.reason
    return ""


def _by_place(rows: Sequence[Sequence[str]], width: int) -> Sequence[Sequence[str]]:
    """Return the columns of rows that are all `width` wide."""
    return list(zip(*rows, strict=True)) if rows else [()] * width
