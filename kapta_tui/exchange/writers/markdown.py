"""Markdown tables in which no cell is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

from kapta_tui.exchange.writers.values import Sheet, plain

# CommonMark lets a backslash take the meaning from any punctuation; an underscore inside a word has none.
_MARKS = re.compile(r"[\\`*\[\]<>|~&]|(?<![^\W_])_|_(?![^\W_])")
_BREAKS = re.compile(r"\r\n|\r|\n")


def write_markdown(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` as a table; a line break inside a cell becomes `<br>`."""
    out.write(_line(_cell(name) for name in sheet.header))
    out.write(_line("---" for _name in sheet.header))
    for row in sheet.rows:
        out.write(_line(_cell(plain(value)) for value in row))


def _cell(text: str) -> str:
    return _BREAKS.sub("<br>", _MARKS.sub(r"\\\g<0>", text)).replace("\t", " ").strip()


def _line(cells: Iterable[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode("utf-8", errors="replace")
