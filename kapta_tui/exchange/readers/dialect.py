"""Which character separates the cells of a text file, and how its quotation marks are meant."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes", "^": "carets", "~": "tildes"}
# Below this share of equally wide rows a character is punctuation, not a separator.
_LEAST = 0.3
_CLOSE = 0.8
_CLEVER_SAMPLE = 8000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How rows are cut into cells. `skip` physical lines come before them (the `sep=;` line of Excel)."""

    separator: str = ","
    spaced: bool = False
    escape: str | None = None
    skip: int = 0

    @property
    def label(self) -> str:
        """Return the separator as people call it ("semicolons")."""
        return _NAMES.get(self.separator, repr(self.separator))

    def reader(self, lines: Iterable[str], *, strict: bool) -> Any:
        """Return a `csv.reader` over `lines`; a strict one raises `csv.Error` on unbalanced quotes."""
        return csv.reader(
            lines,
            delimiter=self.separator,
            skipinitialspace=self.spaced,
            escapechar=self.escape,
            strict=strict,
        )


def find_dialect(lines: Sequence[str], suffix: str = "") -> Dialect:
    """Return the dialect of the first `lines` of a file (whole physical lines, ends included)."""
    if lines and (first := lines[0].strip().strip('"').casefold()).startswith("sep=") and len(first) == 5:
        return replace(_quoting(Dialect(first[4]), lines[1:]), skip=1)
    return _quoting(Dialect(_separator(lines, suffix)), lines)


def _separator(lines: Sequence[str], suffix: str) -> str:
    scores = {mark: _score(lines, mark) for mark in _NAMES if any(mark in line for line in lines)}
    if suffix in {".tsv", ".tab"} and scores.get("\t", (0.0, 0))[0] > 0:
        return "\t"
    ranked = sorted(scores, key=lambda mark: scores[mark], reverse=True)
    if not ranked or scores[ranked[0]][0] < _LEAST:
        return ","
    if len(ranked) > 1 and scores[ranked[1]][0] >= _CLOSE * scores[ranked[0]][0]:
        return _clever(lines, ranked[:2]) or ranked[0]
    return ranked[0]


def _score(lines: Sequence[str], mark: str) -> tuple[float, int]:
    """Return the share of rows that have the usual width of two or more cells, and that width."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(lines, delimiter=mark):
            if any(row):
                widths[len(row)] += 1
    except csv.Error:
        return (0.0, 0)
    usual = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
    return (usual[0] / widths.total() if widths else 0.0, usual[1])


def _clever(lines: Sequence[str], marks: Sequence[str]) -> str | None:
    """Ask the slower, better judge of consistency between two equally likely separators."""
    import clevercsv

    sample = "".join(lines)[:_CLEVER_SAMPLE]
    found = clevercsv.Detector().detect(sample, delimiters=list(marks))
    return found.delimiter if found is not None and found.delimiter in marks else None


def _quoting(dialect: Dialect, lines: Sequence[str]) -> Dialect:
    """Find blanks before opening quotes, and backslashes before inner ones where nothing else fits."""
    if any(cell[:1] == " " and cell.lstrip(" ")[:1] == '"' for cell in _cells(dialect, lines)):
        dialect = replace(dialect, spaced=True)
    escaped = replace(dialect, escape="\\")
    if any('\\"' in line for line in lines) and _breaks(dialect, lines) and not _breaks(escaped, lines):
        return escaped
    return dialect


def _cells(dialect: Dialect, lines: Sequence[str]) -> Iterable[str]:
    try:
        for row in dialect.reader(lines, strict=False):
            yield from row
    except csv.Error:
        return


def _breaks(dialect: Dialect, lines: Sequence[str]) -> bool:
    try:
        for _ in dialect.reader(lines, strict=True):
            pass
    except csv.Error as error:
        # The sample may end inside a cell; that alone says nothing.
        return "unexpected end" not in str(error)
    return False
