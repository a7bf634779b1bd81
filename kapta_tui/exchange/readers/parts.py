"""A look into the parts of an XLSX file before it is read: what would burst memory, what would come out empty."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers.source import Source

_MOST_CELLS = 30_000_000
_MOST_BYTES = 4 << 30
_CHUNK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>')
_FORMULA = re.compile(rb"<c ([^>]*)><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>")


def look_into(source: Source) -> int:
    """Return how many formulas at the top of the sheets have no stored value (nobody calculated them).

    Raises:
        UsageError: the file would unpack to more than memory holds, or a stray cell far off makes a sheet of
            billions of empty cells; the words name the cell.
    """
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            size = sum(info.file_size for info in archive.infolist())
            if size > _MOST_BYTES:
                words = f"{source.name} would unpack to {size >> 30} GB."
                raise UsageError(words, "Save its rows as CSV and import that.")
            return sum(_look(archive, name, source) for name in archive.namelist() if _SHEET.fullmatch(name))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError):
        # The reader of workbooks says what is wrong with a damaged one.
        return 0


def _look(archive: zipfile.ZipFile, name: str, source: Source) -> int:
    with archive.open(name) as part:
        head = part.read(_CHUNK)
        found = _DIMENSION.search(head[:4096])
        if found is None or _area(found[1], found[2]) > _MOST_CELLS:
            _measure(part, head, source)
    return sum(b't="str"' not in attributes for attributes in _FORMULA.findall(head))


def _measure(part: IO[bytes], head: bytes, source: Source) -> None:
    """Go through all cells with content, for a sheet that does not say how far it reaches, or says too far."""
    left = top = _MOST_CELLS
    right = bottom = 0
    text = head
    while text:
        for letters, digits in _CELL.findall(text):
            column, row = _column(letters), int(digits)
            left, right = min(left, column), max(right, column)
            top, bottom = min(top, row), max(bottom, row)
            if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
                cell = f"{letters.decode()}{row}"
                raise UsageError(
                    f"{source.name} has a cell far away from the others ({cell}); with all the empty cells "
                    "between them it is too large.",
                    "Delete that cell, or save the rows as CSV and import that.",
                )
        rest = text[text.rfind(b"<c ") :][:200] if b"<c " in text else b""
        fresh = part.read(_CHUNK)
        text = rest + fresh if fresh else b""


def _area(letters: bytes, digits: bytes) -> int:
    return _column(letters) * int(digits)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
