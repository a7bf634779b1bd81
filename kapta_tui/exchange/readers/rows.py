"""Blocks of physical lines into rows with line numbers; the quick way first, the careful way when it fails."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from kapta_tui.exchange.readers.dialect import Dialect

BLOCK = 1 << 18
LONGEST = 1 << 25
"""Characters a cell may have: whole mails and attachments stand in exports of CRMs."""
csv.field_size_limit(LONGEST)

_UNCLOSED = "a quotation mark opened in this line is never properly closed"
_UNCLOSED_FAR = f"a quotation mark opened in this line is not closed within {LONGEST:,} characters"
_SHOWN = 1000
_UNDOUBLED = "a quotation mark inside a quoted cell is not doubled"
_TOO_LONG = f"a cell is longer than {LONGEST:,} characters"


@dataclass(slots=True)
class Block:
    """Rows cut from some lines: where each begins, what is wrong with some, and the lines left over."""

    rows: list[list[str]] = field(default_factory=list)
    starts: Sequence[int] = ()
    problems: dict[int, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def read_blocks(stream: TextIO, dialect: Dialect, line: int, *, nuls: bool) -> Iterator[Block]:
    """Yield all rows of `stream`, whose next physical line has the number `line`.

    Memory stays at about a block, or the longest cell, whatever the length of the file: an unclosed quotation
    mark ends at the field limit of `csv`, is reported for the line that opened it, and reading goes on with
    the next line.
    """
    rest: list[str] = []
    size = BLOCK
    while True:
        fresh = stream.readlines(size)
        lines = rest + ([text.replace("\0", "") for text in fresh] if nuls else fresh)
        if not lines:
            return
        block = _cut(lines, line, dialect, last=not fresh)
        yield block
        line += len(lines) - len(block.rest)
        rest = block.rest
        # A cell longer than a block is cut again from its start: twice as much each time keeps that linear.
        size = 2 * size if rest and len(rest) == len(lines) else BLOCK
        if not fresh and not rest:
            return


def _cut(lines: list[str], line: int, dialect: Dialect, *, last: bool) -> Block:
    try:
        rows: list[list[str]] = list(dialect.reader(lines, strict=True))
    except csv.Error:
        return _cut_carefully(lines, line, dialect, last=last)
    return Block(rows, _starts(rows, line, len(lines)), lines=lines)


def _starts(rows: list[list[str]], line: int, count: int) -> Sequence[int]:
    """Return where each row begins: every row is one line, or its cells contain the further line ends."""
    if len(rows) == count:
        return range(line, line + count)
    starts = []
    for row in rows:
        starts.append(line)
        text = ",".join(row)
        line += 1
        if "\n" in text or "\r" in text:
            line += text.count("\n") + text.count("\r") - text.count("\r\n")
    return starts


class _Cursor:
    """An iterator over lines that can be set back."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0

    def __iter__(self) -> _Cursor:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def _cut_carefully(lines: list[str], line: int, dialect: Dialect, *, last: bool) -> Block:
    block, cursor = Block(lines=lines), _Cursor(lines)
    reader = dialect.reader(cursor, strict=True)
    starts: list[int] = []
    block.starts = starts
    while cursor.at < len(lines):
        begin = cursor.at
        try:
            row = next(reader)
        except csv.Error as error:
            if not last and "unexpected end" in str(error):
                block.rest = lines[begin:]
                return block
            block.problems[len(block.rows)] = _reason(str(error), cursor.at - begin)
            row = _loose(lines[begin], dialect)
            cursor.at = begin + 1
        block.rows.append(row)
        starts.append(line + begin)
    return block


def _loose(line: str, dialect: Dialect) -> list[str]:
    """Return the cells of a broken line as far as they can be told, to show them among the rejected rows."""
    try:
        return next(dialect.reader([line], strict=False), [])
    except csv.Error:
        return [line[:_SHOWN]]


def _reason(error: str, lines: int) -> str:
    if "limit" in error:
        return _TOO_LONG if lines == 1 else _UNCLOSED_FAR
    return _UNCLOSED if "unexpected end" in error or lines > 1 else _UNDOUBLED
